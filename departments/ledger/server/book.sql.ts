import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Account } from '../contract/account.ts';
import type { AccountRole } from '../contract/role.ts';

/** The hospital’s own currency; null before the books are begun. */
export async function bookCurrency(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ book_currency: string }>`select book_currency from ledger.setting`.execute(tx);
  return rows[0]?.book_currency ?? null;
}

/** Breaks `setting_once` where the books are begun. */
export async function insertSetting(tx: Tx, currency: string): Promise<void> {
  await sql`insert into ledger.setting (book_currency) values (${currency})`.execute(tx);
}

/** Today by the hospital’s clock, YYYY-MM-DD. */
export async function bookToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select (now() at time zone staff.local_time_zone(null))::date::text as today`.execute(tx);
  return rows[0]!.today;
}

/** Currencies that anything was ever posted in. */
export async function currenciesPosted(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select c.code as currency from ledger.currency c where exists (select from ledger.balance b where b.currency = c.code) order by c.code`.execute(tx);
  return rows.map(({ currency }) => currency);
}

/** The accounts that stand for something, by role. */
export async function findByRole(tx: Tx, roles: readonly AccountRole[]): Promise<Map<AccountRole, string>> {
  const { rows } = await sql<{ role: AccountRole; id: string }>`select role, id from ledger.account where role = any (${roles}::text[])`.execute(tx);
  return new Map(rows.map(({ role, id }) => [role, id]));
}

/** Takes a role from the account that has it, and gives it to another; false where that one has a newer version, or another role. */
export async function giveRole(tx: Tx, role: AccountRole, { id, version }: Pick<Account, 'id' | 'version'>): Promise<boolean> {
  await sql`update ledger.account set role = null, version = version + 1 where role = ${role} and id <> ${id}::uuid`.execute(tx);
  const { numAffectedRows } = await sql`update ledger.account set role = ${role}, version = version + 1 where id = ${id}::uuid and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}
