import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, closeSync, openSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../../config/cannot-start.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './data-folder.ts';
import { fitsSocket, serverSettings } from './server-settings.ts';

const socketPort = 5432;

/** Where a running server of this place listens, as it wrote down itself; undefined when none was left. */
export function listeningAt(place: Place): { host: string; port: number; pid: number } | undefined {
  const lines = readOr(path.join(place.database, 'postmaster.pid'), '').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
  const socketFolder = lines[4]?.trim() ?? '';
  return { host: socketFolder === '' ? '127.0.0.1' : socketFolder, port, pid };
}

/** The settings that a start would use now. */
export async function wantedSettings(place: Place, durable: boolean): Promise<string> {
  if (fitsSocket(place.run)) return serverSettings({ socketFolder: place.run, port: socketPort }, durable);
  const current = readOr(settingsFile(place), '');
  const port = Number(/^port = '(\d+)'$/m.exec(current)?.[1]) || (await freePort());
  return serverSettings({ port }, durable);
}

export function settingsFile(place: Place): string {
  return path.join(place.database, 'postgresql.conf');
}

/** Starts PostgreSQL in a session of its own: Ctrl-C reaches OpenWard alone, which then stops it in order. */
export async function launch(place: Place, binaries: Binaries, durable: boolean): Promise<ChildProcess> {
  let settings = await wantedSettings(place, durable);
  if (!fitsSocket(place.run)) settings = settings.replace(/^port = '\d+'$/m, `port = '${await freePort()}'`);
  writeFileSync(settingsFile(place), settings);
  if (place.account !== undefined) chownSync(settingsFile(place), place.account.uid, place.account.gid);
  const log = openSync(place.startLog, 'w', 0o600);
  const child = spawn(binaries.postgres, ['-D', place.database], {
    ...place.account, cwd: '/', detached: true, stdio: ['ignore', log, log], env: { ...process.env, LC_ALL: undefined, LANG: 'C', TZ: 'UTC' },
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  return child;
}

/** What PostgreSQL said when it did not start. */
export function startComplaint(place: Place): string {
  const lines = readOr(place.startLog, '').split('\n');
  return lines.find((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? lines.filter(Boolean).at(-1) ?? 'no reason given';
}

/**
 * After a crash another program may have got the number of the old server, which then looks alive. Removes the note
 * that it left when that program is not a PostgreSQL of this folder. Only Linux tells; elsewhere nothing is done.
 */
export function removeNoteOfDeadServer(place: Place): boolean {
  const pid = listeningAt(place)?.pid;
  if (pid === undefined || process.platform !== 'linux') return false;
  const program = readOr(`/proc/${pid}/comm`, '').trim();
  let folder = '';
  try {
    folder = readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Not ours to look at, or gone.
  }
  if (program === 'postgres' && (folder === '' || folder === place.database)) return false;
  rmSync(path.join(place.database, 'postmaster.pid'), { force: true });
  return true;
}

/** Stops a server in order: it ends all sessions, writes everything down and leaves. */
export async function stopServer(pid: number): Promise<void> {
  if (!signal(pid, 'SIGINT')) return;
  const started = Date.now();
  while (signal(pid, 0)) {
    if (Date.now() - started > 120_000) {
      throw new CannotStart(
        'database.stop',
        `PostgreSQL (process ${pid}) does not stop: look at its log, then end it with kill -QUIT ${pid}.`,
      );
    }
    await wait(20);
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
