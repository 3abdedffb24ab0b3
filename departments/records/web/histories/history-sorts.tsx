import { ChoiceField, CodeField, DateField, FieldGrid, NoteField, NumberField, Rows, TextField, useFieldValue, useFormAround, useWords, withoutBlanks, words } from '@openward/platform/ui';
import { FamilyHistory, SocialHistory, type Concept } from '../../contract/index.ts';
import { socialAnswers } from '../../rules/social-history/social-history.ts';
import { choicesOf, relationshipWords, said, topicWords } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { Sort } from '../statements/sort.ts';

const textOf = (concept: Concept): string => ('text' in concept ? concept.text : concept.display);

function FamilyFields() {
  const t = useWords();
  return (
    <>
      <FieldGrid>
        <ChoiceField path="relationship" label={t('Relative')} span={4} choices={choicesOf(relationshipWords, t)} />
        <TextField path="name" label={t('Name')} span={4} />
        <ChoiceField path="deceased" label={t('Alive')} span={4} choices={[{ value: 'false', label: t('Alive') }, { value: 'true', label: t('Has died') }]} blank={t('not said')} />
      </FieldGrid>
      <Rows path="conditions" addLabel={t('Add what the relative had')} removeLabel={t('Remove it')} blank={() => ({ concept: null, onset_age: '', died_of: false })}>
        {(path) => (
          <FieldGrid>
            <CodeField freeText path={`${path}.concept`} kind="problem" label={t('Problem')} span={8} required />
            <NumberField path={`${path}.onset_age`} label={t('From what age')} span={4} suffix={t('years')} />
          </FieldGrid>
        )}
      </Rows>
      <FieldGrid>
        <NoteField path="note" label={t('Note')} span={12} rows={2} />
      </FieldGrid>
    </>
  );
}

/** What relatives had, on the screen. */
export const familySort: Sort = {
  name: 'familyHistory',
  addLabel: words('Add a relative'), changeLabel: words('Relative'), empty: words('Nothing of the family is recorded.'),
  write: 'records.write', schema: FamilyHistory,
  blank: () => ({ relationship: 'mother', name: '', deceased: '', conditions: [{ concept: null, onset_age: '', died_of: null }], note: '' }),
  opened: (statement) => ({ ...statement, deceased: { true: 'true', false: 'false', null: '' }[`${statement['deceased'] as boolean | null}`] }),
  toInput: ({ deceased, ...values }) => ({ ...(withoutBlanks(values) as object), deceased: deceased === '' ? null : deceased === 'true' }),
  Fields: FamilyFields,
  detail: ({ conditions, deceased }: FamilyHistory, t) => said(
    conditions.map(({ concept, onset_age }) => (onset_age === null ? textOf(concept) : t('{what} from age {age}', { what: textOf(concept), age: onset_age }))).join(', '), deceased === true && t('has died')),
  past: () => false,
  queries: recordQueries.familyHistory,
  call: recordClient.familyHistory as never,
};

function SocialFields() {
  const t = useWords();
  const { form } = useFormAround();
  const topic = String(useFieldValue('topic')) as keyof typeof socialAnswers;
  const answers = socialAnswers[topic];
  return (
    <FieldGrid>
      <ChoiceField path="topic" label={t('About')} span={4} choices={choicesOf(topicWords, t)} />
      {answers === undefined ? (
        <CodeField freeText path="answer" kind="problem" label={t('Answer')} span={8} required />
      ) : (
        <ChoiceField path="choice" label={t('Answer')} span={8} required choices={answers.map((each) => ({ value: 'code' in each ? each.code : '', label: textOf(each) }))} blank={t('Choose an answer')} />
      )}
      <DateField path="on" label={t('As of')} span={4} />
      <NoteField path="note" label={t('Note')} span={8} rows={1} />
      {form.errors['answer'] !== undefined && answers !== undefined && <p role="alert">{t('Choose an answer')}</p>}
    </FieldGrid>
  );
}

/** How somebody lives, on the screen. */
export const socialSort: Sort = {
  name: 'socialHistory',
  addLabel: words('Add an answer'), changeLabel: words('How the patient lives'), empty: words('Nothing is recorded of how the patient lives.'),
  write: 'records.write', schema: SocialHistory,
  blank: () => ({ topic: 'smoking', answer: null, choice: '', on: '', note: '' }),
  opened: (statement) => {
    const answer = statement['answer'] as Concept;
    return { ...statement, choice: 'code' in answer ? answer.code : '' };
  },
  toInput: ({ choice, answer, ...values }) => {
    const known = socialAnswers[values['topic'] as keyof typeof socialAnswers]?.find((each) => 'code' in each && each.code === choice);
    return { ...(withoutBlanks(values) as object), answer: known ?? answer ?? undefined };
  },
  Fields: SocialFields,
  detail: ({ answer }: SocialHistory) => textOf(answer),
  past: () => false,
  queries: recordQueries.socialHistory,
  call: recordClient.socialHistory as never,
};
