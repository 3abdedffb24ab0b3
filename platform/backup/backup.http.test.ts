import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeEvent } from '@openward/platform/audit';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { migrate } from '../db/index.ts';
import { BackupBroken, createBackup, readBackup, restoreBackup, WrongKey, type Manifest } from './index.ts';

let testing: TestDatabase;
let identity: string;
let made: Manifest;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-backup-'));
const names: string[] = [];

beforeAll(async () => {
  testing = await testDatabase();
  identity = await generateX25519Identity();
  await testing.asSuperuser(`insert into patients.patient (display_name, sort_name) select E'Ann\\t\\\\' || n || E'\\n, Ü', 'ann ' || n from generate_series(1, 5000) n`);
  await testing.asSuperuser(`insert into audit.event (at, name, outcome, detail) select now() - n * interval '9 days', 'test.old.event', 'success', jsonb_build_object('n', n) from generate_series(1, 40) n`);
  await testing.asSuperuser(`insert into audit.event (name, outcome, device) select 'test.many.events', 'success', repeat('x', 100) from generate_series(1, 2000)`);
  made = await createBackup(testing.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date('2026-05-04T03:02:01.000Z') });
});
afterAll(async () => {
  await testing.close();
  const client = new pg.Client({ ...testing.superuser, database: 'postgres' });
  await client.connect();
  for (const name of names) await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
});

/** A database with nothing in it. */
async function emptyDatabase() {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  names.push(name);
  const client = new pg.Client({ ...testing.superuser, database: 'postgres' });
  await client.connect();
  await client.query(`create database ${name} owner ${testing.owner.user}`);
  await client.end();
  return { owner: { ...testing.owner, database: name }, maintenance: { ...testing.superuser, database: name } };
}

const file = () => path.join(folder, made.file);

/** What PostgreSQL says of every table of a database: rows, and a sum of their text. */
async function sumsOf(connection: pg.ClientConfig): Promise<Record<string, string>> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)' and c.relname <> 'migration' order by 1`);
  const sums: Record<string, string> = {};
  for (const { name } of rows) sums[name] = (await client.query<{ sum: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`)).rows[0]!.sum;
  await client.end();
  return sums;
}

const definitions = `
  select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as says, convalidated as good from pg_constraint where conrelid <> 0
  union all select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid and indisready from pg_index where indrelid::regclass::text !~ '^pg_'
  order by 1, 2, 3`;

it('restores every row of every table, with what keeps them right', async () => {
  const target = await emptyDatabase();
  const { tables } = await restoreBackup(target, { file: file(), identity });
  expect(await sumsOf(target.maintenance)).toEqual(await sumsOf(testing.superuser));
  expect(tables).toEqual(made.tables);
  expect(tables.find(({ name }) => name === 'patients.patient')?.rows).toBe(5000);
  const client = new pg.Client(target.maintenance);
  await client.connect();
  // References, triggers and policies are there again: none of this goes.
  await expect(client.query(`insert into patients.identifier (patient_id) values (uuidv7())`)).rejects.toBeInstanceOf(Error);
  await expect(client.query(`update audit.leaf set index = 1`)).rejects.toMatchObject({ constraint: 'audit_log_stays' });
  const before = await testing.asSuperuser(`select count(*)::int as n from pg_constraint where contype = 'f' union all select count(*)::int from pg_trigger where tgenabled = 'O' union all select count(*)::int from pg_class where relforcerowsecurity`);
  expect((await client.query(`select count(*)::int as n from pg_constraint where contype = 'f' union all select count(*)::int from pg_trigger where tgenabled = 'O' union all select count(*)::int from pg_class where relforcerowsecurity`)).rows).toEqual(before);
  // Also those that were taken away for the large tables, by the same names.
  expect((await client.query(definitions)).rows).toEqual(await testing.asSuperuser(definitions));
  // Sequences go on where they were.
  const { rows: [one] } = await client.query<{ n: string }>(`insert into patients.patient (display_name, sort_name) values ('New', 'new') returning hospital_number as n`);
  expect((await client.query('select from patients.patient where hospital_number = $1', [one!.n])).rows).toHaveLength(1);
  await client.end();
  // And it goes on from there: the same migrations are applied already.
  expect(await migrate(target.owner)).toEqual([]);
});

it('is of one moment, while others write', async () => {
  let stop = false;
  const writePair = () => testing.database.transaction({ scope: 'system' }, async (tx) => {
    await writeEvent(tx, { name: 'test.pair.one', outcome: 'success' });
    await writeEvent(tx, { name: 'test.pair.other', outcome: 'success' });
  });
  await writePair();
  const writing = (async () => {
    while (!stop) await writePair();
  })();
  const running = await createBackup(testing.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date('2026-05-05T03:02:01.000Z') });
  stop = true;
  await writing;
  const target = await emptyDatabase();
  await restoreBackup(target, { file: path.join(folder, running.file), identity });
  const client = new pg.Client(target.maintenance);
  await client.connect();
  const { rows } = await client.query<{ name: string; n: number }>(`select name, count(*)::int as n from audit.event where name like 'test.pair.%' group by name order by name`);
  expect(rows).toHaveLength(2);
  expect(rows[0]?.n).toBe(rows[1]?.n);
  await client.end();
});

it('refuses a wrong key, and what is damaged at any place or cut off, and leaves the database empty', async () => {
  const target = await emptyDatabase();
  await expect(restoreBackup(target, { file: file(), identity: await generateX25519Identity() })).rejects.toBeInstanceOf(WrongKey);
  const whole = readFileSync(file());
  for (const part of [0.01, 0.3, 0.6, 0.9, 0.999]) {
    const broken = Buffer.from(whole);
    const at = Math.floor(whole.length * part);
    broken[at] = broken[at]! ^ 0x20;
    writeFileSync(path.join(folder, 'broken'), broken);
    await expect(restoreBackup(target, { file: path.join(folder, 'broken'), identity }), `altered at ${part}`).rejects.toThrow(/damaged|cut off|key|no backup/);
    copyFileSync(file(), path.join(folder, 'short'));
    truncateSync(path.join(folder, 'short'), at);
    await expect(readBackup(path.join(folder, 'short'), identity), `cut off at ${part}`).rejects.toBeInstanceOf(Error);
  }
  writeFileSync(path.join(folder, 'none'), 'no backup');
  await expect(readBackup(path.join(folder, 'none'), identity)).rejects.toBeInstanceOf(BackupBroken);
  const client = new pg.Client(target.maintenance);
  await client.connect();
  expect((await client.query(`select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)'`)).rows).toEqual([]);
  await client.end();
});

it('is never restored over anything', async () => {
  const before = await sumsOf(testing.superuser);
  await expect(restoreBackup({ owner: testing.owner, maintenance: testing.superuser }, { file: file(), identity })).rejects.toMatchObject({ code: 'restore.not_empty' });
  expect(await sumsOf(testing.superuser)).toEqual(before);
});

it('is never written over another', async () => {
  const before = readFileSync(file());
  await expect(createBackup(testing.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date(made.made_at) })).rejects.toMatchObject({ code: 'store.exists' });
  expect(readFileSync(file()).equals(before)).toBe(true);
});

it('refuses a login that would see a part only', async () => {
  await expect(createBackup(testing.owner, { folder, recipients: [await identityToRecipient(identity)], version: '0.1.0', now: new Date('2026-05-06T03:02:01.000Z') })).rejects.toMatchObject({ code: 'backup.rights' });
  expect(readdirSync(folder).filter((name) => name.includes('20260506'))).toEqual([]);
});

it('says whose version it is, where that is a newer one', async () => {
  const number = 9999;
  await testing.asSuperuser(`insert into platform.migration (number, name, sha256) values (${number}, 'departments/later/migrations/9999_later.sql', 'x')`);
  const later = await createBackup(testing.superuser, { folder, recipients: [await identityToRecipient(identity)], version: '9.9.9', now: new Date('2026-05-07T03:02:01.000Z') });
  await testing.asSuperuser(`delete from platform.migration where number = ${number}`);
  const target = await emptyDatabase();
  await expect(restoreBackup(target, { file: path.join(folder, later.file), identity })).rejects.toMatchObject({ code: 'restore.newer' });
});
