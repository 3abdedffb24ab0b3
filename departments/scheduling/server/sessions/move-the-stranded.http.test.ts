import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '@openward/platform/testing';
import { schedulingContract as contract, type Effect, type Move, type Stranded } from '../../contract/index.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';

let clinic: ClinicHospital;
let manager: Client;
beforeAll(async () => {
  clinic = await openClinic();
  manager = await clinic.signIn('clinic-manager');
});
afterAll(() => clinic.close());

const moveOf = ({ appointment_id, version, suggestion }: Stranded): Move => ({ appointment_id, version, start: suggestion?.start ?? '', resource_ids: suggestion?.resource_ids ?? [] });
const leave = (day: number) => ({ resource_id: clinic.doctors[0].id, kind: 'leave', first_day: clinic.day(day), last_day: clinic.day(day) });

it('shows whom a leave concerns and where they can go, no two to the same place, and saves nothing', async () => {
  const booked = await Promise.all(['09:00', '09:30', '10:00'].map((time) => clinic.book(`${clinic.day(4)}T${time}`, [clinic.doctors[0].id])));
  const { body } = await manager.call<Effect>(contract.previewException, leave(4));
  expect(body.stranded.map(({ number }) => number)).toEqual(booked.map(({ number }) => number));
  const offered = body.stranded.map(({ suggestion }) => suggestion);
  expect(new Set(offered.map((each) => each?.start)).size).toBe(3);
  for (const [at, each] of offered.entries()) {
    expect(each?.resource_ids).toEqual([clinic.doctors[0].id]);
    expect(Date.parse(each?.start ?? '')).toBeGreaterThan(Date.parse(booked[at]?.start ?? ''));
  }
  const same = await manager.call<Effect>(contract.previewException, { ...leave(4), prefer: 'same-time' });
  expect(same.body.stranded.map(({ suggestion }) => [suggestion?.start, suggestion?.resource_ids]))
    .toEqual(booked.map(({ start }) => [new Date(start).toISOString(), [clinic.doctors[1].id]]));
  const rows = await clinic.asSuperuser(`select from scheduling.exception where kind = 'leave'`);
  expect(rows).toHaveLength(0);
});

it('moves all of them with the leave, or does nothing at all', async () => {
  const { body: { stranded } } = await manager.call<Effect>(contract.previewException, leave(4));
  const some = await manager.call(contract.addException, { ...leave(4), moves: stranded.slice(1).map(moveOf) });
  expect(some).toMatchObject({ status: 409, body: { code: 'scheduling.strands', stranded: [{ number: stranded[0]?.number }] } });
  expect(await clinic.asSuperuser('select from scheduling.appointment where version > 1')).toHaveLength(0);
  const may_not = await clinic.administrator.call(contract.addException, { ...leave(4), moves: stranded.map(moveOf) });
  expect(may_not.status).toBe(403);
  const all = await manager.call(contract.addException, { ...leave(4), moves: stranded.map(moveOf) });
  expect(all.status, all.text).toBe(201);
  const rows = await clinic.asSuperuser<{ starts_at: Date }>('select starts_at from scheduling.appointment where version = 2 order by starts_at');
  expect(rows.map(({ starts_at }) => starts_at.toISOString())).toEqual(stranded.map(({ suggestion }) => suggestion?.start));
  // Each of the patients has it in the log of their own record.
  const [logged] = await clinic.asSuperuser<{ count: number }>(
    `select count(distinct patient_id)::int as count from audit.event where name = 'scheduling.exception.create' and outcome = 'success' and patient_id is not null`);
  expect(logged?.count).toBe(3);
});

it('leaves nobody without a session when one books at the moment at which the time is taken away', async () => {
  for (let round = 0; round < 4; round += 1) {
    const day = 12 + round;
    const at = { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids: [clinic.doctors[0].id], wall_clock: `${clinic.day(day)}T10:00` };
    const [booked, away] = await Promise.all([clinic.desk.call(contract.book, at), manager.call(contract.addException, leave(day))]);
    expect([201, 409]).toContain(booked.status);
    expect([201, 409]).toContain(away.status);
    const lost = await clinic.asSuperuser(`select from scheduling.reservation b where b.appointment_id is not null and not coalesce(
      (select range_agg(s.during) @> b.during from scheduling.session s where s.resource_id = b.resource_id and s.during && b.during), false)`);
    expect(lost).toHaveLength(0);
    expect([booked.status, away.status]).not.toEqual([201, 201]);
  }
});
