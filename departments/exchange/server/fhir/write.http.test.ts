import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanWith } from '@openward/platform/scanner';
import type { Answer, Client } from '@openward/platform/testing';
import { put, setCompartment } from '@openward/records/api';
import { openFhirHospital, type FhirHospital } from '../test-hospital.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000b1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000b2';

let hospital: FhirHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id], [hidden_id]);
  ({ doctor } = hospital);
});
afterAll(() => hospital.close());

const observation = (more: object = {}) => ({
  resourceType: 'Observation', status: 'final', code: { text: 'weight' }, subject: { reference: `Patient/${patient_id}` }, ...more,
});
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, client = doctor) =>
  client.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json', ...headers });
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code;
const put1 = (id: string, more: object = {}, headers = {}) => send('PUT', `/Observation/${id}`, observation({ id, ...more }), headers);

describe('create', () => {
  test('gives an id, a place and a version; what was sent comes back as it was written, and one event is kept', async () => {
    const text = `{ "resourceType": "Observation", "id": "mine", "status": "final", "code": {"text": "Gewicht 🦁"}, "subject": {"reference": "Patient/${patient_id}"}, "valueQuantity": {"value": 70.50, "unit": "kg"} }`;
    const answer = await send('POST', '/Observation', text);
    expect(answer.status, answer.text).toBe(201);
    const { id } = answer.body;
    expect(id).not.toBe('mine');
    expect(answer.headers).toMatchObject({ etag: 'W/"1"', location: expect.stringMatching(new RegExp(`^http://[^/]+/fhir/R4/Observation/${id}/_history/1$`)) });
    expect(answer.text).toContain('"value":70.50');
    expect((await send('GET', `/Observation/${id}`)).text).toBe(answer.text);
    expect(await hospital.asSuperuser('select name, outcome, patient_id from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]))
      .toEqual([{ name: 'exchange.fhir.create', outcome: 'success', patient_id }]);
  });

  test('answers as little, or as an outcome, as the client prefers', async () => {
    const minimal = await send('POST', '/Observation', observation(), { prefer: 'return=minimal' });
    expect(minimal).toMatchObject({ status: 201, text: '' });
    const outcome = await send('POST', '/Observation', observation(), { prefer: 'return=OperationOutcome' });
    expect(outcome).toMatchObject({ status: 201, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] } });
  });

  test.each([
    ['no JSON', '/Observation', '{"a":', 400, 'json.syntax'],
    ['a doubled key', '/Observation', '{"resourceType":"Observation","resourceType":"Observation"}', 400, 'json.doubled_key'],
    ['another type', '/Observation', { resourceType: 'Condition' }, 400, 'fhir.other_type'],
    ['a missing element', '/Observation', { resourceType: 'Observation', status: 'final' }, 422, 'structure.missing'],
    ['an unknown element', '/Observation', { ...observation(), colour: 'red' }, 422, 'structure.unknown_element'],
    ['a patient who is not here', '/Observation', observation({ subject: { reference: 'Patient/0190f0f0-0000-7000-8000-00000000dead' } }), 422, 'records.unknown_patient'],
    ['a patient by a name of the sender', '/Observation', observation({ subject: { reference: 'Patient/example' } }), 422, 'records.unknown_patient'],
    ['a restricted patient', '/Observation', observation({ subject: { reference: `Patient/${hidden_id}` } }), 403, 'access.restricted'],
    ['a restricted label', '/Observation', observation({ meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } }), 403, 'access.restricted'],
    ['something of nobody', '/Communication', { resourceType: 'Communication', status: 'completed' }, 422, 'fhir.names_nobody'],
    ['the audit log', '/AuditEvent', { resourceType: 'AuditEvent' }, 405, 'fhir.not_written'],
    ['a bundle', '/Bundle', { resourceType: 'Bundle', type: 'collection' }, 405, 'fhir.not_written'],
    ['a parameter', '/Observation?x=1', observation(), 400, 'fhir.unknown_parameter'],
  ])('refuses %s', async (_what, path, body, status, expected) => {
    const answer = await send('POST', path, body);
    expect({ status: answer.status, code: code(answer) }, answer.text).toEqual({ status, code: expected });
  });

  test('says where a fault is, in FHIRPath', async () => {
    const answer = await send('POST', '/Observation', observation({ code: { coding: [{ system: 'x y' }] } }));
    expect(answer.status).toBe(422);
    expect(answer.body['issue'][0].expression).toEqual(['Observation.code.coding[0].system']);
  });

  test('takes JSON only', async () => {
    expect(code(await send('POST', '/Observation', '<Observation/>', { 'content-type': 'application/fhir+xml' }))).toBe('input.content_type');
    expect((await send('POST', '/Observation', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  });

  test('if none exists: creates once, also when asked twice at once', async () => {
    const one = observation({ identifier: [{ system: 'urn:lab', value: 'X 1' }] });
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('POST', '/Observation', one, { 'if-none-exist': 'identifier=urn:lab|X%201' })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  test('if none exists: refuses where several do', async () => {
    const twin = observation({ identifier: [{ system: 'urn:lab', value: 'twin' }] });
    await send('POST', '/Observation', twin);
    await send('POST', '/Observation', twin);
    expect(code(await send('POST', '/Observation', twin, { 'if-none-exist': 'identifier=urn:lab|twin' }))).toBe('fhir.not_one');
  });

  test('the same call sent again with its key creates nothing more', async () => {
    const again = () => send('POST', '/Observation', observation({ code: { text: 'once' } }), { 'idempotency-key': 'fhir-create-key-1' });
    const [first, second] = [await again(), await again()];
    expect(second).toMatchObject({ status: 201, text: first.text, headers: { location: first.headers['location'], etag: 'W/"1"' } });
  });

  test('a role without the right to write in the record is refused', async () => {
    expect((await send('POST', '/Observation', observation(), {}, await hospital.signIn('medical-records'))).status).toBe(403);
    expect((await send('POST', '/Observation', observation(), {}, hospital.visitor())).status).toBe(401);
  });
});

describe('update', () => {
  test('creates under an id, replaces, and leaves what does not differ as it is', async () => {
    expect((await put1('u1')).status).toBe(201);
    const changed = await put1('u1', { code: { text: 'height' } });
    expect(changed).toMatchObject({ status: 200, headers: { etag: 'W/"2"' } });
    expect(await put1('u1', { code: { text: 'height' } })).toMatchObject({ status: 200, headers: { etag: 'W/"2"' } });
  });

  test('of two who saw the same version, one wins', async () => {
    await put1('u2');
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => put1('u2', { code: { text } }, { 'if-match': 'W/"1"' })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect((await send('GET', '/Observation/u2')).headers['etag']).toBe('W/"2"');
  });

  test('a version that is over is refused, also where nothing differs', async () => {
    await put1('u3');
    await put1('u3', { code: { text: 'b' } });
    expect(await put1('u3', { code: { text: 'b' } }, { 'if-match': 'W/"1"' })).toMatchObject({ status: 412 });
    expect(await put1('u3', { code: { text: 'c' } }, { 'if-match': 'W/"9"' })).toMatchObject({ status: 412 });
    expect(code(await put1('u3', {}, { 'if-match': 'something' }))).toBe('fhir.if_match');
    expect(await put1('nothing-yet', {}, { 'if-match': 'W/"1"' })).toMatchObject({ status: 412 });
  });

  test.each([
    ['another id', '/Observation/u9', observation({ id: 'u8' }), 400, 'fhir.other_id'],
    ['no id', '/Observation/u9', observation(), 400, 'fhir.other_id'],
    ['an id that is none', '/Observation/u_9', observation({ id: 'u_9' }), 404, 'fhir.id'],
  ])('refuses %s', async (_what, path, body, status, expected) => {
    const answer = await send('PUT', path, body);
    expect({ status: answer.status, code: code(answer) }).toEqual({ status, code: expected });
  });

  test('a resource stays in the record of its patient', async () => {
    const other = '0190f0f0-0000-7000-8000-0000000000b3';
    await hospital.database.transaction({ scope: 'system' }, (tx) => setCompartment(tx, other, { restricted: false }));
    await put1('u4');
    expect(code(await put1('u4', { subject: { reference: `Patient/${other}` } }))).toBe('records.other_patient');
  });

  test('what the hospital’s own pages keep is not changed over the API', async () => {
    await hospital.database.transaction({ scope: 'system' }, (tx) => put(tx, { resource: { resourceType: 'Location', id: 'ward', name: 'Ward 1' } }));
    const answer = await send('PUT', '/Location/ward', { resourceType: 'Location', id: 'ward', name: 'Mine' });
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 405, code: 'fhir.kept_by_hospital' });
  });

  test('by a condition: creates, then replaces what it finds, and refuses an id that is another’s', async () => {
    const body = observation({ identifier: [{ system: 'urn:lab', value: 'C1' }] });
    const path = '/Observation?identifier=urn:lab|C1';
    const first = await send('PUT', path, body);
    expect(first.status, first.text).toBe(201);
    const second = await send('PUT', path, { ...body, code: { text: 'other' } });
    expect(second).toMatchObject({ status: 200, body: { id: first.body['id'] } });
    expect(code(await send('PUT', path, { ...body, id: 'another' }))).toBe('fhir.other_id');
    expect(code(await send('PUT', '/Observation', body))).toBe('fhir.condition');
  });
});

describe('patch', () => {
  const patch = (id: string, operations: unknown, headers = {}) =>
    send('PATCH', `/Observation/${id}`, operations, { 'content-type': 'application/json-patch+json', ...headers });

  test('changes a part; the rest stays as it was written', async () => {
    await send('PUT', '/Observation/p1', `{"resourceType":"Observation","id":"p1","status":"final","code":{"text":"a"},"valueQuantity":{"value":1.50},"subject":{"reference":"Patient/${patient_id}"}}`);
    const answer = await patch('p1', '[{"op":"replace","path":"/code/text","value":"b"},{"op":"add","path":"/referenceRange","value":[{"low":{"value":2.0}}]}]');
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toMatch(/"text":"b".*"value":1\.50.*"value":2\.0/);
    expect(answer.headers['etag']).toBe('W/"2"');
  });

  test.each([
    ['the version is over', [{ op: 'add', path: '/language', value: 'en' }], { 'if-match': 'W/"7"' }, 412, 'fhir.version'],
    ['a test fails', [{ op: 'test', path: '/status', value: 'amended' }], {}, 422, 'fhir.patch_test'],
    ['a place is not there', [{ op: 'remove', path: '/note' }], {}, 422, 'fhir.patch_target'],
    ['the result does not fit', [{ op: 'remove', path: '/status' }], {}, 422, 'structure.missing'],
    ['the id would change', [{ op: 'replace', path: '/id', value: 'x' }], {}, 422, 'fhir.patch_identity'],
    ['it is no patch', { op: 'remove' }, {}, 400, 'fhir.patch_malformed'],
    ['it is no JSON', '[{', {}, 400, 'json.syntax'],
    ['it is a whole resource', observation(), { 'content-type': 'application/fhir+json' }, 415, 'fhir.patch_type'],
  ])('changes nothing where %s', async (_what, operations, headers, status, expected) => {
    await put1('p2');
    const answer = await patch('p2', operations, headers);
    expect({ status: answer.status, code: code(answer) }, answer.text).toEqual({ status, code: expected });
    expect((await send('GET', '/Observation/p2')).headers['etag']).toBe('W/"1"');
  });

  test('two at once are both kept', async () => {
    await put1('p3', { note: [{ text: 'first' }] });
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => patch('p3', [{ op: 'add', path: '/note/-', value: { text } }])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await send('GET', '/Observation/p3');
    expect(body['note'].map((note: { text: string }) => note.text).sort()).toEqual(['a', 'b', 'c', 'first']);
  });

  test('of what is not there, or hidden, or found by a condition', async () => {
    const operations = [{ op: 'add', path: '/language', value: 'en' }];
    expect((await patch('nobody', operations)).status).toBe(404);
    await put1('p4', { identifier: [{ system: 'urn:lab', value: 'P4' }] });
    const answer = await send('PATCH', '/Observation?identifier=urn:lab|P4', operations, { 'content-type': 'application/json-patch+json' });
    expect(answer).toMatchObject({ status: 200, body: { id: 'p4', language: 'en' } });
  });
});

describe('delete', () => {
  test('is a version that says so: the resource is gone, its history stays, and it can be brought back', async () => {
    await put1('d1');
    expect(await send('DELETE', '/Observation/d1', undefined, { 'if-match': 'W/"3"' })).toMatchObject({ status: 412 });
    expect(await send('DELETE', '/Observation/d1')).toMatchObject({ status: 204, text: '', headers: { etag: 'W/"2"' } });
    expect(await send('DELETE', '/Observation/d1')).toMatchObject({ status: 204, headers: { etag: 'W/"2"' } });
    expect((await send('GET', '/Observation/d1')).status).toBe(410);
    expect((await send('GET', '/Observation/d1/_history/1')).status).toBe(200);
    expect(await put1('d1')).toMatchObject({ status: 200, headers: { etag: 'W/"3"' } });
    expect((await send('DELETE', '/Observation/never')).status).toBe(404);
  });

  test.each([
    ['/Patient/0190f0f0-0000-7000-8000-0000000000b1', 'A patient is never deleted'],
    ['/DocumentReference/x', 'A document stays in the record'],
    ['/Provenance/x', 'Where a statement came from'],
  ])('the law of the record keeps %s', async (path, why) => {
    const answer = await send('DELETE', path);
    expect(answer.status).toBe(405);
    expect(answer.body['issue'][0].diagnostics).toContain(why);
  });

  test('what was written in the chart is not deleted from outside', async () => {
    await hospital.database.transaction({ scope: 'system' }, (tx) => put(tx, { resource: observation({ id: 'chart' }) }));
    expect(code(await send('DELETE', '/Observation/chart'))).toBe('fhir.not_deleted');
  });

  test('by a condition: the one that it finds, or nothing', async () => {
    await put1('d2', { identifier: [{ system: 'urn:lab', value: 'D2' }] });
    expect((await send('DELETE', '/Observation?identifier=urn:lab|none')).status).toBe(204);
    expect((await send('DELETE', '/Observation')).status).toBe(412);
    expect((await send('DELETE', '/Observation?identifier=urn:lab|D2')).status).toBe(204);
    expect((await send('GET', '/Observation/d2')).status).toBe(410);
  });
});

test('a file in a resource is looked at by the scanner of the hospital: refused by its place, audited, and not kept, in a transaction too', async () => {
  const letter = (said: string) => ({
    resourceType: 'DocumentReference', status: 'current', subject: { reference: `Patient/${patient_id}` }, content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(said).toString('base64') } }],
  });
  scanWith(async (parts) => {
    for await (const part of parts) if (Buffer.from(part).includes('bad')) return 'Planted';
    return null;
  });
  try {
    const before = (await hospital.asSuperuser("select count(*)::int as n from audit.event where outcome = 'failure' and detail->>'finding' = 'Planted'"))[0];
    expect((await send('POST', '/DocumentReference', letter('a letter'))).status).toBe(201);
    const refused = await send('POST', '/DocumentReference', letter('a bad letter'));
    expect(refused.status, refused.text).toBe(422);
    expect(code(refused)).toBe('upload.infected');
    const after = (await hospital.asSuperuser("select count(*)::int as n from audit.event where outcome = 'failure' and detail->>'finding' = 'Planted'"))[0];
    expect([before, after]).toEqual([{ n: 0 }, { n: 1 }]);
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [letter('one more letter'), letter('a bad letter')].map((resource) => ({ resource, request: { method: 'POST', url: 'DocumentReference' } })) };
    expect((await send('POST', '', bundle)).status).toBe(422);
    const together = await Promise.all(Array.from({ length: 12 }, (_each, at) => send('POST', '/DocumentReference', letter(at % 3 === 0 ? 'a letter' : 'a bad letter'))));
    expect(together.map(({ status }) => status)).toEqual(together.map((_each, at) => (at % 3 === 0 ? 201 : 422)));
  } finally {
    scanWith(null);
  }
});
