import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { CannotStart } from '../config/cannot-start.ts';
import type { Database, Tx } from '../db/index.ts';
import { makeKeyFile, turnKeyFile, type KeySource } from './key-file.ts';
import { addDataKey, readDataKeys, rewrapDataKey, type Purpose, type WrappedKey } from './keys.sql.ts';
import { type DataKey, dataKeyOf, openWith, type Place, SealBroken, sealWith } from './seal.ts';
import { localWrapper, unwrapBy, type Wrapper, wrappersOf } from './wrapper.ts';

// Data keys by id: a process that meets two databases (a test) can open the values of both.
const dataKeys = new Map<string, Buffer>();
let sealing: DataKey | null = null;
let indexing: Buffer | null = null;
let opened: KeySource | null = null;

const settings = { scope: 'system' } as const;

/**
 * Unwraps the data keys of this database, once at start; `seal`, `unseal` and `blindIndex` work from then on. The first
 * start makes the key-encryption key (in its file) and the data keys. A key-encryption key that is lost or another's is
 * refused: with a new one nothing that is sealed could ever be opened again.
 */
export async function openKeyring(database: Database, source: KeySource): Promise<void> {
  await takeUp(database, source, new Map());
  opened = source;
}

/** Unwraps the data keys that are not known yet; wraps those anew that a former key-encryption key wrapped. */
async function takeUp(database: Database, source: KeySource, known: ReadonlyMap<string, Buffer>): Promise<void> {
  const stored = await database.transaction(settings, readDataKeys);
  let wrappers = wrappersOf(source);
  if (wrappers.length === 0) {
    if (stored.length > 0) {
      throw new CannotStart('keys.missing', `The key file ${source.file} is missing, and this hospital has values sealed by it: put it back from the backup.`);
    }
    wrappers = [localWrapper(makeKeyFile(source.file))];
  }
  const keys = stored.length > 0 ? stored : await database.transaction(settings, (tx) => makeFirstKeys(tx, wrappers[0]!));
  const formerly: WrappedKey[] = [];
  const found = new Map<string, Buffer>();
  for (const key of keys) {
    if (known.has(key.id)) continue;
    const { key: unwrapped, by } = await unwrap(wrappers, key, source);
    found.set(key.id, unwrapped);
    if (by !== wrappers[0]) formerly.push(key);
  }
  for (const [id, key] of found) dataKeys.set(id, key);
  if (formerly.length > 0) await rewrap(database, wrappers[0]!, formerly);
  for (const purpose of ['blind-index', 'seal'] as const) {
    const ofPurpose = keys.filter((key) => key.purpose === purpose);
    // One that other servers may not have taken up yet opens, and does not seal.
    const chosen = ofPurpose.find(({ settled }) => settled) ?? ofPurpose.at(-1);
    if (chosen === undefined) throw new CannotStart('keys.incomplete', 'The database has lost its data keys: restore it from the backup.');
    const key = dataKeys.get(chosen.id)!;
    if (purpose === 'blind-index') indexing = key;
    else sealing = { id: chosen.id, key };
  }
}

/** Wraps these data keys anew, all or none. */
async function rewrap(database: Database, wrapper: Wrapper, keys: readonly WrappedKey[]): Promise<void> {
  const anew = await Promise.all(keys.map(async (key) => ({ key, ...(await wrapper.wrap(key.id, dataKeys.get(key.id)!, wrappedAt(key.id, key.purpose, key.version))) })));
  await database.transaction(settings, async (tx) => {
    for (const { key, ...wrapped } of anew) await rewrapDataKey(tx, key, wrapped);
  });
}

/**
 * Turns the key-encryption key: makes a new one before it in its file, and wraps every data key anew; where the key is in the
 * environment or in Vault, somebody has turned it there, and the data keys are wrapped anew. Returns how many were.
 */
export async function turnKeyEncryptionKey(database: Database, source: KeySource): Promise<number> {
  if (source.vault === undefined && (source.environment ?? '') === '') turnKeyFile(source.file);
  await openKeyring(database, source);
  const keys = await database.transaction(settings, readDataKeys);
  await rewrap(database, wrappersOf(source)[0]!, keys);
  return keys.length;
}

/** How often a server that runs looks for data keys that another one added: well below the time after which a new one seals. */
const look_ms = 10_000;

/** Takes up data keys that are added while this server runs. Returns how to end it. */
export function keepKeyring(database: Database, source: KeySource, troubled: (error: unknown) => void, every_ms = look_ms): () => void {
  const looking = setInterval(() => void takeUp(database, source, dataKeys).catch(troubled), every_ms).unref();
  return () => clearInterval(looking);
}

async function makeFirstKeys(tx: Tx, wrapper: Wrapper): Promise<WrappedKey[]> {
  for (const purpose of ['seal', 'blind-index'] as const) await addDataKey(tx, await wrapNew(wrapper, purpose, 1));
  return readDataKeys(tx);
}

/** Adds a new version of the sealing key; what was sealed before still opens. It seals a minute later, when every server has taken it up. */
export async function addSealingKey(tx: Tx, source: KeySource | null = opened): Promise<string> {
  const [wrapper] = source === null ? [] : wrappersOf(source);
  if (wrapper === undefined) throw new CannotStart('keys.missing', `The key file ${source?.file ?? ''} is missing: put it back from the backup.`);
  const newest = (await readDataKeys(tx)).find((key) => key.purpose === 'seal');
  const version = (newest?.version ?? 0) + 1;
  await addDataKey(tx, await wrapNew(wrapper, 'seal', version));
  return (await readDataKeys(tx)).find((key) => key.purpose === 'seal' && key.version === version)!.id;
}

/** The data key that seals now. */
export const sealingKeyId = (): string | null => sealing?.id ?? null;

const wrappedAt = (id: string, purpose: Purpose, version: number): Place => ({
  table: 'platform.data_key',
  column: `wrapped/${purpose}/${version}`,
  row: id,
});

async function wrapNew(wrapper: Wrapper, purpose: Purpose, version: number): Promise<WrappedKey> {
  const id = randomUUID();
  return { id, purpose, version, ...(await wrapper.wrap(id, randomBytes(32), wrappedAt(id, purpose, version))), settled: false };
}

async function unwrap(wrappers: readonly Wrapper[], { id, purpose, version, wrapped }: WrappedKey, { file }: KeySource): Promise<{ key: Buffer; by: Wrapper }> {
  const found = await unwrapBy(wrappers, wrapped, wrappedAt(id, purpose, version));
  if (found === null) {
    throw new CannotStart('keys.mismatch', `The key in OPENWARD_KEY, Vault or ${file} is not the one of this database: put back the key that belongs to it.`);
  }
  return found;
}

/** Seals a value for its place in the database. Name the row by a key that never changes. */
export function seal(value: string | Uint8Array, place: Place): Buffer {
  if (sealing === null) throw new Error('openKeyring was not called');
  return sealWith(sealing, typeof value === 'string' ? Buffer.from(value, 'utf8') : value, place);
}

/** Opens a sealed value. Throws `SealBroken` when it was altered or moved. */
export function unseal(sealed: Uint8Array, place: Place): Buffer {
  const key = dataKeys.get(dataKeyOf(sealed));
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
