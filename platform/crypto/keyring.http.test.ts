import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/index.ts';
import { addSealingKey, blindIndex, keepKeyring, openKeyring, seal, unseal } from './index.ts';

let testing: TestDatabase;
let folder: string;
let source: { file: string };
const place = { table: 'patients.identifier', column: 'value_sealed', row: '7' };
const other = { environment: randomBytes(32).toString('base64') };

/** The id of the data key, after the byte of the format. */
const dataKeyIn = (sealed: Buffer) => sealed.subarray(1, 17).toString('hex');

beforeEach(async () => {
  testing = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'openward-keyring-'));
  source = { file: path.join(folder, 'keys', 'key') };
});
afterEach(async () => {
  await testing.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what was sealed before a restart opens after it, and is indexed alike', async () => {
  await openKeyring(testing.database, source);
  const sealed = seal('AB-123456', place);
  const index = blindIndex('national id', 'AB-123456');
  await openKeyring(testing.database, source);
  expect(unseal(sealed, place).toString()).toBe('AB-123456');
  expect(blindIndex('national id', 'AB-123456')).toEqual(index);
  expect(blindIndex('passport', 'AB-123456')).not.toEqual(index);
});

test('neither a value nor a data key lies open in the database', async () => {
  await openKeyring(testing.database, source);
  const keys = await testing.asSuperuser<{ wrapped: Buffer; purpose: string }>(`select wrapped, purpose from platform.data_key order by purpose`);
  expect(keys.map(({ purpose }) => purpose)).toEqual(['blind-index', 'seal']);
  // Head, 32 bytes of key, and tag: a key is there only as ciphertext.
  for (const { wrapped } of keys) expect(wrapped).toHaveLength(1 + 16 + 12 + 32 + 16);
  expect((await testing.database.pool.query('select from platform.data_key')).rows).toEqual([]);
});

test('a lost key file is never replaced by a new one', async () => {
  await openKeyring(testing.database, source);
  rmSync(path.dirname(source.file), { recursive: true });
  await expect(openKeyring(testing.database, source)).rejects.toThrow(/is missing, and this hospital has values sealed by it/);
});

test('the key of another hospital is refused', async () => {
  await openKeyring(testing.database, source);
  await expect(openKeyring(testing.database, { ...source, ...other })).rejects.toThrow(/is not the one of this database/);
});

test('a new sealing key seals from then on; what the former one sealed still opens, and the index stays', async () => {
  await openKeyring(testing.database, source);
  const before = seal('old', place);
  const index = blindIndex('national id', 'x');
  await testing.database.transaction({ scope: 'system' }, (tx) => addSealingKey(tx, source));
  await openKeyring(testing.database, source);
  expect(dataKeyIn(seal('meanwhile', place)), 'no server may seal yet what another cannot open').toEqual(dataKeyIn(before));
  await testing.asSuperuser(`update platform.data_key set made_at = made_at - interval '1 minute'`);
  await openKeyring(testing.database, source);
  const after = seal('new', place);
  expect(dataKeyIn(after), 'another data key').not.toEqual(dataKeyIn(before));
  expect([unseal(before, place).toString(), unseal(after, place).toString()]).toEqual(['old', 'new']);
  expect(blindIndex('national id', 'x')).toEqual(index);
});

test('a server that runs takes up a data key that another adds', async () => {
  await openKeyring(testing.database, source);
  const before = seal('x', place);
  const stop = keepKeyring(testing.database, source, (error) => { throw error; }, 20);
  await testing.database.transaction({ scope: 'system' }, (tx) => addSealingKey(tx, source));
  await testing.asSuperuser(`update platform.data_key set made_at = made_at - interval '1 minute'`);
  await vi.waitFor(() => expect(dataKeyIn(seal('x', place))).not.toEqual(dataKeyIn(before)), { timeout: 30_000 });
  stop();
});

test('servers that start together make one set of keys', async () => {
  const shared = { ...source, ...other };
  await Promise.all([openKeyring(testing.database, shared), openKeyring(testing.database, shared), openKeyring(testing.database, shared)]);
  expect(await testing.asSuperuser('select from platform.data_key')).toHaveLength(2);
});
