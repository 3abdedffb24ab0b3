import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

/** A column that holds sealed values, as the list of them says. */
export interface SealedColumn {
  table_name: string;
  column_name: string;
  row_key: string[];
  batch: number;
}

export async function sealedColumns(tx: Tx): Promise<SealedColumn[]> {
  return (await sql<SealedColumn>`select table_name, column_name, row_key, batch from platform.sealed_column order by table_name collate "C", column_name collate "C"`.execute(tx)).rows;
}

export interface KeyRunRow {
  id: string;
  target_id: string | null;
  place: number;
  after: string[] | null;
  pass_found: number;
  whole: number | null;
  stop_asked: boolean;
}

/** The rotation that is under way, held until the end of the transaction; none where another server holds it. */
export async function holdRun(tx: Tx): Promise<KeyRunRow | undefined> {
  const { rows } = await sql<KeyRunRow>`select id, target_id, place, after, pass_found::float8 as pass_found, whole::float8 as whole, stop_asked
    from platform.key_run where state in ('asked', 'running') for update skip locked`.execute(tx);
  return rows[0];
}

/** Whether this data key is the one that was asked for, or one after it. */
export async function isAtLeast(tx: Tx, id: string, target_id: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select (select version from platform.data_key where id = ${id}::uuid) >= (select version from platform.data_key where id = ${target_id}::uuid) as yes`.execute(tx);
  return rows[0]?.yes === true;
}

export interface SealedValue {
  row_key: string[];
  sealed: Buffer;
}

/** The next values of a column that another data key sealed. */
export async function walkSealed(tx: Tx, { table_name, column_name, batch }: SealedColumn, key_id: string, after: string[] | null): Promise<SealedValue[]> {
  return (await sql<SealedValue>`select row_key, sealed from platform.walk_sealed(${table_name}, ${column_name}, ${key_id}::uuid, ${after}::text[], ${batch})`.execute(tx)).rows;
}

/** Puts values sealed anew in the place of those that were read, where these still stand. */
export async function putResealed(tx: Tx, { table_name, column_name }: SealedColumn, values: readonly (SealedValue & { anew: Buffer })[]): Promise<number> {
  const { rows } = await sql<{ changed: number }>`select platform.reseal(${table_name}, ${column_name}, ${JSON.stringify(values.map(({ row_key }) => row_key))}::jsonb,
    ${values.map(({ sealed }) => sealed)}::bytea[], ${values.map(({ anew }) => anew)}::bytea[]) as changed`.execute(tx);
  return rows[0]!.changed;
}

/** Counts anew what each data key seals, and notes which keys seal nothing any more. Returns how many values are not sealed by this key. */
export async function countSealed(tx: Tx, key_id: string): Promise<number> {
  await sql`delete from platform.sealed_count`.execute(tx);
  await sql`insert into platform.sealed_count (table_name, column_name, data_key_id, found)
    select c.table_name, c.column_name, n.data_key_id, n.many from platform.sealed_column c cross join lateral platform.count_sealed(c.table_name, c.column_name) n`.execute(tx);
  await sql`update platform.data_key k set retired_at = case when other.used or k.version >= (select version from platform.data_key where id = ${key_id}::uuid) then null else coalesce(k.retired_at, now()) end
    from (select id, exists (select from platform.sealed_count s where s.data_key_id = d.id) as used from platform.data_key d) other
    where other.id = k.id and k.purpose = 'seal'`.execute(tx);
  const { rows } = await sql<{ others: number }>`select coalesce(sum(found), 0)::float8 as others from platform.sealed_count where data_key_id <> ${key_id}::uuid`.execute(tx);
  return rows[0]!.others;
}
