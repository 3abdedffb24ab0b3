import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  doctor.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json', ...headers });
const registered = async (id: string) => {
  const [patient] = await hospital.asSuperuser<{ display_name: string; birth_date: string; hospital_number: string; version: number }>(
    'select display_name, birth_date, hospital_number, version from patients.patient where id = $1', [id]);
  const identifiers = await hospital.asSuperuser('select id, kind, value, masked from patients.identifier where patient_id = $1 and removed_in_version is null order by kind', [id]);
  return { ...patient!, identifiers };
};
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
  expect(await registered(id)).toMatchObject({ display_name: 'OKAFOR, Amina', birth_date: '1968-03-04' });
});

test('an update changes the registration; what was read is put back without losing the secret number or who pays', async () => {
  const created = await send('POST', '/Patient', patient);
  const { id } = created.body;
  const before = await registered(id);
  const changed = await send('PUT', `/Patient/${id}`, created.text.replace('1968-03-04', '1969-03-04'), { 'if-match': String(created.headers['etag']) });
  expect(changed.status, changed.text).toBe(200);
  const after = await registered(id);
  expect(after).toMatchObject({ birth_date: '1969-03-04', hospital_number: before.hospital_number, version: before.version + 1 });
  const told = ({ kind, value, masked }: Record<string, unknown>) => [kind, value, masked];
  expect(after.identifiers.map(told)).toEqual(before.identifiers.map(told));
  // The secret number is the same sealed row.
  expect(after.identifiers.find(({ masked }) => masked !== null)).toEqual(before.identifiers.find(({ masked }) => masked !== null));
  expect(changed.body['identifier']).toHaveLength(created.body['identifier'].length);
  expect((await send('PUT', `/Patient/${id}`, created.text, { 'if-match': String(created.headers['etag']) })).status).toBe(412);
});

test('what is changed on the pages of the hospital is changed in the resource, and a patch changes the registration', async () => {
  const { body } = await send('POST', '/Patient', { ...patient, identifier: [{ system: 'urn:other', value: '2' }] });
  const patched = await send('PATCH', `/Patient/${body['id']}`, [{ op: 'replace', path: '/name/0/family', value: 'Eze' }], { 'content-type': 'application/json-patch+json' });
  expect(patched.status, patched.text).toBe(200);
  expect((await registered(body['id'])).display_name).toBe('EZE, Amina');
});

test('if none exists: finds the patient by a number, a secret one too', async () => {
  const sent = { ...patient, identifier: [{ ...nationalId, value: 'SECRET-88' }] };
  const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/Patient', sent, { 'if-none-exist': 'identifier=urn:national|SECRET-88' })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201]);
});

test('the hospital gives the ids of patients, or takes a UUID', async () => {
  const id = '0190f0f0-0000-7000-8000-00000000c0de';
  expect((await send('PUT', `/Patient/${id}`, { ...patient, id, identifier: undefined })).status).toBe(201);
  expect(code(await send('PUT', '/Patient/example', { ...patient, id: 'example', identifier: undefined }))).toBe('fhir.patient_id');
});
