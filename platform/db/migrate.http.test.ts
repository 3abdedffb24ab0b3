import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import type { Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration-files.ts';

const server = inject('testServer');
let admin: pg.Client;
let empty: Connection;
let look: pg.Client;

beforeAll(async () => {
  admin = new pg.Client(server.superuser);
  await admin.connect();
});
afterAll(async () => {
  await look.end();
  await admin.end();
});

beforeEach(async () => {
  await look?.end();
  const name = `migrate_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name} owner ${server.owner.user}`);
  empty = { ...server.owner, database: name };
  look = new pg.Client({ ...server.superuser, database: name });
  await look.connect();
});

function migration(number: number, text: string): Migration {
  const file = `departments/ward/migrations/${String(number).padStart(4, '0')}_test.sql`;
  return { number, file, text, sha256: createHash('sha256').update(text).digest('hex') };
}

const beds = migration(1, 'create schema ward;\ncreate table ward.bed (id int primary key);');
const guests = migration(2, 'create table ward.guest (id int primary key, bed int references ward.bed);');
const tables = async () => (await look.query<{ name: string }>("select relname as name from pg_class where relnamespace = to_regnamespace('ward') and relkind = 'r' order by 1")).rows.map((row) => row.name);
const applied = async () => (await look.query<{ number: number }>('select number from platform.migration order by 1')).rows.map((row) => row.number);

test('applies what is missing in order, once', async () => {
  expect(await migrate(empty, { migrations: [beds] })).toEqual([beds]);
  expect(await migrate(empty, { migrations: [beds, guests] })).toEqual([guests]);
  expect(await migrate(empty, { migrations: [beds, guests] })).toEqual([]);
  expect(await tables()).toEqual(['bed', 'guest']);
  expect(await applied()).toEqual([1, 2]);
});

test('a file that fails changes nothing, names its line, and can be corrected', async () => {
  const wrong = migration(2, "create table ward.guest (id int primary key);\ninsert into ward.guest values (1);\ninsert into ward.nowhere values (1);");
  await expect(migrate(empty, { migrations: [beds, wrong, migration(3, 'create table ward.later ()')] }))
    .rejects.toThrow(/0002_test\.sql:3 failed: relation "ward\.nowhere" does not exist\. Nothing of it was kept/);
  expect(await tables()).toEqual(['bed']);
  expect(await applied()).toEqual([1]);
  await migrate(empty, { migrations: [beds, guests] });
  expect(await tables()).toEqual(['bed', 'guest']);
});

test('a file that cannot be noted down as applied is undone as well', async () => {
  const unnoted = migration(2, `${guests.text}
    create function platform.refuse() returns trigger language plpgsql as $$ begin raise 'no more notes'; end $$;
    create trigger refuse before insert on platform.migration for each row execute function platform.refuse();`);
  await expect(migrate(empty, { migrations: [beds, unnoted] })).rejects.toThrow('no more notes');
  expect(await tables()).toEqual(['bed']);
  await migrate(empty, { migrations: [beds, guests] });
});

test('an applied file that was altered is refused, and nothing after it is applied', async () => {
  await migrate(empty, { migrations: [beds] });
  const altered = migration(1, `${beds.text} -- a harmless remark`);
  await expect(migrate(empty, { migrations: [altered, guests] })).rejects.toThrow(/0001_test\.sql was altered after it had been applied/);
  expect(await tables()).toEqual(['bed']);
});

test('a database of a newer version is refused', async () => {
  await migrate(empty, { migrations: [beds, guests] });
  await expect(migrate(empty, { migrations: [beds] })).rejects.toMatchObject({ code: 'database.newer' });
});

test('of several runners at once each file is applied by one, and all succeed', async () => {
  const slow = migration(2, `select pg_sleep(0.2);\n${guests.text}`);
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(empty, { migrations: [beds, slow] })));
  expect(runs.map((run) => run.length).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 2]);
  expect(await applied()).toEqual([1, 2]);
});

test('a user who may not make roles is told which right is missing', async () => {
  await admin.query("drop role if exists a_visitor; create role a_visitor login password 'visits'");
  const visitor = { ...empty, user: 'a_visitor', password: 'visits' };
  await expect(migrate(visitor, { migrations: [beds] })).rejects.toMatchObject({ code: 'database.rights' });
  expect((await look.query("select to_regnamespace('platform') as schema")).rows).toEqual([{ schema: null }]);
});

test('a database that cannot hold every name is refused', async () => {
  await admin.query(`create database latin_${empty.database} owner ${server.owner.user} template template0 encoding latin1 locale 'C' locale_provider libc`);
  await expect(migrate({ ...empty, database: `latin_${empty.database}` }, { migrations: [beds] })).rejects.toThrow(/encoded in LATIN1/);
});

describe('with row-level security forced', () => {
  const secret = migration(2, `
    create table ward.note (patient_id uuid, text text);
    alter table ward.note enable row level security;
    alter table ward.note force row level security;
    create policy by_patient on ward.note using (false);
    grant usage on schema ward to openward_app;
    grant select on ward.note to openward_app;
    create function ward.count_notes() returns int language sql security definer set search_path = '' return (select count(*)::int from ward.note);`);

  test('a reviewed function of the owner sees every row and the application none', async () => {
    await migrate(empty, { migrations: [beds, secret] });
    await look.query("insert into ward.note values (null, 'x')");
    await look.query('set role openward_app');
    expect((await look.query('select * from ward.note')).rows).toEqual([]);
    expect((await look.query('select ward.count_notes() as all')).rows).toEqual([{ all: 1 }]);
  });
});

describe('the migrations of this project', () => {
  let hospital: TestDatabase;
  beforeAll(async () => { hospital = await testDatabase(); });
  afterAll(() => hospital.close());

  test('leave nothing that belongs to the application or to the login that migrated', async () => {
    const strangers = await hospital.asSuperuser(`
      select n.nspname, c.relname, pg_get_userbyid(c.relowner) as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') and pg_get_userbyid(c.relowner) <> 'openward_owner'`);
    expect(strangers).toEqual([]);
  });
});
