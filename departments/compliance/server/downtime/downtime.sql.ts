import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DowntimeSnapshot } from '../../contract/downtime.ts';

export interface SettingRow { every_minutes: number; passphrase_encrypted: Buffer | null; asked: boolean; version: number }

export async function readSetting(tx: Tx): Promise<SettingRow> {
  const { rows } = await sql<SettingRow>`select every_minutes, passphrase_encrypted, asked, version from compliance.downtime_setting`.execute(tx);
  return rows[0]!;
}

/** Whether the version was that which stands. */
export async function saveSetting(tx: Tx, it: Pick<SettingRow, 'every_minutes' | 'passphrase_encrypted' | 'version'>): Promise<boolean> {
  const { rows } = await sql`update compliance.downtime_setting set every_minutes = ${it.every_minutes}, passphrase_encrypted = ${it.passphrase_encrypted}, version = version + 1
    where version = ${it.version} returning version`.execute(tx);
  return rows.length > 0;
}

export async function askForOne(tx: Tx): Promise<void> {
  await sql`update compliance.downtime_setting set asked = true`.execute(tx);
}

/** Whether one is to be made now: asked for, or the last one is too old. After a failure it is tried again each minute. */
export async function takeUp(tx: Tx): Promise<SettingRow | null> {
  const { rows } = await sql<SettingRow>`update compliance.downtime_setting s set asked = false
    where passphrase_encrypted is not null and (asked or not exists (select from compliance.downtime_snapshot where made_at > now() - make_interval(mins => case when fault is null then s.every_minutes else 1 end)))
    returning every_minutes, passphrase_encrypted, asked, version`.execute(tx);
  return rows[0] ?? null;
}

export interface Made { file: string; patients: number; bytes: number; took_ms: number; fault: string | null }

/** Notes it, and which of the files before are gone; what is noted is forgotten after a month. */
export async function noteSnapshot(tx: Tx, { file, patients, bytes, took_ms, fault }: Made, removed: readonly string[]): Promise<void> {
  await sql`insert into compliance.downtime_snapshot (file, patients, bytes, took_ms, fault) values (${file}, ${patients}, ${bytes}, ${took_ms}, ${fault})`.execute(tx);
  await sql`update compliance.downtime_snapshot set removed_at = now() where file = any (${[...removed]}::text[]) and removed_at is null`.execute(tx);
  await sql`delete from compliance.downtime_snapshot where made_at < now() - interval '31 days'`.execute(tx);
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The last ones, or one. */
export async function readSnapshots(tx: Tx, id: string | null = null): Promise<DowntimeSnapshot[]> {
  const { rows } = await sql<DowntimeSnapshot & { bytes: string }>`
    select id, ${iso('made_at')} as made_at, file, patients, bytes::float8 as bytes, took_ms, fault, ${iso('removed_at')} as removed_at from compliance.downtime_snapshot
    where ${id}::uuid is null or id = ${id}::uuid order by made_at desc limit 20`.execute(tx);
  return rows;
}
