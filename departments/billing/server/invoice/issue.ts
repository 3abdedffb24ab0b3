import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { announce, type Tx } from '@openward/platform/db';
import { accountsByRole, bookToday, post, type NewPosting } from '@openward/ledger/api';
import { addDays } from '@openward/platform/time';
import { billingContract as contract } from '../../contract/index.ts';
import { projectCharges } from '../charge/project.ts';
import { accrueShares } from '../share/accrue.ts';
import { settleCharges } from './charge.sql.ts';
import { foundInvoice, heldDraft } from './find.ts';
import { readLines, type LineFacts, type LockedInvoice } from './invoice.sql.ts';
import { projectInvoice, type Issuing } from './project.ts';
import { reckon } from './reckon.ts';

export const issueInvoice = serve(contract.issueInvoice, async ({ invoice_id, version }, act) => {
  const draft = await heldDraft(act, invoice_id, version);
  const { rows } = await sql`select 1 from billing.approval where subject_id = ${invoice_id}::uuid and state = 'waiting'`.execute(act.tx);
  if (rows.length > 0) throw new Problem(409, 'billing.waits_for_leave', 'A discount on this draft waits for leave', { field: 'invoice_id' });
  await issue(act, draft);
  return foundInvoice(act, invoice_id);
});

/**
 * Issues a draft whose row is locked: sums it up, posts it, settles its charges; last of all it takes its number, for which others wait until
 * the transaction ends. `sums` of a credit note, which takes back what its lines were taxed and not what they would be now. Of today, unless a
 * day is told.
 */
export async function issue(act: Issuing, draft: LockedInvoice, { sums, on }: { sums?: Omit<Sums, 'business_date'>; on?: string } = {}): Promise<void> {
  const { tx } = act;
  const business_date = on ?? (await bookToday(tx));
  const totals = sums ?? (await reckon(tx, draft));
  const lines = await readLines(tx, draft.id);
  if (lines.length === 0) throw new Problem(409, 'billing.nothing_on_it', 'There is nothing on this draft', { field: 'invoice_id' });
  const charge_ids = lines.flatMap(({ charge_id }) => (charge_id === null ? [] : [charge_id]));
  const posted = draft.kind !== 'estimate' && draft.kind !== 'deposit-request';
  if (posted && draft.kind !== 'credit-note') await refuseUnbillable(tx, charge_ids);
  const entry_id = posted ? await postInvoice(tx, draft, lines, { business_date, ...totals }) : null;
  if (posted) {
    const settled = await settleCharges(tx, draft.id, charge_ids, act.actor.display_name);
    await accrueShares(tx, draft.id, settled, business_date);
    await projectCharges(tx, settled, { account_id: act.actor.account_id, name: act.actor.display_name });
  }
  const { rows } = await sql<{ terms: number; name: string }>`
    select s.terms_days as terms, coalesce(p.display_name, y.name) as name from billing.invoice_setting s
    left join patients.patient p on ${draft.debtor_kind} = 'patient' and p.id = ${draft.debtor_id}::uuid left join patients.payer y on ${draft.debtor_kind} = 'payer' and y.id = ${draft.debtor_id}::uuid`.execute(tx);
  const due = draft.kind === 'credit-note' ? null : (draft.due_date ?? addDays(business_date, rows[0]!.terms));
  announce(tx, 'billing-invoices');
  await sql`update billing.invoice set state = 'issued', issued_at = clock_timestamp(), issued_by = platform.actor_id(), issued_by_name = ${act.actor.display_name}, business_date = ${business_date}::date,
    due_date = ${due}::date, entry_id = ${entry_id}::uuid, debtor_name = ${rows[0]!.name}, version = version + 1 where id = ${draft.id}::uuid`.execute(tx);
  if (posted) await projectInvoice(act, draft.id);
}

async function refuseUnbillable(tx: Tx, charge_ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ state: string }>`select state from billing.charge where id = any (${[...charge_ids]}::uuid[]) order by id for no key update`.execute(tx);
  if (rows.some(({ state }) => state !== 'billable')) throw new Problem(409, 'billing.charge_not_billable', 'A charge on this draft is held, void or invoiced already: take it off', { field: 'invoice_id' });
}

interface Sums {
  business_date: string;
  tax_minor: bigint;
  rounding_minor: bigint;
  total_minor: bigint;
}

/** Who owes it, and what no longer waits for an invoice; a credit note the other way round. */
async function postInvoice(tx: Tx, draft: LockedInvoice, lines: readonly LineFacts[], { business_date, tax_minor, rounding_minor, total_minor }: Sums): Promise<string> {
  const receivable = draft.debtor_kind === 'patient' ? 'receivable.patient' : 'receivable.payer';
  const accounts = await accountsByRole(tx, [receivable, 'unbilled.receivable', 'discount', 'tax.output', 'rounding']);
  const sign = draft.kind === 'credit-note' ? -1n : 1n;
  const { currency } = draft;
  const unbilled = [...Map.groupBy(lines, ({ patient_id }) => patient_id)].map(([party_id, own]): NewPosting => ({ account_id: accounts.get('unbilled.receivable'), party_id, amount_minor: -sumOf(own, 'share_minor'), currency }));
  const discounts = lines.filter(({ discount_minor }) => discount_minor > 0n).map(({ discount_minor, cost_centre_id, practitioner_id }): NewPosting => ({ account_id: accounts.get('discount'), amount_minor: discount_minor, currency, cost_centre_id, practitioner_id }));
  const postings: NewPosting[] = [
    { account_id: accounts.get(receivable), party_id: draft.debtor_id, amount_minor: total_minor, currency }, ...unbilled, ...discounts,
    { account_id: accounts.get('tax.output'), amount_minor: -tax_minor, currency }, { account_id: accounts.get('rounding'), amount_minor: -rounding_minor, currency },
  ];
  const [entry] = await post(tx, [{
    business_date, kind: draft.kind === 'credit-note' ? 'credit-note' : 'invoice', description: draft.kind === 'credit-note' ? 'Credit note' : 'Invoice', source: { kind: 'invoice', id: draft.id },
    request_key: `invoice ${draft.id}`, postings: postings.filter(({ amount_minor }) => amount_minor !== 0n).map((posting) => ({ ...posting, amount_minor: posting.amount_minor * sign })),
  }]);
  return entry!.entry_id;
}

const sumOf = (lines: readonly LineFacts[], what: 'share_minor'): bigint => lines.reduce((sum, line) => sum + line[what], 0n);
