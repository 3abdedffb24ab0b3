import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** The ids of all departments or places, by code. */
export async function idsByCode(tx: Tx, table: 'department' | 'location'): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`select code, id from ${sql.table(`staff.${table}`)}`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Keys for rows that refer to each other before they are stored. */
export async function newIds(tx: Tx, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${count}::int)`.execute(tx);
  return rows.map((row) => row.id);
}
