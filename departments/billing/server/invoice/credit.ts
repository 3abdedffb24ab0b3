import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { allocate, partOf, printAmount } from '@openward/platform/money';
import { billingContract as contract } from '../../contract/index.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { releaseInvoice } from '../payment/allocate.ts';
import { foundInvoice, heldInvoice } from './find.ts';
import { insertInvoice, insertLines, lockInvoice, readLines, type LineFacts, type LockedInvoice } from './invoice.sql.ts';
import { issue } from './issue.ts';
import { projectInvoice, type Issuing } from './project.ts';
import { minorAboveZero } from '../minor.ts';

export const creditInvoice = serve(contract.creditInvoice, async ({ invoice_id, reason, lines }, act) => {
  const invoice = await heldInvoice(act, invoice_id);
  const wished = lines?.map(({ line, amount }, at) => ({ line, minor: minorAboveZero(amount, invoice.currency, `lines.${at}.amount`) }));
  const taken = await whatIsTaken(act, invoice, wished);
  const total = taken.reduce((sum, line) => sum + line.share_minor - line.discount_minor + line.tax_minor, 0n);
  if (await withinLimit(act, 'credit-note', total, invoice.currency)) return foundInvoice(act, await credit(act, invoice, taken, reason));
  await askApproval(act, {
    kind: 'credit-note', subject_id: invoice_id, patient_id: invoice.patient_id, amount_minor: total > 0n ? total : 1n, currency: invoice.currency, reason,
    what: { reason, lines: wished?.map(({ line, minor }) => ({ line, minor: minor.toString() })) ?? null },
  });
  return foundInvoice(act, invoice_id);
});

onApproved('credit-note', async (act, { subject_id, what }) => {
  const { reason, lines } = what as { reason: string; lines: { line: number; minor: string }[] | null };
  const invoice = await heldInvoice(act, subject_id);
  await credit(act, invoice, await whatIsTaken(act, invoice, lines?.map(({ line, minor }) => ({ line, minor: BigInt(minor) }))), reason);
});

/** The lines of the credit note: all that is left of the invoice, or what of each line is taken back, with its part of discount and tax. */
export async function whatIsTaken(act: Pick<Act, 'tx'>, invoice: LockedInvoice, wished: readonly { line: number; minor: bigint }[] | undefined): Promise<Omit<LineFacts, 'line'>[]> {
  if (invoice.open_minor === null || (invoice.state !== 'issued' && invoice.state !== 'credited')) throw new Problem(409, 'billing.not_creditable', 'Only an issued invoice is credited', { field: 'invoice_id' });
  if (invoice.state === 'credited') throw new Problem(409, 'billing.credited_already', 'All of this invoice was credited already', { field: 'invoice_id' });
  const lines = await readLines(act.tx, invoice.id);
  const { rows } = await sql<{ line: number; share: string; discount: string; tax: string }>`
    select l.credits_line as line, sum(l.share_minor)::text as share, sum(l.discount_minor)::text as discount, sum(l.tax_minor)::text as tax
    from billing.invoice_line l join billing.invoice n on n.id = l.invoice_id where n.credits = ${invoice.id}::uuid and n.state = 'issued' group by l.credits_line`.execute(act.tx);
  const left = new Map(lines.map((each) => {
    const before = rows.find(({ line }) => line === each.line);
    return [each.line, { ...each, share_minor: each.share_minor - BigInt(before?.share ?? 0), discount_minor: each.discount_minor - BigInt(before?.discount ?? 0), tax_minor: each.tax_minor - BigInt(before?.tax ?? 0) }];
  }));
  const chosen = wished ?? [...left.values()].filter(({ share_minor }) => share_minor > 0n).map(({ line, share_minor }) => ({ line, minor: share_minor }));
  return chosen.map(({ line, minor }, at) => {
    const of = left.get(line);
    if (of === undefined) throw new Problem(422, 'billing.line_unknown', 'There is no such line', { field: `lines.${at}.line` });
    if (minor > of.share_minor) throw new Problem(422, 'billing.more_than_line', `Of this line ${printAmount(of.share_minor, invoice.currency)} ${invoice.currency} are left`, { field: `lines.${at}.amount` });
    const discount_minor = allocate(of.discount_minor, [minor, of.share_minor - minor])[0]!;
    const tax_minor = minor === of.share_minor ? of.tax_minor : least(of.tax_minor, partOf(minor - discount_minor, of.tax_rate_bp));
    return { ...of, share_minor: minor, discount_minor, tax_minor, credits_line: line };
  });
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Writes and issues the credit note, of today unless a day is told; its number is the last that is taken. Returns its key. */
export async function credit(act: Issuing, invoice: LockedInvoice, lines: readonly Omit<LineFacts, 'line'>[], reason: string, on?: string): Promise<string> {
  const { tx } = act;
  if (lines.length === 0) throw new Problem(409, 'billing.credited_already', 'All of this invoice was credited already', { field: 'invoice_id' });
  const net = lines.reduce((sum, line) => sum + line.share_minor - line.discount_minor, 0n);
  const tax = lines.reduce((sum, line) => sum + line.tax_minor, 0n);
  const { rows } = await sql<{ left: string; rounding: string }>`
    select (i.share_minor - coalesce((select sum(n.share_minor) from billing.invoice n where n.credits = i.id and n.state = 'issued'), 0))::text as left, i.rounding_minor::text as rounding
    from billing.invoice i where i.id = ${invoice.id}::uuid`.execute(tx);
  const share = lines.reduce((sum, line) => sum + line.share_minor, 0n);
  const whole = BigInt(rows[0]!.left) === share;
  // What the total was rounded by goes back with the last of it.
  const rounding = whole ? BigInt(rows[0]!.rounding) : 0n;
  const total = net + tax + rounding;
  // What was paid of it becomes the payer's credit again: nothing is credited of what is paid.
  if (total > BigInt(invoice.open_minor ?? 0)) await releaseInvoice(tx, invoice.id, total, act.actor.display_name);
  const id = await insertInvoice(tx, { kind: 'credit-note', debtor_kind: invoice.debtor_kind, debtor_id: invoice.debtor_id, patient_id: invoice.patient_id, visit_id: invoice.visit_id, account_id: invoice.account_id, currency: invoice.currency, credits: invoice.id, reason });
  await insertLines(tx, id, lines);
  await sql`update billing.invoice n set print_currency = i.print_currency, print_rate = i.print_rate, share_minor = ${share.toString()}::bigint, discount_minor = ${(share - net).toString()}::bigint, net_minor = ${net.toString()}::bigint,
    tax_minor = ${tax.toString()}::bigint, rounding_minor = ${rounding.toString()}::bigint, total_minor = ${total.toString()}::bigint from billing.invoice i where i.id = ${invoice.id}::uuid and n.id = ${id}::uuid`.execute(tx);
  if (whole) await sql`update billing.invoice set state = 'credited' where id = ${invoice.id}::uuid`.execute(tx);
  if (whole) await projectInvoice(act, invoice.id);
  await issue(act, (await lockInvoice(tx, id))!, { sums: { tax_minor: tax, rounding_minor: rounding, total_minor: total }, ...(on !== undefined && { on }) });
  return id;
}
