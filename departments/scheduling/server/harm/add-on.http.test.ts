import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { schedulingContract as contract, type AddOnProposal, type Appointment } from '../../contract/index.ts';
import { createStaff } from '@openward/staff/api';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';
import { stopSolver } from './solver.ts';

let clinic: ClinicHospital;
let other: Client;
beforeAll(async () => {
  clinic = await openClinic();
  other = await clinic.signIn('doctor');
});
afterAll(async () => {
  stopSolver();
  await clinic.close();
});

interface Proposed extends Record<string, unknown> { zone: string; proposals: AddOnProposal[] }

/** A doctor's half-hours from 09:00 on that day, all of them or the first ones. */
const fill = async (day: number, doctor: 0 | 1, count = 16): Promise<Appointment[]> => {
  const booked: Appointment[] = [];
  for (let half = 0; half < count; half += 1) {
    const hour = `${String(9 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
    booked.push(await clinic.book(`${clinic.day(day)}T${hour}`, [clinic.doctors[doctor].id]));
  }
  return booked;
};
const latest = (day: number, hour = '12:00'): string => `${clinic.day(day)}T${hour}:00Z`;
const propose = (patient_id: string, day: number, resource_ids: string[], by = clinic.doctor): Promise<Answer<Proposed>> =>
  by.call<Proposed>(contract.proposeAddOn, { patient_id, visit_type_id: clinic.type.id, need: { resource_ids }, latest: latest(day) });
const accept = (by: Client, patient_id: string, day: number, resource_ids: string[], { start, resource_id, moved }: AddOnProposal): Promise<Answer> =>
  by.call(contract.acceptAddOn, {
    patient_id, visit_type_id: clinic.type.id, need: { resource_ids }, latest: latest(day), reason: 'Chest pain', start, resource_id,
    moved: moved.map(({ appointment_id, version, becomes }) => ({ appointment_id, version, resource_id: becomes.resource_id, start: becomes.start })),
  });
const reservations = (ids: readonly string[]) => clinic.asSuperuser<{ appointment_id: string; count: number }>(
  'select appointment_id, count(*)::int as count from scheduling.reservation where appointment_id = any ($1) group by appointment_id', [ids]);
/** Everybody else of the days before is in the way of nobody: what is free until then is taken out. */
const block = async (from: number, until: number, doctor: 0 | 1) => {
  const answer = await clinic.administrator.call(contract.addException, { resource_id: clinic.doctors[doctor].id, kind: 'block', start: `${clinic.day(from)}T00:00:00Z`, end: `${clinic.day(until)}T00:00:00Z` });
  expect(answer.status, answer.text).toBe(201);
};

describe('somebody urgent', () => {
  let patient_id: string;
  let booked: Appointment[];
  const resource_ids = () => [clinic.doctors[0].id];
  beforeAll(async () => {
    patient_id = await clinic.patient();
    // Full until 16:30.
    booked = await fill(0, 0, 15);
  });

  it('is told who would move, to when, and what harm that does', async () => {
    const { status, body, text } = await propose(patient_id, 0, resource_ids());
    expect(status, text).toBe(200);
    const [least] = body.proposals;
    expect(least).toMatchObject({ resource_id: clinic.doctors[0].id, name: 'Dr Yusuf', proven: true });
    // One at the least moves, and none of them to an earlier time.
    expect(least!.moved.length).toBeGreaterThan(0);
    for (const { minutes, was, becomes, reasons } of least!.moved) {
      expect(minutes).toBeGreaterThan(0);
      expect(Date.parse(becomes.start)).toBeGreaterThan(Date.parse(was.start));
      expect(reasons).toContain('later');
    }
    expect(least!.harm).toBe(least!.moved.reduce((sum, { harm }) => sum + harm, 0));
    expect(body.proposals.length).toBeLessThanOrEqual(3);
    for (const { harm } of body.proposals) expect(harm).toBeGreaterThanOrEqual(least!.harm);
  });

  it('is fitted in when a clinician accepts: everybody has a new time in the same moment', async () => {
    const { body } = await propose(patient_id, 0, resource_ids());
    const [least] = body.proposals as [AddOnProposal];
    await clinic.asSuperuser('update messages.setting set active = true');
    const answer = await accept(clinic.doctor, patient_id, 0, resource_ids(), least);
    expect(answer.status, answer.text).toBe(201);
    const { appointment, moved, add_on_id } = answer.body as unknown as { appointment: Appointment; moved: Appointment[]; add_on_id: string };
    expect(appointment).toMatchObject({ patient_id, status: 'booked', reason: 'Chest pain', start: least.start });
    expect(moved.map(({ id, start, version }) => [id, start, version])).toEqual(expect.arrayContaining(least.moved.map((each) => [each.appointment_id, each.becomes.start, each.version + 1])));
    expect(await reservations([appointment.id, ...moved.map(({ id }) => id)])).toHaveLength(moved.length + 1);
    const written = await clinic.asSuperuser<{ appointment_id: string; harm: number }>('select appointment_id, harm from scheduling.displacement where add_on_id = $1', [add_on_id]);
    expect(written.reduce((sum, { harm }) => sum + harm, 0)).toBe(least.harm);
    const told = await clinic.asSuperuser<{ about_id: string; kind: string }>(`select about_id, kind from messages.message where kind in ('moved', 'confirmation') and about_id = any ($1)`, [[appointment.id, ...moved.map(({ id }) => id)]]);
    expect(new Map(told.map(({ about_id, kind }) => [about_id, kind]))).toEqual(new Map([[appointment.id, 'confirmation'], ...moved.map(({ id }) => [id, 'moved'] as const)]));
    const events = await clinic.asSuperuser<{ patient_id: string }>(`select patient_id from audit.event where name = 'scheduling.add-on.accept' and outcome = 'success'`);
    expect(new Set(events.map((each) => each.patient_id))).toEqual(new Set([patient_id, ...moved.map((each) => each.patient_id)]));
    const faces = await clinic.asSuperuser<{ start: string }>(`select body ->> 'start' as start from records.resource where type = 'Appointment' and id = any ($1)`, [moved.map(({ id }) => id)]);
    expect(new Set(faces.map(({ start }) => start))).toEqual(new Set(moved.map(({ start }) => start)));
  });

  it('moves nobody a second time, and nobody who is protected', async () => {
    const second = await clinic.patient();
    const displaced = await clinic.asSuperuser<{ id: string }>('select appointment_id as id from scheduling.displacement');
    const protectedOne = booked[0]!;
    const version = (await clinic.desk.call<Appointment>(contract.read, { patient_id: protectedOne.patient_id, appointment_id: protectedOne.id })).body.version;
    const answer = await clinic.desk.call<Appointment>(contract.standing, {
      patient_id: protectedOne.patient_id, appointment_id: protectedOne.id, version, protected_because: 'dialysis', see_by: null, may_come_earlier: false,
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ protected_because: 'dialysis' });
    const { body } = await propose(second, 0, resource_ids());
    expect(body.proposals.length).toBeGreaterThan(0);
    for (const { moved } of body.proposals) {
      const ids = moved.map(({ appointment_id }) => appointment_id);
      for (const { id } of displaced) expect(ids).not.toContain(id);
      expect(ids).not.toContain(protectedOne.id);
    }
  });

  it('is refused with what is left, where somebody has changed anything meanwhile; nothing has happened', async () => {
    const third = await clinic.patient();
    const [proposal] = (await propose(third, 0, resource_ids())).body.proposals as [AddOnProposal];
    const victim = proposal.moved[0]!;
    const confirmed = await clinic.desk.call(contract.confirm, { patient_id: victim.patient_id, appointment_id: victim.appointment_id, version: victim.version });
    expect(confirmed.status).toBe(200);
    const answer = await accept(clinic.doctor, third, 0, resource_ids(), proposal);
    expect(answer.body).toMatchObject({ code: 'scheduling.proposal_stale', proposals: expect.any(Array) });
    expect(answer.status).toBe(409);
    expect(await clinic.asSuperuser('select from scheduling.appointment where patient_id = $1', [third])).toHaveLength(0);
    const [again] = (answer.body as unknown as Proposed).proposals as [AddOnProposal];
    expect((await accept(clinic.doctor, third, 0, resource_ids(), again)).status).toBe(201);
  });

  it('is not fitted in by a plan that nobody may be asked for', async () => {
    const fourth = await clinic.patient();
    const proposal = (await propose(fourth, 0, resource_ids())).body.proposals.find(({ moved }) => moved.length > 0)!;
    const [one, ...rest] = proposal.moved as [AddOnProposal['moved'][number]];
    const earlier = { ...proposal, moved: [{ ...one, becomes: { ...one.becomes, start: `${clinic.day(0)}T04:00:00Z` } }, ...rest] };
    expect((await accept(clinic.doctor, fourth, 0, resource_ids(), earlier)).body).toMatchObject({ code: 'scheduling.proposal_stale' });
    const unmoved = { ...proposal, moved: [] };
    expect((await accept(clinic.doctor, fourth, 0, resource_ids(), unmoved)).body).toMatchObject({ code: 'scheduling.proposal_stale' });
  });

  it('is not fitted in by the desk, nor for somebody who died', async () => {
    expect((await propose(patient_id, 0, resource_ids(), clinic.desk)).status).toBe(403);
    const gone = await clinic.patient();
    await clinic.asSuperuser('update patients.patient set deceased = true where id = $1', [gone]);
    expect((await propose(gone, 0, resource_ids())).body).toMatchObject({ code: 'scheduling.patient_deceased' });
  });
});

describe('two who accept at the same time', () => {
  it('are one winner, and nothing half done, when they move the same people', async () => {
    await fill(3, 1, 16);
    await block(0, 3, 1);
    for (let round = 0; round < 3; round += 1) {
      const resource_ids = [clinic.doctors[1].id];
      const patients = [await clinic.patient(), await clinic.patient()] as const;
      const [one] = (await propose(patients[0], 3, resource_ids)).body.proposals as [AddOnProposal];
      const [same] = (await propose(patients[1], 3, resource_ids, other)).body.proposals as [AddOnProposal];
      expect(same.moved.map(({ appointment_id }) => appointment_id)).toEqual(one.moved.map(({ appointment_id }) => appointment_id));
      const answers = await Promise.all([accept(clinic.doctor, patients[0], 3, resource_ids, one), accept(other, patients[1], 3, resource_ids, same)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b), answers.map(({ text }) => text).join('\n')).toEqual([201, 409]);
      const made = await clinic.asSuperuser<{ patient_id: string }>('select patient_id from scheduling.appointment where patient_id = any ($1)', [patients]);
      expect(made).toHaveLength(1);
    }
    const doubled = await clinic.asSuperuser(`select from scheduling.reservation a join scheduling.reservation b
      on a.resource_id = b.resource_id and a.lane = b.lane and a.during && b.during and a.ctid < b.ctid`);
    expect(doubled).toHaveLength(0);
    const bare = await clinic.asSuperuser(`select from scheduling.appointment a where status = 'booked' and not exists (select from scheduling.reservation b where b.appointment_id = a.id and b.during && a.during)`);
    expect(bare).toHaveLength(0);
  });
});

describe('who is here already', () => {
  it('waits longer that day, and is not sent home: by the rules, and by the database', async () => {
    const appointment = await clinic.book(`${clinic.day(6)}T10:00`, [clinic.doctors[0].id]);
    const of = { patient_id: appointment.patient_id, appointment_id: appointment.id };
    expect((await clinic.desk.call(contract.advance, { ...of, version: 1, to: 'arrived' })).status).toBe(200);
    const move = (to: string) => clinic.asSuperuser(`update scheduling.appointment set during = tstzrange($2::timestamptz, $2::timestamptz + interval '20 minutes') where id = $1`, [appointment.id, to]);
    await move(`${clinic.day(6)}T11:00:00Z`);
    await expect(move(`${clinic.day(7)}T11:00:00Z`)).rejects.toThrow(/still to come/);
  });
});

describe('where lengths differ', () => {
  it('an integer programme finds who makes room', async () => {
    const long = (await clinic.administrator.call<{ id: string }>(contract.addVisitType, { code: 'LONG', name: 'First visit', minutes: 50, buffer_after: 10, grid_minutes: 30, horizon_days: 300 })).body;
    const [practitioner_id] = await clinic.database.transaction({ scope: 'system' }, (tx) => createStaff(tx, [{ family_name: 'Silva', starts_on: '2020-01-01' }], { account_id: null, name: 'Set-up' }));
    const { id } = (await clinic.administrator.call<{ id: string }>(contract.addResource, { kind: 'clinician', name: 'Dr Silva', practitioner_id, location_id: clinic.room.location_id })).body;
    const daily = { resource_id: id, rule: 'FREQ=DAILY', starts_on: clinic.day(0) };
    expect((await clinic.administrator.call(contract.addDuties, { ...daily, from_clock: '06:00', to_clock: '20:00', ends_on: clinic.day(20) })).status).toBe(201);
    expect((await clinic.administrator.call(contract.addTemplate, { ...daily, title: 'Clinic', from_clock: '09:00', to_clock: '17:00' })).status).toBe(201);
    for (const hour of ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00']) await clinic.book(`${clinic.day(0)}T${hour}`, [id], { visit_type_id: long.id });
    const patient_id = await clinic.patient();
    const { body, text } = await clinic.doctor.call<Proposed>(contract.proposeAddOn, { patient_id, visit_type_id: clinic.type.id, need: { resource_ids: [id] }, latest: latest(0, '11:00') });
    const [least] = body.proposals as [AddOnProposal];
    expect(least, text).toMatchObject({ proven: true });
    expect(least.moved.length).toBeGreaterThan(0);
    const answer = await clinic.doctor.call(contract.acceptAddOn, {
      patient_id, visit_type_id: clinic.type.id, need: { resource_ids: [id] }, latest: latest(0, '11:00'), reason: 'Acute', start: least.start, resource_id: least.resource_id,
      moved: least.moved.map(({ appointment_id, version, becomes }) => ({ appointment_id, version, resource_id: becomes.resource_id, start: becomes.start })),
    });
    expect(answer.status, answer.text).toBe(201);
  });
});
