import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { totalsOf, type Totals } from '../../rules/invoice/totals.ts';
import { readLines, type LineFacts } from './invoice.sql.ts';

/** What a draft says of itself, in minor units. */
export interface Sums {
  share_minor: bigint;
  discount_minor: bigint;
  net_minor: bigint;
  tax_minor: bigint;
  rounding_minor: bigint;
  total_minor: bigint;
}

/** Sums a draft up again: tax of its lines, and its totals. A new version of it. */
export async function reckon(tx: Tx, { id, currency }: { id: string; currency: string }): Promise<void> {
  const lines = await readLines(tx, id);
  const { rows } = await sql<{ round_to_cash: boolean; credit: boolean }>`select s.round_to_cash, i.kind in ('credit-note', 'estimate', 'deposit-request') as credit from billing.invoice_setting s, billing.invoice i where i.id = ${id}::uuid`.execute(tx);
  const round_to_cash = rows[0]?.round_to_cash === true && rows[0]?.credit === false;
  await writeTotals(tx, id, lines, totalsFor(lines, currency, round_to_cash));
}

/** What lines sum to, with the tax of each. */
export const totalsFor = (lines: readonly LineFacts[], currency: string, round_to_cash: boolean): Totals =>
  totalsOf(lines.map((line) => ({ ...line, net_minor: line.share_minor - line.discount_minor })), currency, { round_to_cash });

/** Whether a draft says already what its lines sum to. */
export function isReckoned(sums: Sums, lines: readonly LineFacts[], totals: Totals): boolean {
  const discount = discountOf(lines);
  return sums.share_minor === totals.net_minor + discount && sums.discount_minor === discount && sums.net_minor === totals.net_minor && sums.tax_minor === totals.tax_minor
    && sums.rounding_minor === totals.rounding_minor && sums.total_minor === totals.total_minor && lines.every(({ tax_minor }, at) => tax_minor === totals.line_tax_minor[at]);
}

export async function writeTotals(tx: Tx, id: string, lines: readonly LineFacts[], totals: Totals): Promise<void> {
  const taxes = lines.map(({ line }, at) => ({ line, tax: totals.line_tax_minor[at]!.toString() }));
  await sql`update billing.invoice_line l set tax_minor = g.tax::bigint from jsonb_to_recordset(${JSON.stringify(taxes)}::jsonb) as g(line int, tax text)
    where l.invoice_id = ${id}::uuid and l.line = g.line and l.tax_minor <> g.tax::bigint`.execute(tx);
  const discount = discountOf(lines);
  await sql`update billing.invoice set share_minor = ${(totals.net_minor + discount).toString()}::bigint, discount_minor = ${discount.toString()}::bigint, net_minor = ${totals.net_minor.toString()}::bigint,
    tax_minor = ${totals.tax_minor.toString()}::bigint, rounding_minor = ${totals.rounding_minor.toString()}::bigint, total_minor = ${totals.total_minor.toString()}::bigint, version = version + 1 where id = ${id}::uuid`.execute(tx);
}

const discountOf = (lines: readonly LineFacts[]): bigint => lines.reduce((sum, { discount_minor }) => sum + discount_minor, 0n);
