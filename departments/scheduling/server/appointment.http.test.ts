import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '@openward/platform/testing';
import { type Appointment, appointmentStatuses, schedulingContract as contract } from '../contract/index.ts';
import { transitions } from '../rules/transition.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const on = (appointment: Appointment, more: object = {}) => ({ patient_id: appointment.patient_id, appointment_id: appointment.id, version: appointment.version, ...more });
const fhir = async (type: string, id: string): Promise<Answer['body']> => {
  const [row] = await clinic.asSuperuser<{ body: string }>('select body::text from records.resource where type = $1 and id = $2', [type, id]);
  return JSON.parse(row?.body ?? 'null') as Answer['body'];
};
const reservations = (id: string) => clinic.asSuperuser<{ resource_id: string; lane: number; from: Date; until: Date }>(
  'select resource_id, lane, starts_at as from, ends_at as until from scheduling.reservation where appointment_id = $1 order by starts_at, resource_id', [id]);
const ordered = (...ids: string[]) => [...ids].sort();

describe('an appointment', () => {
  it('is booked on the wall clock with all that it takes up, and shown as FHIR says it', async () => {
    const { desk, doctors: [doctor], room, type } = clinic;
    const patient_id = await clinic.patient();
    const asked = { patient_id, visit_type_id: type.id, resource_ids: [doctor.id, room.id], wall_clock: `${clinic.day(0)}T09:30`, reason: 'Cough', referral: 'R-7' };
    const key = { idempotency_key: 'the same request' };
    const booked = await desk.call<Appointment>(contract.book, asked, key);
    expect(booked.status, booked.text).toBe(201);
    const { id, start } = booked.body;
    expect(booked.body).toMatchObject({ status: 'booked', version: 1, sequence: 0, wall_clock: `${clinic.day(0)}T09:30`, zone: 'Europe/Berlin', visit_type_name: 'Consultation' });
    expect(booked.body.number).toMatch(/^\d{8}$/);
    expect((await reservations(id)).map((each) => [each.resource_id, each.from.toISOString(), each.until.getTime() - each.from.getTime()]))
      .toEqual(ordered(doctor.id, room.id).map((resource) => [resource, start, 30 * 60_000]));
    expect(await fhir('Appointment', id)).toMatchObject({
      status: 'booked', start, minutesDuration: 20, identifier: [{ value: booked.body.number }], reasonCode: [{ text: 'Cough' }],
      participant: [{ actor: { reference: `Patient/${patient_id}` }, status: 'needs-action' }, { actor: { reference: `Practitioner/${doctor.practitioner_id}` }, status: 'accepted' },
        { actor: { reference: `Location/${room.location_id}` } }],
    });
    expect(await fhir('Schedule', doctor.id)).toMatchObject({ active: true, specialty: [{ text: 'Cardiology' }], actor: [{ reference: `Practitioner/${doctor.practitioner_id}` }] });
    expect((await desk.call<Appointment>(contract.book, asked, key)).body.id).toBe(id);
    const events = await clinic.asSuperuser('select name from audit.event where patient_id = $1 and name like $2', [patient_id, 'scheduling.%']);
    expect(events).toEqual([{ name: 'scheduling.appointment.book' }]);
  });

  it('is confirmed, has come late, was seen; its states follow the table', async () => {
    const { desk, doctors: [doctor] } = clinic;
    const booked = await clinic.book(`${clinic.day(1)}T09:00`, [doctor.id]);
    const confirmed = await desk.call<Appointment>(contract.confirm, on(booked));
    expect(confirmed.body).toMatchObject({ version: 2, sequence: 0, status: 'booked' });
    expect(await fhir('AppointmentResponse', booked.id)).toMatchObject({ participantStatus: 'accepted', appointment: { reference: `Appointment/${booked.id}` } });
    expect((await desk.call(contract.advance, on(confirmed.body, { to: 'noshow' }))).body['code']).toBe('scheduling.not_yet');
    const arrived = await desk.call<Appointment>(contract.advance, on(confirmed.body, { to: 'arrived' }));
    const seen = await desk.call<Appointment>(contract.advance, on(arrived.body, { to: 'fulfilled' }));
    expect(seen.body).toMatchObject({ status: 'fulfilled', late_minutes: null, next: ['arrived', 'entered-in-error'] });
    expect(seen.body.history.map(({ status }) => status)).toEqual(['booked', 'booked', 'arrived', 'fulfilled']);
    expect((await desk.call(contract.cancel, on(seen.body, { by: 'patient', reason: 'x' }))).status).toBe(409);
    await expect(clinic.asSuperuser(`update scheduling.appointment set status = 'booked' where id = $1`, [booked.id])).rejects.toThrow(/does not follow/);
    const rows = await clinic.asSuperuser<{ way: string }>(`select from_status || ' ' || to_status as way from scheduling.transition`);
    expect(new Set(rows.map(({ way }) => way))).toEqual(new Set(appointmentStatuses.flatMap((from) => transitions[from].map((to) => `${from} ${to}`))));
  });

  it('moves with everything that it takes up, as a new version; one that cannot move stays where it was', async () => {
    const { desk, doctors: [doctor, other], room } = clinic;
    const booked = await clinic.book(`${clinic.day(2)}T09:00`, [doctor.id, room.id]);
    await clinic.book(`${clinic.day(2)}T11:00`, [other.id]);
    const refused = await desk.call(contract.reschedule, on(booked, { resource_ids: [room.id, other.id], wall_clock: `${clinic.day(2)}T11:00` }));
    expect(refused).toMatchObject({ status: 409, body: { code: 'scheduling.full' } });
    expect(refused.body['alternatives'][0]).toMatchObject({ wall_clock: `${clinic.day(2)}T09:00`, resource_ids: [room.id, other.id] });
    expect((await reservations(booked.id)).map(({ resource_id }) => resource_id)).toEqual(ordered(doctor.id, room.id));
    // Half an hour later, over its own time.
    const moved = await desk.call<Appointment>(contract.reschedule, on(booked, { resource_ids: [doctor.id], wall_clock: `${clinic.day(2)}T09:30` }));
    expect(moved.body, moved.text).toMatchObject({ id: booked.id, version: 2, sequence: 1, wall_clock: `${clinic.day(2)}T09:30` });
    expect(await reservations(booked.id)).toMatchObject([{ resource_id: doctor.id, from: new Date(moved.body.start) }]);
    expect(moved.body.history).toMatchObject([{ version: 1, start: booked.start }, { version: 2, start: moved.body.start }]);
    expect((await fhir('Appointment', booked.id))['start']).toBe(moved.body.start);
    expect((await desk.call(contract.reschedule, on(booked, { resource_ids: [doctor.id], wall_clock: `${clinic.day(2)}T10:00` }))).body['code']).toBe('scheduling.changed');
  });

  it('is made longer or shorter within the rules of its kind, where the time after it is free, and keeps that when it moves', async () => {
    const { desk, doctors: [doctor] } = clinic;
    const booked = await clinic.book(`${clinic.day(13)}T09:00`, [doctor.id]);
    await clinic.book(`${clinic.day(13)}T10:00`, [doctor.id]);
    const again = (of: Appointment, more: object) => desk.call<Appointment>(contract.reschedule, on(of, { resource_ids: [doctor.id], wall_clock: of.wall_clock, ...more }));
    const longer = await again(booked, { minutes: 50 });
    expect(longer.body, longer.text).toMatchObject({ sequence: 1, start: booked.start, end: new Date(Date.parse(booked.start) + 50 * 60_000).toISOString() });
    expect((await again(longer.body, { minutes: 55 })).body).toMatchObject({ code: 'scheduling.full' });
    expect(await again(longer.body, { minutes: 65 })).toMatchObject({ status: 422, body: { code: 'scheduling.length', least: 10, most: 60 } });
    expect((await again(longer.body, { minutes: 22 })).body).toMatchObject({ code: 'scheduling.length' });
    const moved = await again(longer.body, { wall_clock: `${clinic.day(13)}T14:00` });
    expect(Date.parse(moved.body.end) - Date.parse(moved.body.start)).toBe(50 * 60_000);
    expect((await again(moved.body, { minutes: 20 })).body.sequence).toBe(3);
  });

  it('is called off with the reason and who; its time is free again', async () => {
    const { desk, doctors: [doctor] } = clinic;
    const booked = await clinic.book(`${clinic.day(3)}T09:00`, [doctor.id]);
    const off = await desk.call<Appointment>(contract.cancel, on(booked, { by: 'patient', reason: 'Is away' }));
    expect(off.body).toMatchObject({ status: 'cancelled', sequence: 1, stopped_by: 'patient', stopped_reason: 'Is away' });
    expect(await fhir('Appointment', booked.id)).toMatchObject({ status: 'cancelled', cancelationReason: { coding: [{ code: 'pat' }], text: 'Is away' } });
    expect(await reservations(booked.id)).toEqual([]);
    await clinic.book(`${clinic.day(3)}T09:00`, [doctor.id]);
  });

  it('is one of a series: each date on its own, those that cannot be are named with what could', async () => {
    const { desk, doctors: [doctor], type } = clinic;
    await clinic.book(`${clinic.day(5)}T14:00`, [doctor.id]);
    const patient_id = await clinic.patient();
    const dates = [4, 5, 6, 100].map((after) => clinic.day(after));
    const asked = { patient_id, visit_type_id: type.id, resource_ids: [doctor.id], dates, clock: '14:00' };
    const preview = await desk.call(contract.previewSeries, asked);
    expect((await desk.call(contract.ofPatient, { patient_id })).body['appointments']).toEqual([]);
    const series = await desk.call(contract.bookSeries, asked);
    expect(series.status, series.text).toBe(201);
    expect(preview.body['possible']).toEqual(series.body['booked'].map(({ start, wall_clock }: Appointment) => ({ date: wall_clock.slice(0, 10), start, wall_clock })));
    expect(preview.body['skipped']).toEqual(series.body['skipped']);
    // What was looked at without being booked wrote nothing that others see.
    expect(await clinic.asSuperuser(`select from records.resource where type = 'Appointment' and patient_id = $1`, [patient_id])).toHaveLength(2);
    expect(series.body['booked'].map(({ wall_clock }: Appointment) => wall_clock)).toEqual([`${clinic.day(4)}T14:00`, `${clinic.day(6)}T14:00`]);
    expect(series.body['skipped']).toMatchObject([{ date: clinic.day(5), code: 'scheduling.full' }, { date: clinic.day(100), code: 'scheduling.outside' }]);
    expect(series.body['skipped'][0].alternatives.length).toBeGreaterThan(0);
    const listed = await desk.call(contract.ofPatient, { patient_id });
    expect(listed.body['appointments']).toHaveLength(2);
  });
});

describe('what is kept of an appointment', () => {
  it('who moved it, when, with whom it was to be, why, and what the patient had said', async () => {
    const { desk, doctors: [doctor, other] } = clinic;
    const booked = await clinic.book(`${clinic.day(8)}T09:00`, [doctor.id]);
    const confirmed = await desk.call<Appointment>(contract.confirm, on(booked));
    const moved = await desk.call<Appointment>(contract.reschedule, on(confirmed.body, { resource_ids: [other.id], wall_clock: `${clinic.day(8)}T10:00`, reason: 'The doctor is away' }));
    const again = await desk.call<Appointment>(contract.confirm, on(moved.body));
    expect(again.body.history.map(({ resource_ids: [id], confirmed: said, reason, status }) => [id, said, reason, status])).toEqual([
      [doctor.id, false, null, 'booked'], [doctor.id, true, null, 'booked'], [other.id, false, 'The doctor is away', 'booked'], [other.id, true, null, 'booked'],
    ]);
  });

  it('names only what is there, and what is named does not go away', async () => {
    const { doctors: [doctor] } = clinic;
    const booked = await clinic.book(`${clinic.day(8)}T11:00`, [doctor.id]);
    const nobody = crypto.randomUUID();
    await expect(clinic.asSuperuser('update scheduling.appointment set resource_ids = resource_ids || $2::uuid where id = $1', [booked.id, nobody])).rejects.toThrow(/not there/);
    await expect(clinic.asSuperuser(`update scheduling.session set visit_type_ids = array[$2::uuid] where resource_id = $1`, [doctor.id, nobody])).rejects.toThrow(/not there/);
    await expect(clinic.asSuperuser(`update scheduling.template set visit_type_ids = array[$2::uuid] where resource_id = $1`, [doctor.id, nobody])).rejects.toThrow(/not there/);
    await expect(clinic.asSuperuser('delete from scheduling.resource where id = $1', [doctor.id])).rejects.toThrow(/name this calendar/);
    const [kind] = await clinic.asSuperuser<{ id: string }>(`insert into scheduling.visit_type (code, name, minutes) values ('GONE', 'Gone', 20) returning id`);
    const [rule] = await clinic.asSuperuser<{ id: string }>('update scheduling.template set visit_type_ids = array[$2::uuid] where resource_id = $1 returning id', [clinic.machine.id, kind!.id]);
    await expect(clinic.asSuperuser('delete from scheduling.visit_type where id = $1', [kind!.id])).rejects.toThrow(/open for this kind/);
    await expect(clinic.asSuperuser('update scheduling.visit_type set id = uuidv7() where id = $1', [kind!.id])).rejects.toThrow(/open for this kind/);
    await clinic.asSuperuser(`update scheduling.template set visit_type_ids = '{}' where id = $1`, [rule!.id]);
    await clinic.asSuperuser('delete from scheduling.visit_type where id = $1', [kind!.id]);
  });
});

describe('what is refused', () => {
  it.each([
    ['outside the session', 'T17:00', 'scheduling.outside'],
    ['buffers beyond its end', 'T16:45', 'scheduling.outside'],
  ])('%s', async (_what, clock, code) => {
    const { desk, doctors: [doctor], type } = clinic;
    const refused = await desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: type.id, resource_ids: [doctor.id], wall_clock: `${clinic.day(7)}${clock}` });
    expect(refused).toMatchObject({ status: 409, body: { code } });
    expect(refused.body['alternatives']).toHaveLength(5);
    const [offer] = refused.body['alternatives'];
    expect((await clinic.book(offer.wall_clock, offer.resource_ids)).start).toBe(offer.start);
  });

  it('the past, a gap of the clock, a time that comes twice, somebody who died, a record that was merged', async () => {
    const { desk, doctors: [doctor], type } = clinic;
    const patient_id = await clinic.patient();
    const book = (more: object) => desk.call(contract.book, { patient_id, visit_type_id: type.id, resource_ids: [doctor.id], ...more });
    expect((await book({ start: '2021-01-04T09:00:00Z' })).body).toMatchObject({ code: 'scheduling.past', alternatives: expect.arrayContaining([expect.objectContaining({ resource_ids: [doctor.id] })]) });
    const gap = await book({ wall_clock: '2027-03-28T02:30' });
    expect(gap).toMatchObject({ status: 409, body: { code: 'scheduling.clock', kind: 'gap', candidates: [{ wall_clock: '2027-03-28T01:30' }, { wall_clock: '2027-03-28T03:30' }] } });
    expect((await book({ wall_clock: '2027-10-31T02:30' })).body).toMatchObject({ code: 'scheduling.clock', kind: 'twice', candidates: [{ instant: '2027-10-31T00:30:00Z' }, { instant: '2027-10-31T01:30:00Z' }] });
    expect((await book({})).status).toBe(400);
    const dead = await clinic.patient();
    await clinic.asSuperuser('update patients.patient set deceased = true where id = $1', [dead]);
    expect((await book({ patient_id: dead, wall_clock: `${clinic.day(7)}T10:00` })).body['code']).toBe('scheduling.patient_deceased');
    const insert = (of: string) => clinic.asSuperuser(`insert into scheduling.appointment (patient_id, visit_type_id, during, zone, wall_clock, resource_ids)
      values ($1, $2, '[2090-01-01, 2090-01-02)', 'UTC', '2090-01-01T00:00', array[$3::uuid])`, [of, type.id, doctor.id]);
    await expect(insert(dead)).rejects.toThrow(/deceased/);
    await clinic.asSuperuser('update patients.patient set survivor_id = $2, deceased = false where id = $1', [dead, patient_id]);
    await expect(insert(dead)).rejects.toThrow(/merged/);
    // The record that stands takes it.
    expect((await book({ patient_id: dead, wall_clock: `${clinic.day(7)}T10:30` })).body['patient_id']).toBe(patient_id);
  });

  it('a second appointment at the same time, unless it is meant', async () => {
    const { desk, doctors: [doctor, other], type } = clinic;
    const first = await clinic.book(`${clinic.day(8)}T09:00`, [doctor.id]);
    const again = { patient_id: first.patient_id, visit_type_id: type.id, resource_ids: [other.id], wall_clock: `${clinic.day(8)}T09:00` };
    expect(await desk.call(contract.book, again)).toMatchObject({ status: 409, body: { code: 'scheduling.booked_already', appointment: { id: first.id } } });
    expect((await desk.call(contract.book, { ...again, although_booked: true })).status).toBe(201);
  });

  it('more than the lanes, and on purpose more than the overbooking', async () => {
    const { desk, nurse, machine, type } = clinic;
    const wall_clock = `${clinic.day(9)}T09:00`;
    await clinic.book(wall_clock, [machine.id]);
    await clinic.book(wall_clock, [machine.id]);
    const third = { visit_type_id: type.id, resource_ids: [machine.id], wall_clock, patient_id: await clinic.patient() };
    expect((await desk.call(contract.book, third)).body['code']).toBe('scheduling.full');
    expect((await nurse.call(contract.book, { ...third, overbook: true })).status).toBe(403);
    expect((await desk.call(contract.book, { ...third, overbook: true })).body).toMatchObject({ code: 'scheduling.overbook_why' });
    expect((await desk.call(contract.book, { ...third, overbook: true, overbook_because: 'Comes from far' })).body).toMatchObject({ overbooked: true, overbooked_because: 'Comes from far', history: [{ reason: 'Comes from far' }] });
    expect((await desk.call(contract.book, { ...third, patient_id: await clinic.patient(), overbook: true, overbook_because: 'Comes from far' })).body['code']).toBe('scheduling.full');
    await expect(clinic.asSuperuser(`insert into scheduling.reservation (resource_id, lane, during, hold_id, hold_until)
      select resource_id, 4, during, uuidv7(), now() + interval '1 hour' from scheduling.reservation where resource_id = $1 limit 1`, [machine.id])).rejects.toThrow(/no such lane/);
  });
});

describe('a hold', () => {
  it('is taken over by whoever holds it, by nobody else, and by anybody once it has run out', async () => {
    const { desk, doctor: other, doctors: [doctor], type } = clinic;
    const at = { visit_type_id: type.id, resource_ids: [doctor.id], wall_clock: `${clinic.day(10)}T09:00` };
    const hold = await desk.call(contract.hold, at);
    expect(hold.status, hold.text).toBe(201);
    const patient_id = await clinic.patient();
    expect((await other.call(contract.book, { ...at, patient_id })).body['code']).toBe('scheduling.full');
    expect((await other.call(contract.book, { ...at, patient_id, hold_id: hold.body['hold_id'] })).body['code']).toBe('scheduling.hold_expired');
    expect((await desk.call(contract.book, { ...at, patient_id, hold_id: hold.body['hold_id'] })).status).toBe(201);
    const second = await desk.call(contract.hold, { ...at, wall_clock: `${clinic.day(10)}T10:00` });
    await clinic.asSuperuser(`update scheduling.reservation set hold_until = now() - interval '1 second' where hold_id = $1`, [second.body['hold_id']]);
    const late = await desk.call(contract.book, { ...at, patient_id, wall_clock: `${clinic.day(10)}T10:00`, hold_id: second.body['hold_id'] });
    expect(late).toMatchObject({ status: 409, body: { code: 'scheduling.hold_expired' } });
    expect(late.body['alternatives'][0].wall_clock).toBe(`${clinic.day(10)}T09:30`);
    await clinic.book(`${clinic.day(10)}T10:00`, [doctor.id]);
    const third = await desk.call(contract.hold, { ...at, wall_clock: `${clinic.day(10)}T11:00` });
    expect((await desk.call(contract.releaseHold, { hold_id: third.body['hold_id'] })).body).toEqual({ released: 1 });
  });
});

describe('the day and the worklist', () => {
  it('shows the columns of the day, and a restricted patient only as taken time', async () => {
    const { desk, doctors: [doctor] } = clinic;
    const [seen, hidden] = [await clinic.book(`${clinic.day(11)}T09:00`, [doctor.id]), await clinic.book(`${clinic.day(11)}T10:00`, [doctor.id])];
    await clinic.asSuperuser('update patients.patient set restricted = true where id = $1', [hidden.patient_id]);
    const day = await desk.call(contract.day, { date: clinic.day(11), resource_ids: [doctor.id] });
    expect(day.body).toMatchObject({
      zone: expect.any(String), columns: [{ resource_id: doctor.id, sessions: [{ start: expect.stringContaining(clinic.day(11)) }] }],
      taken: [{ id: seen.id, appointment: { patient_id: seen.patient_id, status: 'booked' } }, { appointment: null }],
    });
  });

  it('shows a week of days, and leave and holidays by their kind alone', async () => {
    const { administrator, desk, doctors: [, other] } = clinic;
    const leave = { resource_id: other.id, kind: 'leave', start: `${clinic.day(15)}T12:00:00Z`, end: `${clinic.day(15)}T13:00:00Z`, reason: 'Surgery on the knee' };
    expect((await administrator.call(contract.addException, leave)).status).toBe(201);
    const week = await desk.call(contract.day, { date: clinic.day(14), days: 7, resource_ids: [other.id] });
    expect(week.status, week.text).toBe(200);
    expect(week.body['days']).toHaveLength(7);
    expect(week.body['columns'][0].off).toMatchObject([{ kind: 'leave', start: expect.stringContaining(clinic.day(15)) }]);
    expect(week.text).not.toContain('knee');
    expect(week.body['columns'][0].sessions.length).toBeGreaterThanOrEqual(8);
    expect((await desk.call(contract.day, { days: 8 })).status).toBe(400);
  });

  it('keeps those for whom nothing was free until a time is found', async () => {
    const { desk, doctors: [doctor], type } = clinic;
    const appointment = await clinic.book(`${clinic.day(12)}T09:00`, [doctor.id]);
    const { patient_id } = appointment;
    const asked = { visit_type_id: type.id, needs: [{ resource_ids: [doctor.id] }], weekdays: [1] };
    const put = await desk.call(contract.want, { patient_id, asked, note: 'Mornings' });
    expect(put.status, put.text).toBe(201);
    const listed = async () => ((await desk.call(contract.wanted, {})).body['wanted'] as { id: string; asked: object; note: string }[]).filter(({ id }) => id === put.body['id']);
    expect(await listed()).toMatchObject([{ note: 'Mornings', asked: { weekdays: [1] } }]);
    expect((await desk.call(contract.closeWanted, { patient_id, wanted_id: put.body['id'] })).body['code']).toBe('scheduling.closed_how');
    expect((await desk.call(contract.closeWanted, { patient_id, wanted_id: put.body['id'], appointment_id: appointment.id })).status).toBe(200);
    expect(await listed()).toEqual([]);
  });
});
