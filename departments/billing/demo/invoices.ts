import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import type { Invoice } from '../contract/index.ts';
import { lockBillable } from '../server/invoice/charge.sql.ts';
import { credit, whatIsTaken } from '../server/invoice/credit.ts';
import { draftsOf } from '../server/invoice/draft.ts';
import { lockInvoice } from '../server/invoice/invoice.sql.ts';
import { issue } from '../server/invoice/issue.ts';
import { takeMoney } from '../server/payment/take.ts';

export interface InvoiceSeedOptions {
  /** YYYY-MM-DD. */
  today: string;
}

/** How what is billed stands: in this order, and again from the first. */
const standings = ['paid', 'part-paid', 'overdue', 'credited', 'open', 'draft'] as const;
/** Of those who were charged, how many of three are billed; the others wait to be. */
const billed_of_three = 2;
/** After so many days somebody notices that an invoice went to the wrong insurer. */
const daysUntilCredited = 3;

/** Insurers that pay four fifths, and invoices of what was charged: paid, part-paid, overdue, credited, open and drafts. Returns how many. */
export async function seedInvoices(tx: Tx, { today }: InvoiceSeedOptions): Promise<number> {
  await sql`insert into billing.split_rule (payer_id, percent_bp, currency) select id, 8000, 'EUR' from patients.payer where kind = 'insurer'`.execute(tx);
  const { rows: [biller] } = await sql<{ account_id: string; display_name: string }>`
    select a.id as account_id, a.display_name from auth.account a join auth.account_role r on r.account_id = a.id where r.role = 'biller' order by a.username limit 1`.execute(tx);
  if (biller === undefined) return 0;
  const act = { tx, actor: biller };
  // Those with an insurer come first, so that bills are split.
  const { rows: patients } = await sql<{ patient_id: string; last: string }>`
    select c.patient_id, max(c.business_date)::text as last from billing.charge c where c.state = 'billable' group by c.patient_id
    order by exists (select from patients.coverage v join patients.payer y on y.id = v.payer_id where v.patient_id = c.patient_id and y.kind = 'insurer') desc, max(c.business_date), c.patient_id limit 36`.execute(tx);
  let count = 0;
  for (const [at, { patient_id, last }] of patients.filter((_each, place) => place % 3 < billed_of_three).entries()) {
    const standing = standings[at % standings.length]!;
    const charges = await lockBillable(tx, { patient_ids: [patient_id] });
    const drafts = await draftsOf(act, charges, {
      patient_ids: [patient_id], print_currency: undefined,
      make: (payer_id) => ({ kind: 'invoice', ...(payer_id === null ? { debtor_kind: 'patient', debtor_id: patient_id } : { debtor_kind: 'payer', debtor_id: payer_id }), patient_id, visit_id: null, account_id: null }),
    });
    count += drafts.length;
    if (standing === 'draft') continue;
    for (const draft of drafts) {
      // What is overdue was to be paid the day after.
      const on = last < today ? last : today;
      if (standing === 'overdue' && on < today) await sql`update billing.invoice set due_date = ${addDays(today, -1)}::date where id = ${draft.id}::uuid`.execute(tx);
      await issue(act, (await lockInvoice(tx, draft.id))!, { on });
      if (standing === 'paid' || standing === 'part-paid') await pay(tx, draft, { part: standing === 'part-paid', business_date: today, by_name: biller.display_name });
      if (standing === 'credited') {
        const invoice = (await lockInvoice(tx, draft.id))!;
        const later = addDays(on, daysUntilCredited);
        await credit(act, invoice, await whatIsTaken(act, invoice, undefined), 'Billed to the wrong insurer', later < today ? later : today);
      }
    }
  }
  return count;
}

/** Pays an invoice by card or, an insurer, through the bank. */
async function pay(tx: Tx, { id, debtor_kind, debtor_id }: Invoice, { part, business_date, by_name }: { part: boolean; business_date: string; by_name: string }): Promise<void> {
  const open = BigInt((await lockInvoice(tx, id))!.open_minor ?? 0);
  const amount_minor = part ? (open + 1n) / 2n : open;
  if (amount_minor === 0n) return;
  await takeMoney(tx, {
    payer_kind: debtor_kind, party_id: debtor_id, method: debtor_kind === 'payer' ? 'bank' : 'card', currency: 'EUR', credit_currency: 'EUR', rate: '1',
    settled: { tendered_minor: amount_minor, amount_minor, change_minor: 0n, book_amount_minor: amount_minor, rounding_minor: 0n },
    session: null, business_date, reference: null, note: null, by_name, pays: [{ invoice_id: id, amount_minor }],
  });
}
