import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { schedulingContract as contract } from '../contract/index.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
let desks: Client[];
let patients: string[];
beforeAll(async () => {
  clinic = await openClinic();
  desks = [clinic.desk, await clinic.signIn('front-desk'), await clinic.signIn('front-desk')];
  // Only a session that was opened before may act with others.
  for (const desk of desks) await desk.call(contract.find, { visit_type_id: clinic.type.id, needs: [{ kind: 'clinician' }] });
  patients = [];
  for (let at = 0; at < 16; at += 1) patients.push(await clinic.patient());
});
afterAll(() => clinic.close());

const hours = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00', '14:30', '15:00', '15:30', '16:00', '16:30'];
const together = (bookings: readonly object[], key?: string): Promise<Answer[]> => Promise.all(bookings.map((input, at) =>
  desks[at % 3]!.call(contract.book, { visit_type_id: clinic.type.id, ...input }, key === undefined ? {} : { idempotency_key: `${key}-${at}` })));
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

/** Who did it, in each place that says so, and in which transaction. */
const traces = (ids: readonly string[]) => clinic.asSuperuser<{ id: string; booked_by: string; versions: string[]; authors: string[]; events: string[]; transaction: string }>(
  `select a.id, a.booked_by, a.xmin::text as transaction,
    array(select actor_id::text from scheduling.appointment_history h where h.appointment_id = a.id) as versions,
    array(select author::text from records.resource r where r.type = 'Appointment' and r.id = a.id::text) as authors,
    array(select actor_id::text from audit.event e where e.patient_id = a.patient_id and e.name = 'scheduling.appointment.book' and e.detail ->> 'appointment_id' = a.id::text) as events
   from scheduling.appointment a where a.id = any ($1::uuid[])`, [ids]);

test('who book in the same moment share a transaction, and each appointment has the one author, version, resource and event of its own', async () => {
  const answers = await together(hours.map((hour, at) => ({ patient_id: patients[at], resource_ids: [clinic.doctors[0].id], wall_clock: `${clinic.day(1)}T${hour}` })));
  expect(new Set(statuses(answers)), answers.find(({ status }) => status !== 201)?.text).toEqual(new Set([201]));
  expect(answers[3]!.body).toMatchObject({ patient_id: patients[3], status: 'booked', wall_clock: `${clinic.day(1)}T10:30`, version: 1, resources: [{ name: 'Dr Yusuf' }] });
  const found = new Map((await traces(answers.map(({ body }) => body['id'] as string))).map((trace) => [trace.id, trace]));
  answers.forEach(({ body }, at) => {
    const by = desks[at % 3]!.account_id;
    expect(found.get(body['id'] as string)).toMatchObject({ booked_by: by, versions: [by], authors: [by], events: [by] });
  });
  expect(new Set([...found.values()].map(({ transaction }) => transaction)).size).toBeLessThan(16);
});

test('several for one place make one booking, and the others are told when else; whoever else is among them is not harmed', async () => {
  const same = Array.from({ length: 6 }, (_each, at) => ({ patient_id: patients[at], resource_ids: [clinic.doctors[0].id, clinic.room.id], wall_clock: `${clinic.day(2)}T09:00` }));
  const others = Array.from({ length: 6 }, (_each, at) => ({ patient_id: patients[6 + at], resource_ids: [clinic.doctors[1].id, clinic.room.id], wall_clock: `${clinic.day(2)}T${hours[at]}` }));
  const answers = await together([...same, ...others]);
  expect(statuses(answers.slice(6))).toEqual([201, 201, 201, 201, 201, 201]);
  expect(statuses(answers.slice(0, 6)).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409, 409, 409]);
  for (const { body } of answers.slice(0, 6).filter(({ status }) => status === 409)) expect(body).toMatchObject({ code: 'scheduling.full', alternatives: [{ start: expect.any(String) }, {}, {}, {}, {}] });
});

test('what a rule refuses is refused by its reason, and nothing of it is left', async () => {
  const resource_ids = [clinic.doctors[0].id];
  await clinic.book(`${clinic.day(3)}T09:00`, resource_ids, { patient_id: patients[0] });
  const held = await clinic.desk.call<{ hold_id: string }>(contract.hold, { visit_type_id: clinic.type.id, resource_ids, wall_clock: `${clinic.day(3)}T16:00` });
  const gone = await clinic.patient();
  await clinic.asSuperuser(`update patients.patient set deceased = true where id = $1`, [gone]);
  const at = (hour: string, patient_id: string | undefined, more = {}) => ({ patient_id, resource_ids, wall_clock: `${clinic.day(3)}T${hour}`, ...more });
  const answers = await together([
    at('10:00', patients[1]), at('07:00', patients[2]), at('09:00', patients[0], { resource_ids: [clinic.doctors[1].id] }), at('11:00', gone),
    at('12:00', crypto.randomUUID()), at('16:00', patients[4]), at('16:00', patients[3], { hold_id: held.body.hold_id }), at('13:00', patients[5], { resource_ids: [clinic.doctors[0].id, clinic.doctors[0].id] }),
    at('14:00', patients[6]),
  ], 'refused-among');
  expect(answers.map(({ status, body }) => (status === 201 ? status : body['code']))).toEqual([
    201, 'scheduling.outside', 'scheduling.booked_already', 'scheduling.patient_deceased', 'records.unknown_patient', 'scheduling.full', 201, 'input.invalid', 201,
  ]);
  const [left] = await clinic.asSuperuser<{ count: number }>(`select count(*)::int as count from scheduling.appointment where starts_at::date = $1::date`, [clinic.day(3)]);
  expect(left?.count).toBe(4);
});

test('somebody else who is quicker after the look undoes nothing of the others', async () => {
  // As another server would: it has taken the time, and has not said so yet.
  const start = `${clinic.day(4)}T10:00:00Z`;
  const other = await clinic.database.dedicated();
  await other.query(`begin; select set_config('openward.scope', 'system', true)`);
  await other.query(`insert into scheduling.reservation (resource_id, lane, during, hold_id, hold_until) values ($1, 1, tstzrange($2::timestamptz, $2::timestamptz + interval '30 minutes'), uuidv7(), now() + interval '1 hour')`, [clinic.doctors[0].id, start]);
  const asked = together([
    { patient_id: patients[0], resource_ids: [clinic.doctors[0].id], start }, { patient_id: patients[1], resource_ids: [clinic.doctors[1].id], start },
    { patient_id: patients[2], resource_ids: [clinic.doctors[1].id], start: `${clinic.day(4)}T11:00:00Z` },
    { patient_id: patients[3], resource_ids: [clinic.doctors[1].id], start: `${clinic.day(4)}T11:30:00Z` },
  ]);
  const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%scheduling.book%'`;
  for (let tries = 0; tries < 200 && (await clinic.asSuperuser(waits)).length === 0; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 10); });
  expect(await clinic.asSuperuser(waits)).not.toHaveLength(0);
  await other.query('commit');
  await other.end();
  expect(statuses(await asked)).toEqual([409, 201, 201, 201]);
});
