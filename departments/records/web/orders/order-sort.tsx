import { CheckField, ChoiceField, clinicalDate, CodeField, DateField, FieldGrid, NumberField, NoteField, TextField, useFieldValue, useWords, withoutBlanks, words, type CodePickerProps } from '@openward/platform/ui';
import { Order, Prescription, type Dosage, type Dose } from '../../contract/index.ts';
import { doseText } from '../../rules/medicines/dose-text.ts';
import { choicesOf, orderCategoryWords, priorityWords, said, unitNames, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import { LiveCheck } from '../medicines/CheckNotice.tsx';
import { blankDosage, dosageInput, dosageValues, typedNumber, type DosageValues } from '../medicines/dosage-form.ts';
import { DosageFields } from '../medicines/DosageFields.tsx';
import type { AnyShown, Sort } from '../statements/sort.ts';

const kinds: Record<string, CodePickerProps['kind']> = { laboratory: 'laboratory', imaging: 'procedure', referral: 'visit_reason', procedure: 'procedure' };
const over = ({ status }: AnyShown): boolean => ['completed', 'revoked', 'cancelled', 'stopped'].includes(status ?? '');

function OrderFields() {
  const t = useWords();
  const category = String(useFieldValue('category'));
  return (
    <FieldGrid>
      <ChoiceField path="category" label={t('Kind of order')} span={6} choices={choicesOf(orderCategoryWords, t)} />
      <ChoiceField path="priority" label={t('How soon')} span={6} choices={choicesOf(priorityWords, t)} />
      <CodeField freeText path="concept" kind={kinds[category] ?? 'laboratory'} label={t('What is ordered')} span={12} required autoFocus />
      <CodeField freeText path="reason" kind="problem" label={t('What for')} span={6} />
      <CodeField freeText path="body_site" kind="body_site" label={t('Where in the body')} span={6} />
      <DateField path="wanted" label={t('Wanted on')} span={4} />
      <TextField path="performer" label={t('Who is to do it')} span={8} />
      <TextField path="instructions" label={t('Instructions for the patient')} span={12} />
      <NoteField path="note" label={t('Note')} span={12} rows={2} />
    </FieldGrid>
  );
}

/** Orders on the screen. */
export const orderSort: Sort = {
  name: 'orders',
  addLabel: words('Order something'), changeLabel: words('Order'), empty: words('Nothing is ordered.'),
  write: 'records.order', schema: Order,
  blank: () => ({ concept: null, category: 'laboratory', priority: 'routine', reason: null, wanted: '', body_site: null, performer: '', instructions: '', note: '' }),
  Fields: OrderFields,
  detail: ({ category, priority, performer, wanted }: Order, t) => said(
    wordFor(orderCategoryWords, category, t), priority !== 'routine' && wordFor(priorityWords, priority, t), performer, wanted !== null && t('wanted on {date}', { date: clinicalDate(wanted) })),
  past: over,
  queries: recordQueries.orders,
  call: recordClient.orders as never,
};

function PrescriptionFields({ patient_id }: { patient_id: string }) {
  const t = useWords();
  return (
    <>
      <CodeField freeText path="concept" kind="medicine" label={t('Medicine')} span={12} required autoFocus />
      <LiveCheck patient_id={patient_id} />
      <DosageFields />
      <FieldGrid>
        <TextField path="quantity.amount" label={t('Quantity')} span={3} inputMode="numeric" />
        <ChoiceField path="quantity.unit" label={t('of')} span={3} choices={choicesOf(unitNames, t)} />
        <NumberField path="refills" label={t('Refills')} span={3} />
        <ChoiceField path="priority" label={t('How soon')} span={3} choices={choicesOf(priorityWords, t)} />
        <CodeField freeText path="reason" kind="problem" label={t('What for')} span={8} />
        <CheckField path="substitution" label={t('Another brand may be given')} span={4} />
        <NoteField path="note" label={t('Note')} span={12} rows={2} />
      </FieldGrid>
    </>
  );
}

/** Prescriptions on the screen. */
export const prescriptionSort: Sort = {
  name: 'prescriptions',
  addLabel: words('Prescribe a medicine'), changeLabel: words('Prescription'), empty: words('Nothing is prescribed.'),
  write: 'records.order', schema: Prescription,
  blank: () => ({ concept: null, dosage: blankDosage(), priority: 'routine', quantity: { amount: '', unit: '{tablet}' }, refills: 0, substitution: true, reason: null, note: '' }),
  opened: (statement) => {
    const quantity = statement['quantity'] as Dose | null;
    return {
      ...statement, dosage: dosageValues(statement['dosage'] as Dosage),
      quantity: quantity === null ? { amount: '', unit: '{tablet}' } : { amount: String(quantity.value), unit: quantity.unit },
    };
  },
  toInput: ({ dosage, quantity, ...values }) => {
    const { amount, unit } = quantity as { amount: string; unit: string };
    const value = typedNumber(amount);
    return { ...(withoutBlanks(values) as object), dosage: dosageInput(dosage as DosageValues), quantity: value === null ? null : { value, unit } };
  },
  Fields: PrescriptionFields,
  detail: ({ dosage }: Prescription) => doseText(dosage),
  past: over,
  queries: recordQueries.prescriptions,
  call: recordClient.prescriptions as never,
};

