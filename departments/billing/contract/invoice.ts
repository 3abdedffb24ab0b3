import { endpoint } from '@openward/platform/http/contract';
import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { amount, currency } from './words.ts';

export const invoiceKinds = ['invoice', 'interim', 'final', 'credit-note', 'estimate', 'deposit-request'] as const;
export const invoiceStates = ['draft', 'issued', 'credited', 'void-draft'] as const;
const day = z.iso.date();
const version = z.int().min(1).max(2_147_483_647);
const debtor = { debtor_kind: z.enum(['patient', 'payer']), debtor_id: z.uuid() };

export const InvoiceLine = z.object({
  line: z.int(), charge_id: z.uuid().nullable(), patient_id: z.uuid(), patient_name: z.string(), description: z.string(), performed_on: z.string().nullable(), quantity: z.string(),
  share: z.string(), discount: z.string(), net: z.string(), tax: z.string(), tax_category: z.string(), tax_rate_bp: z.int(), credits_line: z.int().nullable(),
});
export type InvoiceLine = z.output<typeof InvoiceLine>;

const head = {
  id: z.uuid(), kind: z.enum(invoiceKinds), label: z.string().nullable(), state: z.enum(invoiceStates), ...debtor, debtor_name: z.string(),
  patient_id: z.uuid().nullable(), patient_name: z.string().nullable(), hospital_number: z.string().nullable(), visit_id: z.uuid().nullable(), account_id: z.uuid().nullable(),
  currency: z.string(), net: z.string(), discount: z.string(), tax: z.string(), rounding: z.string(), total: z.string(),
  /** What is left to pay; null where nothing is owed by it. */
  open: z.string().nullable(),
  /** As it stands towards its payment. */
  standing: z.enum(['draft', 'void-draft', 'credited', 'unpaid', 'part-paid', 'paid', 'not-owed']),
  business_date: z.string().nullable(), due_date: z.string().nullable(), issued_by_name: z.string().nullable(), version: z.int(),
};
export const InvoiceHead = z.object(head);
export type InvoiceHead = z.output<typeof InvoiceHead>;

export const Instalment = z.object({ place: z.int(), due_date: z.string(), amount: z.string(), open: z.string() });
export const Invoice = z.object({
  ...head, print_currency: z.string(), print_rate: z.string(), reason: z.string().nullable(), note: z.string().nullable(), credits: z.uuid().nullable(), credits_label: z.string().nullable(), entry_id: z.uuid().nullable(),
  lines: z.array(InvoiceLine), credit_notes: z.array(z.object({ id: z.uuid(), label: z.string().nullable(), total: z.string() })), instalments: z.array(Instalment),
  /** A discount, credit note or write-off that waits for leave. */
  waits_for: z.array(z.object({ approval_id: z.uuid(), kind: z.string(), amount: z.string(), asked_by_name: z.string() })),
});
export type Invoice = z.output<typeof Invoice>;

const one = { invoice_id: z.uuid() };
const path = '/billing/invoices/{invoice_id}';
const changes = { permission: 'billing.invoice', patient: 'found' } as const;
const drafted = z.object({ invoices: z.array(Invoice) });

export const invoiceContract = {
  invoices: endpoint({ method: 'GET', path: '/billing/invoices', summary: 'Invoices, newest first', permission: 'billing.read', patient: 'query', event: 'billing.invoice.list' })
    .input(z.strictObject({
      state: z.enum([...invoiceStates, 'open', 'overdue', 'all']).default('all'), patient_id: z.uuid().optional(), text: line(80).optional(), from: day.optional(), until: day.optional(),
      before: z.uuid().optional(), limit: z.int().min(1).max(200).default(50),
    }))
    .output(z.object({ invoices: z.array(InvoiceHead), next: z.uuid().nullable() })),

  invoice: endpoint({ method: 'GET', path, summary: 'An invoice, credit note or estimate with its lines', permission: 'billing.read', patient: 'found', event: 'billing.invoice.read' })
    .input(z.strictObject(one)).output(Invoice),

  /** One draft for each who pays a part, by the rules of the payers. 409 `billing.nothing_billable`; a final bill: 409 `billing.charges_held`. */
  draftInvoices: endpoint({ method: 'POST', path: '/billing/patients/{patient_id}/invoices', summary: 'Draft invoices of what can be billed of a patient, or of one visit', permission: 'billing.invoice', patient: 'input', event: 'billing.invoice.create', status: 201 })
    .input(z.strictObject({ patient_id: z.uuid(), kind: z.enum(['invoice', 'interim', 'final']).default('invoice'), visit_id: z.uuid().optional(), charge_ids: z.array(z.uuid()).min(1).max(500).optional(), print_currency: currency.optional() }))
    .output(drafted),

  draftAccountInvoice: endpoint({ method: 'POST', path: '/billing/accounts/{account_id}/invoices', summary: 'Draft the invoice of a family’s or firm’s account, for all its patients', permission: 'billing.invoice', patient: 'found', event: 'billing.invoice.create', status: 201 })
    .input(z.strictObject({ account_id: z.uuid(), print_currency: currency.optional() })).output(drafted),

  changeDraft: endpoint({ method: 'PUT', path, summary: 'Change a draft: its note, its day of payment, its currency in print, its lines', ...changes, event: 'billing.invoice.update' })
    .input(z.strictObject({ ...one, version, note: line(500).nullable().optional(), due_date: day.nullable().optional(), print_currency: currency.optional(), remove_lines: z.array(z.int().min(1).max(10_000)).max(500).optional(), add_charges: z.array(z.uuid()).max(500).optional() }))
    .output(Invoice),

  /** The parts of a charge sum to what of it is in drafts. 422 `billing.split_does_not_sum`. */
  splitCharge: endpoint({ method: 'PUT', path: `${path}/lines/{line}/split`, summary: 'Divide the charge of a line among debtors by hand, with the reason', ...changes, event: 'billing.invoice.split' })
    .input(z.strictObject({ ...one, line: z.int().min(1).max(10_000), version, reason: line(500), parts: z.array(z.strictObject({ ...debtor, amount })).min(1).max(10) }))
    .output(drafted),

  /** Within the limit of the role at once; else it waits for leave (`waits_for`). */
  discount: endpoint({ method: 'POST', path: `${path}/discount`, summary: 'Give a discount on a draft', permission: 'billing.discount', patient: 'found', event: 'billing.invoice.discount' })
    .input(z.strictObject({ ...one, version, amount, reason: line(500) })).output(Invoice),

  discardDraft: endpoint({ method: 'POST', path: `${path}/discard`, summary: 'Discard a draft; its charges can be billed again', ...changes, event: 'billing.invoice.discard' })
    .input(z.strictObject({ ...one, version })).output(Invoice),

  /** 409 `billing.issued_already` with the invoice as it stands. */
  issueInvoice: endpoint({ method: 'POST', path: `${path}/issue`, summary: 'Issue a draft: it gets its number, is posted, and never changes again', ...changes, event: 'billing.invoice.issue' })
    .input(z.strictObject({ ...one, version })).output(Invoice),

  /** Without lines: all that is left of it. Over the limit of the role it waits for leave. */
  creditInvoice: endpoint({ method: 'POST', path: `${path}/credit`, summary: 'Take an invoice back, whole or in part, by a credit note', ...changes, event: 'billing.invoice.credit' })
    .input(z.strictObject({ ...one, reason: line(500), lines: z.array(z.strictObject({ line: z.int().min(1).max(10_000), amount })).min(1).max(500).optional() }))
    .output(Invoice),

  makeEstimate: endpoint({ method: 'POST', path: '/billing/patients/{patient_id}/estimates', summary: 'Estimate what something will cost; nothing is owed by it', permission: 'billing.invoice', patient: 'input', event: 'billing.estimate.create', status: 201 })
    .input(z.strictObject({
      patient_id: z.uuid(), note: line(500).optional(),
      lines: z.array(z.strictObject({ description: line(200), amount, quantity: z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, 'Is not a quantity').default('1'), tax_category: z.enum(['S', 'Z', 'E']).default('E'), tax_rate_bp: z.int().min(0).max(10_000).default(0) })).min(1).max(100),
    })).output(Invoice),

  requestDeposit: endpoint({ method: 'POST', path: '/billing/patients/{patient_id}/deposit-requests', summary: 'Ask for a deposit; it is owed by nothing, and kept as a credit when it is paid', permission: 'billing.invoice', patient: 'input', event: 'billing.deposit.create', status: 201 })
    .input(z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid().optional(), amount, due_date: day, reason: line(200) })).output(Invoice),

  planInstalments: endpoint({ method: 'PUT', path: `${path}/instalments`, summary: 'Agree on instalments that sum to what is open', ...changes, event: 'billing.invoice.instalments' })
    .input(z.strictObject({ ...one, instalments: z.array(z.strictObject({ due_date: day, amount })).min(1).max(60) })).output(Invoice),

  /** Over the limit of the role it waits for leave. 422 `billing.more_than_open`. */
  writeOff: endpoint({ method: 'POST', path: `${path}/write-offs`, summary: 'Ask no longer for what is open, or a part of it', permission: 'billing.write_off', patient: 'found', event: 'billing.write-off.create' })
    .input(z.strictObject({ ...one, kind: z.enum(['bad-debt', 'charity', 'small-balance']), amount, reason: line(500) })).output(Invoice),
};
