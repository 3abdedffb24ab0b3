import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../config/cannot-start.ts';

/** Where the key-encryption key is: in the environment (a secret manager puts it there), else in a file. */
export interface KeySource {
  /** Value of OPENWARD_KEY; 32 bytes in base64. */
  environment?: string | undefined;
  /** The key file, such as `<data folder>/keys/key-encryption-key`. */
  file: string;
}

const keyBytes = 32;
/** So many different bytes has any random key of 32; zeros, patterns and keys of examples have not. */
const distinct_min = 20;

/** The key-encryption key, or null when there is none yet. Refuses a file that others may read. */
export function readKeyEncryptionKey({ environment, file }: KeySource): Buffer | null {
  if (environment !== undefined && environment !== '') return decode(environment, 'OPENWARD_KEY');
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CannotStart('keys.unreadable', `The key file ${file} cannot be read (${code}): give it to the user who runs OpenWard.`, { cause: error });
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new CannotStart('keys.unreadable', `${file} is not a file: put the key file back from the backup.`);
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
      throw new CannotStart('keys.exposed', `The key file ${file} is open to other users of this machine: run chmod 0400 on it, and consider who may have read it.`);
    }
    return decode(readFileSync(descriptor, 'utf8'), file);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the key-encryption key in its file, readable by its owner only. Never replaces one that is there. */
export function makeKeyFile(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(keyBytes);
  const descriptor = openSync(file, 'wx', 0o400);
  try {
    fchmodSync(descriptor, 0o400);
    writeFileSync(descriptor, `${key.toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return key;
}

function decode(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(trimmed) || key.length !== keyBytes) {
    throw new CannotStart('keys.malformed', `${where} does not hold a key (32 bytes in base64): put it back from the backup.`);
  }
  if (new Set(key).size < distinct_min) {
    throw new CannotStart('keys.weak', `${where} holds a key that is not random, such as one of an example: make one with openssl rand -base64 32.`);
  }
  return key;
}
