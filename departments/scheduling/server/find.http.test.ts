import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { momentAt } from '@openward/platform/time';
import { schedulingContract as contract, type Offer, type Resource } from '../contract/index.ts';
import { freeTimes } from './find.sql.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const find = async (more: object): Promise<Offer[]> => {
  const answer = await clinic.desk.call(contract.find, { visit_type_id: clinic.type.id, ...more });
  expect(answer.status, answer.text).toBe(200);
  return answer.body['offers'] as Offer[];
};
const at = (offers: Offer[]) => offers.map(({ wall_clock }) => wall_clock);

describe('finding', () => {
  it('gives the next free times of a doctor, and those of anybody of a specialty or a language', async () => {
    const { doctors: [doctor, other] } = clinic;
    await clinic.book(`${clinic.day(0)}T09:00`, [doctor.id]);
    const ofDoctor = await find({ needs: [{ resource_ids: [doctor.id] }], limit: 3 });
    expect(at(ofDoctor)).toEqual(['T09:30', 'T10:00', 'T10:30'].map((time) => clinic.day(0) + time));
    expect(ofDoctor[0]).toMatchObject({ resource_ids: [doctor.id], names: ['Dr Yusuf'], zone: 'Europe/Berlin' });
    const ofAny = await find({ needs: [{ kind: 'clinician', specialty: 'cardiology' }], limit: 3 });
    expect(ofAny.map(({ names, wall_clock }) => [wall_clock.slice(-5), ...names])).toEqual(expect.arrayContaining([['09:00', 'Dr Okafor']]));
    expect((await find({ needs: [{ specialty: 'Family medicine' }] })).every(({ resource_ids }) => resource_ids[0] === other.id)).toBe(true);
    expect((await find({ needs: [{ language: 'ha' }] })).every(({ resource_ids }) => resource_ids[0] === doctor.id)).toBe(true);
    expect(await clinic.desk.call(contract.find, { visit_type_id: clinic.type.id, needs: [{ specialty: 'Alchemy' }] })).toMatchObject({ status: 422, body: { code: 'scheduling.nobody_fits' } });
  });

  it('keeps to weekdays, the time of the day, and the place', async () => {
    const { doctors: [doctor] } = clinic;
    const need = { needs: [{ resource_ids: [doctor.id] }] };
    const mondays = await find({ ...need, weekdays: [1], time_from: '15:00', time_until: '16:00', limit: 4 });
    expect(mondays).toHaveLength(4);
    for (const { wall_clock } of mondays) {
      expect(new Date(`${wall_clock}Z`).getUTCDay()).toBe(1);
      expect(['15:00', '15:30']).toContain(wall_clock.slice(-5));
    }
    expect(await find({ ...need, location_id: doctor.location_id })).toHaveLength(5);
    expect(await find({ ...need, location_id: crypto.randomUUID() })).toEqual([]);
  });

  it('finds a doctor, a room and a machine together', async () => {
    const { doctors: [doctor, other], room, machine } = clinic;
    const day = clinic.day(7);
    await clinic.book(`${day}T09:00`, [doctor.id]);
    await clinic.book(`${day}T09:30`, [machine.id]);
    await clinic.book(`${day}T09:30`, [machine.id]);
    await clinic.book(`${day}T09:30`, [other.id]);
    const together = await find({ needs: [{ resource_ids: [doctor.id, other.id] }, { resource_ids: [room.id] }, { kind: 'equipment' }], from: momentAt(`${day}T00:00:00Z`, 'UTC').instant, limit: 3 });
    expect(together.map(({ wall_clock, names }) => [wall_clock.slice(-5), names[0]])).toEqual([
      ['09:00', 'Dr Okafor'], ['10:00', expect.any(String)], ['10:00', expect.any(String)],
    ]);
    expect(together[0]?.resource_ids).toEqual([other.id, room.id, machine.id]);
  });
});

const minute = 60_000;
interface Span {
  from: number;
  until: number;
}

/** What is free, worked out minute by grid minute from the rows alone: the search must say the same. */
async function sweep(roles: string[][], from: number, until: number): Promise<string[]> {
  const { type } = clinic;
  const read = async (table: string, lane: string): Promise<(Span & { resource_id: string; lane: number })[]> =>
    (await clinic.asSuperuser<{ resource_id: string; lane: number; from: Date; until: Date }>(
      `select resource_id, ${lane} as lane, lower(during) as from, upper(during) as until from scheduling.${table}`)).map((row) => ({ ...row, from: row.from.getTime(), until: row.until.getTime() }));
  const [sessions, taken] = [await read('session', '0'), await read('reservation', 'lane')];
  const lanes = new Map((await clinic.asSuperuser<{ id: string; lanes: number }>('select id, lanes from scheduling.resource')).map((row) => [row.id, row.lanes]));
  const isFree = (id: string, span: Span) =>
    sessions.some((each) => each.resource_id === id && each.from <= span.from && each.until >= span.until)
    && Array.from({ length: lanes.get(id) ?? 0 }, (_each, lane) => lane + 1).some((lane) =>
      !taken.some((each) => each.resource_id === id && each.lane === lane && each.from < span.until && each.until > span.from));
  const found: string[] = [];
  for (let start = Math.ceil(from / (type.grid_minutes * minute)) * type.grid_minutes * minute; start <= until; start += type.grid_minutes * minute) {
    const span = { from: start - type.buffer_before * minute, until: start + (type.minutes + type.buffer_after) * minute };
    const [first = [], ...others] = roles;
    if (!others.every((ids) => ids.some((id) => isFree(id, span)))) continue;
    found.push(...first.filter((id) => isFree(id, span)).sort().map((id) => `${new Date(start).toISOString()} ${id}`));
  }
  return found;
}

it('says what an independent sweep says, and everything that it offers can be booked', async () => {
  const { doctors, room, machine, database, type } = clinic;
  const day = Date.parse(`${clinic.day(20)}T00:00:00Z`);
  // Appointments of other lengths lie across the grid.
  const resources: Resource[] = [...doctors, room, machine];
  let offers = 0;
  await fc.assert(fc.asyncProperty(
    fc.array(fc.record({ of: fc.nat(3), lane: fc.integer({ min: 1, max: 3 }), start: fc.integer({ min: 0, max: 95 }), quarters: fc.integer({ min: 1, max: 6 }) }), { maxLength: 25 }),
    fc.constantFrom([[0]], [[0, 1]], [[0, 1], [2]], [[0, 1], [2], [3]], [[3], [0]]),
    async (taken, chosen) => {
      await clinic.asSuperuser('delete from scheduling.reservation where starts_at >= $1 and starts_at < $2', [new Date(day), new Date(day + 86_400_000)]);
      for (const { of, lane, start, quarters } of taken) {
        await clinic.asSuperuser(`insert into scheduling.reservation (resource_id, lane, during, hold_id, hold_until)
          select $1, $2, r, uuidv7(), now() + interval '1 hour' from tstzrange($3, $4) r
          where $2 <= (select lanes from scheduling.resource where id = $1)
            and exists (select from scheduling.session where resource_id = $1 and during @> r) on conflict do nothing`,
          [resources[of]!.id, lane, new Date(day + start * 15 * minute), new Date(day + (start + quarters) * 15 * minute)]);
      }
      const roles = chosen.map((ids) => ids.map((each) => resources[each]!.id));
      const window = { from: new Date(day), until: new Date(day + 86_400_000) };
      const found = await database.transaction({ scope: 'system' }, (tx) => freeTimes(tx, type, roles, window, { weekdays: [] }, 'Europe/Berlin', 1000));
      const offered = found.map(({ start, resource_ids }) => `${start.toISOString()} ${resource_ids[0]}`);
      expect(offered).toEqual(await sweep(roles, window.from.getTime(), window.until.getTime()));
      offers += found.length;
      const last = found.at(-1);
      if (last === undefined) return;
      const booked = await clinic.desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: type.id, resource_ids: last.resource_ids, start: last.start.toISOString() });
      expect(booked.status, booked.text).toBe(201);
    },
  ), { numRuns: 25, seed: 20_270_101 });
  expect(offers).toBeGreaterThan(100);
});

it('finds what lies around another appointment: the same as all that is free, less what is too far or touches it', async () => {
  const { desk, doctors: [doctor, other], type } = clinic;
  const appointment = await clinic.book(`${clinic.day(40)}T11:00`, [other.id]);
  const wish = { visit_type_id: type.id, needs: [{ resource_ids: [doctor.id] }], from: `${clinic.day(40)}T00:00:00Z`, until: `${clinic.day(40)}T23:00:00Z`, limit: 50 };
  const offered = async (more: object = {}) => (await desk.call<{ offers: { start: string; end: string }[] }>(contract.find, { ...wish, ...more })).body.offers;
  const all = await offered();
  for (const minutes of [0, 45, 90, 720]) {
    for (const where of ['before', 'after', 'either'] as const) {
      const expected = all.filter(({ start, end }) => {
        const [before, after] = [Date.parse(appointment.start) - Date.parse(end), Date.parse(start) - Date.parse(appointment.end)];
        return (where !== 'after' && before >= 0 && before <= minutes * minute) || (where !== 'before' && after >= 0 && after <= minutes * minute);
      });
      expect(await offered({ around: { start: appointment.start, end: appointment.end, minutes, where } })).toEqual(expected);
    }
  }
});
