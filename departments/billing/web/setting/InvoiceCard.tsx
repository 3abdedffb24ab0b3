import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, CheckField, FieldGrid, FormFrame, NumberField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { InvoiceSetting } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';

const texts = ['seller_name', 'street', 'city', 'postal_code', 'tax_number', 'registration_number', 'email', 'iban'] as const;
type Texts = Record<(typeof texts)[number], string>;
interface Values extends Record<string, unknown>, Texts { country: string; exemption_code: string; exemption_reason: string; terms_days: number | ''; reminder_days: string; round_to_cash: boolean }

const text = (max: number) => z.string().trim().max(max);
const Fields = z.object({
  seller_name: text(200), street: text(200), city: text(100), postal_code: text(20), country: z.string().regex(/^[A-Z]{2}$/, 'Is not the code of a country, such as DE'),
  tax_number: text(40), registration_number: text(60), email: text(200), iban: z.string().regex(/^([A-Z]{2}\d{2}[A-Z0-9]{4,30})?$/, 'Is not an IBAN'),
  exemption_code: text(40).min(1), exemption_reason: text(200).min(1), terms_days: z.int().min(0).max(365), reminder_days: z.string().regex(/^(\d{1,4}([ ,]+\d{1,4}){0,8})?$/, 'Are not days, such as 7, 21, 42'), round_to_cash: z.boolean(),
});

/** What stands on invoices, until when they are to be paid, and when somebody is reminded. */
export function InvoiceCard() {
  const t = useWords();
  const found = useQuery(billingQueries.invoiceSetting.queryOptions({ input: {} }));
  return <Card title={t('Invoices')}><Answer of={found}>{(setting) => <Form key={setting.version} setting={setting} />}</Answer></Card>;
}

function Form({ setting }: { setting: InvoiceSetting }) {
  const t = useWords();
  const client = useQueryClient();
  const values: Values = {
    ...(Object.fromEntries(texts.map((name) => [name, setting[name] ?? ''])) as Texts), country: setting.country, exemption_code: setting.exemption_code, exemption_reason: setting.exemption_reason,
    terms_days: setting.terms_days, reminder_days: setting.reminder_days.join(', '), round_to_cash: setting.round_to_cash,
  };
  const api = useApiForm({
    name: 'billing.invoice-setting', schema: Fields, saved: { values, version: setting.version }, toInput: (typed: Values) => typed,
    send: ({ reminder_days, ...fields }: z.output<typeof Fields>, { version = setting.version, ...context }) => billing.setInvoiceSetting({
      ...fields, ...(Object.fromEntries(texts.map((name) => [name, fields[name] === '' ? null : fields[name]])) as Record<(typeof texts)[number], string | null>),
      reminder_days: reminder_days.split(/[ ,]+/).filter((day) => day !== '').map((day) => Number.parseInt(day, 10)), version,
    }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.invoiceSetting.key() });
      toast({ text: t('Saved') });
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <FieldGrid>
        <TextField path="seller_name" label={t('Name of the hospital')} span={8} />
        <TextField path="email" label={t('E-mail')} span={4} inputMode="email" />
        <TextField path="street" label={t('Street')} span={6} />
        <TextField path="postal_code" label={t('Postal code')} span={2} />
        <TextField path="city" label={t('City')} span={3} />
        <TextField path="country" label={t('Country')} span={1} />
        <TextField path="tax_number" label={t('Tax number')} span={4} />
        <TextField path="registration_number" label={t('Registration number')} span={4} />
        <TextField path="iban" label="IBAN" span={4} />
        <TextField path="exemption_code" label={t('Code of the exemption from tax')} span={4} />
        <TextField path="exemption_reason" label={t('Why care is exempt from tax')} span={8} />
        <NumberField path="terms_days" label={t('To be paid within')} span={4} suffix={t('days')} />
        <TextField path="reminder_days" label={t('Reminders after so many days')} span={4} />
        <CheckField path="round_to_cash" label={t('Totals are rounded to coins that exist')} span={4} />
      </FieldGrid>
    </FormFrame>
  );
}
