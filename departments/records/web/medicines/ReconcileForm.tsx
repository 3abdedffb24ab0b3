import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useFieldValue, useWords, Value } from '@openward/platform/ui';
import { Fragment } from 'react';
import { z } from 'zod';
import type { MedicineLine } from '../../contract/index.ts';
import { tallMan } from '../../rules/medicines/tall-man.ts';
import { choicesOf, reconcileWords } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import { blankDosage, dosageInput, type DosageValues } from './dosage-form.ts';
import { DosageFields } from './DosageFields.tsx';

interface ReconcileFormProps {
  patient_id: string;
  visit_id?: string | undefined;
  lines: readonly MedicineLine[];
  close: () => void;
}

interface LineValues {
  act: string;
  reason: string;
  dosage: DosageValues;
}

/** Goes through the medication list with the patient, line by line. */
export function ReconcileForm({ patient_id, visit_id, lines, close }: ReconcileFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'records.medicines.reconcile',
    patient: patient_id,
    draft: false,
    schema: z.unknown(),
    saved: { values: { lines: lines.map((): LineValues => ({ act: 'continue', reason: '', dosage: blankDosage() })) } },
    toInput: ({ lines: values }) => lines.map(({ type, id, version }, at) => {
      const { act = 'continue', reason = '', dosage = blankDosage() } = values[at] ?? {};
      return { type, id, version, act, ...(reason.trim() === '' ? {} : { reason }), ...(act === 'change' ? { dosage: dosageInput(dosage) } : {}) };
    }),
    send: (input: never, { version: _version, ...context }) =>
      recordClient.medicines.reconcile({ patient_id, ...(visit_id === undefined ? {} : { visit_id }), lines: input }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text: t('The medication list was gone through') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Keep')} onCancel={close}>
      {lines.length === 0 && <p>{t('The patient takes no medicine.')}</p>}
      {lines.map((line, at) => (
        <Fragment key={line.id}>
          <p>
            <strong>
              <Value>{tallMan(line.title)}</Value>
            </strong>{' '}
            <Value>{line.dosage}</Value>
          </p>
          <FieldGrid>
            <ChoiceField path={`lines.${at}.act`} label={t('What is done with {name}', { name: line.title })} span={4} choices={choicesOf(reconcileWords, t)} />
            <TextField path={`lines.${at}.reason`} label={t('Why')} span={8} />
          </FieldGrid>
          <NewDosage path={`lines.${at}`} />
        </Fragment>
      ))}
    </FormFrame>
  );
}

function NewDosage({ path }: { path: string }) {
  const changed = useFieldValue(`${path}.act`) === 'change';
  return changed ? <DosageFields path={`${path}.dosage`} /> : null;
}
