import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CannotStart } from '../config/cannot-start.ts';
import type { Connection } from '../db/connection.ts';
import { migrate, migrationFiles, type Migration } from '../db/index.ts';
import { BackupBroken } from './frames.ts';
import { type BackupHead, readBackup, type TableSum } from './read.ts';
import type { BackupSource } from './store.ts';
import { type Applied, type KeptTable, seesAll, tablesOf } from './tables.sql.ts';

export interface RestoreOptions {
  file: BackupSource;
  /** The age identity that opens it. */
  identity: string;
  onProgress?: (tables: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * Restores a backup into an empty database, whole or not at all: the rows come in one transaction, and what refers to rows must find them before it
 * commits. A database that has anything in it is refused; nothing is ever overwritten. `owner` migrates, `maintenance` sees every row.
 */
export async function restoreBackup({ owner, maintenance }: { owner: Connection; maintenance: Connection }, { file, identity, onProgress, signal }: RestoreOptions): Promise<{ head: BackupHead; tables: TableSum[] }> {
  await mustBeEmpty(owner);
  // Read once before anything is done: a damaged backup or a wrong key leaves the database as it is.
  const { head, tables } = await readBackup(file, identity);
  const migrations = migrationsUpTo(head.migrations);
  await migrate(owner, { migrations });
  const client = new pg.Client({ ...maintenance, application_name: 'openward restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    if (!(await seesAll(client))) throw new CannotStart('backup.rights', 'The user of DATABASE_URL is held by row-level security: have the administrator of PostgreSQL run ALTER ROLE … BYPASSRLS on it.');
    await client.query('begin');
    await client.query(`set local maintenance_work_mem = '${index_memory}'; set local work_mem = '64MB'`);
    // Each page of a new index goes into the log whole: to compress them costs as much as to make the index.
    await client.query(`select set_config('wal_compression', 'off', true) where has_parameter_privilege('wal_compression', 'set')`);
    const undo = await openWide(client, head.tables, tables);
    const empty = new Set(tables.filter(({ rows }) => rows === 0).map(({ name }) => name));
    let done = 0;
    const read = await readBackup(file, identity, {
      table: async ({ name, columns }, rows) => {
        signal?.throwIfAborted();
        if (!empty.has(name)) await pipeline(Readable.from(rows), client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin with (freeze)`)));
        done += 1;
        onProgress?.(done, head.tables.length);
      },
    });
    if (JSON.stringify(read.tables) !== JSON.stringify(tables)) throw new BackupBroken('The backup was changed while it was read.');
    for (const { name, last, called } of head.sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
    for (const statement of undo) await client.query(statement);
    await client.query('commit');
    await gatherStatistics(client, maintenance);
    return read;
  } finally {
    await client.end();
  }
}

/** Of tables with so many bytes of rows, indexes are made when the rows are there: sorted once, and not row by row. */
const large_bytes = 250_000;
const index_memory = '256MB';

/** What the planner knows of all tables, the largest first, on two connections. It is no loss when the machine stops meanwhile: PostgreSQL gathers it anyway, later. */
async function gatherStatistics(client: pg.Client, maintenance: Connection): Promise<void> {
  const other = new pg.Client({ ...maintenance, application_name: 'openward restore' });
  other.on('error', () => {});
  await other.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p') and not c.relisshared and c.relpersistence = 'p'
      order by case when c.relkind = 'p' then (select sum(pg_table_size(i.inhrelid)) from pg_inherits i where i.inhparent = c.oid) else pg_table_size(c.oid) end desc nulls last`);
    const names = rows.map(({ name }) => name);
    await Promise.all([client, other].map(async (each) => {
      await each.query('set synchronous_commit = off');
      for (let name = names.shift(); name !== undefined; name = names.shift()) await each.query(`analyze ${name}`);
    }));
  } finally {
    await other.end();
  }
}

/** Refuses a database with a hospital in it. */
async function mustBeEmpty(connection: Connection): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query(`select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)' limit 1`);
    if (rows.length > 0) throw new CannotStart('restore.not_empty', 'There is something in this database already: a backup is restored into an empty one only. Nothing was changed.');
  } finally {
    await client.end();
  }
}

/** The migrations that the backup had. Throws where this version does not have one of them, or has it differently. */
function migrationsUpTo(applied: readonly Applied[]): Migration[] {
  const ours = new Map(migrationFiles().map((migration) => [migration.number, migration]));
  return applied.map(({ number, name, sha256 }) => {
    const migration = ours.get(number);
    if (migration === undefined) throw new CannotStart('restore.newer', `The backup is of a newer version of OpenWard (it has ${name}): restore it with that version. Nothing was changed.`);
    if (migration.sha256 !== sha256) throw new CannotStart('restore.other_version', `The backup is of another version of OpenWard (${name} differs): restore it with that version. Nothing was changed.`);
    return migration;
  });
}

/** Takes out of the way what would stop rows from coming in any order. Returns the statements that put it back, which check every reference. */
async function openWide(client: pg.Client, kept: readonly KeptTable[], sums: readonly TableSum[]): Promise<string[]> {
  const here = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  for (const { name, parent, bounds } of kept) {
    if (here.has(name)) continue;
    if (parent === null || bounds === null || !/^(FOR VALUES FROM \('[^'()]+'\) TO \('[^'()]+'\)|DEFAULT)$/.test(bounds) || !/^[a-z_]+\.[a-z0-9_]+$/.test(name)) throw new BackupBroken(`The backup has a table ${name} that its version does not have.`);
    await client.query(`create table ${name} partition of ${parent} ${bounds}`);
    await client.query(`alter table ${name} enable row level security`);
    await client.query(`alter table ${name} force row level security`);
    await client.query(`alter table ${name} owner to openward_owner`);
  }
  const { rows: references } = await client.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text !~ '^(pg_|information_schema$)'`);
  const { rows: triggers } = await client.query<{ name: string }>(`
    select distinct tgrelid::regclass::text as name from pg_trigger join pg_class c on c.oid = tgrelid where not tgisinternal and tgparentid = 0 and c.relkind in ('r', 'p')`);
  for (const { drop } of references) await client.query(drop);
  const indexes = await dropIndexes(client, sums.filter(({ bytes }) => bytes >= large_bytes).map(({ name }) => name));
  for (const { name } of triggers) await client.query(`alter table ${name} disable trigger user`);
  // What is empty there and here stays as it is.
  const filled = new Set(sums.filter(({ rows }) => rows > 0).map(({ name }) => name));
  const { rows: seeded } = await client.query<{ name: string }>(kept.map(({ name }) => `select ${pg.escapeLiteral(name)} as name where exists (select from ${name})`).join(' union all '));
  for (const { name } of seeded) filled.add(name);
  if (filled.size > 0) await client.query(`truncate ${[...filled].join(', ')}`);
  return [...indexes, ...references.map(({ add }) => add), ...triggers.map(({ name }) => `alter table ${name} enable trigger user`)];
}

/** Takes away the indexes of these tables and of what they are parts of. Returns the statements that make them anew. */
async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    with table_of as (
      select t.name::regclass::oid as oid from unnest($1::text[]) as t (name)
      union select i.inhparent from unnest($1::text[]) as t (name) join pg_inherits i on i.inhrelid = t.name::regclass
    )
    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop, format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as add
    from pg_constraint c join table_of t on t.oid = c.conrelid
    where c.contype in ('p', 'u', 'x') and c.conparentid = 0
      -- A view or a function may rest on it: then it stays.
      and not exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass and d.refobjid = c.oid and d.deptype = 'n')
    union all
    -- Of a table in parts it says ONLY, which would leave the parts without.
    select format('drop index %s', i.indexrelid::regclass), regexp_replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
    from pg_index i join table_of t on t.oid = i.indrelid
    where not i.indisreplident and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')) and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid)
      and not exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = i.indexrelid and d.deptype = 'n')`, [tables]);
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ add }) => add);
}
