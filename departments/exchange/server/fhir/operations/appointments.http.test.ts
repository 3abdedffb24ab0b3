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
}, 60_000);
afterAll(() => hospital.close());

const find = async (...more: object[]): Promise<AnyJson[]> => {
  const answer = await post('/Appointment/$find', parameters({ name: 'visit-type', valueCode: 'CONS' }, { name: 'practitioner', valueString: `Practitioner/${practitioner}` }, ...more));
  expect(answer.status, answer.text).toBe(200);
  sound(answer.body);
  return (answer.body['entry'] ?? []).map(({ resource }: AnyJson) => resource as AnyJson);
};

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

  it('are refused with what does not fit named', async () => {
    expect(code(await post('/Appointment/$find', parameters()))).toBe('fhir.operation_parameter');
    const [proposal] = await find({ name: '_count', valueInteger: 1 });
    expect(code(await post('/Appointment/$book', parameters({ name: 'appt-resource', resource: proposal })))).toBe('fhir.operation_parameter');
    const past = { ...proposal, start: '2021-01-01T09:00:00Z' };
    expect(code(await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: past })))).toBe('scheduling.past');
    const reader = await hospital.signIn('laboratory');
    expect((await post('/Appointment/$hold', parameters({ name: 'appt-resource', resource: proposal }), reader)).status).toBe(403);
  });
});
