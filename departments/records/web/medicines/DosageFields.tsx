import { CheckField, ChoiceField, FieldGrid, TextField, useFieldValue, useWords } from '@openward/platform/ui';
import { choicesOf, periodNames, routeNames, unitNames } from '../choices.ts';

/** How a medicine is taken, in the order in which it is said: how much, how, how often, how long. */
export function DosageFields({ path = 'dosage' }: { path?: string }) {
  const t = useWords();
  const needed = useFieldValue(`${path}.as_needed`) === true;
  const { h: _hours, ...longer } = periodNames;
  return (
    <FieldGrid>
      <TextField path={`${path}.amount`} label={t('Dose')} span={3} inputMode="numeric" />
      <ChoiceField path={`${path}.unit`} label={t('Unit')} span={3} choices={choicesOf(unitNames, t)} />
      <ChoiceField path={`${path}.route`} label={t('Route')} span={6} choices={choicesOf(routeNames, t)} blank={t('not said')} />
      <TextField path={`${path}.times`} label={t('How many times')} span={3} inputMode="numeric" />
      <TextField path={`${path}.every`} label={t('every')} span={3} inputMode="numeric" />
      <ChoiceField path={`${path}.period`} label={t('of')} span={2} choices={choicesOf(periodNames, t)} />
      <TextField path={`${path}.lasting`} label={t('For how long')} span={2} inputMode="numeric" />
      <ChoiceField path={`${path}.lasting_unit`} label={t('Counted in')} span={2} choices={choicesOf(longer, t)} />
      <CheckField path={`${path}.as_needed`} label={t('Only when needed')} span={4} />
      <TextField path={`${path}.as_needed_for`} label={t('Needed for')} span={8} disabled={!needed} />
      <TextField path={`${path}.instructions`} label={t('Instructions for the patient')} span={12} />
    </FieldGrid>
  );
}
