import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnyJson, Answer, Client, TestHospital } from '@openward/platform/testing';
import { openHospital } from '@openward/platform/testing';
import { addDays } from '@openward/platform/time';
import { createStaff } from '@openward/staff/api';
import { schedulingContract as scheduling } from '@openward/scheduling/contract';
import { routes as schedulingRoutes } from '@openward/scheduling/mount';
import { routes } from '../../mount.ts';
import { validateResource } from '../../validation/validate.ts';

let hospital: TestHospital;
let staff: Client;
let calendar: string;
let practitioner: string;
let patient: string;
const post = (path: string, body: unknown, client = staff) => client.send('POST', `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json' });
const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code as string;
const sound = (resource: unknown) => expect(validateResource(resource).filter(({ severity }) => severity === 'error')).toEqual([]);

beforeAll(async () => {
  hospital = await openHospital({ ...routes, scheduling: schedulingRoutes });
  staff = await hospital.signIn('doctor', 'front-desk', 'administrator');
  practitioner = (await hospital.database.transaction({ scope: 'system' }, (tx) => createStaff(tx, [{ family_name: 'Yusuf', starts_on: '2020-01-01' }], { account_id: null, name: 'Set-up' })))[0] ?? '';
  await staff.call(scheduling.addVisitType, { code: 'CONS', name: 'Consultation', minutes: 30, grid_minutes: 30 });
  calendar = (await staff.call(scheduling.addResource, { kind: 'clinician', name: 'Dr Yusuf', practitioner_id: practitioner })).body['id'];
  const daily = { resource_id: calendar, rule: 'FREQ=DAILY', starts_on: addDays(new Date().toISOString().slice(0, 10), 2), from_clock: '09:00', to_clock: '17:00' };
  await staff.call(scheduling.addDuties, { ...daily, ends_on: addDays(daily.starts_on, 30) });
  await staff.call(scheduling.addTemplate, { ...daily, title: 'Clinic' });
  const registered = await post('/Patient', { resourceType: 'Patient', name: [{ family: 'Okafor' }], gender: 'female', birthDate: '1968-03-12' });
  patient = registered.body['id'];
});
afterAll(() => hospital.close());

const find = async (...more: object[]): Promise<AnyJson[]> => {
  const answer = await post('/Appointment/$find', parameters({ name: 'visit-type', valueCode: 'CONS' }, { name: 'practitioner', valueString: `Practitioner/${practitioner}` }, ...more));
  expect(answer.status, answer.text).toBe(200);
  sound(answer.body);
  return (answer.body['entry'] ?? []).filter(({ search }: AnyJson) => search.mode === 'match').map(({ resource }: AnyJson) => resource as AnyJson);
};
const slots = async (query: string): Promise<AnyJson[]> => {
  const answer = await staff.send('GET', `/fhir/R4/Slot?schedule=Schedule/${calendar}&${query}`);
  expect(answer.status, answer.text).toBe(200);
  sound(answer.body);
  return (answer.body['entry'] ?? []).filter(({ search }: AnyJson) => search.mode === 'match').map(({ resource }: AnyJson) => resource as AnyJson);
};
const slot = async (id: string): Promise<AnyJson> => (await staff.send('GET', `/fhir/R4/Slot/${id}`)).body;
const booked = (id: string, of: string = patient) =>
  post('/Appointment/$book', parameters({ name: 'appt-resource', resource: { resourceType: 'Appointment', status: 'proposed', slot: [{ reference: `Slot/${id}` }], participant: [{ actor: { reference: `Patient/${of}` }, status: 'accepted' }] } }));

describe('appointments over FHIR', () => {
  it('are found, held, booked and called off', async () => {
    const [first, second] = await find();
    expect(first).toMatchObject({ status: 'proposed', minutesDuration: 30, supportingInformation: [{ reference: `Schedule/${calendar}` }], participant: [{ actor: { reference: `Practitioner/${practitioner}` } }] });
    const held = await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: first }));
    expect(held.status, held.text).toBe(201);
    expect(held.body).toMatchObject({ status: 'pending', identifier: [{ system: 'urn:openward:hold' }] });
    expect((await find())[0]?.['start']).toBe(second?.['start']);
    const wanted = { ...held.body, participant: [...held.body['participant'], { actor: { reference: `Patient/${patient}` }, status: 'accepted' }] };
    const booked = await post('/Appointment/$book', parameters({ name: 'appt-resource', resource: wanted }));
    expect(booked.status, booked.text).toBe(201);
    sound(booked.body);
    expect(booked.body).toMatchObject({ resourceType: 'Appointment', status: 'booked', start: first?.['start'] });
    const again = await post('/Appointment/$book', parameters({ name: 'appt-resource', resource: { ...wanted, identifier: undefined } }));
    expect([again.status, code(again)]).toEqual([409, 'scheduling.booked_already']);
    expect(code(await post(`/Appointment/${booked.body['id']}/$cancel`, parameters()))).toBe('fhir.operation_parameter');
    const off = await post(`/Appointment/${booked.body['id']}/$cancel`, parameters({ name: 'reason', valueString: 'Away' }, { name: 'by', valueCode: 'patient' }));
    expect(off.body, off.text).toMatchObject({ status: 'cancelled', cancelationReason: { coding: [{ code: 'pat' }] } });
    expect((await find())[0]?.['start']).toBe(first?.['start']);
  });

  it('that are waited for, and the referral that they come of, are read and searched', async () => {
    const received = await staff.call(scheduling.receiveReferral, { patient_id: patient, from_name: 'Dr Ito', their_number: 'H-77', reason: 'Palpitations', priority: 'urgent' });
    expect(received.status, received.text).toBe(201);
    const kind = (await staff.call(scheduling.visitTypes, {})).body['visit_types'].find((each: AnyJson) => each['code'] === 'CONS')['id'] as string;
    const accepted = await staff.call(scheduling.acceptReferral, { patient_id: patient, referral_id: received.body['id'], version: received.body['version'], urgency: 'urgent', visit_type_id: kind });
    expect(accepted.status, accepted.text).toBe(200);
    const get = async (path: string): Promise<AnyJson> => {
      const answer = await staff.send('GET', `/fhir/R4${path}`);
      expect(answer.status, answer.text).toBe(200);
      sound(answer.body);
      return answer.body;
    };
    const waits = `/Appointment/${accepted.body['wanted_id']}`;
    const entry = await get(waits);
    expect(entry).toMatchObject({ status: 'waitlist', priority: 1, minutesDuration: 30, participant: [{ actor: { reference: `Patient/${patient}` } }] });
    expect(entry['start']).toBeUndefined();
    const onList = async (): Promise<string[]> => ((await get(`/Appointment?patient=${patient}&status=waitlist`))['entry'] ?? []).map(({ resource }: AnyJson) => resource.id);
    expect(await onList()).toEqual([accepted.body['wanted_id']]);
    expect(await get(`/ServiceRequest/${received.body['service_request_id']}`)).toMatchObject({ status: 'active', priority: 'urgent', requester: { display: 'Dr Ito' }, identifier: [{ value: 'H-77' }], subject: { reference: `Patient/${patient}` } });
    const closed = await staff.call(scheduling.closeWanted, { patient_id: patient, wanted_id: accepted.body['wanted_id'], reason: 'Moves away' });
    expect(closed.status, closed.text).toBe(200);
    expect(await get(waits)).toMatchObject({ status: 'cancelled', cancelationReason: { text: 'Moves away' } });
    expect((await get(`${waits}/_history`))['entry'].map(({ resource }: AnyJson) => resource.status)).toEqual(['cancelled', 'waitlist']);
    expect(await onList()).toEqual([]);
  });

  it('are refused with what does not fit named', async () => {
    expect(code(await post('/Appointment/$find', parameters()))).toBe('fhir.operation_parameter');
    const [proposal] = await find({ name: '_count', valueInteger: 1 });
    expect(code(await post('/Appointment/$book', parameters({ name: 'appt-resource', resource: proposal })))).toBe('fhir.operation_parameter');
    const past = { ...proposal, slot: undefined, start: '2021-01-01T09:00:00Z' };
    expect(code(await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: past })))).toBe('scheduling.past');
    const reader = await hospital.signIn('laboratory');
    expect((await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: proposal }), reader)).status).toBe(403);
  });
});

describe('Slots', () => {
  it('are the times that $find offers, in order, a page at a time, and carry their Schedule', async () => {
    const offers = (await find({ name: '_count', valueInteger: 50 })).map(({ start, slot: [reference] }) => [start, reference.reference.slice(5)]);
    const found = await slots('status=free&service-type=CONS&_count=50');
    expect(found.map(({ start, id }) => [start, id])).toEqual(offers);
    expect(found[0]).toMatchObject({ schedule: { reference: `Schedule/${calendar}` }, serviceType: [{ coding: [{ code: 'CONS' }] }] });
    const paged: string[] = [];
    for (let url = `/fhir/R4/Slot?schedule=${calendar}&status=free&_count=20&_sort=start`; paged.length < 50;) {
      const { body } = await staff.send('GET', url);
      paged.push(...body['entry'].map(({ resource }: AnyJson) => resource.id));
      url = body['link'].find(({ relation }: AnyJson) => relation === 'next').url.replace(/^.*(?=\/fhir)/, '');
    }
    expect(paged.slice(0, 50)).toEqual(offers.map(([, id]) => id));
    const { body } = await staff.send('GET', `/fhir/R4/Slot?schedule.actor=Practitioner/${practitioner}&_count=1&_include=Slot:schedule`);
    expect(body['entry'].map(({ resource }: AnyJson) => resource.resourceType)).toEqual(['Slot', 'Schedule']);
    expect(body['entry'][1].resource.planningHorizon).toMatchObject({ start: expect.stringMatching(/^\d{4}-/), end: expect.stringMatching(/^\d{4}-/) });
  });

  it('can each be booked by their reference, and are busy then; a held one is tentative', async () => {
    const day = (await slots('status=free&_count=1'))[0]!['start'].slice(0, 10);
    const free = await slots(`status=free&start=${day}`);
    expect(free.length).toBeGreaterThan(10);
    for (const each of free) {
      const { body: { id: of } } = await post('/Patient', { resourceType: 'Patient', name: [{ family: `Musa ${each['id'].slice(-3)}` }], gender: 'male' });
      const answer = await booked(each['id'], of);
      expect([answer.status, answer.body['start']], answer.text).toEqual([201, each['start']]);
      expect(await slot(each['id'])).toMatchObject({ id: each['id'], status: 'busy' });
    }
    expect(await slots(`status=free&start=${day}`)).toEqual([]);
    expect((await slots(`status=busy&start=${day}`)).map(({ id }) => id)).toEqual(free.map(({ id }) => id));
    expect((await booked(free[0]!['id'])).status).toBe(409);
    const [next] = await slots('status=free&_count=1');
    const held = await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: { resourceType: 'Appointment', status: 'proposed', slot: [{ reference: `Slot/${next!['id']}` }], participant: [] } }));
    expect(held.body, held.text).toMatchObject({ status: 'pending', start: next!['start'], supportingInformation: [{ reference: `Schedule/${calendar}` }] });
    expect(await slot(next!['id'])).toMatchObject({ status: 'busy-tentative' });
    expect((await slots('status=busy-tentative')).map(({ id }) => id)).toEqual([next!['id']]);
  });

  it('say what is wrong with what is asked', async () => {
    const [free] = await slots('status=free&_count=1');
    const ask = (query: string) => staff.send('GET', `/fhir/R4/Slot?schedule=${calendar}&${query}`);
    for (const [query, field] of [['status=open', 'status'], ['start=ne2027-01-01', 'start'], ['start=soon', 'start'], ['_page=1', '_page'], ['_sort=-start', '_sort'], ['_include=Slot:x', '_include'], ['specialty=x', 'specialty']] as const) {
      const answer = await ask(query);
      expect([query, answer.status, JSON.stringify(answer.body).includes(field)], answer.text).toEqual([query, 400, true]);
    }
    const night = free!['id'].replace(/[^.]*$/, (Math.floor(Date.parse(free!['start']) / 60_000) - 600).toString(36));
    expect(await slot(night)).toMatchObject({ status: 'busy-unavailable' });
    expect((await booked(night)).status).toBe(409);
    const other = { ...(await find())[0], start: '2029-01-01T00:00:00Z' };
    expect(code(await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: other })))).toBe('fhir.operation_parameter');
    expect((await staff.send('GET', '/fhir/R4/Slot/nobody')).status).toBe(404);
  });
});
