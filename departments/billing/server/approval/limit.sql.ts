import { sql } from 'kysely';
import { parseAmount, printAmount } from '@openward/platform/money';
import type { Tx } from '@openward/platform/db';
import type { ApprovalKind, Limit } from '../../contract/index.ts';

export async function listLimits(tx: Tx): Promise<Limit[]> {
  const { rows } = await sql<{ role: string; kind: ApprovalKind; currency: string; minor: string }>`
    select role, kind, currency, amount_minor_max::text as minor from billing.approval_limit order by role, kind, currency`.execute(tx);
  return rows.map(({ minor, ...line }) => ({ ...line, amount_max: printAmount(BigInt(minor), line.currency) }));
}

/** What is not among them is taken away. */
export async function saveLimits(tx: Tx, limits: readonly Limit[]): Promise<void> {
  await sql`delete from billing.approval_limit`.execute(tx);
  const rows = limits.map(({ amount_max, ...line }) => ({ ...line, minor: parseAmount(amount_max, line.currency).toString() }));
  await sql`insert into billing.approval_limit (role, kind, currency, amount_minor_max)
    select role, kind, currency, minor::bigint from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(role text, kind text, currency text, minor text)`.execute(tx);
}

/** The most that one of these roles does without asking; null where they ask for everything. */
export async function greatestLimit(tx: Tx, roles: readonly string[], kind: ApprovalKind, currency: string): Promise<bigint | null> {
  const { rows } = await sql<{ most: string | null }>`
    select max(amount_minor_max)::text as most from billing.approval_limit where role = any (${[...roles]}::text[]) and kind = ${kind} and currency = ${currency}`.execute(tx);
  const most = rows[0]?.most ?? null;
  return most === null ? null : BigInt(most);
}
