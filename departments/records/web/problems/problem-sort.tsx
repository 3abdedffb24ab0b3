import { ChoiceField, clinicalDate, CodeField, DateField, FieldGrid, MoreFields, NoteField, useWords, words } from '@openward/platform/ui';
import { Problem } from '../../contract/index.ts';
import { certaintyWords, choicesOf, clinicalWords, problemCategoryWords, said, severityWords, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { Sort } from '../statements/sort.ts';

function Fields() {
  const t = useWords();
  return (
    <>
      <FieldGrid>
        <CodeField freeText path="concept" kind="problem" label={t('Problem')} span={12} required autoFocus />
        <ChoiceField path="clinical" label={t('State')} span={4} choices={choicesOf(clinicalWords, t)} />
        <ChoiceField path="severity" label={t('Severity')} span={4} choices={choicesOf(severityWords, t)} blank={t('not said')} />
        <ChoiceField path="verification" label={t('Certainty')} span={4} choices={choicesOf(certaintyWords, t)} />
        <DateField path="onset" label={t('Since')} span={4} />
        <DateField path="abatement" label={t('Until')} span={4} />
      </FieldGrid>
      <MoreFields label={t('More')} paths={['body_site', 'note']}>
        <FieldGrid>
          <ChoiceField path="category" label={t('Kind')} span={6} choices={choicesOf(problemCategoryWords, t)} />
          <CodeField freeText path="body_site" kind="body_site" label={t('Where in the body')} span={6} />
          <NoteField path="note" label={t('Note')} span={12} />
        </FieldGrid>
      </MoreFields>
    </>
  );
}

/** Problems on the screen. */
export const problemSort: Sort = {
  name: 'problems',
  addLabel: words('Add a problem'), changeLabel: words('Problem'), empty: words('No problem is recorded.'),
  write: 'records.write', schema: Problem,
  blank: () => ({ concept: null, category: 'problem-list-item', clinical: 'active', verification: 'confirmed', severity: '', body_site: null, onset: '', abatement: '', note: '' }),
  Fields,
  detail: ({ clinical, severity, verification, category, abatement }: Problem, t) => said(
    clinical !== 'active' && wordFor(clinicalWords, clinical, t), wordFor(severityWords, severity, t), verification !== 'confirmed' && wordFor(certaintyWords, verification, t),
    category !== 'problem-list-item' && wordFor(problemCategoryWords, category, t), abatement !== null && t('until {date}', { date: clinicalDate(abatement) })),
  past: ({ status, statement }) => ['inactive', 'remission', 'resolved', 'refuted'].includes(status ?? '') || statement?.['abatement'] != null,
  queries: recordQueries.problems,
  call: recordClient.problems as never,
};
