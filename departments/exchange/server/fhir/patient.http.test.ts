import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openHospital({ ...routes, patients });
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  doctor.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json', ...headers });
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code;
const nationalId = { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NI' }] }, system: 'urn:national', value: 'SECRET-77' };
const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Okafor', given: ['Amina'], period: { start: '2001' } }],
  gender: 'female', birthDate: '1968-03-04', telecom: [{ system: 'phone', value: '+44 20 7946 0000' }],
  extension: [{ url: 'http://example.org/shoe-size', valueDecimal: 38.5 }],
  identifier: [{ system: 'urn:other', value: '1' }, nationalId],
};

test('a patient who is created over the API is registered, and what was sent comes back with the hospital’s number', async () => {
  const answer = await send('POST', '/Patient', JSON.stringify(patient).replace('38.5', '38.50'));
  expect(answer.status, answer.text).toBe(201);
  const { id, identifier, ...rest } = answer.body;
  expect(rest).toMatchObject({ name: patient.name, gender: 'female', birthDate: '1968-03-04', telecom: patient.telecom });
  expect(answer.text).toContain('38.50');
  expect(identifier).toContainEqual({ system: 'urn:other', value: '1' });
  expect(answer.text).not.toContain('SECRET-77');
  const opened = await doctor.call(patientsContract.read, { patient_id: id });
  expect(opened.body['patient']).toMatchObject({ display_name: 'OKAFOR, Amina', birth_date: '1968-03-04' });
});

test('an update changes the registration; what was read is put back without losing the secret number or who pays', async () => {
  const created = await send('POST', '/Patient', patient);
  const { id } = created.body;
  const before = (await doctor.call(patientsContract.read, { patient_id: id })).body['patient'];
  const changed = await send('PUT', `/Patient/${id}`, created.text.replace('1968-03-04', '1969-03-04'), { 'if-match': String(created.headers['etag']) });
  expect(changed.status, changed.text).toBe(200);
  const { patient: after } = (await doctor.call(patientsContract.read, { patient_id: id })).body;
  expect(after).toMatchObject({ birth_date: '1969-03-04', hospital_number: before.hospital_number, version: before.version + 1 });
  expect(after.identifiers.map(({ kind, masked }: { kind: string; masked: string | null }) => [kind, masked]))
    .toEqual(before.identifiers.map(({ kind, masked }: { kind: string; masked: string | null }) => [kind, masked]));
  expect(changed.body['identifier']).toHaveLength(created.body['identifier'].length);
  expect((await send('PUT', `/Patient/${id}`, created.text, { 'if-match': String(created.headers['etag']) })).status).toBe(412);
});

test('what is changed on the pages of the hospital is changed in the resource, and a patch changes the registration', async () => {
  const { body } = await send('POST', '/Patient', { ...patient, identifier: [{ system: 'urn:other', value: '2' }] });
  const patched = await send('PATCH', `/Patient/${body['id']}`, [{ op: 'replace', path: '/name/0/family', value: 'Eze' }], { 'content-type': 'application/json-patch+json' });
  expect(patched.status, patched.text).toBe(200);
  expect((await doctor.call(patientsContract.read, { patient_id: body['id'] })).body['patient'].display_name).toBe('EZE, Amina');
});

test('if none exists: finds the patient by a number, a secret one too', async () => {
  const sent = { ...patient, identifier: [{ ...nationalId, value: 'SECRET-88' }] };
  const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/Patient', sent, { 'if-none-exist': 'identifier=urn:national|SECRET-88' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
});

test('the hospital gives the ids of patients, or takes a UUID', async () => {
  const id = '0190f0f0-0000-7000-8000-00000000c0de';
  expect((await send('PUT', `/Patient/${id}`, { ...patient, id, identifier: undefined })).status).toBe(201);
  expect(code(await send('PUT', '/Patient/example', { ...patient, id: 'example', identifier: undefined }))).toBe('fhir.patient_id');
});
