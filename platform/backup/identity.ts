import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { CannotStart } from '../config/cannot-start.ts';

/** Reads a file of keys; null where there is none. Refuses one that others may read. */
function readKeyFile(file: string): string | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CannotStart('keys.unreadable', `The key file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}): give it to the user who runs OpenWard.`, { cause: error });
  }
  try {
    if (process.platform !== 'win32' && (fstatSync(descriptor).mode & 0o077) !== 0) {
      throw new CannotStart('keys.exposed', `The key file ${file} is open to other users of this machine: run chmod 0400 on it, and consider who may have read it.`);
    }
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Reads the identity that opens backups; null where there is none. */
export function readIdentity(file: string): string | null {
  const text = readKeyFile(file);
  const identity = text?.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (text !== null && identity === undefined) throw new CannotStart('keys.malformed', `${file} does not hold an age identity: put it back from where it is kept.`);
  return identity?.trim() ?? null;
}

/** Reads the keys of a store: the access key and its secret, with a space or a line between. */
export function readStoreKeys(file: string): { access_key: string; secret_key: string } {
  const text = readKeyFile(file);
  if (text === null) throw new CannotStart('store.no_keys', `There are no keys for the store of backups: set OPENWARD_BACKUP_S3_KEY and OPENWARD_BACKUP_S3_SECRET, or write both into ${file} (chmod 0400).`);
  const [access_key, secret_key, ...more] = text.trim().split(/\s+/);
  if (access_key === undefined || secret_key === undefined || more.length > 0) throw new CannotStart('keys.malformed', `${file} does not hold an access key and its secret.`);
  return { access_key, secret_key };
}

/** Makes an identity in its file, readable by its owner only. Never replaces one that is there. */
export async function makeIdentity(file: string): Promise<string> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const identity = await generateX25519Identity();
  const descriptor = openSync(file, 'wx', 0o400);
  try {
    fchmodSync(descriptor, 0o400);
    writeFileSync(descriptor, `${identity}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return identity;
}

/** To whom backups are sealed: those of the setting, or the identity of the data folder, which is made where there is none. */
export async function recipientsOf(setting: readonly string[], file: string): Promise<string[]> {
  if (setting.length > 0) return [...setting];
  return [await identityToRecipient(readIdentity(file) ?? (await makeIdentity(file)))];
}
