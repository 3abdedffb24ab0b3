import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { CannotStart } from '../config/cannot-start.ts';
import type { Database, Tx } from '../db/index.ts';
import { makeKeyFile, readKeyEncryptionKey, type KeySource } from './key-file.ts';
import { addDataKey, readDataKeys, type Purpose, type WrappedKey } from './keys.sql.ts';
import { type DataKey, dataKeyOf, openWith, type Place, SealBroken, sealWith } from './seal.ts';

// Data keys by id: a process that meets two databases (a test) can open the values of both.
const sealKeys = new Map<string, Buffer>();
let sealing: DataKey | null = null;
let indexing: Buffer | null = null;

/**
 * Unwraps the data keys of this database, once at start; `seal`, `unseal` and `blindIndex` work from then on. The first
 * start makes the key-encryption key (in its file) and the data keys. A key-encryption key that is lost or another's is
 * refused: with a new one nothing that is sealed could ever be opened again.
 */
export async function openKeyring(database: Database, source: KeySource): Promise<void> {
  const settings = { scope: 'system' } as const;
  const stored = await database.transaction(settings, readDataKeys);
  let wrapping = readKeyEncryptionKey(source);
  if (wrapping === null) {
    if (stored.length > 0) {
      throw new CannotStart('keys.missing', `The key file ${source.file} is missing, and this hospital has values sealed by it: put it back from the backup.`);
    }
    wrapping = makeKeyFile(source.file);
  }
  const keys = stored.length > 0 ? stored : await database.transaction(settings, (tx) => makeFirstKeys(tx, wrapping));
  for (const purpose of ['blind-index', 'seal'] as const) {
    const ofPurpose = keys.filter((key) => key.purpose === purpose);
    // One that other servers may not have taken up yet opens, and does not seal.
    const chosen = ofPurpose.find(({ settled }) => settled) ?? ofPurpose.at(-1);
    if (chosen === undefined) throw new CannotStart('keys.incomplete', 'The database has lost its data keys: restore it from the backup.');
    if (purpose === 'blind-index') indexing = unwrap(wrapping, chosen, source);
    else {
      for (const key of ofPurpose) if (!sealKeys.has(key.id)) sealKeys.set(key.id, unwrap(wrapping, key, source));
      sealing = { id: chosen.id, key: unwrap(wrapping, chosen, source) };
    }
  }
}

/** How often a server that runs looks for data keys that another one added: well below the time after which a new one seals. */
const look_ms = 10_000;

/** Takes up data keys that are added while this server runs. Returns how to end it. */
export function keepKeyring(database: Database, source: KeySource, troubled: (error: unknown) => void, every_ms = look_ms): () => void {
  const looking = setInterval(() => void openKeyring(database, source).catch(troubled), every_ms).unref();
  return () => clearInterval(looking);
}

async function makeFirstKeys(tx: Tx, wrapping: Buffer): Promise<WrappedKey[]> {
  for (const purpose of ['seal', 'blind-index'] as const) await addDataKey(tx, wrapNew(wrapping, purpose, 1));
  return readDataKeys(tx);
}

/** Adds a new version of the sealing key; what was sealed before still opens. It seals a minute later, when every server has taken it up. */
export async function addSealingKey(tx: Tx, source: KeySource): Promise<void> {
  const wrapping = readKeyEncryptionKey(source);
  if (wrapping === null) throw new CannotStart('keys.missing', `The key file ${source.file} is missing: put it back from the backup.`);
  const newest = (await readDataKeys(tx)).find((key) => key.purpose === 'seal');
  await addDataKey(tx, wrapNew(wrapping, 'seal', (newest?.version ?? 0) + 1));
}

const wrappedAt = (id: string, purpose: Purpose, version: number): Place => ({
  table: 'platform.data_key',
  column: `wrapped/${purpose}/${version}`,
  row: id,
});

function wrapNew(wrapping: Buffer, purpose: Purpose, version: number): WrappedKey {
  const id = randomUUID();
  const wrapped = sealWith({ id, key: wrapping }, randomBytes(32), wrappedAt(id, purpose, version));
  return { id, purpose, version, wrapped, settled: false };
}

function unwrap(wrapping: Buffer, { id, purpose, version, wrapped }: WrappedKey, { file }: KeySource): Buffer {
  try {
    return openWith(wrapping, wrapped, wrappedAt(id, purpose, version));
  } catch (error) {
    throw new CannotStart('keys.mismatch', `The key in OPENWARD_KEY or ${file} is not the one of this database: put back the key that belongs to it.`, { cause: error });
  }
}

/** Seals a value for its place in the database. Name the row by a key that never changes. */
export function seal(value: string | Uint8Array, place: Place): Buffer {
  if (sealing === null) throw new Error('openKeyring was not called');
  return sealWith(sealing, typeof value === 'string' ? Buffer.from(value, 'utf8') : value, place);
}

/** Opens a sealed value. Throws `SealBroken` when it was altered or moved. */
export function unseal(sealed: Uint8Array, place: Place): Buffer {
  const key = sealKeys.get(dataKeyOf(sealed));
  if (key === undefined) throw new SealBroken('sealed by a data key that is not here');
  return openWith(key, sealed, place);
}

/**
 * A keyed fingerprint by which an exact value is found without being stored, such as a national id. Equal values of one
 * domain have equal fingerprints; without the key, values cannot be tried out. Normalise the value first.
 */
export function blindIndex(domain: string, value: string): Buffer {
  if (indexing === null) throw new Error('openKeyring was not called');
  return createHmac('sha256', indexing).update(JSON.stringify([domain, value])).digest();
}
