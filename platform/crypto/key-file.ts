import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../config/cannot-start.ts';
import type { VaultSettings } from './vault.ts';

/** Where the key-encryption key is: in Vault, else in the environment (a secret manager puts it there), else in a file. */
export interface KeySource {
  /** Value of OPENWARD_KEY; 32 bytes in base64. */
  environment?: string | undefined;
  /** Value of OPENWARD_KEY_FORMER: keys that open what they wrapped, and wrap nothing any more; with commas. */
  former?: string | undefined;
  vault?: VaultSettings | undefined;
  /** The key file, such as `<data folder>/keys/key-encryption-key`. */
  file: string;
}

const keyBytes = 32;
/** So many different bytes has any random key of 32; zeros, patterns and keys of examples have not. */
const distinct_min = 20;

/** The key-encryption keys, newest first, or none yet. In a file, the first line is the key, the others are former ones. */
export function readKeyEncryptionKeys({ environment, former, vault, file }: KeySource): Buffer[] {
  const formerly = listed(former ?? '', /[\s,]+/, 'OPENWARD_KEY_FORMER');
  if (environment !== undefined && environment !== '') return [decode(environment, 'OPENWARD_KEY'), ...formerly];
  return vault === undefined ? [...readKeyFile(file), ...formerly] : formerly;
}

/** Refuses a file that others may read. */
function readKeyFile(file: string): Buffer[] {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new CannotStart('keys.unreadable', `The key file ${file} cannot be read (${code}): give it to the user who runs OpenWard.`, { cause: error });
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new CannotStart('keys.unreadable', `${file} is not a file: put the key file back from the backup.`);
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
      throw new CannotStart('keys.exposed', `The key file ${file} is open to other users of this machine: run chmod 0400 on it, and consider who may have read it.`);
    }
    const [first = '', ...rest] = readFileSync(descriptor, 'utf8').trim().split('\n');
    return [decode(first, file), ...rest.map((line) => decode(line, file))];
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the key-encryption key in its file, readable by its owner only. Never replaces one that is there. */
export function makeKeyFile(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(keyBytes);
  writeKeys(file, [key]);
  return key;
}

/** Puts a new key before those of the file, at once or not at all. The former ones stay: they open backups of their time. */
export function turnKeyFile(file: string): void {
  const former = readKeyFile(file);
  if (former.length === 0) throw new CannotStart('keys.missing', `The key file ${file} is missing: put it back from the backup.`);
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeKeys(next, [randomBytes(keyBytes), ...former]);
  renameSync(next, file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeKeys(file: string, keys: readonly Buffer[]): void {
  const descriptor = openSync(file, 'wx', 0o400);
  try {
    fchmodSync(descriptor, 0o400);
    writeFileSync(descriptor, keys.map((key) => `${key.toString('base64')}\n`).join(''));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const listed = (text: string, between: RegExp, where: string): Buffer[] => text.split(between).filter((each) => each !== '').map((each) => decode(each, where));

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
