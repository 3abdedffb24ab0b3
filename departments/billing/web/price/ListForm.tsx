import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, DateField, FieldGrid, FormFrame, MoreFields, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { NewPriceList, patientCategories, type PriceList } from '../../contract/price.ts';
import { usePayers, usePlaces } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';
import { HoursFields, hoursOf, noHours, type HoursValues } from '../hours/HoursFields.tsx';
import { categoryWords } from './words.ts';

type Act = { kind: 'add' } | { kind: 'copy' | 'change'; list: PriceList };
interface Values extends Record<string, unknown>, HoursValues { code: string; name: string; payer_id: string; location_id: string; patient_category: string; from: string; until: string; currency: string; tax: string; percent: string; active: boolean }

const Sent = z.object({ ...NewPriceList.shape, percent: z.string().regex(/^-?\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage, such as 2.5'), active: z.boolean() });

const nothing = (value: string): string | null => (value === '' ? null : value);

/** Adds a price list, copies one with its prices raised by a percentage, or changes whom and when one is for. */
export function ListForm({ today, currency, act, close }: { today: string; currency: string; act: Act; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [payers, places] = [usePayers(), usePlaces()];
  const list = act.kind === 'add' ? null : act.list;
  const changed = act.kind === 'change' ? act.list : null;
  const blank: Values = {
    code: changed?.code ?? '', name: changed?.name ?? '', payer_id: list?.payer_id ?? '', location_id: list?.location_id ?? '', patient_category: list?.patient_category ?? '', from: changed?.from ?? today, until: changed?.until ?? '',
    currency: list?.currency ?? currency, tax: list?.tax_inclusive === true ? 'with' : 'without', percent: '0', active: changed?.active ?? true, ...noHours,
  };
  const api = useApiForm({
    name: `billing.price-list.${act.kind}.${list?.id ?? 'new'}`, schema: Sent, saved: { values: blank, ...(changed !== null && { version: changed.version }) },
    // Hours that a list has already stay unless others are given.
    toInput: ({ weekdays, time_from, time_until, tax, payer_id, location_id, patient_category, until, ...values }: Values) => ({
      ...values, payer_id: nothing(payer_id), location_id: nothing(location_id), patient_category: nothing(patient_category), until: nothing(until), tax_inclusive: tax === 'with',
      hours: weekdays.length === 0 ? (list?.hours ?? null) : hoursOf({ weekdays, time_from, time_until }),
    }),
    send: ({ percent, active, currency: money, ...input }: z.output<typeof Sent>, { version = changed?.version ?? 1, ...context }): Promise<unknown> => {
      if (act.kind === 'add') return billing.addPriceList({ ...input, currency: money }, { context });
      const { tax_inclusive, step: _step, ...whom } = input;
      return act.kind === 'copy'
        ? billing.copyPriceList({ price_list_id: act.list.id, percent, ...whom }, { context })
        : billing.updatePriceList({ price_list_id: act.list.id, version, active, tax_inclusive, step: act.list.step, ...whom }, { context });
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="code" label={t('Code')} span={4} required autoFocus />
        <TextField path="name" label={t('Name')} span={8} required />
        <DateField path="from" label={t('From')} span={6} required />
        <DateField path="until" label={t('Last day')} span={6} />
        {act.kind === 'add' && <TextField path="currency" label={t('Currency')} span={6} required />}
        {act.kind !== 'copy' && <ChoiceField path="tax" label={t('Prices are')} span={6} choices={[{ value: 'without', label: t('without tax') }, { value: 'with', label: t('with tax') }]} />}
        {act.kind === 'copy' && <TextField path="percent" label={t('Raised by percent')} span={6} description={t('Below zero lowers them')} />}
        <ChoiceField path="patient_category" label={t('For whom')} span={6} blank={t('Everybody')} choices={patientCategories.map((value) => ({ value, label: t(categoryWords[value]) }))} />
        {act.kind === 'change' && <CheckField path="active" label={t('In use')} span={6} />}
      </FieldGrid>
      <MoreFields label={t('Only for a payer, at a place, at some hours')} paths={['payer_id', 'location_id', 'weekdays', 'time_from', 'time_until']}>
        <FieldGrid>
          <PickField path="payer_id" label={t('Payer')} span={6} choices={payers} />
          <PickField path="location_id" label={t('Place')} span={6} choices={places} />
          <HoursFields />
        </FieldGrid>
      </MoreFields>
    </FormFrame>
  );
}
