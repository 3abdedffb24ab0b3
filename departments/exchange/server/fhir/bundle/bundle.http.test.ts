import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { openFhirHospital, type FhirHospital } from '../../test-hospital.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000d1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000d2';
const urn = 'urn:uuid:7a1c2f30-1111-4000-8000-000000000001';

let hospital: FhirHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id], [hidden_id]);
  ({ doctor } = hospital);
});
afterAll(() => hospital.close());

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  doctor.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json', ...headers });
const bundle = (type: string, ...entry: object[]) => send('POST', '', { resourceType: 'Bundle', type, entry });
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code;
const observation = (more: object = {}) => ({
  resourceType: 'Observation', status: 'final', code: { text: 'weight' }, subject: { reference: `Patient/${patient_id}` }, ...more,
});
const post = (resource: Record<string, unknown>, more: object = {}, request: object = {}) =>
  ({ ...more, resource, request: { method: 'POST', url: resource['resourceType'], ...request } });
const put = (resource: Record<string, unknown>, request: object = {}) =>
  ({ resource, request: { method: 'PUT', url: `${String(resource['resourceType'])}/${String(resource['id'])}`, ...request } });
const ask = (method: string, url: string, more: object = {}) => ({ request: { method, url, ...more } });
interface Entry {
  response: { status: string; location: string };
}
const statuses = (answer: Answer) => (answer.body['entry'] as Entry[]).map((entry) => entry.response.status);
const written = async () => Number((await hospital.asSuperuser<{ count: string }>('select count(*) from records.resource'))[0]?.count);

describe('a transaction', () => {
  test('writes all of it, and its links lead to what the entries become', async () => {
    const answer = await bundle('transaction',
      post(observation({ subject: { reference: urn }, encounter: { reference: 'Encounter/7' }, valueQuantity: { value: 1 } }), { fullUrl: 'urn:uuid:7a1c2f30-1111-4000-8000-000000000009' }),
      post({ resourceType: 'Encounter', id: '7', status: 'finished', class: { code: 'AMB' }, subject: { reference: urn } }, { fullUrl: 'http://sender.example/fhir/Encounter/7' }),
      post({ resourceType: 'Patient', name: [{ family: 'Okafor' }], birthDate: '1970-01-01' }, { fullUrl: urn }),
      put(observation({ id: 'own-id' })),
      ask('GET', 'Observation/own-id'));
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body['type']).toBe('transaction-response');
    expect(statuses(answer)).toEqual(['201', '201', '201', '201', '200']);
    const [first, visit, patient, , got] = answer.body['entry'];
    const id = (entry: Entry) => /fhir\/R4\/(\w+\/[^/]+)\/_history\/1$/.exec(entry.response.location)?.[1];
    expect(got.resource).toMatchObject({ id: 'own-id', meta: { versionId: '1' } });
    const read = await send('GET', `/${id(first)}`);
    expect(read.body).toMatchObject({ subject: { reference: id(patient) }, encounter: { reference: id(visit) } });
    const events = await hospital.asSuperuser<{ patient_id: string }>('select patient_id from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]);
    expect(new Set(events.map((event) => event.patient_id))).toEqual(new Set([patient_id, id(patient)!.split('/')[1]]));
  });

  test.each([
    ['a resource that does not fit', post({ resourceType: 'Observation', status: 'final' }), 422, 'structure.missing', 'Bundle.entry[1].resource.code'],
    ['a patient who is not here', post(observation({ subject: { reference: 'Patient/0190f0f0-0000-7000-8000-00000000dead' } })), 422, 'records.unknown_patient', 'Bundle.entry[1].resource.subject'],
    ['a link that leads nowhere', post(observation({ subject: { reference: 'urn:uuid:7a1c2f30-1111-4000-8000-00000000beef' } })), 422, 'exchange.unknown_target', 'Bundle.entry[1].resource.reference'],
    ['a version that is over', put(observation({ id: 'atomic', code: { text: 'x' } }), { ifMatch: 'W/"9"' }), 412, 'fhir.version', 'Bundle.entry[1].resource.If-Match'],
    ['a deletion that the law forbids', ask('DELETE', 'DocumentReference/x'), 405, 'fhir.not_deleted', 'Bundle.entry[1]'],
    ['something that the API does not do', ask('GET', 'Observation/x/y/z'), 404, 'fhir.unknown_address', 'Bundle.entry[1].resource.request.url'],
    ['a verb that is none', ask('FROB', 'Observation/x'), 400, 'fhir.method', 'Bundle.entry[1]'],
    ['the same resource twice', put(observation({ id: 'once-only' })), 400, 'fhir.twice', 'Bundle.entry[1]'],
    ['another type than the address', { ...post(observation()), request: { method: 'POST', url: 'Condition' } }, 400, 'fhir.other_type', 'Bundle.entry[1].resource.request.url'],
    ['an entry without a request', { resource: observation() }, 400, 'fhir.no_request', 'Bundle.entry[1].request'],
  ])('writes nothing where an entry is %s, and says which', async (_what, wrong, status, expected, expression) => {
    const before = await written();
    const answer = await bundle('transaction', put(observation({ id: 'once-only', code: { text: expected } })), wrong);
    expect({ status: answer.status, code: code(answer), at: answer.body['issue'][0].expression }, answer.text).toEqual({ status, code: expected, at: [expression] });
    expect(await written()).toBe(before);
    expect((await send('GET', '/Observation/once-only')).status).toBe(404);
  });

  test('a denial ends it, and is audited', async () => {
    const answer = await bundle('transaction', post(observation()), post(observation({ subject: { reference: `Patient/${hidden_id}` } })));
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 403, code: 'access.restricted' });
    expect(await hospital.asSuperuser('select name, outcome, patient_id from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]))
      .toEqual([{ name: 'exchange.fhir.bundle', outcome: 'denied', patient_id: hidden_id }]);
  });

  test('deletes before it creates, and patches after', async () => {
    await send('PUT', '/Observation/t1', observation({ id: 't1' }));
    const operations = Buffer.from('[{"op":"add","path":"/language","value":"en"}]').toString('base64');
    const answer = await bundle('transaction',
      { resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data: operations }, request: { method: 'PATCH', url: 'Observation/t1' } },
      put(observation({ id: 't1', code: { text: 'again' } })),
      ask('DELETE', 'Observation/t1'));
    expect(statuses(answer), answer.text).toEqual(['200', '200', '204']);
    expect((await send('GET', '/Observation/t1')).body).toMatchObject({ language: 'en', code: { text: 'again' }, meta: { versionId: '4' } });
  });

  test('conditions: what is there is not created, links lead to it; a search as a reference is followed', async () => {
    const place = { resourceType: 'Organization', name: 'Lab', identifier: [{ system: 'urn:org', value: 'L1' }] };
    const conditional = () => bundle('transaction',
      post(place, { fullUrl: urn }, { ifNoneExist: 'identifier=urn:org|L1' }),
      post(observation({ performer: [{ reference: urn }] })),
      post(observation({ performer: [{ reference: 'Organization?identifier=urn:org|L1' }] })));
    const first = await bundle('transaction', post(place, { fullUrl: urn }, { ifNoneExist: 'identifier=urn:org|L1' }));
    expect(statuses(first)).toEqual(['201']);
    const second = await conditional();
    expect(statuses(second), second.text).toEqual(['200', '201', '201']);
    const organization = /Organization\/([^/]+)/.exec(second.body['entry'][0].response.location)![0];
    for (const entry of second.body['entry'].slice(1)) {
      const path = /fhir\/R4(\/[^/]+\/[^/]+)/.exec(entry.response.location)![1]!;
      expect((await send('GET', path)).body['performer']).toEqual([{ reference: organization }]);
    }
    expect(code(await bundle('transaction', post(observation({ performer: [{ reference: 'Organization?identifier=urn:org|none' }] }))))).toBe('fhir.not_found');
  });

  test('answers with the resources where they are asked for, numbers as they were written', async () => {
    const text = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [post(observation({ valueQuantity: { value: 7 } }))] }).replace('"value":7', '"value":7.00');
    const answer = await send('POST', '', text, { prefer: 'return=representation' });
    expect(answer.text).toContain('"value":7.00');
    expect(answer.body['entry'][0].resource.meta.versionId).toBe('1');
  });
});

describe('a batch', () => {
  test('does what it can, and answers each by itself', async () => {
    const answer = await bundle('batch',
      put(observation({ id: 'b1' })),
      post({ resourceType: 'Observation', status: 'final' }),
      ask('GET', 'Observation/b1'), ask('GET', 'Observation/nobody'), ask('GET', 'Observation/b1/_history'),
      post(observation({ subject: { reference: `Patient/${hidden_id}` } })),
      put(observation({ id: 'b1', code: { text: 'after' } }), { ifMatch: 'W/"1"' }),
      ask('DELETE', 'Observation/b1'));
    expect(answer.status, answer.text).toBe(200);
    expect(statuses(answer)).toEqual(['201', '422', '200', '404', '200', '403', '200', '204']);
    const [, refused, got, , past] = answer.body['entry'];
    expect(refused.response.outcome.issue[0].details.coding[0].code).toBe('structure.missing');
    expect(got.resource.id).toBe('b1');
    expect(past.resource).toMatchObject({ resourceType: 'Bundle', type: 'history' });
    const events = await hospital.asSuperuser<{ outcome: string; patient_id: string }>(
      'select outcome, patient_id from audit.event where request_id = $1::uuid order by outcome', [answer.headers['x-request-id']]);
    expect(events).toEqual([{ outcome: 'denied', patient_id: hidden_id }, { outcome: 'success', patient_id }]);
  });

  test('who may only read, reads: the rest is refused, entry by entry', async () => {
    const records = await hospital.signIn('medical-records');
    await send('PUT', '/Observation/b2', observation({ id: 'b2' }));
    const answer = await records.send('POST', '/fhir/R4', { resourceType: 'Bundle', type: 'batch', entry: [ask('GET', 'Observation/b2'), post(observation())] }, { 'content-type': 'application/fhir+json' });
    expect(statuses(answer), answer.text).toEqual(['200', '403']);
  });
});

test.each([
  ['{"resourceType":"Bundle","type":"transaction","entry":[', 'json.syntax'], ['{"resourceType":"Patient"}', 'fhir.other_type'], ['[]', 'json.not_object'],
  ['{"resourceType":"Bundle","type":"collection"}', 'fhir.bundle_type'], ['{"resourceType":"Bundle","type":"batch","entry":[{"request":{},"request":{}}]}', 'json.doubled_key'], ['', 'json.syntax'],
])('%s is no bundle to carry out', async (body, expected) => {
  const answer = await send('POST', '/', body);
  expect({ status: answer.status, code: code(answer) }).toEqual({ status: 400, code: expected });
});
