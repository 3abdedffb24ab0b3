import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@openward/platform/testing';
import { schedulingContract as contract, type Duty, type Effect, type PlanRow, type Swap } from '../../contract/index.ts';
import { extendSessions, releaseBlocks } from '../sessions/extend.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';

let clinic: ClinicHospital;
let manager: Client;
let other_manager: Client;
let second: Client;
beforeAll(async () => {
  clinic = await openClinic();
  [manager, other_manager, second] = await Promise.all([clinic.signIn('clinic-manager'), clinic.signIn('clinic-manager'), clinic.signIn('doctor')]);
  // The two doctors sign in as who they are.
  for (const [client, { practitioner_id }] of [[clinic.doctor, clinic.doctors[0]], [second, clinic.doctors[1]]] as const) {
    await clinic.asSuperuser('update auth.account set staff_id = $2 where id = $1', [client.account_id, practitioner_id]);
  }
});
afterAll(() => clinic.close());

const planOf = async (day: number): Promise<PlanRow[]> => {
  const { body, text } = await manager.call(contract.dutyPlan, { from: clinic.day(day), days: 1 });
  expect(body['rows'], text).toBeDefined();
  return body['rows'] as PlanRow[];
};
const dutyOf = async (day: number, doctor: 0 | 1): Promise<Duty> => (await planOf(day)).find(({ resource_id }) => resource_id === clinic.doctors[doctor].id)!.duties[0]!;

/** Appointments that no session carries: there are none, ever. */
const lost = () => clinic.asSuperuser(`select from scheduling.reservation b where b.appointment_id is not null and not coalesce(
  (select range_agg(s.during) @> b.during from scheduling.session s where s.resource_id = b.resource_id and s.during && b.during), false)`);

describe('a duty', () => {
  it('of a night is as long as that night', async () => {
    const year = Number(clinic.first_day.slice(0, 4)) + 1;
    const added = async (date: string) => {
      const answer = await manager.call(contract.addDuties, { resource_id: clinic.doctors[0].id, rule: 'FREQ=DAILY', starts_on: date, ends_on: date, from_clock: '22:00', to_clock: '06:00' });
      expect(answer.status, answer.text).toBe(201);
      const { body } = await manager.call(contract.dutyPlan, { from: date, days: 2 });
      const night = (body['rows'] as PlanRow[]).find(({ resource_id }) => resource_id === clinic.doctors[0].id)?.duties.at(-1);
      return (Date.parse(night?.end ?? '') - Date.parse(night?.start ?? '')) / 3_600_000;
    };
    // The last Sundays of March and October, in Berlin.
    const sunday = (month: string) => { const last = new Date(`${year}-${month}-31T12:00:00Z`); last.setUTCDate(31 - last.getUTCDay() - 1); return last.toISOString().slice(0, 10); };
    expect(await added(sunday('03'))).toBe(7);
    expect(await added(sunday('10'))).toBe(9);
  });

  it('is changed where nobody is stranded; those who would be are moved with it, or it is refused', async () => {
    const [doctor] = clinic.doctors;
    const booked = await clinic.book(`${clinic.day(2)}T16:00`, [doctor.id]);
    const duty = await dutyOf(2, 0);
    const shorter = { resource_id: doctor.id, date: clinic.day(2), from_clock: '06:00', to_clock: '14:00' };
    expect(await manager.call(contract.changeDuty, { duty_id: duty.id, version: duty.version, ...shorter })).toMatchObject({ status: 409, body: { code: 'scheduling.strands' } });
    const { body: { stranded } } = await manager.call<Effect>(contract.previewDuty, { duty_id: duty.id, ...shorter });
    expect(stranded).toMatchObject([{ appointment_id: booked.id }]);
    const moves = stranded.map(({ appointment_id, version, suggestion }) => ({ appointment_id, version, start: suggestion?.start, resource_ids: suggestion?.resource_ids }));
    const done = await manager.call(contract.changeDuty, { duty_id: duty.id, version: duty.version, ...shorter, moves });
    expect(done.status, done.text).toBe(200);
    expect((await manager.call(contract.changeDuty, { duty_id: duty.id, version: duty.version, ...shorter })).body['code']).toBe('scheduling.changed');
    expect(await lost()).toHaveLength(0);
  });

  it('never strands anybody, whatever is changed and booked at the same time', async () => {
    const act = fc.record({ kind: fc.constantFrom('book', 'shorten', 'give', 'remove', 'leave'), day: fc.integer({ min: 30, max: 33 }), half: fc.integer({ min: 0, max: 14 }), doctor: fc.constantFrom(0 as const, 1 as const) });
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 5 }), async (acts) => {
      const answers = await Promise.all(acts.map(async ({ kind, day, half, doctor }) => {
        const resource_id = clinic.doctors[doctor].id;
        const clock = `${String(9 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
        if (kind === 'book') return clinic.desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids: [resource_id], wall_clock: `${clinic.day(day)}T${clock}` });
        if (kind === 'leave') return manager.call(contract.addException, { resource_id, kind: 'leave', first_day: clinic.day(day), last_day: clinic.day(day), from_clock: clock });
        const duty = (await planOf(day)).find((row) => row.resource_id === resource_id)?.duties[0];
        if (duty === undefined) return { status: 404, text: '' };
        if (kind === 'remove') return manager.call(contract.removeDuty, { duty_id: duty.id });
        const to = kind === 'give' ? clinic.doctors[doctor === 0 ? 1 : 0].id : resource_id;
        return manager.call(contract.changeDuty, { duty_id: duty.id, version: duty.version, resource_id: to, date: clinic.day(day), from_clock: '06:00', to_clock: clock });
      }));
      for (const { status, text } of answers) expect([200, 201, 404, 409], text).toContain(status);
      expect(await lost()).toHaveLength(0);
    }), { numRuns: 12 });
  });
});

describe('a swap', () => {
  it('is asked, agreed, and approved by a third; nobody approves their own', async () => {
    const [mine, theirs] = [await dutyOf(50, 0), await dutyOf(51, 1)];
    const foreign = await clinic.doctor.call(contract.askSwap, { duty_id: theirs.id, to_resource_id: clinic.doctors[0].id });
    expect(foreign.status).toBe(403);
    // Both are on duty on both days: what is taken over must not lie on a duty of one's own.
    for (const [day, doctor] of [[51, 0], [50, 1]] as const) expect((await manager.call(contract.removeDuty, { duty_id: (await dutyOf(day, doctor)).id })).status).toBe(200);
    const asked = await clinic.doctor.call<Swap>(contract.askSwap, { duty_id: mine.id, to_resource_id: clinic.doctors[1].id, other_duty_id: theirs.id, note: 'Wedding' });
    expect(asked, asked.text).toMatchObject({ status: 201, body: { status: 'asked', may_withdraw: true, may_answer: false, may_decide: false } });
    const swap_id = asked.body.id;
    expect((await manager.call(contract.decideSwap, { swap_id, version: 1, approve: true })).body['code']).toBe('scheduling.not_agreed');
    expect((await clinic.doctor.call(contract.answerSwap, { swap_id, version: 1, agree: true })).status).toBe(403);
    const agreed = await second.call<Swap>(contract.answerSwap, { swap_id, version: 1, agree: true });
    expect(agreed.body, agreed.text).toMatchObject({ status: 'agreed', version: 2 });
    // The right alone is not enough for one of the two.
    await clinic.asSuperuser(`insert into auth.account_role (account_id, role) values ($1, 'clinic-manager') on conflict do nothing`, [clinic.doctor.account_id]);
    await clinic.asSuperuser('update auth.account set version = version + 1 where id = $1', [clinic.doctor.account_id]);
    expect((await clinic.doctor.call(contract.decideSwap, { swap_id, version: 2, approve: true })).body['code']).toMatch(/scheduling.own_swap|access.permission/);
    await expect(clinic.asSuperuser(`update scheduling.swap set status = 'approved', decided_by = asked_by where id = $1`, [swap_id])).rejects.toThrow(/swap_is_not_approved_by_those_in_it/);
    const both = await Promise.all([manager, other_manager].map((each) => each.call(contract.decideSwap, { swap_id, version: 2, approve: true })));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect([(await dutyOf(51, 0)).start, (await dutyOf(50, 1)).start]).toEqual([theirs.start, mine.start]);
    const events = await clinic.asSuperuser<{ name: string }>(`select distinct name from audit.event where name like 'scheduling.swap.%' and outcome = 'success' order by 1`);
    expect(events.map(({ name }) => name)).toEqual(['scheduling.swap.answer', 'scheduling.swap.ask', 'scheduling.swap.decide']);
  });
});

describe('those on call', () => {
  it('are one at each level of a specialty', async () => {
    const call = { practitioner_id: clinic.doctors[0].practitioner_id, specialty: 'Cardiology', level: 'first', starts_on: clinic.day(0), ends_on: clinic.day(2), from_clock: '18:00', to_clock: '08:00' };
    expect((await manager.call(contract.addOnCall, call)).body).toEqual({ added: 3 });
    expect((await manager.call(contract.addOnCall, { ...call, practitioner_id: clinic.doctors[1].practitioner_id })).body['code']).toBe('scheduling.on_call_already');
    expect((await manager.call(contract.addOnCall, { ...call, level: 'second', practitioner_id: clinic.doctors[1].practitioner_id })).status).toBe(201);
    const { body } = await clinic.nurse.call(contract.onCall, { from: `${clinic.day(0)}T19:00:00Z`, until: `${clinic.day(0)}T20:00:00Z` });
    expect(body['on_call']).toMatchObject([{ level: 'first', name: expect.stringContaining('YUSUF') as string }, { level: 'second', name: expect.stringContaining('OKAFOR') as string }]);
  });
});

describe('what the hospital does by itself', () => {
  it('makes the sessions of the days that came into the horizon, once', async () => {
    const resource_id = clinic.room.id;
    await manager.call(contract.addDuties, { resource_id, rule: 'FREQ=DAILY', starts_on: clinic.day(390), ends_on: clinic.day(420), from_clock: '06:00', to_clock: '20:00' });
    const last = async () => (await clinic.asSuperuser<{ last: Date }>('select max(starts_at) as last from scheduling.session where resource_id = $1', [resource_id]))[0]!.last.getTime();
    const before = await last();
    const later = new Date(Date.now() + 10 * 86_400_000);
    expect(await extendSessions(clinic.database, later)).toBeGreaterThanOrEqual(10);
    expect(Math.round((await last() - before) / 86_400_000)).toBe(10);
    expect(await extendSessions(clinic.database, later)).toBe(0);
  });

  it('gives a block back when its time has come', async () => {
    const block = await manager.call(contract.addException, { resource_id: clinic.machine.id, kind: 'block', first_day: clinic.day(20), last_day: clinic.day(20), release_at: `${clinic.day(10)}T00:00:00Z` });
    expect(block.status, block.text).toBe(201);
    const at = { visit_type_id: clinic.type.id, resource_ids: [clinic.machine.id], wall_clock: `${clinic.day(20)}T10:00` };
    expect((await clinic.desk.call(contract.hold, at)).body['code']).toBe('scheduling.outside');
    expect(await releaseBlocks(clinic.database, new Date())).toBe(0);
    expect(await releaseBlocks(clinic.database, new Date(Date.parse(`${clinic.day(11)}T00:00:00Z`)))).toBe(1);
    expect((await clinic.desk.call(contract.hold, at)).status).toBe(201);
  });
});
