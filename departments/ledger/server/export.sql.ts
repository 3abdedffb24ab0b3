import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Export } from '../contract/export.ts';

const columns = sql.raw(`id, format, to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as made_at, made_by_name, after_number::text as after_number,
  until_number::text as until_number, entries, sha256`);

/** Exports, newest first: all, or the one. */
export async function listExports(tx: Tx, id: string | null = null): Promise<Export[]> {
  const { rows } = await sql<Export>`select ${columns} from ledger.export where ${id}::uuid is null or id = ${id}::uuid order by made_at desc, id`.execute(tx);
  return rows;
}

/** Up to which number a format was exported; 0 for never. */
export async function exportedUntil(tx: Tx, format: Export['format']): Promise<string> {
  const { rows } = await sql<{ number: string }>`select coalesce(max(until_number), 0)::text as number from ledger.export where format = ${format}`.execute(tx);
  return rows[0]!.number;
}

export async function insertExport(tx: Tx, it: Omit<Export, 'id' | 'made_at'>): Promise<Export> {
  const { rows } = await sql<Export>`
    insert into ledger.export (format, made_by_name, after_number, until_number, entries, sha256)
    values (${it.format}, ${it.made_by_name}, ${it.after_number}::bigint, ${it.until_number}::bigint, ${it.entries}, ${it.sha256}) returning ${columns}`.execute(tx);
  return rows[0]!;
}
