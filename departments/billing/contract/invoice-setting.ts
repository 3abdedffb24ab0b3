import { endpoint } from '@openward/platform/http/contract';
import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { amount, currency } from './words.ts';

const text = (max: number) => line(max).nullable();
const fields = {
  seller_name: text(200), street: text(200), city: text(100), postal_code: text(20), country: z.string().regex(/^[A-Z]{2}$/, 'Is not the code of a country, such as DE'),
  tax_number: text(40), registration_number: text(60), email: text(200), iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{4,30}$/, 'Is not an IBAN').nullable(),
  exemption_code: line(40), exemption_reason: line(200), terms_days: z.int().min(0).max(365), reminder_days: z.array(z.int().min(1).max(1000)).max(9), round_to_cash: z.boolean(),
};
export const InvoiceSetting = z.object({ ...fields, version: z.int() });
export type InvoiceSetting = z.output<typeof InvoiceSetting>;

const day = z.iso.date();
const rule = {
  payer_id: z.uuid(), plan: z.string().max(120).default(''), service_kind: z.enum(['', 'consultation', 'procedure', 'laboratory', 'imaging', 'medicine', 'bed-day', 'package', 'other', 'fee']).default(''),
  percent_bp: z.int().min(0).max(10_000), deductible: amount.default('0'), co_pay: amount.default('0'), maximum: amount.nullable().default(null), from: day.nullable().default(null), until: day.nullable().default(null),
};
export const SplitRuleShown = z.object({ ...rule, id: z.uuid(), payer_name: z.string(), currency: z.string() });
export type SplitRuleShown = z.output<typeof SplitRuleShown>;

const rate = { currency, on_date: day, rate: z.string().regex(/^\d{1,9}(\.\d{1,10})?$/, 'Is not a rate, such as 1.0837').refine((value) => /[1-9]/.test(value), 'Is not above zero') };

export const BillingAccount = z.object({
  id: z.uuid(), name: z.string(), kind: z.enum(['family', 'corporate']), debtor_kind: z.enum(['patient', 'payer']), debtor_id: z.uuid(), debtor_name: z.string(), active: z.boolean(), version: z.int(),
  members: z.array(z.object({ patient_id: z.uuid(), name: z.string(), hospital_number: z.string() })),
});
export type BillingAccount = z.output<typeof BillingAccount>;

const prices = { permission: 'billing.prices', patient: 'none' } as const;
const reads = { method: 'GET', permission: 'billing.read', patient: 'none', event: 'none' } as const;

export const invoiceSettingContract = {
  invoiceSetting: endpoint({ ...reads, path: '/billing/invoice-setting', summary: 'How the hospital invoices' }).input(z.strictObject({})).output(InvoiceSetting),
  setInvoiceSetting: endpoint({ ...prices, method: 'PUT', path: '/billing/invoice-setting', summary: 'Set how the hospital invoices', event: 'billing.setting.update' })
    .input(z.strictObject({ ...fields, version: z.int().min(1).max(2_147_483_647) })).output(InvoiceSetting),

  splitRules: endpoint({ ...reads, path: '/billing/split-rules', summary: 'What each payer pays' }).input(z.strictObject({ payer_id: z.uuid().optional() })).output(z.object({ rules: z.array(SplitRuleShown) })),
  addSplitRule: endpoint({ ...prices, method: 'POST', path: '/billing/split-rules', summary: 'Set what a payer pays', event: 'billing.split.create', status: 201 }).input(z.strictObject(rule)).output(SplitRuleShown),
  endSplitRule: endpoint({ ...prices, method: 'POST', path: '/billing/split-rules/{rule_id}/end', summary: 'End a rule: `last_day` is the last day on which it holds', event: 'billing.split.end' })
    .input(z.strictObject({ rule_id: z.uuid(), last_day: day })).output(SplitRuleShown),

  currencyRates: endpoint({ ...reads, path: '/billing/currency-rates', summary: 'Rates of the day, newest first' }).input(z.strictObject({ currency: currency.optional() })).output(z.object({ book_currency: z.string(), rates: z.array(z.object(rate)) })),
  setCurrencyRate: endpoint({ ...prices, method: 'PUT', path: '/billing/currency-rates', summary: 'Set the rate of a day: units of the currency for one of the book’s', event: 'billing.rate.set' }).input(z.strictObject(rate)).output(z.object(rate)),

  billingAccounts: endpoint({ method: 'GET', path: '/billing/accounts', summary: 'Accounts of families and firms', permission: 'billing.read', patient: 'query', event: 'billing.account.list' }).input(z.strictObject({ patient_id: z.uuid().optional() })).output(z.object({ accounts: z.array(BillingAccount) })),
  addBillingAccount: endpoint({ method: 'POST', path: '/billing/accounts', summary: 'Open an account that pays for several patients', permission: 'billing.invoice', patient: 'found', event: 'billing.account.create', status: 201 })
    .input(z.strictObject({ name: line(120), kind: z.enum(['family', 'corporate']), debtor_id: z.uuid(), members: z.array(z.uuid()).max(500) })).output(BillingAccount),
  changeBillingAccount: endpoint({ method: 'PUT', path: '/billing/accounts/{account_id}', summary: 'Change an account: its name, its patients, whether it is in use', permission: 'billing.invoice', patient: 'found', event: 'billing.account.update' })
    .input(z.strictObject({ account_id: z.uuid(), version: z.int().min(1).max(2_147_483_647), name: line(120), active: z.boolean(), members: z.array(z.uuid()).max(500) })).output(BillingAccount),
};
