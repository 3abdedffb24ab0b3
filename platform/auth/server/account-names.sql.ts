import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** The names by which colleagues know these accounts, for "changed by". Accounts of patients are left out for staff. */
export async function accountNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; display_name: string }>`select id, display_name from auth.account
    where id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
