import { Alert } from '@mantine/core';
import { ChoiceField, clinicalInstant, FieldGrid, FormFrame, MoreFields, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { News2Outcome, VitalUnits } from '../../contract/index.ts';
import { measures, recordsContract, type Measure } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { emptyRound, roundInput, type RoundTyped } from './round.ts';
import { useVitalsChanged } from './useVitals.ts';
import { measureWords } from './words.ts';
import { VitalFields } from './VitalFields.tsx';

interface VitalsFormProps {
  patient_id: string;
  visit_id?: string | undefined;
  units: VitalUnits;
  onDone: (news2: News2Outcome) => void;
  onCancel?: () => void;
}

const schema = recordsContract.recordVitals['~orpc'].inputSchema!;

/** One round of vital signs, typed in the order in which it is measured. */
export function VitalsForm({ patient_id, visit_id, units, onDone, onCancel }: VitalsFormProps) {
  const t = useWords();
  const changed = useVitalsChanged();
  const [asked, setAsked] = useState<readonly Measure[]>([]);
  const form = useApiForm({
    name: 'records.vitals',
    patient: patient_id,
    schema,
    saved: { values: emptyRound },
    toInput: (typed: RoundTyped) => roundInput(typed, { patient_id, visit_id, units, confirmed: asked }),
    send: (input, call) => recordClient.recordVitals(input, { context: call }),
    onProblem: (problem) => {
      if (problem.code === 'vitals.improbable') setAsked(((problem.extras['asked'] ?? []) as Measure[]).filter((each) => measures.includes(each)));
      return false;
    },
    onDone: async ({ news2 }) => {
      setAsked([]);
      form.form.setValues(emptyRound);
      toast({ text: t('Vital signs are recorded.') });
      await changed();
      onDone(news2);
    },
  });
  return (
    <FormFrame of={form} submitLabel={asked.length === 0 ? t('Record vital signs') : t('They are right: record them')} {...(onCancel === undefined ? {} : { onCancel })}>
      {asked.length > 0 && (
        <Alert color="yellow" title={t('Look again')} role="status">
          {t('These values are improbable: {names}. Correct them, or record them as they are.', { names: asked.map((each) => t(measureWords[each])).join(', ') })}
        </Alert>
      )}
      <VitalFields units={units} />
      <MoreFields paths={['measured_at', 'measured_by', 'methods.temperature_site', 'methods.position', 'methods.cuff', 'methods.height_position']} label={t('When, by whom and how')}>
        <FieldGrid>
          <TextField path="measured_at" label={t('Measured at')} span={6} description={t('Now is {time}. Blank for now; else 14:30, or 21-Mar-2026 14:30.', { time: clinicalInstant(new Date()) })} />
          <TextField path="measured_by" label={t('Measured by')} span={6} description={t('Blank for yourself')} />
          <ChoiceField path="methods.temperature_site" label={t('Temperature taken')} span={3} blank={t('not said')} choices={[
            { value: 'mouth', label: t('in the mouth') }, { value: 'armpit', label: t('in the armpit') }, { value: 'ear', label: t('in the ear') },
            { value: 'rectum', label: t('in the rectum') }, { value: 'forehead', label: t('on the forehead') },
          ]} />
          <ChoiceField path="methods.position" label={t('Position')} span={3} blank={t('not said')} choices={[
            { value: 'sitting', label: t('sitting') }, { value: 'standing', label: t('standing') }, { value: 'lying', label: t('lying') },
          ]} />
          <ChoiceField path="methods.cuff" label={t('Cuff')} span={3} blank={t('not said')} choices={[
            { value: 'left_arm', label: t('left arm') }, { value: 'right_arm', label: t('right arm') }, { value: 'left_leg', label: t('left leg') }, { value: 'right_leg', label: t('right leg') },
          ]} />
          <ChoiceField path="methods.height_position" label={t('Height measured')} span={3} blank={t('not said')} choices={[
            { value: 'standing', label: t('standing') }, { value: 'lying', label: t('lying') },
          ]} />
        </FieldGrid>
      </MoreFields>
    </FormFrame>
  );
}
