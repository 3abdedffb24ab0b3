import { Button, Drawer } from '@mantine/core';
import { clinicalInstant, FormFrame, TextField, toast, useApiForm, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { recordsContract, type Measure, type VitalPoint } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { numberOf } from './round.ts';
import { shownUnit, shownValue, useVitalsChanged, type Vitals } from './useVitals.ts';
import { measureWords } from './words.ts';

const schema = recordsContract.correctVitals['~orpc'].inputSchema!;
const errorSchema = recordsContract.vitalsInError['~orpc'].inputSchema!;

interface CorrectProps {
  point: VitalPoint;
  vitals: Vitals;
  patient_id: string;
  close: () => void;
}

/** One measurement: where it comes from, and its correction. */
export function CorrectDrawer(props: CorrectProps) {
  const t = useWords();
  const { point, close } = props;
  const [inError, setInError] = useState(false);
  const derived = point.measure === 'body_mass_index';
  return (
    <Drawer opened onClose={close} title={t('Measurement')} position="right" size={420}>
      <p>
        {t('Measured')} <Value script="latin">{clinicalInstant(point.at)}</Value>, {t('entered')} <Value script="latin">{clinicalInstant(point.entered_at)}</Value>
        {point.measured_by !== null && <>, <Value>{point.measured_by}</Value></>}
        {point.method !== null && <>, <Value>{point.method}</Value></>}
      </p>
      {derived && <p>{t('It was reckoned from weight and height: correct these.')}</p>}
      {!derived && (inError ? <ErrorForm {...props} /> : <CorrectForm {...props} />)}
      {!derived && !inError && <Button variant="subtle" color="red" onClick={() => setInError(true)}>{t('Entered in error')}</Button>}
    </Drawer>
  );
}

function CorrectForm({ point, vitals, patient_id, close }: CorrectProps) {
  const t = useWords();
  const changed = useVitalsChanged();
  const { units } = vitals;
  const [asked, setAsked] = useState<Measure[]>([]);
  const parts = vitals.points.filter(({ id }) => id === point.id);
  const form = useApiForm({
    name: `records.vitals.${point.id}`,
    patient: patient_id,
    schema,
    saved: { values: { reason: '', values: Object.fromEntries(parts.map(({ measure, value }) => [measure, shownValue(measure, value, units)])) as Record<string, string> } },
    toInput: ({ reason, values: typed }) => {
      const values = Object.fromEntries(Object.entries(typed).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, numberOf(text.trim())]])));
      const seen = vitals.seen.find(({ id, what }) => id === point.id && what === 'breathing');
      // Air was written as oxygen at 21 %.
      if (seen?.value === 'air') delete values['oxygen_concentration'];
      return { patient_id, id: point.id, version: point.version, units, reason, confirmed: asked, values: { ...values, ...(seen === undefined ? {} : { breathing: seen.value }) } };
    },
    send: (input) => recordClient.correctVitals(input),
    onProblem: (problem) => {
      if (problem.code === 'vitals.improbable') setAsked(problem.extras['asked'] as Measure[]);
      return false;
    },
    onDone: async () => {
      toast({ text: t('The measurement is corrected.') });
      await changed();
      close();
    },
  });
  return (
    <FormFrame of={form} submitLabel={asked.length === 0 ? t('Correct it') : t('It is right: correct it')} onCancel={close}>
      {parts.map(({ measure }) => <TextField key={measure} path={`values.${measure}`} label={`${t(measureWords[measure])} (${shownUnit(measure, units)})`} inputMode="numeric" />)}
      <TextField path="reason" label={t('Why')} required />
    </FormFrame>
  );
}

function ErrorForm({ point, patient_id, close }: CorrectProps) {
  const t = useWords();
  const changed = useVitalsChanged();
  const form = useApiForm({
    name: `records.vitals.error.${point.id}`,
    patient: patient_id,
    schema: errorSchema,
    saved: { values: { reason: '' } },
    toInput: ({ reason }) => ({ patient_id, id: point.id, version: point.version, reason }),
    send: (input, call) => recordClient.vitalsInError(input, { context: call }),
    onDone: async () => {
      toast({ text: t('The measurement is marked as entered in error.') });
      await changed();
      close();
    },
  });
  return (
    <FormFrame of={form} submitLabel={t('Mark as entered in error')} onCancel={close}>
      <TextField path="reason" label={t('Why')} required />
    </FormFrame>
  );
}
