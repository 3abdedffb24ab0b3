import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@openward/platform/db';
import { type Stop, visitsContract as contract } from '../../contract/index.ts';
import { setCalled } from './stop.sql.ts';
import { openQueueHospital, type QueueHospital } from './test-queue.ts';

const roomCount = 20;
let hospital: QueueHospital;
let many: Database;
beforeAll(async () => {
  hospital = await openQueueHospital(roomCount);
  many = openDatabase(hospital.app, { connections: roomCount, name: 'openward race' });
});
afterAll(async () => {
  await many.close();
  await hospital.close();
});

/** Twenty rooms call at once from a queue of so many; which tokens were called, by how many rooms each. */
async function race(tokens: number): Promise<{ callers: Record<string, number>; empty: number; refused: number }> {
  await hospital.asSuperuser('delete from visits.stop');
  for (let each = 0; each < tokens; each += 1) await hospital.waiting();
  const answers = await Promise.all(hospital.rooms.map(({ id }) => hospital.nurse.call<{ stop: Stop | null }>(contract.callNext, { room_id: id })));
  const callers: Record<string, number> = {};
  for (const { body } of answers) if (body.stop?.code !== undefined) callers[body.stop.code] = (callers[body.stop.code] ?? 0) + 1;
  return { callers, empty: answers.filter(({ status, body }) => status === 200 && body.stop === null).length, refused: answers.filter(({ status }) => status !== 200).length };
}

describe('twenty rooms that call one queue at once', () => {
  it('each call another token, and those for whom nobody is left call nobody', async () => {
    const enough = await race(25);
    expect(Object.values(enough.callers)).toEqual(Array.from({ length: roomCount }, () => 1));
    const few = await race(7);
    expect(Object.values(few.callers)).toEqual(Array.from({ length: 7 }, () => 1));
    expect(few).toMatchObject({ empty: 13, refused: 0 });
  });
});

describe('forty people who check in at once', () => {
  it('get forty tokens, one after the other without a gap', async () => {
    await hospital.asSuperuser('delete from visits.stop');
    const before = (await hospital.asSuperuser<{ last: number }>('select coalesce(max(number), 0) as last from visits.token where service_point_id = $1', [hospital.registration.id]))[0]?.last ?? 0;
    const answers = await Promise.all(Array.from({ length: 40 }, () => hospital.desk.call<{ stop: Stop }>(contract.takeNumber, { service_point_id: hospital.registration.id })));
    const numbers = answers.map(({ body }) => Number(body.stop.code.slice(1))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_each, at) => before + at + 1));
  });
});

/** What somebody would write who does not know of the others: look who is next, and call them. How many rooms called the same token. */
async function callWithoutHolding(): Promise<number> {
  await hospital.asSuperuser('delete from visits.stop');
  await hospital.waiting();
  const called = await Promise.all(hospital.rooms.map(({ id: room_id }) => many.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from visits.stop where status = 'waiting' order by arrived_at limit 1`.execute(tx);
    if (rows[0] === undefined) return 0;
    await setCalled(tx, rows[0].id, room_id, 'Race');
    return 1;
  }).catch((): number => 0)));
  return called.filter((each) => each === 1).length;
}

describe('rooms that look first and call then', () => {
  it('are refused by the database, but for one', async () => {
    for (let round = 0; round < 3; round += 1) expect(await callWithoutHolding()).toBe(1);
  });

  // The last one of the file: the database is not as it was afterwards.
  it('call the same token twice where the database does not refuse it', async () => {
    await hospital.asSuperuser(`create or replace function visits.keep_stop() returns trigger language plpgsql as $$
      begin new.called_at := clock_timestamp(); return new; end $$`);
    let most = 0;
    for (let round = 0; round < 5 && most < 2; round += 1) most = Math.max(most, await callWithoutHolding());
    expect(most).toBeGreaterThan(1);
  });
});
