import { ChoiceField, FieldGrid, TextField, useFieldValue, useWords } from '@openward/platform/ui';
import { consciousnessLevels, type Measure, type VitalUnits } from '../../contract/index.ts';
import { shownUnit } from './useVitals.ts';
import { consciousnessWords, measureWords } from './words.ts';

/** The fields of one round; Tab goes through them as one measures. */
export function VitalFields({ units }: { units: VitalUnits }) {
  const t = useWords();
  const oxygen = useFieldValue('values.breathing') === 'oxygen';
  const field = (measure: Measure, span = 3, autoFocus = false) => (
    <TextField path={`values.${measure}`} label={`${t(measureWords[measure])} (${shownUnit(measure, units)})`} span={span} inputMode="numeric" autoFocus={autoFocus} />
  );
  return (
    <FieldGrid>
      {field('respiratory_rate', 3, true)}
      {field('oxygen_saturation')}
      <ChoiceField path="values.breathing" label={t('Breathing')} span={oxygen ? 2 : 6} blank={t('not said')} choices={[{ value: 'air', label: t('air') }, { value: 'oxygen', label: t('oxygen') }]} />
      {oxygen && field('oxygen_flow', 2)}
      {oxygen && field('oxygen_concentration', 2)}
      {field('systolic')}
      {field('diastolic')}
      {field('heart_rate')}
      <ChoiceField path="values.consciousness" label={t('Consciousness')} span={3} blank={t('not said')} choices={consciousnessLevels.map((level) => ({ value: level, label: t(consciousnessWords[level]) }))} />
      {field('temperature')}
      {field('pain')}
      {field('glucose')}
      {field('weight')}
      {field('height')}
      {field('head_circumference')}
    </FieldGrid>
  );
}
