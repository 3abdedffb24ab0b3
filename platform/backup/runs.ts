import { sql } from 'kysely';
import { CannotStart } from '../config/cannot-start.ts';
import type { Connection } from '../db/connection.ts';
import { announce, type Database, type Tx } from '../db/index.ts';
import { createBackup, type Manifest } from './create.ts';
import { drillBackup, type DrillCheck } from './drill.ts';
import { readIdentity, recipientsOf } from './identity.ts';
import { tooMany, usual } from './retention.ts';
import type { BackupStore } from './store.ts';

/** What this server backs up, and whereto. */
export interface Backups {
  owner: Connection;
  maintenance: Connection;
  store: BackupStore;
  recipients: readonly string[];
  identity_file: string;
  version: string;
  checks: readonly DrillCheck[];
}

let opened: Backups | null = null;

/** Makes backups and drills possible on this server. */
export function openBackups(backups: Backups): void {
  opened = backups;
}

/** Where this server keeps its backups; null where it makes none. */
export const backupPlace = (): string | null => opened?.store.place ?? null;

/** Whether this server can back up. */
export const backupsAreOpen = (): boolean => opened !== null;

export type RunKind = 'backup' | 'drill';

/** A run that has told nothing for so long was ended by force, in minutes. */
const silent_minutes = 5;
const told_ms = 1000;

/** Asks for a run, which the server that runs jobs takes up; null where there is one already. */
export async function beginRun(tx: Tx, kind: RunKind, file: string | null): Promise<string | null> {
  await sql`update platform.backup_run set state = 'failed', ended_at = now(), fault = 'ended by force' where ended_at is null and moved_at < now() - make_interval(mins => ${silent_minutes})`.execute(tx);
  const { rows } = await sql<{ id: string }>`insert into platform.backup_run (kind, file) values (${kind}, ${file}) on conflict do nothing returning id`.execute(tx);
  announce(tx, 'backups');
  return rows[0]?.id ?? null;
}

/** Takes up the run that was asked for, telling how far it is; stops where that is asked for. Never throws: what went wrong stands in the run. */
export async function takeUpRun(database: Database): Promise<void> {
  const run = await database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string; kind: RunKind; file: string | null }>`update platform.backup_run set state = 'running', moved_at = now() where state = 'asked' returning id, kind, file`.execute(tx);
    return rows[0];
  });
  if (run === undefined) return;
  const stop = new AbortController();
  let place = [0, 0];
  // Also while a single large table takes long: who is silent counts as ended by force.
  const telling = setInterval(() => {
    void note(database, run.id, place[0]!, place[1]!).then((asked) => asked && stop.abort(), () => {});
  }, told_ms);
  const tell = (done: number, whole: number): void => {
    place = [done, whole];
  };
  try {
    if (opened === null) throw new CannotStart('backup.closed', 'This server makes no backups.');
    if (run.kind === 'backup') await backUp(database, opened, { signal: stop.signal, tell });
    else await drill(database, opened, run.file ?? '', { signal: stop.signal, tell });
    await end(database, run.id, 'done', null);
  } catch (error) {
    const stopped = stop.signal.aborted;
    // A code, never the text of an error of the database, which may quote a row.
    const { code, name } = error as { code?: string; name?: string };
    await end(database, run.id, stopped ? 'stopped' : 'failed', stopped ? null : (code ?? name ?? 'unknown'));
  } finally {
    clearInterval(telling);
  }
}

interface Way {
  signal: AbortSignal;
  tell: (done: number, whole: number) => void;
}

async function backUp(database: Database, { maintenance, store, recipients, identity_file, version }: Backups, { signal, tell }: Way): Promise<void> {
  const made = await createBackup(maintenance, { folder: store, recipients: await recipientsOf(recipients, identity_file), version, now: new Date(), signal, onProgress: tell });
  await database.transaction({ scope: 'system' }, (tx) => keepNote(tx, made, store.place));
  await thin(database, store);
}

/** Notes a backup that was made. */
export async function keepNote(tx: Tx, { file, made_at, version, bytes, tables, sha256, took_ms }: Manifest, place: string): Promise<void> {
  await sql`insert into platform.backup (file, made_at, version, bytes, row_count, table_count, sha256, took_ms, place)
    values (${file}, ${made_at}, ${version}, ${bytes}, ${tables.reduce((sum, { rows }) => sum + rows, 0)}, ${tables.length}, ${sha256}, ${took_ms}, ${place})`.execute(tx);
}

/** Removes the files that newer ones make superfluous, where backups go now: what lies elsewhere stays. */
async function thin(database: Database, store: BackupStore): Promise<void> {
  await database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ file: string; made_at: Date }>`select file, made_at from platform.backup where removed_at is null and coalesce(place, ${store.place}) = ${store.place} for update`.execute(tx);
    const gone = new Set(tooMany(rows.map(({ made_at }) => made_at.getTime()), usual));
    for (const { file } of rows.filter(({ made_at }) => gone.has(made_at.getTime()))) {
      await store.remove(file);
      await store.remove(`${file}.json`);
      await sql`update platform.backup set removed_at = now() where file = ${file}`.execute(tx);
    }
  });
}

async function drill(database: Database, { owner, maintenance, store, identity_file, checks }: Backups, file: string, { signal, tell }: Way): Promise<void> {
  const identity = readIdentity(identity_file);
  if (identity === null) throw new CannotStart('backup.no_identity', 'The identity that opens backups is not on this server: drill where it is.');
  const begun = performance.now();
  let fault: string | null;
  try {
    fault = await drillBackup({ owner, maintenance }, { file: store.source(file), identity, signal, onProgress: tell }, checks);
  } catch (error) {
    // A store that does not answer says nothing about the backup.
    if (signal.aborted || (error as { code?: string }).code?.startsWith('store.') === true) throw error;
    fault = (error as { code?: string }).code ?? (error as Error).message;
  }
  await database.transaction({ scope: 'system' }, (tx) =>
    sql`update platform.backup set drilled_at = now(), drill_ms = ${Math.round(performance.now() - begun)}, drill_fault = ${fault} where file = ${file}`.execute(tx));
}

/** Tells how far it is; answers whether it was asked to stop. */
async function note(database: Database, id: string, done: number, whole: number): Promise<boolean> {
  return database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ stop_asked: boolean }>`update platform.backup_run set done = ${done}, whole = ${whole}, moved_at = now() where id = ${id}::uuid returning stop_asked`.execute(tx);
    announce(tx, 'backups');
    return rows[0]?.stop_asked === true;
  });
}

async function end(database: Database, id: string, state: 'done' | 'failed' | 'stopped', fault: string | null): Promise<void> {
  await database.transaction({ scope: 'system' }, async (tx) => {
    await sql`update platform.backup_run set state = ${state}, fault = ${fault}, ended_at = now(), moved_at = now() where id = ${id}::uuid and ended_at is null`.execute(tx);
    announce(tx, 'backups');
  });
}

/** Backs up where the newest backup is older than a day, and drills the newest where none was proven for a week. */
export async function keepBackups(database: Database): Promise<void> {
  if (opened === null) return;
  await database.transaction({ scope: 'system' }, async (tx) => {
    const { rows: [known] } = await sql<{ backup: boolean; drill: string | null }>`
      select not exists (select from platform.backup where made_at > now() - interval '24 hours') and exists (select from platform.installation where at < now() - interval '24 hours') as backup,
        (select file from platform.backup where removed_at is null and drilled_at is null and coalesce(place, ${opened!.store.place}) = ${opened!.store.place} and not exists (select from platform.backup where drilled_at > now() - interval '7 days')
          order by made_at desc limit 1) as drill`.execute(tx);
    const kind: RunKind | null = known?.backup === true ? 'backup' : known?.drill != null && readIdentity(opened!.identity_file) !== null ? 'drill' : null;
    if (kind === null) return;
    const file = kind === 'drill' ? known!.drill : null;
    await beginRun(tx, kind, file);
  });
  await takeUpRun(database);
}
