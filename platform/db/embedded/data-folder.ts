import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { CannotStart, oneLine } from '../../config/cannot-start.ts';
import { canEnter, databaseAccount } from './account.ts';
import type { Account } from './account.ts';
import { outsideFolder } from './binaries.ts';

/** Where the parts of the embedded database lie. */
export interface Place {
  /** PostgreSQL's own data directory. */
  database: string;
  /** Holds the unix socket. */
  run: string;
  /** What PostgreSQL says while it starts. */
  startLog: string;
  account: Account | undefined;
}

/** Makes the data folder if it is missing, and checks that it can be used. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder');
    // When root serves, the database's user must pass through; what is secret in here has its own modes.
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
  } catch (error) {
    throw new CannotStart(
      'data.unreadable',
      `The data folder ${folder} cannot be read and written by ${userInfo().username} ` +
        `(${oneLine(error)}): give it to this user (chown -R), or set OPENWARD_DATA to another ` +
        'folder.',
      { cause: error },
    );
  }
}

/** Finds where the database of this data folder lies, or chooses a place for a new one. */
export function placeOf(folder: string): Place {
  const pointer = path.join(folder, 'database-folder');
  const inside = path.join(folder, 'database');
  if (existsSync(pointer)) {
    const database = readFileSync(pointer, 'utf8').trim();
    if (!existsSync(database)) {
      throw new CannotStart(
        'data.missing',
        `The database of ${folder} is not at ${database}, where ${pointer} says: bring it back, or ` +
          'set OPENWARD_DATA to another folder. Nothing was changed.',
      );
    }
    return inPlace(path.dirname(database), databaseAccount(database));
  }
  if (existsSync(inside)) {
    checkOwner(inside);
    return inPlace(folder, databaseAccount(inside));
  }
  const account = databaseAccount();
  if (canEnter(account, folder)) return inPlace(folder, account);
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const outside = path.join(outsideFolder, hash);
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  return inPlace(outside, account);
}

/** Remembers where the database is, when it is not inside the data folder. Called once it exists. */
export function rememberPlace(folder: string, place: Place): void {
  if (path.dirname(place.database) === folder) return;
  writeFileSync(path.join(folder, 'database-folder'), `${place.database}\n`);
}

function inPlace(parent: string, account: Account | undefined): Place {
  const run = path.join(parent, 'run');
  mkdirSync(run, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(run, account.uid, account.gid);
  return { database: path.join(parent, 'database'), run, startLog: path.join(parent, 'database-start.log'), account };
}

function checkOwner(database: string): void {
  const me = process.getuid?.();
  const { uid } = statSync(database);
  if (me !== undefined && me !== 0 && uid !== me) {
    throw new CannotStart(
      'data.unreadable',
      `The database in ${database} belongs to another user (number ${uid}): start OpenWard as that ` +
        `user, or give it to ${userInfo().username} (chown -R). Nothing was changed.`,
    );
  }
}
