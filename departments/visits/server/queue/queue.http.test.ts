import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '@openward/platform/testing';
import { type Board, type Stop, stopStatuses, type Ticket, type TokenDisplay, visitsContract as contract } from '../../contract/index.ts';
import { stopTransitions } from '../../rules/queue/stop.ts';
import { openQueueHospital, type QueueHospital } from './test-queue.ts';

let hospital: QueueHospital;
beforeAll(async () => {
  hospital = await openQueueHospital();
});
afterAll(() => hospital.close());

const fhir = async (type: string, id: string): Promise<Answer['body']> => {
  const [row] = await hospital.asSuperuser<{ body: string }>('select body::text from records.resource where type = $1 and id = $2', [type, id]);
  return JSON.parse(row?.body ?? 'null') as Answer['body'];
};
const named = (stop: Stop, more: object = {}) => ({ stop_id: stop.id, version: stop.version, ...more });
const clear = () => hospital.asSuperuser('delete from visits.stop');
const waitingCodes = async (): Promise<string[]> => {
  const { body } = await hospital.nurse.call<{ stops: Stop[] }>(contract.queue, { service_point_id: hospital.clinic.id });
  return body.stops.filter(({ status }) => status === 'waiting').map(({ code }) => code);
};

describe('a patient who has an appointment', () => {
  it('checks in once, is called, comes in, is done: visit, appointment and their FHIR faces go along', async () => {
    const { desk, doctor, clinic, rooms, staff_ids } = hospital;
    const patient_id = await hospital.patient();
    const appointment_id = await hospital.appointment(patient_id, 3);
    const { status, body, text } = await desk.call<{ stop: Stop; visit_id: string; ahead: number }>(contract.checkInToQueue, { patient_id, appointment_id });
    expect(status, text).toBe(201);
    expect(body.stop).toMatchObject({ service_point_id: clinic.id, status: 'waiting', why: 'appointment', place: 1, patient: { id: patient_id }, appointment_id, visit_id: body.visit_id });
    expect(body.stop.code).toMatch(/^A\d+$/);
    expect(await fhir('Encounter', body.visit_id)).toMatchObject({ status: 'arrived', participant: [{ individual: { reference: `Practitioner/${staff_ids[0]}` } }] });
    expect(await fhir('Appointment', appointment_id)).toMatchObject({ status: 'arrived' });
    const again = await desk.call(contract.checkInToQueue, { patient_id, appointment_id });
    expect(again).toMatchObject({ status: 409, body: { code: 'visits.checked_in_already' } });

    const called = await doctor.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[0]?.id });
    expect(called.body.stop).toMatchObject({ id: body.stop.id, status: 'called', room_name: 'Room 1', calls: 1, place: null });
    const once_more = await doctor.call<Stop>(contract.callToken, named(called.body.stop, { room_id: rooms[0]?.id }));
    expect(once_more.body).toMatchObject({ status: 'called', calls: 2 });
    const inside = await doctor.call<Stop>(contract.advanceStop, named(once_more.body, { to: 'in-room' }));
    expect(inside.body.status).toBe('in-room');
    expect(await fhir('Encounter', body.visit_id)).toMatchObject({ status: 'in-progress' });
    const over = await doctor.call<Stop>(contract.advanceStop, named(inside.body, { to: 'done', come_back_in_days: 14 }));
    expect(over.body.status).toBe('done');
    expect(over.body.arrived_at <= (over.body.waiting_at ?? '') && (over.body.called_at ?? '') <= (over.body.in_room_at ?? '') && (over.body.in_room_at ?? '') <= (over.body.ended_at ?? '')).toBe(true);
    expect(await fhir('Appointment', appointment_id)).toMatchObject({ status: 'fulfilled' });
    const loops = await hospital.asSuperuser<{ title: string; owner_department: string }>('select title, owner_department from records.loop where patient_id = $1', [patient_id]);
    expect(loops).toEqual([{ title: 'Book a follow-up within 14 days', owner_department: hospital.department_id }]);
    const events = await hospital.asSuperuser<{ name: string }>(`select name from audit.event where patient_id = $1 and name ~ '^visits.(token|stop)' order by at`, [patient_id]);
    expect(events.map(({ name }) => name)).toEqual(['visits.token.issue', 'visits.token.call', 'visits.token.call', 'visits.stop.advance', 'visits.stop.advance']);
  });

  it('is not checked in for another day, nor for the appointment of somebody else', async () => {
    const { desk } = hospital;
    const patient_id = await hospital.patient();
    const later = await hospital.appointment(patient_id, 3 * 24 * 60);
    expect(await desk.call(contract.checkInToQueue, { patient_id, appointment_id: later })).toMatchObject({ status: 409, body: { code: 'visits.not_today' } });
    expect(await desk.call(contract.checkInToQueue, { patient_id: await hospital.patient(), appointment_id: later })).toMatchObject({ status: 404, body: { code: 'scheduling.appointment_unknown' } });
    expect(await desk.call(contract.checkInToQueue, { patient_id })).toMatchObject({ status: 422, body: { code: 'visits.which_point' } });
  });

  it('leaves the room when the visit is signed', async () => {
    await clear();
    const { doctor, rooms } = hospital;
    const patient_id = await hospital.patient();
    const appointment_id = await hospital.appointment(patient_id, 1);
    await hospital.desk.call(contract.checkInToQueue, { patient_id, appointment_id });
    const { body: { stop } } = await doctor.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[0]?.id });
    const { body: inside } = await doctor.call<Stop>(contract.advanceStop, named(stop, { to: 'in-room' }));
    const visit = await doctor.call(contract.read, { patient_id, visit_id: inside.visit_id });
    const closed = await doctor.call(contract.close, { patient_id, visit_id: inside.visit_id, version: visit.body['version'], disposition: 'home', no_diagnosis_reason: 'None' });
    expect(closed.status, closed.text).toBe(200);
    expect(await hospital.asSuperuser('select status from visits.stop where id = $1', [stop.id])).toEqual([{ status: 'done' }]);
    expect(await fhir('Appointment', appointment_id)).toMatchObject({ status: 'fulfilled' });
  });
});

describe('a queue', () => {
  it('is called by priority and turn, says why, and nobody who left is in it', async () => {
    await clear();
    const { desk, nurse } = hospital;
    const walk_in = await hospital.waiting();
    const old = await hospital.waiting({ priority: 'priority', priority_reason: 'elderly' });
    const patient_id = await hospital.patient();
    const { body: { stop: booked } } = await desk.call<{ stop: Stop }>(contract.checkInToQueue, { patient_id, appointment_id: await hospital.appointment(patient_id, 2) });
    expect(await waitingCodes()).toEqual([old.code, booked.code, walk_in.code]);
    const unsaid = await desk.call(contract.prioritise, named(walk_in, { priority: 'urgent' }));
    expect(unsaid).toMatchObject({ status: 400, body: { errors: [{ field: 'priority_reason' }] } });
    const urgent = await nurse.call<Stop>(contract.prioritise, named(walk_in, { priority: 'urgent', priority_reason: 'severe-pain' }));
    expect(urgent.body).toMatchObject({ place: 1, why: 'priority' });
    expect(await nurse.call(contract.prioritise, named(walk_in, { priority: 'routine' }))).toMatchObject({ status: 409, body: { code: 'visits.stop_changed', current: { version: 2 } } });
    await desk.call(contract.advanceStop, named(old, { to: 'left' }));
    expect(await fhir('Encounter', old.visit_id ?? '')).toMatchObject({ status: 'cancelled' });
    expect(await waitingCodes()).toEqual([walk_in.code, booked.code]);
  });

  it('takes the token on to the next station, and shows the way', async () => {
    await clear();
    const { nurse, rooms, laboratory } = hospital;
    const stop = await hospital.waiting();
    const { body: { stop: called } } = await nurse.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[1]?.id });
    expect(await nurse.call(contract.handOver, named(called, { service_point_id: laboratory.id }))).toMatchObject({ status: 409, body: { code: 'visits.stop_transition' } });
    const { body: inside } = await nurse.call<Stop>(contract.advanceStop, named(called, { to: 'in-room' }));
    const next = await nurse.call<Stop>(contract.handOver, named(inside, { service_point_id: laboratory.id }));
    expect(next.status, next.text).toBe(201);
    expect(next.body).toMatchObject({ code: stop.code, service_point_id: laboratory.id, status: 'waiting', sequence: 2 });
    const way = await nurse.call<{ stops: Stop[] }>(contract.journey, { token_id: stop.token_id });
    expect(way.body.stops.map(({ point_name, status }) => [point_name, status])).toEqual([['Family clinic', 'done'], ['Laboratory', 'waiting']]);
  });

  it('calls who did not answer again, and into one room one at a time', async () => {
    await clear();
    const { nurse, rooms } = hospital;
    await hospital.waiting();
    await hospital.waiting();
    const { body: { stop } } = await nurse.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[0]?.id });
    expect(await nurse.call(contract.callNext, { room_id: rooms[0]?.id })).toMatchObject({ status: 409, body: { code: 'visits.room_taken' } });
    expect(await nurse.call(contract.callToken, named(stop, { room_id: rooms[1]?.id }))).toMatchObject({ status: 409, body: { code: 'visits.called_already' } });
    const { body: silent } = await nurse.call<Stop>(contract.advanceStop, named(stop, { to: 'no-answer' }));
    const { body: other } = await nurse.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[0]?.id });
    expect(other.stop.code).not.toBe(stop.code);
    const { body: back } = await nurse.call<Stop>(contract.callToken, named(silent, { room_id: rooms[1]?.id }));
    expect(back).toMatchObject({ status: 'called', room_name: 'Room 2', calls: 2 });
    expect(await nurse.call(contract.callNext, { room_id: rooms[2]?.id })).toMatchObject({ status: 200, body: { stop: null } });
  });

  it('gives a number to somebody whom nobody knows yet, which becomes theirs at the desk', async () => {
    await clear();
    const { desk, registration, clinic } = hospital;
    const number = await desk.call<{ stop: Stop }>(contract.takeNumber, { service_point_id: registration.id });
    expect(number.body.stop).toMatchObject({ patient: null, visit_id: null, status: 'waiting' });
    const patient_id = await hospital.patient();
    const known = await desk.call<{ stop: Stop }>(contract.checkInToQueue, { patient_id, service_point_id: clinic.id, token_id: number.body.stop.token_id });
    expect(known.status, known.text).toBe(201);
    expect(known.body.stop).toMatchObject({ code: number.body.stop.code, patient: { id: patient_id }, service_point_id: clinic.id, sequence: 2 });
    const taken = await desk.call(contract.checkInToQueue, { patient_id: await hospital.patient(), service_point_id: clinic.id, token_id: number.body.stop.token_id });
    expect(taken).toMatchObject({ status: 409, body: { code: 'visits.token_taken' } });
  });

  it('shows the token of a restricted patient without a name to who may not see them, and calls it', async () => {
    await clear();
    const { nurse, rooms } = hospital;
    const stop = await hospital.waiting();
    await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [stop.patient?.id]);
    await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [stop.patient?.id]);
    const seen = await nurse.call<{ stops: Stop[] }>(contract.queue, { service_point_id: hospital.clinic.id });
    expect(seen.body.stops).toMatchObject([{ code: stop.code, patient: null, visit_id: null }]);
    expect((await nurse.call<{ stop: Stop }>(contract.callNext, { room_id: rooms[0]?.id })).body.stop).toMatchObject({ code: stop.code, patient: null });
  });

  it('holds the transitions that the database holds', async () => {
    const rows = await hospital.asSuperuser<{ from_status: string; to_status: string }>('select from_status, to_status from visits.stop_transition');
    const ours = stopStatuses.flatMap((from) => stopTransitions[from].map((to) => `${from} ${to}`));
    expect(rows.map(({ from_status, to_status }) => `${from_status} ${to_status}`).toSorted()).toEqual(ours.toSorted());
  });
});

describe('a public display', () => {
  it('shows tokens and rooms to an account that may do nothing else, and a name only where it is allowed to', async () => {
    await clear();
    const { administrator, clinic, rooms, nurse } = hospital;
    const screen = await hospital.signIn('display');
    const display = (await administrator.call<TokenDisplay>(contract.addDisplay, { name: 'Hall', service_point_ids: [clinic.id] })).body;
    const first = await hospital.waiting();
    const second = await hospital.waiting();
    await nurse.call(contract.callNext, { room_id: rooms[0]?.id });
    const shown = await screen.call<Board>(contract.board, { display_id: display.id });
    expect(shown.body.points).toMatchObject([{ letter: 'A', waiting: 1, next: [second.code], calls: [{ code: first.code, room: 'Room 1', calls: 1, name: null }] }]);
    expect(shown.text).not.toContain(first.patient?.name);
    expect((await screen.call(contract.queue, {})).status).toBe(403);
    await administrator.call(contract.updateDisplay, { display_id: display.id, name: 'Hall', service_point_ids: [clinic.id], names: true, version: display.version });
    const open = await screen.call<Board>(contract.board, { display_id: display.id });
    expect(open.body.points[0]?.calls[0]?.name).toBe(first.patient?.name);
    const events = await hospital.asSuperuser<{ shown: string[] | null }>(`select shown from audit.event where name = 'visits.display.read' and outcome = 'success' order by at`);
    expect(events.map(({ shown: names }) => names ?? [])).toEqual([[], [first.patient?.id]]);
  });
});

describe('a no-show', () => {
  it('that is urgent is given to somebody to follow up', async () => {
    const { desk } = hospital;
    const patient_id = await hospital.patient();
    const missed = await hospital.appointment(patient_id, -40);
    const told = await desk.call(contract.noShow, { patient_id, appointment_id: missed, version: 1, urgent: true });
    expect(told, told.text).toMatchObject({ status: 200, body: { followed_up: true } });
    expect(await fhir('Appointment', missed)).toMatchObject({ status: 'noshow' });
    expect(await hospital.asSuperuser('select kind, owner_department from records.loop where patient_id = $1', [patient_id])).toEqual([{ kind: 'follow_up', owner_department: hospital.department_id }]);
    const ordinary = await hospital.appointment(patient_id, -30);
    expect((await desk.call(contract.noShow, { patient_id, appointment_id: ordinary, version: 1 })).body).toEqual({ followed_up: false });
    expect(await desk.call(contract.noShow, { patient_id, appointment_id: await hospital.appointment(patient_id, 90), version: 1 })).toMatchObject({ status: 409, body: { code: 'scheduling.not_yet' } });
  });
});

describe('a kiosk', () => {
  const kiosk = async () => hospital.signIn('kiosk');

  it('gives a token for a number and a birth date that fit together, and names nobody', async () => {
    await clear();
    const screen = await kiosk();
    const patient_id = await hospital.patient({ birth_date: '1980-02-03' });
    const [{ hospital_number, display_name } = { hospital_number: '', display_name: '' }] = await hospital.asSuperuser<{ hospital_number: string; display_name: string }>('select hospital_number, display_name from patients.patient where id = $1', [patient_id]);
    const typed = (number: string, birth_date: string) => screen.call(contract.kioskCheckIn, { number, birth_date });
    expect((await typed(hospital_number, '1980-02-04')).body).toMatchObject({ outcome: 'desk', why: 'unknown' });
    expect((await typed(hospital_number, '1980-02-03')).body).toMatchObject({ outcome: 'desk', why: 'nothing-today' });
    const appointment_id = await hospital.appointment(patient_id, 4);
    const [{ number } = { number: '' }] = await hospital.asSuperuser<{ number: string }>('select number from scheduling.appointment where id = $1', [appointment_id]);
    const told = await typed(number, '1980-02-03');
    expect(told.body, told.text).toMatchObject({ outcome: 'token', point_name: 'Family clinic', ahead: 0, pay_first: false });
    expect(told.text).not.toContain(display_name);
    expect((await typed(hospital_number, '1980-02-03')).body).toMatchObject({ outcome: 'token', code: told.body['code'] });
    expect(await fhir('Appointment', appointment_id)).toMatchObject({ status: 'arrived' });
    expect((await screen.call(contract.queue, {})).status).toBe(403);
    expect((await screen.call(contract.arrivals, {})).status).toBe(403);
  });

  it('does not let numbers be tried out', async () => {
    const screen = await kiosk();
    const answers = [];
    for (let each = 0; each < 14; each += 1) answers.push(await screen.call(contract.kioskCheckIn, { number: `9000000${each}`, birth_date: '1980-02-03' }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);
    expect(answers.at(-1)?.body).toMatchObject({ code: 'visits.kiosk_busy' });
  });

  it('gives a number to who has none', async () => {
    const told = await (await kiosk()).call(contract.kioskNumber, {});
    expect(told.body, told.text).toMatchObject({ outcome: 'token', point_name: 'Registration' });
  });
});

describe('paying first', () => {
  it('holds who must pay until somebody says that it is paid, and never an emergency or a birth', async () => {
    await clear();
    const { administrator, cashier, nurse, clinic, rooms } = hospital;
    const rule = await administrator.call(contract.addPayRule, { service_point_id: clinic.id, payer: 'self', must_pay: true });
    expect(rule.status, rule.text).toBe(201);
    const held = await hospital.waiting();
    expect(held).toMatchObject({ status: 'arrived', held: 'payment' });
    const birth = await hospital.waiting({ priority: 'urgent', priority_reason: 'labour' });
    const emergency = await hospital.waiting({ class: 'emergency' });
    expect([birth.status, emergency.status]).toEqual(['waiting', 'waiting']);
    expect(await nurse.call(contract.callToken, named(held, { room_id: rooms[0]?.id }))).toMatchObject({ status: 409, body: { code: 'visits.not_paid' } });
    expect(await cashier.call(contract.settle, named(held, { how: 'waived' }))).toMatchObject({ status: 400, body: { errors: [{ field: 'note' }] } });
    expect((await nurse.call(contract.settle, named(held, { how: 'paid' }))).status).toBe(403);
    const paid = await cashier.call<Stop>(contract.settle, named(held, { how: 'paid', note: 'R-17' }));
    expect(paid.body, paid.text).toMatchObject({ status: 'waiting', held: null, arrived_at: held.arrived_at });
    expect(await hospital.asSuperuser('select how, note, by_name from visits.settlement')).toEqual([{ how: 'paid', note: 'R-17', by_name: expect.stringMatching(/^cashier/) as string }]);
    // A rule that is made while somebody waits holds at the call.
    await administrator.call(contract.removePayRule, { pay_rule_id: rule.body['id'] });
    const free = await hospital.waiting();
    expect(free.status).toBe('waiting');
    await administrator.call(contract.addPayRule, { must_pay: true });
    const called = [];
    for (const { id } of rooms) called.push((await nurse.call<{ stop: Stop | null }>(contract.callNext, { room_id: id })).body.stop?.code);
    expect(new Set(called)).toEqual(new Set([birth.code, emergency.code, held.code]));
    const here = (await nurse.call<{ stops: Stop[] }>(contract.queue, { service_point_id: clinic.id })).body.stops.find(({ room_id }) => room_id === rooms[0]?.id);
    await nurse.call(contract.advanceStop, named(here!, { to: 'no-answer' }));
    expect((await nurse.call<{ stop: Stop | null }>(contract.callNext, { room_id: rooms[0]?.id })).body.stop).toBeNull();
    expect(await hospital.asSuperuser('select status from visits.stop where id = $1', [free.id])).toEqual([{ status: 'arrived' }]);
  });
});

describe('a visit that stood in the record of somebody else', () => {
  it('takes its token along, and leaves the appointment to whom it belongs', async () => {
    const [wrong, right] = [await hospital.patient(), await hospital.patient()];
    const appointment_id = await hospital.appointment(wrong, 5);
    const { body } = await hospital.desk.call<Ticket>(contract.checkInToQueue, { patient_id: wrong, appointment_id });
    const { version } = (await hospital.desk.call<{ version: number }>(contract.read, { patient_id: wrong, visit_id: body.visit_id })).body;
    const moved = await hospital.officer.call(contract.move, { patient_id: wrong, visit_id: body.visit_id, version, to_patient_id: right, reason: 'Called the wrong name' });
    expect(moved.status, moved.text).toBe(200);
    const journey = await hospital.desk.call<{ stops: Stop[] }>(contract.journey, { token_id: body.stop.token_id });
    expect(journey.body.stops).toMatchObject([{ code: body.stop.code, patient: { id: right }, appointment_id: null }]);
    // Whoever really has the appointment comes, and gets a number of their own.
    const second = await hospital.desk.call<Ticket>(contract.checkInToQueue, { patient_id: wrong, appointment_id });
    expect(second.status, second.text).toBe(201);
    expect(second.body.stop.code).not.toBe(body.stop.code);
  });

  it('lets nobody give the token to another patient than that of its visit', async () => {
    const other = await hospital.patient();
    const stop = await hospital.waiting();
    await expect(hospital.database.transaction({ scope: 'system' }, (tx) => sql`update visits.token set patient_id = ${other}::uuid where id = ${stop.token_id}::uuid`.execute(tx))).rejects.toThrow(/token/);
  });
});
