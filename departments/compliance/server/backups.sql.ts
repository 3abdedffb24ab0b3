import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Backup, BackupRun } from '../contract/index.ts';

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The backups of the last year, newest first; or the one of this name. */
export async function readBackups(tx: Tx, file: string | null = null): Promise<Backup[]> {
  const { rows } = await sql<Omit<Backup, 'made_at' | 'drilled_at' | 'removed_at'> & { made_at: Date; drilled_at: Date | null; removed_at: Date | null }>`
    select file, made_at, version, bytes::float8 as bytes, row_count::float8 as rows, took_ms::float8 as took_ms, drilled_at, drill_ms::float8 as drill_ms, drill_fault, removed_at, place
    from platform.backup where case when ${file}::text is null then removed_at is null else file = ${file} end order by made_at desc limit 200`.execute(tx);
  return rows.map(({ made_at, drilled_at, removed_at, ...row }) => ({ ...row, made_at: made_at.toISOString(), drilled_at: text(drilled_at), removed_at: text(removed_at) }));
}

/** What runs, or ran last. */
export async function readRun(tx: Tx): Promise<BackupRun | null> {
  const { rows: [run] } = await sql<Omit<BackupRun, 'begun_at' | 'ended_at'> & { begun_at: Date; ended_at: Date | null }>`
    select id, kind, file, state, begun_at, ended_at, done::float8 as done, whole::float8 as whole, fault from platform.backup_run order by begun_at desc, id desc limit 1`.execute(tx);
  return run === undefined ? null : { ...run, begun_at: run.begun_at.toISOString(), ended_at: text(run.ended_at) };
}
