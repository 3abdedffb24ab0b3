import { ChoiceField, CodeField, DateField, FieldGrid, MultiChoiceField, NoteField, Rows, useWords, words } from '@openward/platform/ui';
import { Allergy, type Reaction } from '../../contract/index.ts';
import { allergyCategoryWords, allergyTypeWords, certaintyWords, choicesOf, clinicalWords, criticalityWords, said, severityWords, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { Sort } from '../statements/sort.ts';

const pick = (all: Readonly<Record<string, string>>, ...names: string[]) => Object.fromEntries(names.map((name) => [name, all[name] ?? name]));

function Fields() {
  const t = useWords();
  return (
    <>
      <FieldGrid>
        <CodeField freeText path="concept" kind="allergen" label={t('Substance')} span={12} required autoFocus />
        <ChoiceField path="criticality" label={t('Risk')} span={4} choices={choicesOf(criticalityWords, t)} blank={t('not said')} />
        <ChoiceField path="type" label={t('Kind')} span={4} choices={choicesOf(allergyTypeWords, t)} blank={t('not said')} />
        <ChoiceField path="clinical" label={t('State')} span={4} choices={choicesOf(pick(clinicalWords, 'active', 'inactive', 'resolved'), t)} />
        <MultiChoiceField path="categories" label={t('Sort of substance')} span={12} choices={choicesOf(allergyCategoryWords, t)} />
      </FieldGrid>
      <Rows path="reactions" addLabel={t('Add a reaction')} removeLabel={t('Remove the reaction')} blank={() => ({ manifestation: null, severity: '', description: '' })}>
        {(path) => (
          <FieldGrid>
            <CodeField freeText path={`${path}.manifestation`} kind="reaction" label={t('Reaction')} span={8} />
            <ChoiceField path={`${path}.severity`} label={t('Severity')} span={4} choices={choicesOf(severityWords, t)} blank={t('not said')} />
          </FieldGrid>
        )}
      </Rows>
      <FieldGrid>
        <ChoiceField path="verification" label={t('Certainty')} span={4} choices={choicesOf(pick(certaintyWords, 'confirmed', 'unconfirmed', 'refuted'), t)} />
        <DateField path="onset" label={t('Since')} span={4} />
        <NoteField path="note" label={t('Note')} span={12} rows={2} />
      </FieldGrid>
    </>
  );
}

interface Row extends Omit<Reaction, 'manifestations'> {
  manifestation: Reaction['manifestations'][number] | null;
  /** Further ones of the same reaction: the form shows the first, and keeps the rest. */
  others?: Reaction['manifestations'];
}
const blankless = (value: unknown) => (value === '' || value === undefined ? null : value);

/** Allergies on the screen. */
export const allergySort: Sort = {
  name: 'allergies',
  addLabel: words('Add an allergy'), changeLabel: words('Allergy or intolerance'), empty: words('No allergy is recorded, and nobody has said that there is none.'),
  write: 'records.write', schema: Allergy,
  blank: () => ({ concept: null, type: '', categories: [], criticality: '', clinical: 'active', verification: 'confirmed', onset: '', reactions: [], note: '' }),
  opened: (statement) => ({
    ...statement,
    reactions: (statement['reactions'] as Reaction[]).map(({ manifestations: [manifestation, ...others], ...reaction }): Row => ({ ...reaction, manifestation: manifestation ?? null, others })),
  }),
  toInput: (values) => ({
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, blankless(value)])),
    reactions: (values['reactions'] as Row[]).flatMap(({ manifestation, others = [], severity, onset, description }) =>
      manifestation === null ? [] : [{ manifestations: [manifestation, ...others], severity: blankless(severity), onset: blankless(onset), description: blankless(description) }]),
  }),
  Fields,
  detail: ({ reactions, criticality, type, clinical, verification }: Allergy, t) => said(
    wordFor(criticalityWords, criticality, t), wordFor(allergyTypeWords, type, t),
    reactions.flatMap(({ manifestations, severity }) => manifestations.map((each) => said('text' in each ? each.text : each.display, wordFor(severityWords, severity, t)))).join(', '),
    clinical !== 'active' && wordFor(clinicalWords, clinical, t), verification !== 'confirmed' && wordFor(certaintyWords, verification, t)),
  past: ({ status }) => ['inactive', 'resolved', 'refuted'].includes(status ?? ''),
  queries: recordQueries.allergies,
  call: recordClient.allergies as never,
};
