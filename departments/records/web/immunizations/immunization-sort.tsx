import { CheckField, ChoiceField, CodeField, DateField, FieldGrid, NumberField, TextField, useFieldValue, useWords, withoutBlanks, words } from '@openward/platform/ui';
import { Immunization } from '../../contract/index.ts';
import { choicesOf, said, vaccineRouteWords, vaccineSiteWords, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import { typedNumber } from '../medicines/dosage-form.ts';
import type { Sort } from '../statements/sort.ts';

function Fields() {
  const t = useWords();
  const given = useFieldValue('status') !== 'not-done';
  return (
    <FieldGrid>
      <CodeField freeText path="concept" kind="vaccine" label={t('Vaccine')} span={8} required autoFocus />
      <ChoiceField path="status" label={t('State')} span={4} choices={[{ value: 'completed', label: t('Given') }, { value: 'not-done', label: t('Not given') }]} />
      <DateField path="on" label={t('On')} span={4} required />
      {given ? (
        <>
          <NumberField path="dose_number" label={t('Dose number')} span={2} />
          <NumberField path="series_doses" label={t('of')} span={2} />
          <TextField path="series" label={t('Series')} span={4} />
          <TextField path="lot" label={t('Lot')} span={4} />
          <DateField path="expires" label={t('Expires')} span={4} />
          <TextField path="manufacturer" label={t('Maker')} span={4} />
          <ChoiceField path="site" label={t('Where')} span={4} choices={choicesOf(vaccineSiteWords, t)} blank={t('not said')} />
          <ChoiceField path="route" label={t('How')} span={4} choices={choicesOf(vaccineRouteWords, t)} blank={t('not said')} />
          <TextField path="dose_millilitres" label={t('Dose in millilitres')} span={4} inputMode="numeric" />
          <CheckField path="primary_source" label={t('Given here, or proven by papers')} span={12} />
        </>
      ) : (
        <CodeField freeText path="not_done_reason" kind="problem" label={t('Why it was not given')} span={8} required />
      )}
    </FieldGrid>
  );
}

/** Vaccines on the screen. */
export const immunizationSort: Sort = {
  name: 'immunizations',
  addLabel: words('Record a vaccine'), changeLabel: words('Immunisation'), empty: words('No vaccine is recorded.'),
  write: 'records.write', schema: Immunization,
  blank: () => ({
    concept: null, status: 'completed', on: '', not_done_reason: null, lot: '', expires: '', manufacturer: '', site: '', route: '', dose_millilitres: '', series: '',
    dose_number: '', series_doses: '', primary_source: true, note: '',
  }),
  toInput: ({ dose_millilitres, ...values }) => ({ ...(withoutBlanks(values) as object), dose_millilitres: dose_millilitres === null ? null : typedNumber(dose_millilitres) }),
  Fields,
  detail: ({ status, dose_number, series_doses, lot, site, not_done_reason }: Immunization, t) => said(
    status === 'not-done' && t('not given'), not_done_reason !== null && ('text' in not_done_reason ? not_done_reason.text : not_done_reason.display),
    dose_number !== null && (series_doses === null ? t('dose {number}', { number: dose_number }) : t('dose {number} of {all}', { number: dose_number, all: series_doses })),
    lot !== null && t('lot {lot}', { lot }), wordFor(vaccineSiteWords, site, t)),
  past: () => false,
  queries: recordQueries.immunizations,
  call: recordClient.immunizations as never,
};
