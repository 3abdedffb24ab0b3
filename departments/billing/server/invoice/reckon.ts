import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { totalsOf, type Totals } from '../../rules/invoice/totals.ts';
import { readLines } from './invoice.sql.ts';

/** Sums a draft up again: tax of its lines, and its totals. A new version of it. */
export async function reckon(tx: Tx, { id, currency }: { id: string; currency: string }): Promise<Totals> {
  const lines = await readLines(tx, id);
  const { rows } = await sql<{ round_to_cash: boolean; credit: boolean }>`select s.round_to_cash, i.kind in ('credit-note', 'estimate', 'deposit-request') as credit from billing.invoice_setting s, billing.invoice i where i.id = ${id}::uuid`.execute(tx);
  const round_to_cash = rows[0]?.round_to_cash === true && rows[0]?.credit === false;
  const totals = totalsOf(lines.map((line) => ({ ...line, net_minor: line.share_minor - line.discount_minor })), currency, { round_to_cash });
  const taxes = lines.map(({ line }, at) => ({ line, tax: totals.line_tax_minor[at]!.toString() }));
  await sql`update billing.invoice_line l set tax_minor = g.tax::bigint from jsonb_to_recordset(${JSON.stringify(taxes)}::jsonb) as g(line int, tax text)
    where l.invoice_id = ${id}::uuid and l.line = g.line and l.tax_minor <> g.tax::bigint`.execute(tx);
  const discount = lines.reduce((sum, { discount_minor }) => sum + discount_minor, 0n);
  await sql`update billing.invoice set share_minor = ${(totals.net_minor + discount).toString()}::bigint, discount_minor = ${discount.toString()}::bigint, net_minor = ${totals.net_minor.toString()}::bigint,
    tax_minor = ${totals.tax_minor.toString()}::bigint, rounding_minor = ${totals.rounding_minor.toString()}::bigint, total_minor = ${totals.total_minor.toString()}::bigint, version = version + 1 where id = ${id}::uuid`.execute(tx);
  return totals;
}
