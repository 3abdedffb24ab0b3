import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { copyOut } from '../db/copy-out.ts';
import { createBackup, readBackup, restoreBackup } from './index.ts';
import { type BackupStore, bytesOf } from './store.ts';

let testing: TestDatabase;
let identity: string;
let recipients: string[];
beforeAll(async () => {
  testing = await testDatabase();
  identity = await generateX25519Identity();
  recipients = [await identityToRecipient(identity)];
  // Many pieces, which hardly get smaller, so that each is being packed while the next is made.
  await testing.asSuperuser(`insert into audit.event (name, outcome, device) select 'test.many.events', 'success', (select string_agg(md5(n || ' ' || m), '') from generate_series(1, 32) m) from generate_series(1, 9000) n`);
});
afterAll(() => testing.close());

/** A store that takes bytes as slowly, and fails as it is told to. */
function storeOf(take: (bytes: Uint8Array) => Promise<void>): BackupStore & { kept: Buffer[] } {
  const kept: Buffer[] = [];
  return {
    kept, place: 'a test',
    async write(_name, bytes) {
      for await (const each of bytes) {
        await take(each);
        kept.push(Buffer.from(each));
      }
    },
    note: async () => {}, noted: async () => null, list: async () => [], source: () => async function* () { yield* kept; }, remove: async () => {},
  };
}

const create = (store: BackupStore, signal?: AbortSignal) => createBackup(testing.superuser, { folder: store, recipients, version: '0.1.0', now: new Date('2026-05-04T03:02:01.000Z'), ...(signal && { signal }) });

/** Nobody is left at the database. */
async function mustBeGone(): Promise<void> {
  const left = () => testing.asSuperuser(`select from pg_stat_activity where application_name = 'openward backup' and datname = current_database()`);
  for (let turn = 0; turn < 50 && (await left()).length > 0; turn += 1) await wait(100);
  expect(await left()).toEqual([]);
}

it.each([['at once', 0], ['slowly', 15]])('pieces that are made in two places are what the tables have: %s', async (_how, pause_ms) => {
  const store = storeOf(async () => { if (pause_ms > 0) await wait(pause_ms); });
  const made = await create(store);
  const read = await readBackup(store.source(''), identity);
  expect(read.tables).toEqual(made.tables);
  const client = new pg.Client(testing.superuser);
  await client.connect();
  for (const { name, columns } of read.head.tables) {
    const sum = createHash('sha256');
    for await (const piece of client.query(copyOut(`copy ${name} (${columns.join(', ')}) to stdout`)) as AsyncIterable<Buffer>) sum.update(piece);
    expect(made.tables.find((table) => table.name === name)?.sha256, name).toBe(sum.digest('hex'));
  }
  await client.end();
  expect(Math.max(...made.tables.map(({ bytes }) => bytes))).toBeGreaterThan(8e6);
});

it('ends where the store fails in the middle, and where it is stopped', async () => {
  let taken = 0;
  const full = new Error('no space left');
  await expect(create(storeOf(async (bytes) => {
    taken += bytes.length;
    if (taken > 1e6) throw full;
  }))).rejects.toBe(full);
  await mustBeGone();
  const stop = new AbortController();
  taken = 0;
  await expect(create(storeOf(async (bytes) => {
    taken += bytes.length;
    if (taken > 1e6) stop.abort();
  }), stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await mustBeGone();
});

it('restores nothing of a backup that is another when it is read again', async () => {
  const one = storeOf(async () => {});
  await create(one);
  await testing.asSuperuser(`insert into audit.event (name, outcome) values ('test.one.more', 'success')`);
  const other = storeOf(async () => {});
  await create(other);
  const database = `restored_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ ...testing.superuser, database: 'postgres' });
  await client.connect();
  await client.query(`create database ${database} owner ${testing.owner.user}`);
  let times = 0;
  const file = () => {
    times += 1;
    return bytesOf((times === 1 ? one : other).source(''));
  };
  try {
    const target = { owner: { ...testing.owner, database }, maintenance: { ...testing.superuser, database } };
    await expect(restoreBackup(target, { file, identity })).rejects.toThrow('was changed while it was read');
    const there = new pg.Client(target.maintenance);
    await there.connect();
    expect((await there.query('select from audit.event')).rows).toEqual([]);
    await there.end();
  } finally {
    await client.query(`drop database ${database} with (force)`);
    await client.end();
  }
});
