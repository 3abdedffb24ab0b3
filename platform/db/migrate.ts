import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { CannotStart, oneLine } from '../config/cannot-start.ts';
import type { Connection } from './connection.ts';
import { migrationFiles } from './migration-files.ts';
import type { Migration } from './migration-files.ts';

export interface MigrateOptions {
  /** Other files than the project's own, for tests. */
  migrations?: Migration[];
  /** Told of each file before it is applied. */
  onApply?: (migration: Migration) => void;
}

const prepare = readFileSync(path.join(import.meta.dirname, 'prepare.sql'), 'utf8');
// Any number, but the same one in every process: only one of them migrates at a time.
const lock = 7_366_197_001;

/**
 * Brings the database to the state of this version: applies the files that are missing, each in one transaction,
 * as the role that owns everything. The connection is that of the database's owner. Returns what was applied.
 */
export async function migrate(connection: Connection, options: MigrateOptions = {}): Promise<Migration[]> {
  const migrations = options.migrations ?? migrationFiles();
  const client = new pg.Client({ ...connection, application_name: 'openward migrate' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${lock})`);
    await prepareDatabase(client);
    const missing = await missingMigrations(client, migrations);
    for (const migration of missing) {
      options.onApply?.(migration);
      await apply(client, migration);
    }
    return missing;
  } finally {
    await client.end();
  }
}

async function prepareDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>('select current_setting(\'server_encoding\') as encoding');
  if (rows[0]?.encoding !== 'UTF8') {
    throw new CannotStart(
      'database.encoding',
      `The database is encoded in ${rows[0]?.encoding}, which cannot hold every name: create it ` +
        'with encoding UTF8.',
    );
  }
  try {
    await client.query(prepare);
  } catch (error) {
    throw new CannotStart(
      'database.rights',
      'The user of DATABASE_URL must own the database and have the right CREATEROLE ' +
        `(${oneLine(error)}). Nothing was changed.`,
      { cause: error },
    );
  }
}

async function missingMigrations(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from platform.migration order by number');
  const files = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const applied of rows) {
    const file = files.get(applied.number);
    if (file === undefined) {
      throw new CannotStart(
        'database.newer',
        `The database was changed by a newer version of OpenWard (${applied.name}): start that ` +
          'version. Nothing was changed.',
      );
    }
    if (file.sha256 !== applied.sha256) {
      throw new CannotStart(
        'migration.altered',
        `${file.file} was altered after it had been applied: restore it, and make the change in a new ` +
          'file. Nothing was changed.',
      );
    }
  }
  const applied = new Set(rows.map((row) => row.number));
  return migrations.filter((migration) => !applied.has(migration.number));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin; set local role openward_owner');
    await client.query(migration.text);
    await client.query('reset role');
    await client.query(openToOwner);
    await client.query('insert into platform.migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number, migration.file, migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const { line } = place(migration.text, error);
    throw new CannotStart(
      'migration.failed',
      `${migration.file}${line} failed: ${oneLine(error)}. Nothing of it was kept; restore the ` +
        'version you came from, or report this line.',
      { cause: error },
    );
  }
}

/**
 * Row-level security is forced on the owner too, so that no connection sees a row by accident. The functions that
 * are made to see all (SECURITY DEFINER, reviewed) run as the owner, which therefore gets a policy on each table.
 */
const openToOwner = `
do $$
declare item regclass;
begin
  for item in
    select c.oid from pg_class c
    where c.relforcerowsecurity and c.relkind in ('r', 'p') and pg_get_userbyid(c.relowner) = 'openward_owner'
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_sees_all')
  loop
    execute format('create policy owner_sees_all on %s to openward_owner using (true) with check (true)', item);
  end loop;
end
$$`;

function place(text: string, error: unknown): { line: string } {
  const position = Number((error as { position?: string }).position);
  if (!Number.isInteger(position) || position < 1) return { line: '' };
  return { line: `:${text.slice(0, position).split('\n').length}` };
}
