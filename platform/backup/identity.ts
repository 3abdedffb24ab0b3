import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { CannotStart } from '../config/cannot-start.ts';

/** Reads the identity that opens backups; null where there is none. Refuses one that others may read. */
export function readIdentity(file: string): string | null {
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
    const identity = readFileSync(descriptor, 'utf8').split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
    if (identity === undefined) throw new CannotStart('keys.malformed', `${file} does not hold an age identity: put it back from where it is kept.`);
    return identity.trim();
  } finally {
    closeSync(descriptor);
  }
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
