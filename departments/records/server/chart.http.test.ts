import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../contract/index.ts';
import type { Line } from '../contract/index.ts';
import { records } from './api.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let doctor: Client;
const patient_id = randomUUID();
const merged_id = randomUUID();
const restricted_id = randomUUID();

const subject = { reference: `Patient/${patient_id}` };
const chart = [
  { resourceType: 'Encounter', id: 'v1', status: 'finished', class: { code: 'AMB' }, type: [{ text: 'Check-up' }], subject, period: { start: '2024-03-01T09:00:00Z', end: '2024-03-01T09:20:00Z' } },
  { resourceType: 'Observation', id: 'o1', status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }], code: { text: 'Körpergröße' }, subject, encounter: { reference: 'Encounter/v1' }, effectiveDateTime: '2024-03-01T09:05:00Z', valueQuantity: { value: 181, unit: 'cm' } },
  { resourceType: 'Observation', id: 'o2', status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }], code: { text: 'Glucose' }, subject, effectiveDateTime: '2023-02', valueQuantity: { value: 5.4, unit: 'mmol/L' }, interpretation: [{ coding: [{ code: 'N' }] }], note: [{ text: 'fasting sample' }] },
  { resourceType: 'Condition', id: 'c1', clinicalStatus: { coding: [{ code: 'active' }] }, code: { text: 'Asthma' }, subject, onsetDateTime: '2001' },
  { resourceType: 'AllergyIntolerance', id: 'a1', clinicalStatus: { coding: [{ code: 'active' }] }, criticality: 'high', code: { text: 'Penicillin' }, patient: subject },
  { resourceType: 'Claim', id: 'b1', status: 'active', type: { text: 'x' }, use: 'claim', patient: subject, created: '2024-03-02', total: { value: 10.50, currency: 'EUR' }, item: [{ sequence: 1, productOrService: { text: 'Visit' } }] },
];

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  doctor = await hospital.signIn('doctor');
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.setCompartments(tx, [
      { patient_id, restricted: false }, { patient_id: merged_id, restricted: false }, { patient_id: restricted_id, restricted: true },
    ]);
    await records.putMany(tx, chart.map((resource) => ({ resource, source: 'clinic' })));
    const json = `{"resourceType":"Observation","id":"m1","status":"final","code":{"text":"Sodium"},"subject":{"reference":"Patient/${merged_id}"},"effectiveDateTime":"2022-01-01","valueQuantity":{"value":1.40e2}}`;
    await records.put(tx, { json, source: 'lab' });
    await records.put(tx, { resource: { resourceType: 'Basic', id: 'r1', code: { text: 'x' }, subject: { reference: `Patient/${restricted_id}` } } });
  });
});
afterAll(() => hospital.close());

const timeline = async (input: object = {}) => (await doctor.call(recordsContract.timeline, { patient_id, ...input })).body;
const ids = (body: Record<string, unknown>): string[] => (body['lines'] as Line[]).map((line) => line.id);
const events = (name: string) => hospital.asSuperuser<{ patient_id: string; outcome: string; detail: object }>(
  'select patient_id, outcome, detail from audit.event where name = $1 order by at', [name]);

describe('the timeline', () => {
  test('is the whole chart, newest first, each line as it was stated', async () => {
    const body = await timeline();
    // What has no date of its own stands where it was recorded: now.
    expect(ids(body)).toEqual(['a1', 'b1', 'o1', 'v1', 'o2', 'c1']);
    expect(body['lines'][2]).toEqual({
      type: 'Observation', id: 'o1', version: 1, kind: 'vital', date: '2024-03-01T09:05:00.000Z', precision: 'second', end: null,
      title: 'Körpergröße', value: '181', unit: 'cm', flag: null, status: 'final', visit_id: 'v1', source: 'clinic', patient_id,
      recorded_at: expect.any(String), in_error: null, labels: [], treatment: null,
    });
    expect(body['lines'][3]).toMatchObject({ date: '2024-03-01T09:00:00.000Z', end: '2024-03-01T09:20:00.000Z', title: 'Check-up' });
    expect(body['lines'][4]).toMatchObject({ date: '2023-02', precision: 'month', flag: 'N' });
    expect(body['lines'][5]).toMatchObject({ date: '2001', precision: 'year' });
    expect(body['next']).toBeNull();
    expect(body['kinds']).toEqual([
      { kind: 'allergy', count: 1 }, { kind: 'billing', count: 1 }, { kind: 'laboratory', count: 1 }, { kind: 'problem', count: 1 },
      { kind: 'visit', count: 1 }, { kind: 'vital', count: 1 },
    ]);
  });

  test.each([
    ['one kind', { kinds: ['problem'] }, ['c1']],
    ['two kinds', { kinds: ['vital', 'laboratory'] }, ['o1', 'o2']],
    ['a word without its accents', { text: 'korpergrosse' }, ['o1']],
    ['a word as it is written', { text: 'KÖRPER' }, ['o1']],
    ['words of a note, in any order', { text: 'sample gluc' }, ['o2']],
    ['a word with signs of a pattern', { text: '%' }, []],
    ['days', { from: '2023-01-01', to: '2024-03-01' }, ['o1', 'v1', 'o2']],
  ])('is filtered by %s', async (_what, filter, expected) => {
    expect(ids(await timeline(filter))).toEqual(expected);
  });

  test('is grouped by visit, with the visit’s name though its line is filtered out', async () => {
    expect((await timeline({ kinds: ['vital'] }))['groups']).toEqual([{ key: 'v1', title: 'Check-up', date: '2024-03-01T09:00:00.000Z', lines: [0] }]);
    expect((await timeline({ group: 'kind' }))['groups'].map((group: { key: string }) => group.key)).toEqual(['allergy', 'billing', 'vital', 'visit', 'laboratory', 'problem']);
  });

  test('is read in pages that neither repeat nor leave out', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const body = await timeline({ limit: 1, ...(after !== null && { after }) });
      seen.push(...ids(body));
      after = body['next'];
    } while (after !== null);
    expect(seen).toEqual(ids(await timeline()));
  });

  test.each([
    ['an unknown kind', { kinds: ['gossip'] }, 'kinds[0]'],
    ['a day that does not exist', { from: '2024-02-30' }, 'from'],
    ['a cursor that is none', { after: 'x' }, 'after'],
    ['too many at once', { limit: 100_000 }, 'limit'],
    ['an unknown filter', { colour: 'red' }, 'colour'],
  ])('refuses %s by its name', async (_what, input, field) => {
    const answer = await doctor.call(recordsContract.timeline, { patient_id, ...input });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  test('holds what was merged in, and names the record it was written in', async () => {
    await hospital.database.transaction({ scope: 'system' }, (tx) => records.addAlias(tx, merged_id, patient_id));
    const lines = (await timeline({ kinds: ['finding'] }))['lines'];
    expect(lines).toMatchObject([{ id: 'm1', patient_id: merged_id, value: '1.40e2' }]);
    expect(ids(await timeline())).toEqual(ids((await doctor.call(recordsContract.timeline, { patient_id: merged_id })).body));
    await hospital.database.transaction({ scope: 'system' }, (tx) => records.removeAlias(tx, merged_id));
    expect((await timeline({ kinds: ['finding'] }))['lines']).toEqual([]);
  });

  test('leaves one event each time it is opened', async () => {
    const before = (await events('records.timeline.read')).length;
    await timeline();
    const after = await events('records.timeline.read');
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ patient_id, outcome: 'success' });
  });
});

describe('one entry', () => {
  const read = (id: string, query = '', type = 'Claim', patient = patient_id) => doctor.send('GET', `/patients/${patient}/resources/${type}/${id}${query}`);

  test('is the FHIR JSON as it was written', async () => {
    const answer = await read('m1', '', 'Observation', merged_id);
    expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(answer.text).toContain('"valueQuantity":{"value":1.40e2}');
    expect(answer.body).toMatchObject({ resourceType: 'Observation', id: 'm1', meta: { versionId: '1' } });
    expect((await events('records.resource.read')).at(-1)).toMatchObject({ patient_id: merged_id, detail: { type: 'Observation', id: 'm1', version: 1 } });
  });

  test('has its versions, who wrote them and when; an older one can be read', async () => {
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      await records.put(tx, { resource: { ...chart[5], status: 'cancelled' }, source: 'billing', author: { account_id: null, name: 'Ms Till' } });
      await records.remove(tx, { type: 'Claim', id: 'b1' });
    });
    const { body } = await doctor.call(recordsContract.versions, { patient_id, type: 'Claim', id: 'b1' });
    expect(body['versions']).toMatchObject([
      { version: 3, deleted: true }, { version: 2, deleted: false, source: 'billing', by: { name: 'Ms Till' } }, { version: 1, source: 'clinic', by: null },
    ]);
    expect((await read('b1', '?version=2')).body).toMatchObject({ status: 'cancelled', meta: { versionId: '2' } });
    expect(await read('b1')).toMatchObject({ status: 410, body: { code: 'records.deleted' } });
    expect(ids(await timeline({ kinds: ['billing'] }))).toEqual([]);
  });

  test('of another patient, or of nobody, is not there', async () => {
    for (const answer of [await read('m1', '', 'Observation'), await read('nothing'), await read('o1', '?version=7', 'Observation')]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'records.unknown' } });
    }
    expect(await read('o1', '?version=0', 'Observation')).toMatchObject({ status: 400, body: { errors: [{ field: 'version' }] } });
  });
});

describe('a version beside the one before', () => {
  const compare = (id: string, version: number, patient = patient_id) =>
    doctor.call(recordsContract.compareVersions, { patient_id: patient, type: 'Observation', id, version });
  const glucose = (value: string, status: string) =>
    `{"resourceType":"Observation","id":"g1","status":"${status}","code":{"text":"Glucose"},"subject":{"reference":"Patient/${patient_id}"},"effectiveDateTime":"2023-04-05","valueQuantity":{"value":${value},"unit":"mmol/L"}}`;
  const by = (name: string) => ({ author: { account_id: null, name }, source: 'lab' });

  test('tells each field, who wrote it, when it happened and when it was written', async () => {
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      await records.put(tx, { json: glucose('5.0', 'preliminary'), ...by('Ms Reed') });
      await records.put(tx, { json: glucose('5.00', 'final'), ...by('Dr Stone') });
      await records.remove(tx, { type: 'Observation', id: 'g1' });
    });
    const second = (await compare('g1', 2)).body;
    expect(second).toMatchObject({
      version: { version: 2, source: 'lab', by: { name: 'Dr Stone' } }, before: { version: 1, by: { name: 'Ms Reed' } }, date: '2023-04-05',
    });
    const fields = second['fields'] as { path: unknown[]; change: string }[];
    expect(fields.filter(({ change }) => change !== 'same')).toEqual([
      { path: ['status'], before: 'preliminary', after: 'final', change: 'changed' },
      { path: ['valueQuantity'], before: '5.0 mmol/L', after: '5.00 mmol/L', change: 'changed' },
    ]);
    expect(fields).toContainEqual({ path: ['code'], before: 'Glucose', after: 'Glucose', change: 'same' });
    expect((await events('records.version.compare')).at(-1)).toMatchObject({ patient_id, detail: { type: 'Observation', id: 'g1', version: 2 } });
    expect((await compare('g1', 1)).body).toMatchObject({ before: null });
    expect((await compare('g1', 3)).body).toMatchObject({ version: { deleted: true }, date: null, before: { version: 2 } });
    expect((await compare('g1', 4)).status).toBe(404);
  });

  test('of the record of another patient is not told in this one', async () => {
    const wrong = `{"resourceType":"Observation","id":"w1","status":"final","code":{"text":"Secret of another"},"subject":{"reference":"Patient/${merged_id}"}}`;
    await hospital.database.transaction({ scope: 'system' }, async (tx) => {
      await records.put(tx, { json: wrong });
      await records.put(tx, { json: wrong.replace('final', 'amended') });
      await records.move(tx, { type: 'Observation', id: 'w1', patient_id });
    });
    expect((await compare('w1', 2)).status).toBe(404);
    const moved = await compare('w1', 3);
    expect(moved.body).toMatchObject({ before: null, version: { version: 3 } });
    expect((moved.body['fields'] as { before: unknown }[]).every(({ before }) => before === null)).toBe(true);
    await hospital.database.transaction({ scope: 'system' }, (tx) => records.remove(tx, { type: 'Observation', id: 'w1' }));
  });
});

test('what was made in error is left out until it is asked for, and then says why', async () => {
  const { body: made } = await doctor.send('GET', `/patients/${patient_id}/timeline`);
  const wrong = { resourceType: 'Condition', id: 'e1', code: { text: 'Gout' }, subject, onsetDateTime: '2010' };
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, { resource: wrong }));
  const marked = await doctor.call(recordsContract.enteredInError, { patient_id, type: 'Condition', id: 'e1', version: 1, reason: 'Another patient was meant' });
  expect(marked.status).toBe(200);
  const body = await timeline();
  expect(ids(body)).not.toContain('e1');
  expect(body).toMatchObject({ in_error: (made['in_error'] as number) + 1, kinds: made['kinds'] });
  const withErrors = (await timeline({ with_errors: true }))['lines'] as Line[];
  expect(withErrors.find(({ id }) => id === 'e1')).toMatchObject({ status: 'entered-in-error', in_error: { reason: 'Another patient was meant' } });
  expect(withErrors.find(({ id }) => id === 'c1')).toMatchObject({ in_error: null });
});

test('the treatment record is what was planned and given, by whom and with what outcome', async () => {
  const treatments = [
    { resourceType: 'ServiceRequest', id: 't1', status: 'completed', intent: 'order', code: { text: 'Suture' }, subject, authoredOn: '2019-01-01', requester: { display: 'Dr Stone' } },
    { resourceType: 'Procedure', id: 't2', status: 'completed', code: { text: 'Suture' }, subject, performedDateTime: '2019-01-02', basedOn: [{ reference: 'ServiceRequest/t1' }],
      performer: [{ actor: { display: 'Nurse Hill' } }], outcome: { text: 'Healed' } },
  ];
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.putMany(tx, treatments.map((resource) => ({ resource }))));
  const lines = (await timeline({ only: 'treatment' }))['lines'] as Line[];
  expect(lines.map(({ id, treatment }) => [id, treatment])).toEqual([
    ['t2', { step: 'done', by: 'Nurse Hill', outcome: 'Healed', reason: null, carries_out: 'ServiceRequest/t1' }],
    ['t1', { step: 'planned', by: 'Dr Stone', outcome: null, reason: null, carries_out: null }],
  ]);
});

test('news of a chart is what others wrote since it was read', async () => {
  const { as_of } = await timeline();
  const add = { resourceType: 'Observation', id: 'n1', status: 'final', code: { text: 'Potassium' }, subject };
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, { resource: add }));
  await hospital.database.transaction({ scope: 'staff', actor: doctor.account_id }, (tx) => records.put(tx, { resource: { ...add, id: 'n2' } }));
  const { body } = await doctor.call(recordsContract.news, { patient_id, since: as_of });
  expect(body['entries']).toContainEqual({ type: 'Observation', id: 'n1', version: 1 });
  expect((body['entries'] as Line[]).map(({ id }) => id)).not.toContain('n2');
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect((await doctor.call(recordsContract.news, { patient_id, since: later })).body).toEqual({ entries: [] });
  expect(await doctor.call(recordsContract.news, { patient_id, since: 'yesterday' })).toMatchObject({ status: 400, body: { errors: [{ field: 'since' }] } });
});

test('the summary says what must be seen at once', async () => {
  const { body } = await doctor.call(recordsContract.summary, { patient_id });
  expect(body).toMatchObject({
    allergies: { state: 'recorded', active: [{ substance: 'Penicillin', danger: 'high risk' }], none_known: [] },
    problems: [{ title: 'Asthma', onset: '2001' }], blood_groups: [], contradictions: [],
  });
  expect((await doctor.call(recordsContract.summary, { patient_id: merged_id })).body).toMatchObject({ allergies: { state: 'not_recorded' } });
  expect((await events('records.summary.read')).map((event) => event.patient_id)).toEqual([patient_id, merged_id]);
});

describe('who may not', () => {
  test('a role without the permission is refused, and the refusal is audited', async () => {
    const cashier = await hospital.signIn('cashier');
    expect((await cashier.call(recordsContract.timeline, { patient_id })).status).toBe(403);
    expect((await events('records.timeline.read')).at(-1)).toMatchObject({ patient_id, outcome: 'denied' });
  });

  test('a restricted record is refused, and the refusal is audited', async () => {
    for (const contract of [recordsContract.timeline, recordsContract.summary]) {
      expect(await doctor.call(contract, { patient_id: restricted_id })).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
    }
    expect((await doctor.send('GET', `/patients/${restricted_id}/resources/Basic/r1`)).status).toBe(403);
    expect((await events('records.summary.read')).at(-1)).toMatchObject({ patient_id: restricted_id, outcome: 'denied', detail: { reason: 'restricted' } });
  });

  test('an unknown patient is not there', async () => {
    expect(await doctor.call(recordsContract.summary, { patient_id: randomUUID() })).toMatchObject({ status: 404, body: { code: 'records.unknown_patient' } });
  });
});
