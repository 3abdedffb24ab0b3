import { ChoiceField, CodeField, DateField, NoteField, Rows, TextField, useWords } from '@openward/platform/ui';
import { CarePlan, Flag, Goal, type Shown } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { StatementForm } from './StatementForm.tsx';
import { achievementWords, activityStateWords, choicesOf, flagCategoryWords, flagStateWords, goalStateWords, planStateWords } from './words.ts';

interface FormProps<Fields> {
  patient_id: string;
  held: Shown<Fields> | null;
  close: () => void;
}

/** Raises a flag, or takes one down. */
export function FlagForm(props: FormProps<Flag>) {
  const t = useWords();
  const blank = { concept: null, category: 'clinical', state: 'active', from: '', until: '' };
  return (
    <StatementForm name="flag" schema={Flag} blank={blank} add={recordClient.flags.add} change={recordClient.flags.change} {...props}>
      <CodeField path="concept" kind="problem" freeText required autoFocus label={t('What everybody must know')} />
      <ChoiceField path="category" label={t('About')} span={8} choices={choicesOf(flagCategoryWords, t)} />
      <ChoiceField path="state" label={t('State')} span={4} choices={choicesOf(flagStateWords, t)} />
      <DateField path="from" label={t('From')} span={6} />
      <DateField path="until" label={t('Until')} span={6} />
    </StatementForm>
  );
}

/** Sets a goal, or says how far it has come. */
export function GoalForm(props: FormProps<Goal>) {
  const t = useWords();
  const blank = { concept: null, state: 'active', achievement: '', priority: '', from: '', due: '', note: '' };
  return (
    <StatementForm name="goal" schema={Goal} blank={blank} add={recordClient.goals.add} change={recordClient.goals.change} {...props}>
      <CodeField path="concept" kind="problem" freeText required autoFocus label={t('What is to be reached')} />
      <ChoiceField path="state" label={t('State')} span={6} choices={choicesOf(goalStateWords, t)} />
      <ChoiceField path="achievement" label={t('How far')} span={6} blank={t('Not said')} choices={choicesOf(achievementWords, t)} />
      <DateField path="from" label={t('From')} span={6} />
      <DateField path="due" label={t('Due')} span={6} />
      <NoteField path="note" label={t('Note')} rows={2} />
    </StatementForm>
  );
}

/** Plans care, or carries the plan on. */
export function PlanForm(props: FormProps<CarePlan>) {
  const t = useWords();
  const blank = { title: '', description: '', state: 'active', from: '', until: '', activities: [], note: '' };
  return (
    <StatementForm name="care-plan" schema={CarePlan} blank={blank} add={recordClient.carePlans.add} change={recordClient.carePlans.change} {...props}>
      <TextField path="title" label={t('Plan')} span={8} required autoFocus />
      <ChoiceField path="state" label={t('State')} span={4} choices={choicesOf(planStateWords, t)} />
      <NoteField path="description" label={t('What is planned')} rows={3} />
      <DateField path="from" label={t('From')} span={6} />
      <DateField path="until" label={t('Until')} span={6} />
      <Rows path="activities" addLabel={t('Add an activity')} removeLabel={t('Remove the activity')} blank={() => ({ what: '', state: 'not-started', owner: '', due: '', outcome: '' })}>
        {(path) => (
          <>
            <TextField path={`${path}.what`} label={t('Activity')} span={6} required />
            <ChoiceField path={`${path}.state`} label={t('State')} span={3} choices={choicesOf(activityStateWords, t)} />
            <DateField path={`${path}.due`} label={t('Due')} span={3} />
            <TextField path={`${path}.owner`} label={t('Who does it')} span={6} />
            <TextField path={`${path}.outcome`} label={t('What came of it')} span={6} />
          </>
        )}
      </Rows>
    </StatementForm>
  );
}
