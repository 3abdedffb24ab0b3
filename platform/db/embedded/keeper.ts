import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart, oneLine } from '../../config/cannot-start.ts';
import type { Connection } from '../connection.ts';
import type { Binaries } from './binaries.ts';
import { databaseName, ownerName } from './create.ts';
import type { Place } from './data-folder.ts';
import type { Passwords } from './passwords.ts';
import {
  launch, listeningAt, removeNoteOfDeadServer, settingsFile, startComplaint, stopServer, wantedSettings,
} from './server.ts';

// Advisory locks of the session that each process keeps open: they vanish with it, whatever way it ends.
const serving = 7_366_197_002;
const using = 7_366_197_003;

/** Who joins, and how. */
export interface Joining {
  place: Place;
  binaries: Binaries;
  passwords: Passwords;
  /** The data folder as the person knows it. */
  folder: string;
  durable: boolean;
  purpose: 'serve' | 'use';
  name: string;
}

/** The session that a process keeps open as long as it uses the database: it holds the locks and hears of the end. */
export interface Keeper {
  client: pg.Client;
  /** Of the postmaster. */
  pid: number;
}

/** Connects to the server of this place, and starts it when it is not there. Refuses a second server of the folder. */
export async function join(joining: Joining): Promise<Keeper> {
  const { place, binaries, passwords, durable } = joining;
  const deadline = Date.now() + 60_000;
  let launched: ChildProcess | undefined;
  let complaint = '';
  try {
    while (Date.now() < deadline) {
      const client = await tryConnect(place, passwords, joining.name);
      if (client !== undefined) {
        const keeper = { client, pid: listeningAt(place)?.pid ?? 0 };
        if (await takeLocks(keeper, joining, launched !== undefined)) return keeper;
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
    throw new CannotStart(
      'database.start',
      `PostgreSQL does not start (${complaint || startComplaint(place)}): its log is in ` +
        `${place.startLog} and ${path.join(place.database, 'log')}.`,
    );
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
      throw new CannotStart(
        'data.passwords',
        'The database of this data folder does not accept the passwords in database-passwords.json ' +
          `(${oneLine(error)}): restore that file from a backup. Nothing was changed.`,
        { cause: error },
      );
    }
    return undefined;
  }
}

/** Tries for a moment: PostgreSQL takes that to notice that whoever held the lock was killed. */
async function lockSoon(client: pg.Client, key: number): Promise<boolean> {
  for (let tries = 0; tries < 15; tries += 1) {
    if (await lock(client, 'pg_try_advisory_lock', key)) return true;
    await wait(100);
  }
  return false;
}

/** Takes the locks of this process. False when the server is about to stop, or was stopped to be started anew. */
async function takeLocks({ client, pid }: Keeper, joining: Joining, ours: boolean): Promise<boolean> {
  const { place, binaries, folder, durable, purpose } = joining;
  if (purpose === 'serve' && !(await lockSoon(client, serving))) {
    const holder = await holderOf(client, serving);
    await client.end();
    throw new CannotStart(
      'data.locked',
      `OpenWard is already running on ${folder}${holder}: use that one, stop it first, or set ` +
        'OPENWARD_DATA to another folder.',
    );
  }
  if (purpose === 'serve' && !ours && (await lock(client, 'pg_try_advisory_lock', using))) {
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

/** Lets go of the locks; true when nobody else uses the server, which then is ours to stop. */
export async function leave(client: pg.Client): Promise<boolean> {
  await client.query(`select pg_advisory_unlock_shared(${using})`);
  return lock(client, 'pg_try_advisory_lock', using);
}

/** How a user reaches the server that listens there. */
export function connectionAs(at: { host: string; port: number }, user: string, password: string): Connection {
  return { host: at.host, port: at.port, user, password, database: databaseName };
}
