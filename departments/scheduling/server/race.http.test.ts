import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Tx } from '@openward/platform/db';
import { schedulingContract as contract, type Appointment } from '../contract/index.ts';
import { bookOne, reserve } from './appointment.sql.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
let many: Database;
let patient_id: string;
beforeAll(async () => {
  clinic = await openClinic();
  many = openDatabase(clinic.app, { connections: 32, name: 'openward race' });
  patient_id = await clinic.patient();
});
afterAll(async () => {
  await many.close();
  await clinic.close();
});

class Refusal extends Error {}

type Attempt = (tx: Tx) => Promise<string | null>;

/** Everybody at once; what each got. What was refused is rolled back, as a request does it. */
const race = (attempts: readonly Attempt[]): Promise<string[]> => {
  const once = async (attempt: Attempt): Promise<string> => {
    try {
      await many.transaction({ scope: 'system' }, async (tx) => {
        const refused = await attempt(tx);
        if (refused !== null) throw new Refusal(refused);
      });
      return 'booked';
    } catch (error) {
      // Over HTTP that is a 503 that says so: whoever found no connection asks again.
      if ((error as Error).message === 'timeout exceeded when trying to connect') return once(attempt);
      return error instanceof Refusal ? error.message : String(error);
    }
  };
  return Promise.all(attempts.map(once));
};

const tally = (results: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const each of results) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
};

/** A time of the clinic in instants: sessions are from 09:00 to 17:00 in Berlin, in half hours; noon in UTC lies within at any time of the year. */
const time = (day: number, half: number) => new Date(Date.parse(`${clinic.day(day)}T09:00:00Z`) + half * 30 * 60_000);

const booking = (start: Date, resource_ids: readonly string[], request_key: string | null = null) => async (tx: Tx) => (await bookOne(tx, {
  request_key, patient_id, visit_type_id: clinic.type.id, resource_ids, start: start.toISOString(), zone: 'UTC', wall_clock: start.toISOString().slice(0, 16),
  overbook: false, hold_id: null, more: { reason: null, referral: null, authorisation: null, by: 'Race' },
})).refused;

/** Pairs of reservations that lie on each other in one lane. */
const doubled = async (): Promise<number> => Number((await clinic.asSuperuser<{ count: string }>(`
  select count(*) from scheduling.reservation a join scheduling.reservation b
    on a.resource_id = b.resource_id and a.lane = b.lane and a.during && b.during and a.ctid < b.ctid`))[0]?.count);
const countOn = async (day: number): Promise<number> => Number((await clinic.asSuperuser<{ count: string }>(
  'select count(distinct appointment_id) from scheduling.reservation where starts_at >= $1 and starts_at < $2', [time(day, -4), time(day, 30)]))[0]?.count);

const slots = (day: number) => clinic.doctors.flatMap(({ id }) => Array.from({ length: 10 }, (_each, half) => ({ start: time(day, half), ids: [id] })))
  .concat(Array.from({ length: 10 }, (_each, half) => ({ start: time(day + 1, half), ids: [clinic.doctors[0].id] })));

/** The race, and what came of it. */
const thousand = async (day: number) => {
  const thirty = slots(day);
  const results = await race(Array.from({ length: 1000 }, (_each, at) => booking(thirty[at % 30]!.start, thirty[at % 30]!.ids)));
  return { told: tally(results), taken: await countOn(day) + await countOn(day + 1), doubled: await doubled() };
};

describe('a thousand who want thirty places', () => {
  it('make thirty bookings, and everybody else is told that it is taken', async () => {
    expect(await thousand(20)).toEqual({ told: { booked: 30, full: 970 }, taken: 30, doubled: 0 });
  });
});

describe('several at once', () => {
  it('wait for nobody in a ring when they name the same in another order, and take all of it or nothing', async () => {
    const { doctors: [one, two], room, machine } = clinic;
    const all = [one.id, two.id, room.id, machine.id];
    const results = await race(Array.from({ length: 300 }, (_each, at) => booking(time(23, at % 10), at % 2 === 0 ? all : all.toReversed())));
    expect(tally(results)).toEqual({ booked: 10, full: 290 });
    const rows = await clinic.asSuperuser<{ count: number }>(
      'select count(*)::int as count from scheduling.reservation where starts_at >= $1 and starts_at < $2 group by appointment_id', [time(23, 0), time(23, 12)]);
    expect(rows).toEqual(Array.from({ length: 10 }, () => ({ count: 4 })));
  });

  it('put no more on a machine than it has places', async () => {
    const results = await race(Array.from({ length: 100 }, (_each, at) => booking(time(24, at % 4), [clinic.machine.id])));
    expect(tally(results)).toEqual({ booked: 8, full: 92 });
    expect(await doubled()).toBe(0);
  });

  it('make one appointment of one request that comes many times', async () => {
    const results = await race(Array.from({ length: 40 }, () => booking(time(25, 0), [clinic.doctors[0].id], 'one request')));
    expect(tally(results)).toEqual({ booked: 40 });
    expect(await countOn(25)).toBe(1);
  });

  it('get a hold that ran out once, and one that lives never', async () => {
    const [id, other] = clinic.doctors.map((each) => each.id) as [string, string];
    const held = (start: Date, resource: string, minutes: number) => many.transaction({ scope: 'system' }, (tx) => reserve(tx, {
      appointment_id: null, hold: { id: crypto.randomUUID(), minutes }, resource_ids: [resource], visit_type_id: clinic.type.id, from: start, until: new Date(start.getTime() + 1_800_000), overbook: false,
    }));
    expect((await held(time(26, 0), id, -1)).refused).toBeNull();
    expect((await held(time(26, 0), other, 5)).refused).toBeNull();
    expect(tally(await race(Array.from({ length: 60 }, () => booking(time(26, 0), [id]))))).toEqual({ booked: 1, full: 59 });
    expect(tally(await race(Array.from({ length: 60 }, () => booking(time(26, 0), [other]))))).toEqual({ full: 60 });
  });

  it('change places with each other without waiting for ever, and nobody loses theirs', async () => {
    const { doctors: [doctor, other], desk } = clinic;
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = [await clinic.book(`${clinic.day(27 + round)}T09:00`, [doctor.id]), await clinic.book(`${clinic.day(27 + round)}T10:00`, [other.id])];
      const to = (appointment: Appointment, aim: Appointment) => ({
        patient_id: appointment.patient_id, appointment_id: appointment.id, version: 1, resource_ids: aim.resources.map(({ id }) => id), start: aim.start,
      });
      const answers = await Promise.all([desk.call(contract.reschedule, to(first, second)), clinic.doctor.call(contract.reschedule, to(second, first))]);
      for (const { status, text } of answers) expect([200, 409], text).toContain(status);
      const rows = await clinic.asSuperuser(`select from scheduling.reservation where appointment_id = any ($1)`, [[first.id, second.id]]);
      expect(rows).toHaveLength(2);
      expect(await doubled()).toBe(0);
    }
  });
});

describe('looking first, and inserting then', () => {
  // The last one of the file: the database is not as it was afterwards.
  it('is found by this race', async () => {
    await clinic.asSuperuser('alter table scheduling.reservation drop constraint reservation_once');
    await clinic.asSuperuser(`create or replace function scheduling.reserve(p_appointment uuid, p_hold uuid, p_resources uuid[], p_during tstzrange, p_visit_type uuid,
        p_hold_until timestamptz, p_overbook boolean) returns text language plpgsql volatile as $$
      begin
        if exists (select from scheduling.reservation where resource_id = any (p_resources) and during && p_during) then return 'full'; end if;
        insert into scheduling.reservation (resource_id, lane, during, appointment_id) select unnest(p_resources), 1, p_during, p_appointment;
        return null;
      end $$`);
    const mutant = await thousand(40);
    expect(mutant.taken).toBeGreaterThan(30);
    expect(mutant.doubled).toBeGreaterThan(0);
  });
});
