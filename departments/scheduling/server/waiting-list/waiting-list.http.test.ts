import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLink } from '@openward/messages/api';
import { routes as messages } from '@openward/messages/mount';
import { authenticatorOf } from '@openward/platform/auth';
import { type Database, openDatabase } from '@openward/platform/db';
import { createHttpServer } from '@openward/platform/http';
import { schedulingContract as contract, type Appointment, type OfferToCall, type Wanted } from '../../contract/index.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';
import { answerOfferOnce } from './answer.ts';
import { lockEntry } from './entry.sql.ts';
import { makeOffer } from './make-offer.ts';
import { offerOpenings } from './offer-openings.ts';

let clinic: ClinicHospital;
let many: Database;
let server: ReturnType<typeof createHttpServer>;
beforeAll(async () => {
  clinic = await openClinic();
  many = openDatabase(clinic.app, { connections: 24, name: 'openward race' });
  server = createHttpServer({ database: clinic.database, authenticator: authenticatorOf(clinic.database) }, { messages });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await many.close();
  await clinic.close();
});

/** Noon in Berlin or an hour later, when people are awake. */
const noon = (): Date => new Date(`${new Date().toISOString().slice(0, 10)}T11:00:00Z`);
/** Nine o’clock of one day with the first doctor, and nothing else. */
const nine = (day: number) => ({
  visit_type_id: clinic.type.id, needs: [{ resource_ids: [clinic.doctors[0].id] }], from: `${clinic.day(day)}T00:00:00Z`, until: `${clinic.day(day)}T23:00:00Z`, time_from: '09:00', time_until: '09:30',
});
const put = async (day: number, more: object = {}, patient_id?: string): Promise<{ id: string; patient_id: string }> => {
  const whose = patient_id ?? await clinic.patient();
  const answer = await clinic.desk.call<{ id: string }>(contract.want, { patient_id: whose, asked: nine(day), ...more });
  expect(answer.status, answer.text).toBe(201);
  return { id: answer.body.id, patient_id: whose };
};
const entries = async (): Promise<Wanted[]> => (await clinic.desk.call<{ wanted: Wanted[] }>(contract.wanted, {})).body.wanted;
const entry = async (id: string): Promise<Wanted | undefined> => (await entries()).find((each) => each.id === id);
const offers = async (): Promise<OfferToCall[]> => (await clinic.desk.call<{ offers: OfferToCall[] }>(contract.offers, {})).body.offers;
const callOff = async ({ patient_id, id, version }: Appointment) => {
  const answer = await clinic.desk.call(contract.cancel, { patient_id, appointment_id: id, version, by: 'patient', reason: 'Travels' });
  expect(answer.status, answer.text).toBe(200);
};
const answerAs = (offer: { id: string; patient_id: string }, answer: 'accepted' | 'passed' | 'withdrawn') =>
  clinic.desk.call<{ appointment: Appointment; code: string }>(contract.answerOffer, { patient_id: offer.patient_id, offer_id: offer.id, answer });

describe('a place that opens', () => {
  it('goes to whoever is due first, then to the next, and the later appointment is given up for it', async () => {
    const taken = await clinic.book(`${clinic.day(5)}T09:00`, [clinic.doctors[0].id]);
    const later = await clinic.book(`${clinic.day(20)}T10:00`, [clinic.doctors[0].id]);
    const patient = later.patient_id;
    const routine = await put(5, { gives_up_id: later.id }, patient);
    const urgent = await put(5, { urgency: 'urgent' });
    expect((await entries()).map(({ id }) => id)).toEqual([urgent.id, routine.id]);
    expect(await offerOpenings(clinic.database, noon())).toBe(0);
    await callOff(taken);
    expect(await offerOpenings(clinic.database, noon())).toBe(1);
    const [first] = await offers();
    expect(first).toMatchObject({ wanted_id: urgent.id, state: 'open', wall_clock: `${clinic.day(5)}T09:00`, may_call: true });
    // It is kept: nobody else gets it.
    const other = await clinic.desk.call(contract.book, { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids: [clinic.doctors[0].id], wall_clock: `${clinic.day(5)}T09:00` });
    expect(other.body['code']).toBe('scheduling.full');
    expect((await answerAs(first!, 'passed')).status).toBe(200);
    expect((await answerAs(first!, 'accepted')).body.code).toBe('scheduling.offer_over');
    expect(await offerOpenings(clinic.database, noon())).toBe(1);
    const [second] = await offers();
    expect(second).toMatchObject({ wanted_id: routine.id });
    // Whoever passed a time on is not offered it again.
    expect(await entry(urgent.id)).toMatchObject({ declined: 1, put_back_days: 2, offer: null });
    const accepted = await answerAs(second!, 'accepted');
    expect(accepted.status, accepted.text).toBe(200);
    expect(accepted.body.appointment).toMatchObject({ status: 'booked', patient_id: patient, wall_clock: `${clinic.day(5)}T09:00` });
    expect((await clinic.desk.call(contract.read, { patient_id: patient, appointment_id: later.id })).body).toMatchObject({ status: 'cancelled', stopped_by: 'patient' });
    expect(await entry(routine.id)).toBeUndefined();
    const faces = await clinic.asSuperuser<{ status: string }>(`select body->>'status' as status from records.resource where type = 'Appointment' and id = any ($1)`, [[routine.id, urgent.id]]);
    expect(faces.map(({ status }) => status).sort()).toEqual(['cancelled', 'waitlist']);
    await clinic.desk.call(contract.closeWanted, { patient_id: urgent.patient_id, wanted_id: urgent.id, reason: 'Elsewhere' });
  });

  it('is taken by a link, which changes nothing when it is opened; one that ran out goes to the next', async () => {
    await clinic.asSuperuser('update messages.setting set active = true');
    const taken = await clinic.book(`${clinic.day(6)}T09:00`, [clinic.doctors[0].id]);
    const [one, two] = [await put(6, { urgency: 'soon' }), await put(6)];
    await callOff(taken);
    await offerOpenings(clinic.database, noon());
    const [offered] = await offers();
    expect(offered?.wanted_id).toBe(one.id);
    await clinic.asSuperuser(`update scheduling.offer set hold_until = now() - interval '1 second' where id = $1`, [offered!.id]);
    await clinic.asSuperuser(`update scheduling.reservation set hold_until = now() - interval '1 second' where hold_id is not null`);
    expect((await answerAs(offered!, 'accepted')).body.code).toBe('scheduling.offer_over');
    expect(await offerOpenings(clinic.database, noon())).toBe(1);
    const [next] = await offers();
    expect(next?.wanted_id).toBe(two.id);
    expect(await clinic.asSuperuser(`select kind from messages.message where about_id = $1`, [next!.id])).toEqual([{ kind: 'offer' }]);
    const token = makeLink({ purpose: 'o', id: next!.id, version: 0, expires_at: new Date(next!.hold_until) });
    const page = await server.inject({ method: 'GET', url: `/l/${token}` });
    expect(page.statusCode, page.body).toBe(200);
    expect(page.body).not.toMatch(/Consultation|Yusuf|<script/);
    expect((await entry(two.id))?.offer?.state).toBe('open');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const press = () => server.inject({ method: 'POST', url: `/l/${token}/accept`, headers: form, payload: '' });
    const pressed = await Promise.all([press(), press(), press()]);
    expect(pressed.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await clinic.asSuperuser(`select status from scheduling.appointment where patient_id = $1`, [two.patient_id])).toEqual([{ status: 'booked' }]);
    expect(await entry(two.id)).toBeUndefined();
    await clinic.desk.call(contract.closeWanted, { patient_id: one.patient_id, wanted_id: one.id, reason: 'Elsewhere' });
  });

  it('is not offered to who is paused, needs more notice, or wants to be near an appointment that is elsewhere', async () => {
    const taken = await clinic.book(`${clinic.day(7)}T09:00`, [clinic.doctors[0].id]);
    const far = await clinic.book(`${clinic.day(8)}T10:00`, [clinic.doctors[1].id]);
    const near = await clinic.book(`${clinic.day(7)}T10:00`, [clinic.doctors[1].id]);
    const paused = await put(7, { urgency: 'urgent' });
    const version = (await entry(paused.id))!.version;
    const named = { patient_id: paused.patient_id, wanted_id: paused.id };
    expect((await clinic.desk.call(contract.pauseWanted, { ...named, version, until: clinic.day(30) })).body['code']).toBe('scheduling.reason_needed');
    expect((await clinic.desk.call(contract.pauseWanted, { ...named, version, until: clinic.day(30), reason: 'In another town' })).status).toBe(200);
    expect((await clinic.desk.call(contract.pauseWanted, { ...named, version, until: null })).body['code']).toBe('scheduling.changed');
    const all = [paused, await put(7, { urgency: 'urgent', notice_hours: 2000 }), await put(7, { urgency: 'urgent', near: { appointment_id: far.id, minutes: 120 } }, far.patient_id)];
    expect((await clinic.desk.call(contract.want, { patient_id: paused.patient_id, asked: nine(7), gives_up_id: far.id })).body['code']).toBe('scheduling.appointment_unknown');
    const fits = await put(7, { near: { appointment_id: near.id, minutes: 60 } }, near.patient_id);
    await callOff(taken);
    expect(await offerOpenings(clinic.database, noon())).toBe(1);
    expect((await offers()).map(({ wanted_id }) => wanted_id)).toEqual([fits.id]);
    // What is no longer wanted is given back.
    for (const { id, patient_id } of [...all, fits]) expect((await clinic.desk.call(contract.closeWanted, { patient_id, wanted_id: id, reason: 'Elsewhere' })).status).toBe(200);
    expect(await offers()).toEqual([]);
    await clinic.book(`${clinic.day(7)}T09:00`, [clinic.doctors[0].id]);
  });
});

/** Everybody offers the same place at once; how many offers are open for it. */
async function contest(day: number): Promise<number> {
  const waits = await Promise.all(Array.from({ length: 12 }, () => put(day)));
  const offer = (id: string) => many.transaction({ scope: 'system' }, (tx) => makeOffer(tx, id, { now: noon(), by: 'Race' }));
  await Promise.all([...waits.map(({ id }) => offer(id)), ...waits.map(({ id }) => offer(id)), offerOpenings(many, noon()), offerOpenings(many, noon())]);
  return Number((await clinic.asSuperuser<{ count: string }>(`select count(*) from scheduling.offer where state = 'open' and wall_clock = $1`, [`${clinic.day(day)}T09:00`]))[0]?.count);
}

describe('what changes meanwhile', () => {
  it('an appointment that was moved to an earlier time is not given up for a later one', async () => {
    const later = await clinic.book(`${clinic.day(20)}T11:00`, [clinic.doctors[0].id]);
    const taken = await clinic.book(`${clinic.day(15)}T09:00`, [clinic.doctors[0].id]);
    const waits = await put(15, { gives_up_id: later.id }, later.patient_id);
    await callOff(taken);
    expect(await offerOpenings(clinic.database, noon())).toBe(1);
    const offered = (await offers()).find(({ wanted_id }) => wanted_id === waits.id);
    const moved = await clinic.desk.call(contract.reschedule, {
      patient_id: later.patient_id, appointment_id: later.id, version: later.version, resource_ids: [clinic.doctors[0].id], wall_clock: `${clinic.day(14)}T11:00`,
    });
    expect(moved.status, moved.text).toBeLessThan(300);
    expect((await answerAs(offered!, 'accepted')).body.code).toBe('scheduling.offer_overtaken');
    expect(await clinic.asSuperuser(`select count(*)::int as booked from scheduling.appointment where patient_id = $1 and status = 'booked'`, [later.patient_id])).toEqual([{ booked: 1 }]);
    expect((await answerAs(offered!, 'withdrawn')).status).toBe(200);
    await clinic.desk.call(contract.closeWanted, { patient_id: waits.patient_id, wanted_id: waits.id, reason: 'Elsewhere' });
  });

  it('a place whose only patient is being attended to is offered once they are free', async () => {
    await clinic.asSuperuser('delete from scheduling.opening');
    const taken = await clinic.book(`${clinic.day(16)}T09:00`, [clinic.doctors[0].id]);
    const waits = await put(16);
    await callOff(taken);
    await clinic.database.transaction({ scope: 'system' }, async (tx) => {
      await lockEntry(tx, waits.id, { wait: true });
      expect(await offerOpenings(many, noon())).toBe(0);
    });
    // Not at once, for whoever is asked may take long; here the time has come.
    expect(await offerOpenings(many, noon())).toBe(0);
    await clinic.asSuperuser('update scheduling.opening set next_try_at = now()');
    expect(await offerOpenings(many, noon())).toBe(1);
    expect(await clinic.asSuperuser('select count(*)::int as left from scheduling.opening')).toEqual([{ left: 0 }]);
    await clinic.desk.call(contract.closeWanted, { patient_id: waits.patient_id, wanted_id: waits.id, reason: 'Elsewhere' });
  });

  it('the first of twelve hundred gets a place, whenever they were put on the list', async () => {
    const taken = await clinic.book(`${clinic.day(17)}T09:00`, [clinic.doctors[0].id]);
    const patient_id = await clinic.patient();
    await clinic.asSuperuser(`insert into scheduling.wanted (patient_id, visit_type_id, asked, put_by_name, put_at)
      select $1, $2, $3, 'Test', now() - interval '1 day' from generate_series(1, 1200)`, [patient_id, clinic.type.id, { ...nine(17), until: `${clinic.day(17)}T00:30:00Z` }]);
    const waits = await put(17, { urgency: 'urgent' });
    await callOff(taken);
    const order = (await clinic.desk.call<{ total: number; wanted: Wanted[] }>(contract.wanted, {})).body;
    expect([order.total >= 1201, order.wanted[0]?.id]).toEqual([true, waits.id]);
    expect(await offerOpenings(many, noon())).toBe(1);
    expect((await entry(waits.id))?.offer?.state).toBe('open');
    await clinic.asSuperuser(`update scheduling.wanted set closed_at = now(), closed_reason = 'Test' where patient_id = $1`, [patient_id]);
    await clinic.desk.call(contract.closeWanted, { patient_id: waits.patient_id, wanted_id: waits.id, reason: 'Elsewhere' });
  });
});

describe('many at once', () => {
  it('one is offered a place, and one answer counts', async () => {
    for (const day of [10, 11, 12]) {
      expect(await contest(day)).toBe(1);
      const [offered] = await offers();
      const accept = () => many.transaction({ scope: 'system' }, (tx) => answerOfferOnce(tx, offered!.id, 'accepted', { account_id: null, name: 'Race' }));
      const pass = () => many.transaction({ scope: 'system' }, (tx) => answerOfferOnce(tx, offered!.id, 'passed', { account_id: null, name: 'Race' }));
      const answers = await Promise.all(Array.from({ length: 20 }, (_each, at) => (at % 5 === 4 ? pass() : accept())));
      expect(answers.filter((each) => each?.done === true)).toHaveLength(1);
      const booked = await clinic.asSuperuser(`select from scheduling.appointment where patient_id = $1 and status = 'booked'`, [offered!.patient_id]);
      expect(booked).toHaveLength(answers.some((each) => each?.appointment != null) ? 1 : 0);
    }
  });

  // The last one of the file: the database is not as it was afterwards.
  it('and looking first instead of keeping is found by this race', async () => {
    await clinic.asSuperuser('alter table scheduling.reservation drop constraint reservation_once');
    await clinic.asSuperuser(`create or replace function scheduling.reserve(p_appointment uuid, p_hold uuid, p_resources uuid[], p_during tstzrange, p_visit_type uuid,
        p_hold_until timestamptz, p_overbook boolean) returns text language plpgsql volatile as $$
      begin
        if exists (select from scheduling.reservation where resource_id = any (p_resources) and during && p_during) then return 'full'; end if;
        perform pg_sleep(0.05);
        insert into scheduling.reservation (resource_id, lane, during, hold_id, hold_until) select unnest(p_resources), 1, p_during, p_hold, p_hold_until;
        return null;
      end $$`);
    expect(await contest(18)).toBeGreaterThan(1);
  });
});
