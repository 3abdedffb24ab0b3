import { endpoint } from '@openward/platform/http/contract';
import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { amount } from './words.ts';
import { InvoiceHead } from './invoice.ts';

const day = z.iso.date();

/** A movement on a patient’s account: what it changed in what is owed (invoices less payments), and in what is not yet invoiced. */
export const AccountMovement = z.object({
  entry_id: z.uuid(), number: z.string(), date: z.string(), kind: z.string(), description: z.string(), source_kind: z.string().nullable(), source_id: z.uuid().nullable(),
  label: z.string().nullable(), invoice_id: z.uuid().nullable(), visit_id: z.uuid().nullable(), reverses: z.boolean(), amount: z.string(), unbilled: z.string(), balance: z.string(), unbilled_balance: z.string(),
});
export type AccountMovement = z.output<typeof AccountMovement>;

export const Statement = z.object({
  patient_id: z.uuid(), currency: z.string(), from: z.string().nullable(), until: z.string(), opening: z.string(), unbilled_opening: z.string(),
  /** Owed by invoices; paid and not yet used for an invoice; done and not yet invoiced. */
  owed: z.string(), credit: z.string(), unbilled: z.string(), balance: z.string(), movements: z.array(AccountMovement), currencies: z.array(z.string()),
});
export type Statement = z.output<typeof Statement>;

export const Receivable = InvoiceHead.extend({
  days_overdue: z.int(), owner_id: z.uuid().nullable(), owner_name: z.string().nullable(), promised_on: z.string().nullable(), promised: z.string().nullable(), quiet_until: z.string().nullable(),
  follow_up_note: z.string().nullable(), follow_up_version: z.int(), reminders: z.int(), reminded_at: z.string().nullable(),
});
export type Receivable = z.output<typeof Receivable>;

const one = { invoice_id: z.uuid() };

export const accountContract = {
  statement: endpoint({ method: 'GET', path: '/billing/patients/{patient_id}/statement', summary: 'Every movement on a patient’s account, with the running balance', permission: 'billing.read', patient: 'input', event: 'billing.account.read' })
    .input(z.strictObject({ patient_id: z.uuid(), from: day.optional(), until: day.optional(), currency: z.string().regex(/^[A-Z]{3}$/).optional() })).output(Statement),

  receivables: endpoint({ method: 'GET', path: '/billing/receivables', summary: 'What is owed and by whom, the oldest first', permission: 'billing.invoice', patient: 'query', event: 'billing.receivable.list' })
    .input(z.strictObject({ debtor: z.enum(['patient', 'payer', 'all']).default('all'), show: z.enum(['overdue', 'promised', 'mine', 'all']).default('overdue'), limit: z.int().min(1).max(500).default(200) }))
    .output(z.object({ receivables: z.array(Receivable), bands: z.array(z.object({ currency: z.string(), not_due: z.string(), to_30: z.string(), to_60: z.string(), to_90: z.string(), over_90: z.string() })) })),

  followUp: endpoint({ method: 'PUT', path: '/billing/invoices/{invoice_id}/follow-up', summary: 'Who follows it up, what was promised, until when it is quiet', permission: 'billing.invoice', patient: 'found', event: 'billing.receivable.update' })
    .input(z.strictObject({ ...one, version: z.int().min(0).max(2_147_483_647), mine: z.boolean(), promised_on: day.nullable(), promised: amount.nullable(), quiet_until: day.nullable(), note: line(500).nullable() })).output(Receivable),

  remind: endpoint({ method: 'POST', path: '/billing/invoices/{invoice_id}/reminders', summary: 'Send the next reminder of an invoice that is overdue', permission: 'billing.invoice', patient: 'found', event: 'billing.invoice.remind' })
    .input(z.strictObject(one)).output(Receivable),
};
