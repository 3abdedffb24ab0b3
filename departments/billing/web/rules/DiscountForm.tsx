import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, DateField, FieldGrid, FormFrame, MultiChoiceField, PickField, TextField, toast, useApiForm, useWords, withoutBlanks } from '@openward/platform/ui';
import type { z } from 'zod';
import { NewDiscount, patientCategories, serviceKinds } from '../../contract/price.ts';
import { billing, billingQueries } from '../client.ts';
import { categoryWords, serviceKindWords } from '../price/words.ts';
import { moneyRoles, moneyRoleWords } from './roles.ts';

interface Choice { value: string; label: string }
interface Values extends Record<string, unknown> {
  code: string; name: string; percent: string; amount: string; currency: string; service_kind: string; service_id: string; payer_id: string; patient_category: string; automatic: boolean; roles: string[]; from: string; until: string;
}

/** Adds a discount: a percentage or an amount. */
export function DiscountForm({ today, payers, services, close }: { today: string; payers: Choice[]; services: Choice[]; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const currency = useQuery(billingQueries.priceLists.queryOptions({ input: {} })).data?.currency;
  const blank: Values = { code: '', name: '', percent: '', amount: '', currency: currency ?? '', service_kind: '', service_id: '', payer_id: '', patient_category: '', automatic: false, roles: [], from: today, until: '' };
  const api = useApiForm({
    name: 'billing.discount.new', schema: NewDiscount, saved: { values: blank },
    // The currency is of the amount: a percentage has none.
    toInput: ({ currency: money, automatic, roles, ...values }: Values) => ({ ...(withoutBlanks(values) as object), automatic, roles: automatic ? [] : roles, ...(values.amount.trim() !== '' && { currency: money }) }),
    send: (input: z.output<typeof NewDiscount>, { version: _version, ...context }) => billing.addDiscount(input, { context }),
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
        <TextField path="percent" label={t('Percent')} span={4} inputMode="decimal" />
        <TextField path="amount" label={t('Or an amount')} span={4} inputMode="decimal" />
        <TextField path="currency" label={t('Currency')} span={4} />
        <ChoiceField path="service_kind" label={t('Kind of service')} span={6} blank={t('Every kind')} choices={serviceKinds.map((value) => ({ value, label: t(serviceKindWords[value]) }))} />
        <PickField path="service_id" label={t('Only this service')} span={6} choices={services} />
        <PickField path="payer_id" label={t('Only this payer')} span={6} choices={payers} />
        <ChoiceField path="patient_category" label={t('For whom')} span={6} blank={t('Everybody')} choices={patientCategories.map((value) => ({ value, label: t(categoryWords[value]) }))} />
        <DateField path="from" label={t('From')} span={6} required />
        <DateField path="until" label={t('Last day')} span={6} />
        <CheckField path="automatic" label={t('Is taken off by itself')} />
        <MultiChoiceField path="roles" label={t('Who may give it by hand')} choices={moneyRoles.map((value) => ({ value, label: t(moneyRoleWords[value] ?? value) }))} />
      </FieldGrid>
    </FormFrame>
  );
}
