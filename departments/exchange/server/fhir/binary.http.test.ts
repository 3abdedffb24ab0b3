import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Client, TestHospital } from '@openward/platform/testing';
import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { putMany, setCompartment } from '@openward/records/api';
import { recordsContract as records } from '@openward/records/contract';
import { routes as recordsRoutes } from '@openward/records/mount';
import { visitsContract } from '@openward/visits/contract';
import { routes as visits } from '@openward/visits/mount';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let patient_id: string;
const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0, 255, 128, 10, 13])]);

beforeAll(async () => {
  hospital = await openHospital({ ...routes, patients, records: recordsRoutes, visits });
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Wardleigh', 'UTC')`);
  doctor = await hospital.signIn('doctor', 'front-desk');
  patient_id = await somebody();
});
afterAll(() => hospital.close());

async function somebody(): Promise<string> {
  const answer = await doctor.call(patientsContract.register, { names: [{ family: crypto.randomUUID(), given: ['Amina'] }], sex: 'female' });
  expect(answer.status, answer.text).toBe(201);
  return answer.body['id'];
}

/** A file, uploaded as the screen does it. */
async function uploaded(of = patient_id): Promise<string> {
  const begun = await doctor.call(records.startDocument, { patient_id: of, category: 'letter', title: 'Letter', file_name: 'scan.pdf', bytes: content.length });
  const document_id: string = begun.body['id'];
  expect((await doctor.call(records.putDocumentPart, { patient_id: of, document_id, part: 0, content_base64: content.toString('base64') })).status).toBe(200);
  expect((await doctor.call(records.finishDocument, { patient_id: of, document_id })).status).toBe(200);
  return document_id;
}

/** The bytes of an answer, and the answer. */
async function read(path: string, accept?: string, client = doctor) {
  const answer = await hospital.fastify.inject({
    method: 'GET', url: `/fhir/R4/${path}`, headers: { cookie: `openward=${client.session_token}`, 'x-openward': '1', ...(accept !== undefined && { accept }) },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, json: () => JSON.parse(answer.body) as AnyJson };
}
const events = (request_id: unknown) => hospital.asSuperuser<{ name: string; outcome: string; patient_id: string | null }>(
  'select name, outcome, patient_id from audit.event where request_id = $1::uuid', [request_id]);
const attachments = async (id: string): Promise<AnyJson[]> =>
  (await read(`DocumentReference/${id}`, 'application/fhir+json')).json()['content'].map(({ attachment }: AnyJson) => attachment);

test('the address that a file’s DocumentReference tells leads to its bytes, and to a Binary for who asks for FHIR', async () => {
  const id = await uploaded();
  const [attachment] = await attachments(id);
  const raw = await read(attachment!['url'], 'application/pdf');
  expect(raw).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') } });
  expect(raw.bytes.equals(content)).toBe(true);
  expect(hash('sha1', raw.bytes, 'base64')).toBe(attachment!['hash']);
  expect(await events(raw.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'success', patient_id }]);
  // Who names no format gets the content, as FHIR says.
  expect((await read(attachment!['url'])).bytes.equals(content)).toBe(true);
  for (const [path, accept] of [[attachment!['url'], 'application/fhir+json'], [`${attachment!['url']}?_format=json`, '*/*']]) {
    const resource = await read(path, accept);
    expect(resource.headers['content-type']).toContain('application/fhir+json');
    expect(resource.json()).toMatchObject({ resourceType: 'Binary', id, contentType: 'application/pdf', securityContext: { reference: `Patient/${patient_id}` }, data: content.toString('base64') });
  }
  expect((await read(attachment!['url'], 'image/png')).status).toBe(406);
  expect((await read(`Binary/${id}?colour=red`)).status).toBe(400);
});

test('a batch gives it as a resource', async () => {
  const id = await uploaded();
  const answer = await doctor.send('POST', '/fhir/R4', { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: `Binary/${id}` } }] }, { 'content-type': 'application/fhir+json', accept: '*/*' });
  expect(answer.body['entry'][0]).toMatchObject({ resource: { resourceType: 'Binary', data: content.toString('base64') }, response: { status: '200' } });
});

test('a file that somebody altered is not shown, and that is audited', async () => {
  const id = await uploaded();
  await hospital.asSuperuser('alter table records.document disable trigger user');
  await hospital.asSuperuser(`update records.document set sha256 = sha256('x') where id = $1`, [id]);
  await hospital.asSuperuser('alter table records.document enable trigger user');
  const answer = await read(`Binary/${id}`);
  expect(answer.status).toBe(409);
  expect(answer.bytes.includes(content)).toBe(false);
  expect(await events(answer.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'failure', patient_id }]);
});

test('who may not see the document does not see its content: restricted, labelled, of another role', async () => {
  const hidden = await somebody();
  const of_hidden = await uploaded(hidden);
  const labelled = await uploaded();
  await hospital.database.transaction({ scope: 'system' }, (tx) => setCompartment(tx, hidden, { restricted: true }));
  const refused = await read(`Binary/${of_hidden}`);
  expect(refused.status).toBe(403);
  expect(await events(refused.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'denied', patient_id: hidden }]);
  expect((await read(`Binary/${labelled}`)).status).toBe(200);
  await hospital.asSuperuser(`update records.resource set sensitivity = 'psychiatry' where type = 'DocumentReference' and id = $1`, [labelled]);
  expect((await read(`Binary/${labelled}`)).status).toBe(404);
  const desk = await hospital.signIn('front-desk');
  expect((await read(`Binary/${await uploaded()}`, undefined, desk)).status).toBe(403);
  expect((await read(`Binary/${crypto.randomUUID()}`)).status).toBe(404);
});

test('a Binary that was sent is given as what it is, and nothing runs in it', async () => {
  const page = '<script>alert(1)</script>';
  await hospital.database.transaction({ scope: 'system' }, (tx) => putMany(tx, [
    { resource: { resourceType: 'Binary', id: 'page', contentType: 'text/html', data: Buffer.from(page).toString('base64') }, patient_id },
    { resource: { resourceType: 'Binary', id: 'odd', contentType: 'text/html\r\nset-cookie: a=b', data: 'YQ==' }, patient_id },
  ]));
  const raw = await read('Binary/page', 'text/html');
  expect(raw).toMatchObject({ status: 200, headers: { 'content-type': 'text/html', etag: 'W/"1"', 'content-security-policy': expect.stringContaining('sandbox'), 'content-disposition': expect.stringContaining('attachment') } });
  expect(raw.bytes.toString()).toBe(page);
  expect((await read('Binary/odd')).headers['content-type']).toBe('application/octet-stream');
  expect((await read('Binary/page', 'application/fhir+json')).json()).toMatchObject({ resourceType: 'Binary', contentType: 'text/html' });
  expect(await events(raw.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'success', patient_id }]);
});

test('the prints of an issued paper are where its DocumentReference says; a revoked one says so', async () => {
  const letter = { kind: 'referral-letter', to: 'Cardiology', urgency: 'routine', question: 'Murmur?' };
  const paper = await doctor.call(visitsContract.issuePaper, { patient_id, details: letter });
  expect(paper.status, paper.text).toBe(201);
  const id: string = paper.body['id'];
  const urls = (await attachments(id)).map(({ url, contentType }) => [url, contentType]);
  expect(urls).toEqual([[`Binary/${id}.pdf`, 'application/pdf'], [`Binary/${id}.html`, 'text/html']]);
  expect((await read(`Binary/${id}.pdf`, 'application/pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const issued = await read(`Binary/${id}.html`, 'text/html');
  expect(issued.bytes.toString()).toContain('Cardiology');
  expect(await events(issued.headers['x-request-id'])).toEqual([{ name: 'exchange.fhir.read', outcome: 'success', patient_id }]);
  await doctor.call(visitsContract.revokePaper, { patient_id, paper_id: id, reason: 'The wrong letter' });
  expect((await read(`Binary/${id}.html`, 'text/html')).bytes.toString()).toContain('REVOKED');
});
