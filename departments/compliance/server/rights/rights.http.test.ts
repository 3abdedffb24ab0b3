import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { routes as patientRoutes } from '@openward/patients/mount';
import { seal } from '@openward/platform/crypto';
import { records } from '@openward/records/api';
import { recordsContract } from '@openward/records/contract';
import { routes as recordRoutes } from '@openward/records/mount';
import { type Client, openHospital, pdfText, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type RightsAct, type RightsRequest } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let doctor: Client;
let ada: string;
let labelled: string;

beforeAll(async () => {
  hospital = await openHospital({ ...patientRoutes, ...recordRoutes, ...routes });
  [officer, doctor] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('doctor')]);
  const clerk = await hospital.signIn('front-desk');
  const register = async (family: string): Promise<string> =>
    (await clerk.call(patientsContract.register, { names: [{ use: 'official', family, given: ['Ada'] }], sex: 'female', birth_date: '1980-02-03' })).body['id'];
  [ada, labelled] = [await register('Copied'), await register('Labelled')];
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.put(tx, { json: `{"resourceType":"Observation","id":"${randomUUID()}","status":"final","code":{"text":"Fracture of the wrist"},"valueQuantity":{"value":1.50,"unit":"cm"},"subject":{"reference":"Patient/${ada}"}}`, source: 'test' });
    await records.put(tx, { json: `{"resourceType":"Condition","id":"${randomUUID()}","code":{"text":"Hidden"},"subject":{"reference":"Patient/${labelled}"},"meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"PSY"}]}}`, source: 'test' });
  });
});
afterAll(() => hospital.close());

const asked = { kind: 'access', received_on: '2026-01-31', asked_by: 'Ada Copied', identity_proof: 'Passport' };
const ask = async (more: object = {}) => (await officer.call(contract.addRightsRequest, { patient_id: ada, ...asked, ...more })).body as { request: RightsRequest; acts: RightsAct[] };
const copyOf = (id: string, query = '', by = officer) => hospital.fastify.inject({ url: `/api/rights/requests/${id}/copy${query}`, headers: { cookie: `openward=${by.session_token}` } });

/** The files of a ZIP, by its local headers. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const [packed, title] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)];
    files.set(zip.subarray(at + 30, at + 30 + title).toString(), inflateRawSync(zip.subarray(at + 30 + title, at + 30 + title + packed)));
    at += 30 + title + packed;
  }
  return files;
}

test('the clock of a request is one month, three with a reason that is told, once; the last day of a month stays the last', async () => {
  const { request } = await ask();
  expect(request).toMatchObject({ due_on: '2026-02-28', state: 'open', patient_name: expect.stringContaining('COPIED') as string });
  const extend = (version: number) => officer.call(contract.extendRightsRequest, { request_id: request.id, version, reason: 'Files of thirty years' });
  expect((await extend(request.version)).body['request']).toMatchObject({ due_on: '2026-04-30' });
  expect(await extend(request.version)).toMatchObject({ status: 409, body: { code: 'compliance.request_changed' } });
  expect(await extend(request.version + 1)).toMatchObject({ status: 409, body: { code: 'compliance.request_extended' } });
  expect((await officer.call(contract.addRightsRequest, { patient_id: ada, ...asked, received_on: '2999-01-01' })).body).toMatchObject({ errors: [{ field: 'received_on' }] });
});

test('a request is answered once, and a refusal names the law', async () => {
  const { request } = await ask({ kind: 'objection' });
  const answer = (more: object) => officer.call(contract.answerRightsRequest, { request_id: request.id, version: request.version, answer: 'We must keep it', ...more });
  expect(await answer({ outcome: 'refused' })).toMatchObject({ status: 400, body: { code: 'compliance.refusal_without_law' } });
  const raced = await Promise.all([answer({ outcome: 'refused', legal_basis: 'GDPR 17(3)(c)' }), answer({ outcome: 'granted' })]);
  expect(raced.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const { body } = await officer.call(contract.rightsRequest, { request_id: request.id });
  expect(body['acts'].map(({ act }: RightsAct) => act)).toEqual(['received', body['request'].state]);
  const changed = hospital.asSuperuser(`update compliance.request set answer = 'Other' where id = $1`, [request.id]);
  await expect(changed).rejects.toMatchObject({ constraint: 'request_answered_once' });
});

test('a copy is the FHIR record as it was written, and a paper to read; it is a disclosure', async () => {
  const { request } = await ask();
  const answer = await copyOf(request.id);
  expect(answer.statusCode).toBe(200);
  const files = unzipped(answer.rawPayload);
  expect([...files.keys()]).toEqual(['record.json', 'record.pdf']);
  const text = files.get('record.json')!.toString();
  const bundle = JSON.parse(text) as { type: string; entry: { fullUrl: string; resource: { resourceType: string; id: string } }[] };
  expect(bundle.type).toBe('collection');
  expect(bundle.entry.map(({ resource }) => resource.resourceType)).toEqual(expect.arrayContaining(['Patient', 'Observation']));
  expect(bundle.entry.every(({ fullUrl, resource }) => fullUrl.endsWith(`/fhir/R4/${resource.resourceType}/${resource.id}`))).toBe(true);
  expect(text).toContain('"value":1.50');
  expect(text).not.toContain(labelled);
  const paper = pdfText(files.get('record.pdf')!);
  for (const word of ['Copy of your record', 'Fracture of the wrist', '31-Jan-2026', 'Ada Copied']) expect(paper).toContain(word);
  const { disclosures } = (await officer.call(contract.disclosures, { patient_id: ada })).body;
  expect(disclosures).toMatchObject([{ recipient: 'Ada Copied', recipient_kind: 'patient', legal_basis: 'asked', request_id: request.id }]);
});

test('a copy has the messages that were sent and the photos that were taken', async () => {
  const clerk = await hospital.signIn('front-desk');
  const person = (await clerk.call(patientsContract.register, { names: [{ use: 'official', family: 'Pictured', given: ['Eve'] }], sex: 'female', birth_date: '1980-02-03' })).body;
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  const put = await clerk.call(patientsContract.putPhoto, { patient_id: person['id'], version: person['version'], content_base64: picture.toString('base64') });
  expect(put.status, put.text).toBe(200);
  const [sent, planned] = [randomUUID(), randomUUID()];
  for (const [id, sent_at, text] of [[sent, '2026-03-01T09:00:00Z', 'Your appointment is on Monday'], [planned, null, 'Never sent']] as const) {
    const content = seal(JSON.stringify({ to: 'eve@example.test', subject: 'Appointment', text, language: 'en', calendar: null }), { table: 'messages.message', column: 'content_encrypted', row: id });
    await hospital.asSuperuser(`insert into messages.message (id, about_kind, about_id, about_version, kind, patient_id, due_at, expires_at, state, channel, content_encrypted, claimed_at, sent_at)
      values ($1, 'appointment', $1, 1, 'reminder', $2, now(), now(), $3, 'email', $4, now(), $5)`, [id, person['id'], sent_at === null ? 'claimed' : 'sent', content, sent_at]);
  }
  const { request } = await ask({ patient_id: person['id'] });
  const files = unzipped((await copyOf(request.id)).rawPayload);
  expect([...files.keys()]).toEqual(['record.json', 'record.pdf', 'photo-1.png']);
  expect(files.get('photo-1.png')!.equals(picture)).toBe(true);
  const { entry } = JSON.parse(files.get('record.json')!.toString()) as { entry: { resource: { resourceType: string } }[] };
  expect(entry.filter(({ resource }) => resource.resourceType === 'Communication')).toMatchObject([{ resource: { id: sent, status: 'completed', sent: '2026-03-01T09:00:00.000Z', payload: [{ contentString: 'Your appointment is on Monday' }] } }]);
  const paper = pdfText(files.get('record.pdf')!);
  for (const word of ['Messages that were sent to you', 'Your appointment is on Monday', 'eve@example.test', '01-Mar-2026']) expect(paper).toContain(word);
  expect(paper).not.toContain('Never sent');
  // Those of others stay with them.
  const other = unzipped((await copyOf((await ask()).request.id)).rawPayload);
  expect([...other.keys()]).toEqual(['record.json', 'record.pdf']);
  expect(other.get('record.json')!.toString()).not.toContain('Communication');
});

test('a copy that would lack labelled entries is not made without saying so', async () => {
  const { request } = await ask({ patient_id: labelled });
  expect(JSON.parse((await copyOf(request.id)).body)).toMatchObject({ code: 'compliance.copy_incomplete' });
  const files = unzipped((await copyOf(request.id, '?withheld=Harm%20to%20others')).rawPayload);
  expect(files.get('record.json')!.toString()).not.toContain('Hidden');
  expect(pdfText(files.get('record.pdf')!)).toContain('Harm to others');
  // Who is cleared copies it whole.
  const cleared = await hospital.signIn('compliance');
  await hospital.asSuperuser(`insert into auth.label_account (label, account_id, given_by) values ('PSY', $1, $2)`, [cleared.account_id, officer.account_id]);
  expect(unzipped((await copyOf(request.id, '', cleared)).rawPayload).get('record.json')!.toString()).toContain('Hidden');
});

test('disclosures are written by hand too, never changed, and printed', async () => {
  const given = { patient_id: ada, disclosed_on: '2026-02-01', recipient: 'District court', recipient_kind: 'court', what: 'Report of injuries', purpose: 'Case 12', legal_basis: 'court' };
  expect((await officer.call(contract.addDisclosure, given)).status).toBe(201);
  expect((await doctor.call(contract.addDisclosure, given)).status).toBe(403);
  const paper = await officer.send('GET', `/patients/${ada}/disclosures/print`);
  expect(paper.text).toContain('District court');
  expect(paper.text).toContain('a court ordered it');
  const changed = hospital.database.transaction({ scope: 'staff', actor: officer.account_id, clearance: ['rights'] }, (tx) => sql`update compliance.disclosure set recipient = 'Nobody'`.execute(tx));
  await expect(changed).rejects.toMatchObject({ code: '42501' });
});

test('row-level security shows requests and disclosures to nobody else', async () => {
  for (const [clearance, expected] of [[['rights'], true], [['audit', 'labels'], false]] as const) {
    const counted = await hospital.database.transaction({ scope: 'staff', actor: officer.account_id, clearance: [...clearance] }, (tx) =>
      sql<{ all: number }>`select (select count(*) from compliance.request)::int + (select count(*) from compliance.request_act)::int + (select count(*) from compliance.disclosure)::int as all`.execute(tx));
    expect(counted.rows[0]!.all > 0).toBe(expected);
  }
});

test('a patient is told in plain words who opened the record', async () => {
  await doctor.call(recordsContract.timeline, { patient_id: ada });
  await doctor.call(recordsContract.timeline, { patient_id: ada });
  const { lines } = (await officer.call(contract.accessStory, { patient_id: ada })).body;
  expect(lines).toContainEqual({ on: expect.any(String) as string, who: expect.stringMatching(/^doctor\..* \(doctor\)$/) as string, said: 'Looked at your medical record 2 times, to treat you.' });
  expect((await officer.send('GET', `/patients/${ada}/access-story/print`)).text).toContain('Looked at your medical record');
  expect((await doctor.call(contract.accessStory, { patient_id: ada })).status).toBe(403);
});
