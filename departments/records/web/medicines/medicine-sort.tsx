import { ChoiceField, CodeField, DateField, FieldGrid, useWords, withoutBlanks, words } from '@openward/platform/ui';
import { Medicine, type Dosage } from '../../contract/index.ts';
import { doseText } from '../../rules/medicines/dose-text.ts';
import { choicesOf, medicineStateWords, said, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { Sort } from '../statements/sort.ts';
import { LiveCheck } from './CheckNotice.tsx';
import { blankDosage, dosageInput, dosageValues, type DosageValues } from './dosage-form.ts';
import { DosageFields } from './DosageFields.tsx';

function Fields({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const { cancelled: _cancelled, draft: _draft, ...states } = medicineStateWords;
  return (
    <>
      <CodeField freeText path="concept" kind="medicine" label={t('Medicine')} span={12} required autoFocus />
      <LiveCheck patient_id={patient_id} />
      <DosageFields />
      <FieldGrid>
        <ChoiceField path="status" label={t('State')} span={4} choices={choicesOf(states, t)} />
        <DateField path="start" label={t('Since')} span={4} />
        <DateField path="end" label={t('Until')} span={4} />
        <CodeField freeText path="reason" kind="problem" label={t('What for')} span={6} />
        <CodeField freeText path="stop_reason" kind="problem" label={t('Why it was stopped')} span={6} />
      </FieldGrid>
    </>
  );
}

/** Medicines as the patient takes them, on the screen. */
export const medicineSort: Sort = {
  name: 'medicines',
  addLabel: words('Add a medicine that is taken'), changeLabel: words('Medicine'), empty: words('No medicine is recorded.'),
  write: 'records.write', schema: Medicine,
  blank: () => ({ concept: null, status: 'active', dosage: blankDosage(), start: '', end: '', reason: null, stop_reason: null, note: '' }),
  opened: (statement) => ({ ...statement, dosage: dosageValues(statement['dosage'] as Dosage) }),
  toInput: ({ dosage, ...values }) => ({ ...(withoutBlanks(values) as object), dosage: dosageInput(dosage as DosageValues) }),
  Fields,
  detail: ({ dosage, status }: Medicine, t) => said(doseText(dosage), status !== 'active' && wordFor(medicineStateWords, status, t)),
  past: ({ status }) => ['completed', 'stopped', 'not-taking'].includes(status ?? ''),
  queries: recordQueries.medicines,
  call: recordClient.medicines as never,
};
