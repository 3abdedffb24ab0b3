import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart, oneLine } from '../../config/cannot-start.ts';
import type { Connection } from '../connection.ts';
import { findBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { createDatabase, databaseName, ownerName, superuserName } from './create.ts';
import { openDataFolder, placeOf, rememberPlace } from './data-folder.ts';
import type { Place } from './data-folder.ts';
import { passwordsOf } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import { launch, listeningAt, removeNoteOfDeadServer, settingsFile, startComplaint, stopServer, wantedSettings } from './server.ts';

export { openDataFolder } from './data-folder.ts';
export { passwordsOf } from './passwords.ts';

export interface EmbeddedOptions {
  /** The data folder (OPENWARD_DATA). */
  folder: string;
  /**
   * 'serve' for the one server of this folder: a second one is refused. 'use' for a command, which works beside the
   * server and starts PostgreSQL itself when nobody did.
   */
  purpose: 'serve' | 'use';
  /** How the person who finds the folder in use is told of us. */
  name: string;
  /** False only in tests: nothing is forced to the disk. */
  durable?: boolean;
  /** Told what takes a while. */
  say?: (line: string) => void;
}

export interface EmbeddedDatabase {
  /** The owner of the database, who may migrate it. */
  owner: Connection;
  /** The superuser, for tests and repairs; the application never uses it. */
  superuser: Connection;
  passwords: Passwords;
  /** Called once when PostgreSQL goes away without having been asked to. */
  onLost(listener: () => void): void;
  /** Lets go of the database; the last one who does stops PostgreSQL. */
  close(): Promise<void>;
}

// Advisory locks of the session that each process keeps open: they vanish with it, whatever way it ends.
const serving = 7_366_197_002;
const using = 7_366_197_003;

/** Whether this data folder has a database. Looks only. */
export function isMade(folder: string): boolean {
  return existsSync(path.join(folder, 'database', 'PG_VERSION')) || existsSync(path.join(folder, 'database-folder'));
}

/** Starts the embedded PostgreSQL of a data folder, or joins the one that runs; makes it the first time. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const durable = options.durable ?? true;
  openDataFolder(options.folder);
  const folder = realpathSync(options.folder);
  const place = placeOf(folder);
  const binaries = findBinaries(place.account);
  const exists = existsSync(path.join(place.database, 'PG_VERSION'));
  if (exists) checkFormat(place, binaries, folder);
  const passwords = passwordsOf(folder);
  if (!exists) {
    options.say?.('Making the database …');
    await createDatabase(place, binaries, passwords, durable);
  }
  rememberPlace(folder, place);
  const keeper = await join(place, binaries, passwords, folder, durable, options);
  return opened(place, passwords, keeper);
}

function checkFormat(place: Place, binaries: Binaries, folder: string): void {
  const format = readFileSync(path.join(place.database, 'PG_VERSION'), 'utf8').trim();
  if (format !== binaries.major) {
    throw new CannotStart('database.format', `The data in ${place.database} were written by PostgreSQL ${format}, and this OpenWard has PostgreSQL ${binaries.major}: start the version of OpenWard that wrote them. Nothing was changed.`);
  }
  if (!existsSync(path.join(folder, 'database-passwords.json'))) {
    throw new CannotStart('data.passwords', `The file database-passwords.json of ${folder} is missing, without which its database cannot be opened: restore it from a backup, or remove ${place.database} to begin anew. Nothing was changed.`);
  }
}

interface Keeper {
  client: pg.Client;
  pid: number;
}

async function join(
  place: Place, binaries: Binaries, passwords: Passwords, folder: string, durable: boolean, options: EmbeddedOptions,
): Promise<Keeper> {
  const deadline = Date.now() + 60_000;
  let launched: ChildProcess | undefined;
  let complaint = '';
  try {
    while (Date.now() < deadline) {
      const client = await tryConnect(place, passwords, options.name);
      if (client !== undefined) {
        const keeper = { client, pid: listeningAt(place)?.pid ?? 0 };
        if (await takeLocks(keeper, place, binaries, folder, durable, options, launched !== undefined)) return keeper;
        launched = undefined;
      } else if (launched === undefined) {
        launched = await launch(place, binaries, durable);
      } else if (launched.exitCode !== null || launched.signalCode !== null || launched.pid === undefined) {
        complaint = startComplaint(place);
        launched = undefined;
        // Another start was faster, or parts of a killed server are still leaving.
        if (!/lock file|shared memory block|still in use/.test(complaint)) break;
        if (/lock file/.test(complaint)) removeNoteOfDeadServer(place);
        await wait(200);
      }
      await wait(25);
    }
    throw new CannotStart('database.start', `PostgreSQL does not start (${complaint || startComplaint(place)}): its log is in ${place.startLog} and ${path.join(place.database, 'log')}.`);
  } catch (error) {
    if (launched?.pid !== undefined && launched.exitCode === null) await stopServer(launched.pid);
    throw error;
  }
}

/** Connects as the owner; undefined while the server is not there, is starting or is leaving. */
async function tryConnect(place: Place, passwords: Passwords, name: string): Promise<pg.Client | undefined> {
  const at = listeningAt(place);
  if (at === undefined) return undefined;
  const client = new pg.Client({
    ...connectionAs(at, ownerName, passwords.owner), application_name: `${name} (process ${process.pid})`, connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01' || code === '28000' || code === '3D000') {
      throw new CannotStart('data.passwords', `The database of this data folder does not accept the passwords in database-passwords.json (${oneLine(error)}): restore that file from a backup. Nothing was changed.`, { cause: error });
    }
    return undefined;
  }
}

/** Takes the locks of this process. False when the server is about to stop, or was stopped to be started anew. */
async function takeLocks(
  { client, pid }: Keeper, place: Place, binaries: Binaries, folder: string, durable: boolean, options: EmbeddedOptions, ours: boolean,
): Promise<boolean> {
  if (options.purpose === 'serve' && !(await lock(client, 'pg_try_advisory_lock', serving))) {
    const holder = await holderOf(client, serving);
    await client.end();
    throw new CannotStart('data.locked', `OpenWard is already running on ${folder}${holder}: use that one, stop it first, or set OPENWARD_DATA to another folder.`);
  }
  if (options.purpose === 'serve' && !ours && (await lock(client, 'pg_try_advisory_lock', using))) {
    // A server that was left behind by a crash. It is taken over, unless it runs with what an update has replaced.
    const same = readFileSync(settingsFile(place), 'utf8') === (await wantedSettings(place, durable)) && (await runs(client, binaries));
    if (!same) {
      await client.end();
      await stopServer(pid);
      return false;
    }
    await client.query('select pg_advisory_lock_shared($1::bigint), pg_advisory_unlock($1::bigint)', [using]);
    return true;
  }
  if (await lock(client, 'pg_try_advisory_lock_shared', using)) return true;
  await client.end();
  await wait(100);
  return false;
}

async function runs(client: pg.Client, binaries: Binaries): Promise<boolean> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return binaries.version.startsWith(`${rows[0]?.version}.`);
}

async function lock(client: pg.Client, how: string, key: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select ${how}(${key}) as taken`);
  return rows[0]?.taken === true;
}

async function holderOf(client: pg.Client, key: number): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1 limit 1`, [key]);
  return rows[0] === undefined ? '' : `: ${rows[0].name}`;
}

function opened(place: Place, passwords: Passwords, { client, pid }: Keeper): EmbeddedDatabase {
  const at = listeningAt(place);
  if (at === undefined) throw new CannotStart('database.start', 'PostgreSQL stopped while it was being opened: start again.');
  let closing = false;
  const listeners: (() => void)[] = [];
  client.on('end', () => {
    if (!closing) listeners.splice(0).forEach((listener) => { listener(); });
  });
  return {
    owner: connectionAs(at, ownerName, passwords.owner),
    superuser: connectionAs(at, superuserName, passwords.superuser),
    passwords,
    onLost: (listener) => { listeners.push(listener); },
    async close() {
      if (closing) return;
      closing = true;
      const last = await leave(client).catch(() => false);
      await client.end().catch(() => {});
      if (last) await stopServer(pid);
    },
  };
}

/** Lets go of the locks; true when nobody else uses the server, which then is ours to stop. */
async function leave(client: pg.Client): Promise<boolean> {
  await client.query(`select pg_advisory_unlock_shared(${using})`);
  return lock(client, 'pg_try_advisory_lock', using);
}

function connectionAs(at: { host: string; port: number }, user: string, password: string): Connection {
  return { host: at.host, port: at.port, user, password, database: databaseName };
}
