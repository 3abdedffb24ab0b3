import { afterAll, beforeAll, expect, test } from 'vitest';
import { schedulingContract as contract, type Appointment, type Offer, type VisitType } from '../contract/index.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
let group: VisitType;
beforeAll(async () => {
  clinic = await openClinic();
  const made = await clinic.administrator.call<VisitType>(contract.addVisitType, { code: 'CLASS', name: 'Birth class', minutes: 60, grid_minutes: 30, places: 5, horizon_days: 300 });
  expect(made.status, made.text).toBe(201);
  group = made.body;
});
afterAll(() => clinic.close());

const leader = () => clinic.doctors[0].id;
const tryToBook = async (wall_clock: string, more: object = {}) =>
  clinic.desk.call<Appointment & { code: string }>(contract.book, { patient_id: await clinic.patient(), visit_type_id: group.id, resource_ids: [leader(), clinic.room.id], wall_clock, ...more });
const join = async (wall_clock: string, more: object = {}): Promise<Appointment> => {
  const answer = await tryToBook(wall_clock, more);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const starts = async (visit_type_id: string, day: string, resource_id = leader()): Promise<string[]> => {
  const found = await clinic.desk.call<{ offers: Offer[] }>(contract.find, { visit_type_id, needs: [{ resource_ids: [resource_id] }], from: `${day}T00:00:00Z`, until: `${day}T22:00:00Z`, limit: 50 });
  return found.body.offers.map(({ wall_clock }) => wall_clock.slice(11));
};

test('as many come together as there are places, each with an appointment of their own, however many ask at once', async () => {
  const at = `${clinic.day(1)}T10:00`;
  const answers = await Promise.all(Array.from({ length: 15 }, () => tryToBook(at)));
  const booked = answers.filter(({ status }) => status === 201);
  expect([booked.length, new Set(booked.map(({ body }) => body.id)).size, new Set(booked.map(({ body }) => body.patient_id)).size]).toEqual([5, 5, 5]);
  expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(new Set(['scheduling.full']));
  // No patient stands in the appointment of another.
  for (const { body } of booked) expect(JSON.stringify(body)).not.toContain(booked.find(({ body: other }) => other.id !== body.id)!.body.patient_id);
  const faces = await clinic.asSuperuser<{ patients: number }>(`select count(*)::int as patients from records.resource r, jsonb_array_elements(r.body::jsonb -> 'participant') p
    where r.type = 'Appointment' and r.id = any ($1) and p -> 'actor' ->> 'reference' like 'Patient/%'`, [booked.map(({ body }) => body.id)]);
  expect(faces).toEqual([{ patients: 5 }]);
  expect(await starts(group.id, clinic.day(1))).not.toContain('10:00');
  // Whoever calls off makes room for one.
  const [first] = booked;
  await clinic.desk.call(contract.cancel, { patient_id: first!.body.patient_id, appointment_id: first!.body.id, version: first!.body.version, by: 'patient', reason: 'Ill' });
  expect(await starts(group.id, clinic.day(1))).toContain('10:00');
  const again = await Promise.all(Array.from({ length: 4 }, () => tryToBook(at)));
  expect(again.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('nothing lies beside a group, and no group where somebody is; what is offered says so', async () => {
  const day = clinic.day(2);
  await join(`${day}T10:00`);
  await clinic.book(`${day}T13:00`, [leader()]);
  const alone = async (wall_clock: string, resource_ids: string[]) =>
    (await clinic.desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids, wall_clock })).status;
  // The room has three lanes: the group has them all.
  expect([await alone(`${day}T10:30`, [leader()]), await alone(`${day}T10:30`, [clinic.room.id]), await alone(`${day}T09:30`, [clinic.room.id]), await alone(`${day}T11:00`, [clinic.room.id])]).toEqual([409, 409, 201, 201]);
  expect((await tryToBook(`${day}T10:30`)).body.code).toBe('scheduling.full');
  expect((await tryToBook(`${day}T12:30`)).body.code).toBe('scheduling.full');
  const offered = await starts(group.id, day);
  expect(offered).toContain('10:00');
  for (const not of ['09:30', '10:30', '12:30', '13:00']) expect(offered).not.toContain(not);
  const free = await starts(clinic.type.id, day);
  for (const not of ['10:00', '10:30', '13:00']) expect(free).not.toContain(not);
  // Everything that is offered can be booked.
  for (const time of offered) if (time === '10:00' || time >= '15:00') await join(`${day}T${time}`, time === '10:00' ? {} : { resource_ids: [leader()] }).then(async (made) => {
    if (time !== '10:00') await clinic.desk.call(contract.cancel, { patient_id: made.patient_id, appointment_id: made.id, version: made.version, by: 'hospital', reason: 'Test' });
  });
});

test('one alone and a group that want the same time at once: one of them has it', async () => {
  for (const day of [3, 4, 5, 6]) {
    const at = `${clinic.day(day)}T10:00`;
    const answers = await Promise.all([...Array.from({ length: 4 }, () => tryToBook(at, { resource_ids: [clinic.room.id] })),
      ...Array.from({ length: 4 }, async () => clinic.desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids: [clinic.room.id], wall_clock: at }))]);
    const [together, alone] = [answers.slice(0, 4), answers.slice(4)].map((each) => each.filter(({ status }) => status === 201).length);
    expect([[4, 0], [0, 3]]).toContainEqual([together, alone]);
  }
});

test('a move takes the place along, and the database keeps what the rules say', async () => {
  const day = clinic.day(7);
  const made = await join(`${day}T10:00`);
  await join(`${day}T14:00`);
  const moved = await clinic.desk.call<Appointment>(contract.reschedule, { patient_id: made.patient_id, appointment_id: made.id, version: made.version, resource_ids: [leader(), clinic.room.id], wall_clock: `${day}T14:00` });
  expect(moved.status, moved.text).toBe(200);
  expect(await clinic.asSuperuser(`select count(*)::int as there, count(distinct gathering)::int as groups from scheduling.reservation where resource_id = $1 and starts_at::date = $2::date`, [leader(), day])).toEqual([{ there: 2, groups: 1 }]);
  const row = `select resource_id, 50, during, $2::uuid, gathering from scheduling.reservation where appointment_id = $1 and resource_id = $3`;
  await expect(clinic.asSuperuser(`insert into scheduling.reservation (resource_id, lane, during, appointment_id, gathering) ${row}`, [made.id, made.id, leader()])).rejects.toThrow('no such lane');
  await expect(clinic.asSuperuser(`insert into scheduling.reservation (resource_id, lane, during, appointment_id, gathering) ${row.replace('gathering', '0').replace('50', '1')}`, [made.id, made.id, leader()])).rejects.toThrow(/reservation_once|reservation_of_one_gathering/);
});
