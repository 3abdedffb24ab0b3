import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { announce, type Tx } from '@openward/platform/db';
import { accountsByRole, bookToday, post, type AccountsOfRoles, type NewPosting } from '@openward/ledger/api';
import { addDays } from '@openward/platform/time';
import { billingContract as contract, type Invoice } from '../../contract/index.ts';
import { projectCharges } from '../charge/project.ts';
import { accrueShares } from '../share/accrue.ts';
import { lockStates, settleCharges } from './charge.sql.ts';
import { foundInvoice, heldDraft, seenInvoice } from './find.ts';
import { readLines, type LineFacts, type LockedInvoice } from './invoice.sql.ts';
import { projectInvoice, type Issuing } from './project.ts';
import { isReckoned, totalsFor, writeTotals, type Sums } from './reckon.ts';

export const issueInvoice = serve(contract.issueInvoice, async ({ invoice_id, version }, act) => {
  const draft = await heldDraft(act, invoice_id, version);
  const issued = await issue(act, draft);
  return issued === undefined ? foundInvoice(act, invoice_id) : seenInvoice(act, issued, draft.patient_id);
});

/**
 * Issues a draft whose row is locked: sums it up, posts it, settles its charges; last of all it takes its number, for which others wait until
 * the transaction ends. `sums` of a credit note, which takes back what its lines were taxed and not what they would be now. Of today, unless a
 * day is told. Returns it, where it went into the book.
 */
export async function issue(act: Issuing, draft: LockedInvoice, { sums, on }: { sums?: PostedSums; on?: string } = {}): Promise<Invoice | undefined> {
  const { tx } = act;
  const credit = draft.kind === 'credit-note';
  const posted = draft.kind !== 'estimate' && draft.kind !== 'deposit-request';
  // Asked side by side, they are one round trip.
  const [lines, facts, business_date, accounts, states] = await Promise.all([
    readLines(tx, draft.id), readFacts(tx, draft), on ?? bookToday(tx), posted ? accountsByRole(tx, [receivableOf(draft), 'unbilled.receivable', 'discount', 'tax.output', 'rounding']) : null,
    posted && !credit ? lockStates(tx, draft.id) : [],
  ]);
  if (facts.waits) throw new Problem(409, 'billing.waits_for_leave', 'A discount on this draft waits for leave', { field: 'invoice_id' });
  if (lines.length === 0) throw new Problem(409, 'billing.nothing_on_it', 'There is nothing on this draft', { field: 'invoice_id' });
  if (states.some((state) => state !== 'billable')) throw new Problem(409, 'billing.charge_not_billable', 'A charge on this draft is held, void or invoiced already: take it off', { field: 'invoice_id' });
  const totals = sums ?? (await reckoned(tx, draft, lines, facts));
  const entry_id = accounts === null ? null : await postInvoice(tx, draft, lines, { business_date, ...totals }, accounts);
  if (posted) {
    const settled = await settleCharges(tx, draft.id, act.actor.display_name);
    await accrueShares(tx, draft.id, settled, business_date);
    await projectCharges(tx, settled.map(({ id }) => id), { account_id: act.actor.account_id, name: act.actor.display_name });
  }
  const due = credit ? null : (draft.due_date ?? addDays(business_date, facts.terms));
  announce(tx, 'billing-invoices');
  await sql`update billing.invoice set state = 'issued', issued_at = clock_timestamp(), issued_by = platform.actor_id(), issued_by_name = ${act.actor.display_name}, business_date = ${business_date}::date,
    due_date = ${due}::date, entry_id = ${entry_id}::uuid, debtor_name = ${facts.name}, version = version + 1 where id = ${draft.id}::uuid`.execute(tx);
  return posted ? projectInvoice(act, draft.id, { fresh: facts.first }) : undefined;
}

interface Facts extends Sums {
  terms: number;
  round_to_cash: boolean;
  name: string;
  /** A discount on it waits for leave. */
  waits: boolean;
  /** None of this patient was issued before. */
  first: boolean;
}

/** What is asked of a draft that is issued. */
async function readFacts(tx: Tx, draft: LockedInvoice): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select s.terms_days as terms, s.round_to_cash, coalesce(p.display_name, y.name) as name, i.share_minor, i.discount_minor, i.net_minor, i.tax_minor, i.rounding_minor, i.total_minor,
      exists (select from billing.approval a where a.subject_id = i.id and a.state = 'waiting') as waits,
      not exists (select from billing.invoice o where o.patient_id = i.patient_id and o.entry_id is not null and o.id <> i.id) as first
    from billing.invoice i cross join billing.invoice_setting s left join patients.patient p on p.id = i.debtor_patient_id left join patients.payer y on y.id = i.debtor_payer_id
    where i.id = ${draft.id}::uuid`.execute(tx);
  return rows[0]!;
}

/** What the lines sum to now; where the draft says something else it is corrected. */
async function reckoned(tx: Tx, { id, kind, currency }: LockedInvoice, lines: readonly LineFacts[], facts: Facts): Promise<PostedSums> {
  const totals = totalsFor(lines, currency, facts.round_to_cash && kind !== 'estimate' && kind !== 'deposit-request');
  if (!isReckoned(facts, lines, totals)) await writeTotals(tx, id, lines, totals);
  return totals;
}

type PostedSums = Pick<Sums, 'tax_minor' | 'rounding_minor' | 'total_minor'>;
const receivableOf = ({ debtor_kind }: LockedInvoice) => (debtor_kind === 'patient' ? 'receivable.patient' : 'receivable.payer');

type InvoiceAccounts = AccountsOfRoles<'receivable.patient' | 'receivable.payer' | 'unbilled.receivable' | 'discount' | 'tax.output' | 'rounding'>;

/** Who owes it, and what no longer waits for an invoice; a credit note the other way round. */
async function postInvoice(tx: Tx, draft: LockedInvoice, lines: readonly LineFacts[], { business_date, tax_minor, rounding_minor, total_minor }: PostedSums & { business_date: string }, accounts: InvoiceAccounts): Promise<string> {
  const sign = draft.kind === 'credit-note' ? -1n : 1n;
  const { currency } = draft;
  const unbilled = [...Map.groupBy(lines, ({ patient_id }) => patient_id)].map(([party_id, own]): NewPosting => ({ account_id: accounts.get('unbilled.receivable'), party_id, amount_minor: -sumOf(own, 'share_minor'), currency }));
  const discounts = lines.filter(({ discount_minor }) => discount_minor > 0n).map(({ discount_minor, cost_centre_id, practitioner_id }): NewPosting => ({ account_id: accounts.get('discount'), amount_minor: discount_minor, currency, cost_centre_id, practitioner_id }));
  const postings: NewPosting[] = [
    { account_id: accounts.get(receivableOf(draft)), party_id: draft.debtor_id, amount_minor: total_minor, currency }, ...unbilled, ...discounts,
    { account_id: accounts.get('tax.output'), amount_minor: -tax_minor, currency }, { account_id: accounts.get('rounding'), amount_minor: -rounding_minor, currency },
  ];
  const [entry] = await post(tx, [{
    business_date, kind: draft.kind === 'credit-note' ? 'credit-note' : 'invoice', description: draft.kind === 'credit-note' ? 'Credit note' : 'Invoice', source: { kind: 'invoice', id: draft.id },
    request_key: `invoice ${draft.id}`, postings: postings.filter(({ amount_minor }) => amount_minor !== 0n).map((posting) => ({ ...posting, amount_minor: posting.amount_minor * sign })),
  }]);
  return entry!.entry_id;
}

const sumOf = (lines: readonly LineFacts[], what: 'share_minor'): bigint => lines.reduce((sum, line) => sum + line[what], 0n);
