import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackup, restoreBackup } from '../backup/index.ts';
import { openDatabase } from '../db/index.ts';
import { type AnyJson, testDatabase, type TestDatabase } from '../testing/index.ts';
import { putResealed, walkSealed } from './reseal.sql.ts';
import { askRotation, openKeyring, reseal, seal, steerRotation, turnKeyEncryptionKey, unseal } from './index.ts';

let testing: TestDatabase;
let folder: string;
let source: { file: string };
const system = { scope: 'system' } as const;

beforeEach(async () => {
  testing = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'openward-reseal-'));
  source = { file: path.join(folder, 'keys', 'key') };
  await openKeyring(testing.database, source);
});
afterEach(async () => {
  await testing.close();
  rmSync(folder, { recursive: true, force: true });
});

const dataKeyIn = (sealed: Buffer) => sealed.subarray(1, 17).toString('hex');
const ids = Array.from({ length: 40 }, () => randomUUID());
const account = randomUUID();

/** Values in every kind of sealed table: with one key column, two, none, and where a trigger forbids all changes. `alone`: also rows that have no parents. */
async function plant({ alone = true } = {}) {
  const put = (text: string, values: unknown[]) => testing.asSuperuser(text, values);
  await put(`set session_replication_role = replica`, []);
  for (const id of ids) {
    if (alone) await put(`insert into auth.second_factor (id, account_id, secret_sealed) values ($1, $1, $2)`, [id, seal(`second ${id}`, { table: 'auth.second_factor', column: 'secret_sealed', row: id })]);
    await put(`insert into platform.idempotency (account_id, key, endpoint, body_hash, status, answer) values ($1, $2, 'x', $3, 200, $4)`,
      [account, `a/b ${id}`, Buffer.alloc(32), seal(`answer ${id}`, { table: 'platform.idempotency', column: 'answer', row: `${account}/a/b ${id}` })]);
    if (alone) for (const part of [0, 1, 10]) await put(`insert into records.document_content (document_id, part, sealed) values ($1, $2, $3)`, [id, part, seal(`part ${part} ${id}`, { table: 'records.document_content', column: 'sealed', row: `${id}/${part}` })]);
  }
  const at = (column: string) => ({ table: 'visits.paper', column, row: ids[0]! });
  if (alone) await put(`insert into visits.paper (id, number, patient_id, kind, issuer_name, content_encrypted, html_encrypted, html_sha256, revoked_at, revoked_by_name, revoked_reason)
    values ($1, '00000000', $1, 'referral-letter', 'x', $2, $3, $4, now(), 'x', 'x')`, [ids[0], seal('said', at('content_encrypted')), seal('page', at('html_encrypted')), Buffer.alloc(32)]);
  await put(`update messages.setting set smtp_password_encrypted = $1`, [seal('smtp', { table: 'messages.setting', column: 'smtp_password_encrypted', row: 'one' })]);
  await put(`set session_replication_role = origin`, []);
}
const planted = 40 + 40 + 120 + 2 + 1;

/** Opens everything that was planted, by the database as it is now; how many values, and the data keys that seal them. */
async function openAll(ask: (text: string) => Promise<AnyJson[]> = (text) => testing.asSuperuser(text)) {
  const keys = new Set<string>();
  let opened = 0;
  const see = (sealed: Buffer, table: string, column: string, row: string, plain: string) => {
    expect(unseal(sealed, { table, column, row }).toString()).toBe(plain);
    keys.add(dataKeyIn(sealed));
    opened += 1;
  };
  for (const { id, sealed } of await ask('select id, secret_sealed as sealed from auth.second_factor')) see(sealed, 'auth.second_factor', 'secret_sealed', id, `second ${id}`);
  for (const { key, sealed } of await ask('select key, answer as sealed from platform.idempotency')) see(sealed, 'platform.idempotency', 'answer', `${account}/${key}`, `answer ${key.slice(4)}`);
  for (const { id, part, sealed } of await ask('select document_id as id, part, sealed from records.document_content')) see(sealed, 'records.document_content', 'sealed', `${id}/${part}`, `part ${part} ${id}`);
  for (const { id, a, b } of await ask('select id, content_encrypted as a, html_encrypted as b from visits.paper')) {
    see(a, 'visits.paper', 'content_encrypted', id, 'said');
    see(b, 'visits.paper', 'html_encrypted', id, 'page');
  }
  for (const { sealed } of await ask('select smtp_password_encrypted as sealed from messages.setting')) see(sealed, 'messages.setting', 'smtp_password_encrypted', 'one', 'smtp');
  return { opened, keys };
}

const ask = () => testing.database.transaction(system, askRotation);
const run = async () => (await testing.asSuperuser<AnyJson>('select * from platform.key_run order by begun_at desc limit 1'))[0]!;
/** As if a minute had passed since the key was made. */
async function settle() {
  await testing.asSuperuser(`update platform.data_key set made_at = made_at - interval '1 minute'`);
  await openKeyring(testing.database, source);
}
async function toTheEnd() {
  for (let turn = 0; turn < 200 && (await run())['state'] !== 'done'; turn += 1) await reseal(testing.database, 0);
}

test('every value is sealed anew, whatever its table allows people, and opens', async () => {
  await plant();
  const before = await openAll();
  expect(before).toMatchObject({ opened: planted });
  await ask();
  expect(await ask(), 'one at a time').toBeNull();
  await reseal(testing.database);
  await reseal(testing.database);
  expect(await openAll(), 'until every server has the new key, nothing is sealed by it').toEqual(before);
  await settle();
  await toTheEnd();
  const after = await openAll();
  expect(after.opened).toBe(planted);
  expect(after.keys.size).toBe(1);
  expect([...after.keys].some((key) => before.keys.has(key))).toBe(false);
  expect(await run()).toMatchObject({ state: 'done', done: `${planted}`, whole: `${planted}`, broken: '0' });
  const keys = await testing.asSuperuser<{ version: number; retired: boolean }>(`select version, retired_at is not null as retired from platform.data_key where purpose = 'seal' order by version`);
  expect(keys).toEqual([{ version: 1, retired: true }, { version: 2, retired: false }]);
});

test('it stops where it is asked to, goes on from there, and tells of what does not open', async () => {
  await plant();
  await testing.asSuperuser(`update auth.second_factor set secret_sealed = set_byte(secret_sealed, 40, get_byte(secret_sealed, 40) # 1) where id = $1`, [ids[0]]);
  await ask();
  await reseal(testing.database);
  await settle();
  for (let turn = 0; turn < 2; turn += 1) await reseal(testing.database, 0);
  const { id } = await run();
  await testing.database.transaction(system, (tx) => steerRotation(tx, id, 'stop'));
  await reseal(testing.database);
  const stopped = await run();
  expect(stopped).toMatchObject({ state: 'stopped', done: '39', broken: '1' });
  await reseal(testing.database);
  expect(await run()).toEqual(stopped);
  await testing.database.transaction(system, (tx) => steerRotation(tx, id, 'resume'));
  await toTheEnd();
  expect(await run()).toMatchObject({ state: 'done', done: `${planted - 1}`, broken: '1' });
  const [former] = await testing.asSuperuser<{ retired_at: Date | null }>(`select retired_at from platform.data_key where purpose = 'seal' and version = 1`);
  expect(former!.retired_at, 'a key that still seals something is not retired').toBeNull();
});

test('what other servers write meanwhile, under the former key too, is never lost', async () => {
  await plant();
  const place = { table: 'auth.second_factor', column: 'secret_sealed', row: ids[3]! };
  const late = Array.from({ length: 30 }, (_, n) => seal(`written ${n}`, place));
  await ask();
  await reseal(testing.database);
  await settle();
  const other = openDatabase(testing.app, { connections: 3 });
  let written = -1;
  const writing = (async () => {
    for (const [n, sealed] of late.entries()) {
      await other.transaction(system, (tx) => sql`update auth.second_factor set secret_sealed = ${sealed} where id = ${ids[3]!}::uuid`.execute(tx));
      written = n;
      const { rows: [row] } = await other.transaction(system, (tx) => sql<{ sealed: Buffer }>`select secret_sealed as sealed from auth.second_factor where id = ${ids[3]!}::uuid`.execute(tx));
      expect(unseal(row!.sealed, place).toString()).toBe(`written ${n}`);
    }
  })();
  let over = false;
  const done = writing.finally(() => { over = true; });
  while (!over) {
    await Promise.all([reseal(testing.database, 0), reseal(other, 0)]);
    await testing.asSuperuser(`update platform.key_run set state = 'running', ended_at = null, place = 0, after = null where state = 'done'`);
  }
  await done;
  await toTheEnd();
  await other.close();
  const [row] = await testing.asSuperuser<{ sealed: Buffer }>('select secret_sealed as sealed from auth.second_factor where id = $1', [ids[3]]);
  expect(unseal(row!.sealed, place).toString()).toBe(`written ${written}`);
  expect(await testing.asSuperuser(`select from platform.sealed_count c join platform.data_key k on k.id = c.data_key_id where k.version = 1`)).toEqual([]);
});

test('a value that was read and then changed by another stays what the other wrote', async () => {
  await plant();
  const place = { table: 'auth.second_factor', column: 'secret_sealed', row: ids[0]! };
  const column = { table_name: place.table, column_name: place.column, row_key: ['id'], batch: 500 };
  const anew = (plain: string) => seal(plain, place);
  await testing.database.transaction(system, async (tx) => {
    const read = (await walkSealed(tx, column, randomUUID(), null)).filter(({ row_key }) => row_key[0] === ids[0]);
    await testing.asSuperuser('update auth.second_factor set secret_sealed = $1 where id = $2', [anew('the other'), ids[0]]);
    expect(await putResealed(tx, column, read.map((value) => ({ ...value, anew: anew(`second ${ids[0]!}`) })))).toBe(0);
  });
  const [row] = await testing.asSuperuser<{ sealed: Buffer }>('select secret_sealed as sealed from auth.second_factor where id = $1', [ids[0]]);
  expect(unseal(row!.sealed, place).toString()).toBe('the other');
});

test('only what is declared is sealed anew, and only by the hospital itself', async () => {
  const call = (text: string, scope: 'system' | 'staff' = 'system') => testing.database.transaction({ scope }, (tx) => sql.raw(text).execute(tx));
  await expect(call(`select * from platform.walk_sealed('auth.second_factor', 'secret_sealed', gen_random_uuid(), null, 10)`, 'staff')).rejects.toThrow('Only the hospital');
  await expect(call(`select platform.reseal('auth.second_factor', 'secret_sealed', '[]', '{}', '{}')`, 'staff')).rejects.toThrow('Only the hospital');
  await expect(call(`select platform.reseal('auth.password', 'hash', '[]', '{}', '{}')`)).rejects.toThrow('query returned no rows');
  await expect(call(`select platform.reseal('auth.second_factor', 'secret_sealed', '[["x"]]', array['\\x01'::bytea], array['\\x0002'::bytea])`)).rejects.toThrow('as it was');
});

test('a backup from before every rotation still opens, with the key file of today', async () => {
  await plant({ alone: false });
  const identity = await generateX25519Identity();
  const backup = await createBackup(testing.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date() });
  const wrapped = () => testing.asSuperuser('select id, wrapped, wrapped_by from platform.data_key order by id');
  const before = await wrapped();
  expect(await turnKeyEncryptionKey(testing.database, source)).toBe(2);
  const turned = await wrapped();
  expect(turned.map((row) => row['id'])).toEqual(before.map((row) => row['id']));
  expect(new Set([...before, ...turned].map((row) => row['wrapped_by'])).size).toBe(2);
  await ask();
  await reseal(testing.database);
  await settle();
  await toTheEnd();
  await turnKeyEncryptionKey(testing.database, source);

  const name = `restored_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client({ ...testing.superuser, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${name} owner ${testing.owner.user}`);
  try {
    await restoreBackup({ owner: { ...testing.owner, database: name }, maintenance: { ...testing.superuser, database: name } }, { file: path.join(folder, backup.file), identity });
    const restored = openDatabase({ ...testing.app, database: name }, { connections: 2 });
    await openKeyring(restored, source);
    await restored.close();
    const client = new pg.Client({ ...testing.superuser, database: name });
    await client.connect();
    expect(await openAll(async (text) => (await client.query(text)).rows)).toMatchObject({ opened: 41 });
    // It is wrapped by the key of today from then on.
    const { rows } = await client.query('select distinct wrapped_by from platform.data_key');
    expect(rows).toEqual(await testing.asSuperuser('select distinct wrapped_by from platform.data_key'));
    await client.end();
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
