import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { attempt } from './database.ts';
import type { Tx } from './database.ts';
import type { Settings } from './settings.ts';
import { values } from './values.ts';

let hospital: TestDatabase;
const staff: Settings = { scope: 'staff', actor: '01890000-0000-7000-8000-000000000001', clearance: ['restricted', 'audit'] };

beforeAll(async () => {
  hospital = await testDatabase();
  await hospital.asSuperuser(`
    create table platform.bed (id int primary key, guests int check (guests < 2), next int references platform.bed deferrable initially deferred);
    grant select, insert on platform.bed to openward_app`);
});
afterAll(() => hospital.close());
beforeEach(() => hospital.asSuperuser('truncate platform.bed'));

const addBed = (tx: Tx, id: number, guests: number) => sql`insert into platform.bed (id, guests) values (${id}, ${guests})`.execute(tx);
const beds = async () => (await hospital.asSuperuser<{ id: number }>('select id from platform.bed order by id')).map((row) => row.id);

describe('a transaction', () => {
  test('tells the database who acts, and the next one on the same connection knows nothing of it', async () => {
    const see = (tx: Tx) => sql`select platform.scope(), platform.actor_id(), platform.own_patient(),
      platform.cleared('audit') as audit, platform.cleared('vip') as vip`.execute(tx);
    const acting = await hospital.database.transaction(staff, see);
    expect(acting.rows).toEqual([{ scope: 'staff', actor_id: staff.actor, own_patient: null, audit: true, vip: false }]);
    for (let use = 0; use < 12; use += 1) {
      const outside = await see(hospital.database.kysely);
      expect(outside.rows).toEqual([{ scope: '', actor_id: null, own_patient: null, audit: false, vip: false }]);
    }
  });

  test('refuses a setting that is not made of the expected characters', async () => {
    const wrong = { ...staff, actor: "x',true); drop table platform.bed; --" };
    await expect(async () => hospital.database.transaction(wrong, async () => 1)).rejects.toThrow('unexpected character');
    await expect(hospital.asSuperuser('select from platform.bed')).resolves.toEqual([]);
  });

  test('keeps nothing when its function throws, and its connection stays usable', async () => {
    const failing = hospital.database.transaction(staff, async (tx) => {
      await addBed(tx, 1, 1);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await hospital.database.transaction(staff, (tx) => addBed(tx, 2, 1));
    expect(await beds()).toEqual([2]);
  });

  test('says so when a failed statement was swallowed, instead of seeming to be saved', async () => {
    const swallowing = hospital.database.transaction(staff, async (tx) => {
      await addBed(tx, 1, 1);
      await addBed(tx, 2, 99).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('Nothing was saved');
    expect(await beds()).toEqual([]);
  });

  test('reports a constraint that is only checked at commit', async () => {
    const dangling = hospital.database.transaction(staff, (tx) => sql`insert into platform.bed (id, next) values (1, 77)`.execute(tx));
    await expect(dangling).rejects.toMatchObject({ code: '23503' });
    expect(await beds()).toEqual([]);
  });

  test('cannot be used once it has ended', async () => {
    let kept: Tx | undefined;
    await hospital.database.transaction(staff, async (tx) => { kept = tx; });
    await expect(addBed(kept as Tx, 1, 1)).rejects.toThrow('has ended');
  });

  test('lets one item of many fail', async () => {
    await hospital.database.transaction(staff, async (tx) => {
      await addBed(tx, 1, 1);
      await expect(attempt(tx, () => addBed(tx, 2, 99))).rejects.toMatchObject({ code: '23514' });
      await attempt(tx, () => addBed(tx, 3, 1));
    });
    expect(await beds()).toEqual([1, 3]);
  });
});

describe('queries sent together on one connection', () => {
  test('each get their own answer or their own error', async () => {
    const outcomes = await Promise.all(Array.from({ length: 300 }, (_, index) => hospital.database.transaction(
      { scope: 'patient', patient: `01890000-0000-7000-8000-${String(index).padStart(12, '0')}` },
      async (tx) => {
        const [first, second] = await Promise.all([
          sql<{ patient: string }>`select platform.own_patient()::text as patient`.execute(tx),
          sql<{ number: number }>`select 100 / (${index}::int % 5) as number`.execute(tx),
        ]);
        return `${Number(first.rows[0]?.patient.slice(-12))}:${second.rows[0]?.number}`;
      }).catch((error: unknown) => (error as { code: string }).code)));
    expect(outcomes).toEqual(Array.from({ length: 300 }, (_, index) =>
      (index % 5 === 0 ? '22012' : `${index}:${Math.trunc(100 / (index % 5))}`)));
  });

  test('after an error in a prepared statement the same text works again', async () => {
    const text = (n: number) => (tx: Tx) => sql<{ n: number }>`select ${n}::int as prepared_again`.execute(tx);
    for (let use = 0; use < 30; use += 1) {
      await expect(hospital.database.transaction(staff, async (tx) => {
        await sql`select 1 / 0`.execute(tx).catch(() => {});
        return text(use)(tx);
      })).rejects.toMatchObject({ code: '25P02' });
      expect((await hospital.database.transaction(staff, text(use))).rows).toEqual([{ prepared_again: use }]);
    }
  });

  test('a connection that the server ended fails its transaction and is replaced', async () => {
    const cut = hospital.database.transaction(staff, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await hospital.asSuperuser('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await addBed(tx, 1, 1);
    });
    await expect(cut).rejects.toThrow(/terminat|connection|EPIPE|ECONNRESET/i);
    await hospital.database.transaction(staff, (tx) => addBed(tx, 2, 1));
    expect(await beds()).toEqual([2]);
  });

  test('a table changed under a prepared statement costs each connection one failure, not all the next ones', async () => {
    const look = () => sql`select * from platform.bed`.execute(hospital.database.kysely).then(() => 'seen', () => 'failed');
    for (let use = 0; use < 5; use += 1) expect(await look()).toBe('seen');
    await hospital.asSuperuser('alter table platform.bed add column window_side boolean');
    for (let use = 0; use < 12; use += 1) await look();
    expect(await look()).toBe('seen');
  });
});

test('values arrive exactly', async () => {
  const client = new pg.Client({ ...hospital.app, types: values });
  await client.connect();
  const { rows } = await client.query(`select 9007199254740993::int8 as money, array[9007199254740993, null]::int8[] as moneys,
    '1924-02-29'::date as born, 0.10::numeric as rate, '2024-02-29T12:00:00.123+02'::timestamptz as at,
    '{"a": [1]}'::jsonb as json, array['2024-01-01']::date[] as days, interval '90 minutes' as wait`);
  await client.end();
  expect(rows).toEqual([{
    money: 9007199254740993n, moneys: [9007199254740993n, null], born: '1924-02-29', rate: '0.10',
    at: new Date('2024-02-29T10:00:00.123Z'), json: { a: [1] }, days: ['2024-01-01'], wait: '01:30:00',
  }]);
});

test('a name is folded so that it is found however it is written', async () => {
  const [row] = await hospital.asSuperuser<{ folded: string; greek: boolean }>(
    `select platform.fold($1) as folded, cardinality(show_trgm('Αθήνα')) > 0 as greek`, ['ÉCOLE Straße ẞ Ångström Łódź Ñandú Cafe\u0301 İzmir Αθήνα']);
  expect(row).toEqual({ folded: 'ecole strasse ss angstrom lodz nandu cafe izmir αθηνα', greek: true });
});
