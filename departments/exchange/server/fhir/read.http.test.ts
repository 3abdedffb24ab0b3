import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { put, remove } from '@openward/records/api';
import { openFhirHospital, type FhirHospital } from '../test-hospital.ts';
import { provenanceId } from '../provenance.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000a1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000a2';
const text = `{"resourceType":"Observation","id":"o1","status":"final","code":{"text":"Löwe 🦁"},"subject":{"reference":"Patient/${patient_id}"},"valueQuantity":{"value":1.0,"unit":"kg"}}`;

let hospital: FhirHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id], [hidden_id]);
  ({ doctor } = hospital);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await put(tx, { json: text.replace('1.0', '0.50') });
    await put(tx, { json: text });
    await put(tx, { json: text.replace('"o1"', '"o2"').replace(patient_id, hidden_id) });
    await put(tx, { json: text.replace('"o1"', '"o3"') });
    await remove(tx, { type: 'Observation', id: 'o3' });
    await put(tx, { json: '{"resourceType":"Organization","id":"org","name":"Labor"}' });
  });
});
afterAll(() => hospital.close());

const get = (path: string, headers: Record<string, string> = {}, client = doctor) => client.send('GET', `/fhir/R4${path}`, undefined, headers);
const events = (id: unknown) => hospital.asSuperuser<{ name: string; outcome: string; patient_id: string | null }>(
  'select name, outcome, patient_id from audit.event where request_id = $1::uuid', [id]);
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code;

test.each([['the first time', 1], ['when the session is remembered', 2]])('a read gives back what was sent, and leaves one event, %s', async () => {
  const before = await hospital.asSuperuser(`select 1 from audit.event where name = 'exchange.fhir.read' and patient_id = $1`, [patient_id]);
  const answer = await get('/Observation/o1');
  expect(answer.status, answer.text).toBe(200);
  expect(answer.text).toContain('"value":1.0,"unit":"kg"');
  expect(answer.headers).toMatchObject({ etag: 'W/"2"', 'content-type': 'application/fhir+json; charset=utf-8' });
  expect(Date.parse(String(answer.headers['last-modified']))).toBe(Math.floor(Date.parse(answer.body['meta'].lastUpdated) / 1000) * 1000);
  expect(answer.body).toMatchObject({ code: { text: 'Löwe 🦁' }, meta: { versionId: '2' } });
  const after = await hospital.asSuperuser(`select 1 from audit.event where name = 'exchange.fhir.read' and patient_id = $1`, [patient_id]);
  expect(after.length - before.length).toBe(1);
});

test('pretty answers keep numbers as they were written; XML is refused', async () => {
  expect((await get('/Observation/o1?_pretty=true')).text).toContain('    "value": 1.0,');
  expect(code(await get('/Observation/o1', { accept: 'application/fhir+xml' }))).toBe('fhir.format');
  expect((await get('/Observation/o1?_format=xml')).status).toBe(406);
  expect((await get('/Observation/o1?_format=application/fhir+json')).status).toBe(200);
});

test('a reader who has it already is told so', async () => {
  const { headers } = await get('/Observation/o1');
  expect(await get('/Observation/o1', { 'if-none-match': String(headers['etag']) })).toMatchObject({ status: 304, text: '' });
  expect((await get('/Observation/o1', { 'if-none-match': 'W/"1"' })).status).toBe(200);
  expect((await get('/Observation/o1', { 'if-modified-since': String(headers['last-modified']) })).status).toBe(304);
  expect((await get('/Observation/o1', { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' })).status).toBe(200);
});

test('HEAD tells what GET would, without a body', async () => {
  const answer = await doctor.send('HEAD', '/fhir/R4/Observation/o1');
  expect(answer).toMatchObject({ status: 200, text: '', headers: { etag: 'W/"2"' } });
});

test.each([
  ['/Observation/nobody', 404, 'records.unknown'],
  ['/Observation/o3', 410, 'records.deleted'],
  ['/Observation/o2', 403, 'access.restricted'],
  ['/Nothing/o1', 404, 'fhir.unknown_type'],
  ['/Observation/o_1', 404, 'fhir.id'],
  ['/Observation/o1?colour=red', 400, 'fhir.unknown_parameter'],
  ['/Observation/o1/_history/9', 404, 'records.unknown'],
  ['/Observation/o1/_history/x', 404, 'fhir.unknown_version'],
  ['/Observation/o2/_history/1', 403, 'access.restricted'],
  ['/Observation/o1/more/and/more', 404, 'fhir.unknown_address'],
])('%s is %i %s, as an OperationOutcome', async (path, status, expected) => {
  const answer = await get(path);
  expect(answer.status, answer.text).toBe(status);
  expect(answer.body['resourceType']).toBe('OperationOutcome');
  expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  expect(code(answer)).toBe(expected);
});

test('a denial is audited, and names the patient', async () => {
  const answer = await get('/Observation/o2');
  expect(await events(answer.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'denied', patient_id: hidden_id }]);
});

test('a version is read as it was', async () => {
  expect((await get('/Observation/o1/_history/1')).text).toContain('"value":0.50');
  expect((await get('/Observation/o3/_history/2')).status).toBe(410);
  expect((await get('/Observation/o3/_history/1')).status).toBe(200);
});

test('each type needs the right to what it tells: who may not open the clinical record reads no observation', async () => {
  const records = await hospital.signIn('medical-records');
  expect((await get('/Observation/o1', {}, records)).status).toBe(200);
  expect((await get('/Organization/org', {}, records)).status).toBe(200);
  expect((await get('/Observation/o1', {}, await hospital.signIn('front-desk'))).status).toBe(403);
  expect((await get('/Observation/o1', {}, hospital.visitor())).status).toBe(401);
});

test('the provenance of every version is there, for who may see the version', async () => {
  const answer = await get(`/Provenance/${provenanceId('Observation', 'o1', 2)}`);
  expect(answer.body).toMatchObject({
    resourceType: 'Provenance', target: [{ reference: 'Observation/o1/_history/2' }], activity: { coding: [{ code: 'UPDATE' }] },
  });
  expect(await events(answer.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'success', patient_id }]);
  expect((await get(`/Provenance/${provenanceId('Observation', 'o2', 1)}`)).status).toBe(403);
  expect((await get(`/Provenance/${provenanceId('Observation', 'o1', 7)}`)).status).toBe(404);
});

test('a patient’s own account, where it holds the right, sees its own record and nothing else', async () => {
  await hospital.asSuperuser(`insert into auth.role_permission (role, permission) select 'patient', unnest(array['fhir.read', 'records.read']) on conflict do nothing`);
  const own = await hospital.signIn('patient');
  await hospital.asSuperuser('update auth.account set patient_id = $2 where id = $1', [own.account_id, patient_id]);
  for (const path of ['/Observation/o1', '/Observation/o1/_history/1', '/Observation/o1/_history']) expect((await get(path, {}, own)).status, path).toBe(200);
  for (const path of ['/Observation/o2', '/Observation/o2/_history/1', '/Observation/o2/_history']) expect([403, 404], path).toContain((await get(path, {}, own)).status);
  expect((await get('/_history', {}, own)).status).toBe(403);
  expect((await get('/Patient/x', {}, own)).status).toBe(403);
});
