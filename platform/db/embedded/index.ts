import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../../config/cannot-start.ts';
import type { Connection } from '../connection.ts';
import { findBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { createDatabase, ownerName, superuserName } from './create.ts';
import { openDataFolder, placeOf, rememberPlace } from './data-folder.ts';
import type { Place } from './data-folder.ts';
import { connectionAs, join, leave } from './keeper.ts';
import type { Keeper } from './keeper.ts';
import { passwordsOf } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import { listeningAt, stopServer } from './server.ts';

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
  const { purpose, name } = options;
  const keeper = await join({ place, binaries, passwords, folder, durable, purpose, name });
  return opened(place, passwords, keeper);
}

function checkFormat(place: Place, binaries: Binaries, folder: string): void {
  const format = readFileSync(path.join(place.database, 'PG_VERSION'), 'utf8').trim();
  if (format !== binaries.major) {
    throw new CannotStart(
      'database.format',
      `The data in ${place.database} were written by PostgreSQL ${format}, and this OpenWard has ` +
        `PostgreSQL ${binaries.major}: start the version of OpenWard that wrote them. Nothing was ` +
        'changed.',
    );
  }
  if (!existsSync(path.join(folder, 'database-passwords.json'))) {
    throw new CannotStart(
      'data.passwords',
      `The file database-passwords.json of ${folder} is missing, without which its database cannot ` +
        `be opened: restore it from a backup, or remove ${place.database} to begin anew. Nothing was ` +
        'changed.',
    );
  }
}

function opened(place: Place, passwords: Passwords, { client, pid }: Keeper): EmbeddedDatabase {
  const at = listeningAt(place);
  if (at === undefined) {
    throw new CannotStart(
      'database.start',
      'PostgreSQL stopped while it was being opened: start again.',
    );
  }
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
