import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanWith } from '@openward/platform/scanner';
import { openHospital, samplesOf } from '@openward/platform/testing';
import type { TestHospital } from '@openward/platform/testing';
import { records } from '@openward/records/api';
import { fullValidation } from './full-validation.ts';
import { importFhir } from './import.ts';
import type { ImportOptions } from './import.ts';
import { totalOf } from '../rules/report.ts';
import type { ImportReport } from '../rules/report.ts';

type Json = Record<string, unknown>;
type BundleEntry = { fullUrl?: string; resource?: Json; request?: Json };

let hospital: TestHospital;
let folder: string;
beforeAll(async () => {
  hospital = await openHospital({});
  folder = mkdtempSync(path.join(tmpdir(), 'openward-import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await hospital.close();
});

let files = 0;
function fileOf(content: string | Buffer | object, name = 'file.json'): string {
  files += 1;
  const file = path.join(folder, `${String(files).padStart(3, '0')}-${name}`);
  writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2));
  return file;
}

const run = (paths: string | string[], options: ImportOptions = {}): Promise<ImportReport> =>
  importFhir(hospital.database, typeof paths === 'string' ? [paths] : paths, { source: 'test', ...options });
const sums = (report: ImportReport): number[] => Object.values(totalOf(report.files));
const refusals = (report: ImportReport) => report.files.flatMap((file) => file.refusals);
const get = async (type: string, id: string): Promise<Json | undefined> => {
  const found = await hospital.database.transaction({ scope: 'system' }, (tx) => records.get(tx, type, id));
  return found?.json == null ? undefined : (JSON.parse(found.json) as Json);
};
const compartmentOf = async (type: string, id: string) =>
  (await hospital.database.transaction({ scope: 'system' }, (tx) => records.get(tx, type, id)))?.patient_id;

const patient = (id: string, more: Json = {}): Json => ({ resourceType: 'Patient', id, name: [{ family: 'Stone', given: ['Ada'] }], birthDate: '1970-01-01', ...more });
const observation = (id: string, reference: string, more: Json = {}): Json => ({
  resourceType: 'Observation', id, status: 'final', code: { text: 'Weight' }, subject: { reference }, valueQuantity: { value: 70.5, unit: 'kg' }, ...more,
});
const post = (resource: Json, more: Json = {}): BundleEntry => ({
  ...(typeof resource['id'] === 'string' && { fullUrl: `urn:uuid:${resource['id']}` }), resource, request: { method: 'POST', url: resource['resourceType'] }, ...more,
});
const bundle = (entry: BundleEntry[], type = 'transaction'): Json => ({ resourceType: 'Bundle', type, entry });

describe('a transaction bundle', () => {
  test('is taken whole: links lead to its entries, each entry is in the record of its patient', async () => {
    const [p, v, o, who] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const visit = { resourceType: 'Encounter', id: v, status: 'finished', class: { code: 'AMB' }, subject: { reference: `urn:uuid:${p}` }, participant: [{ individual: { reference: `urn:uuid:${who}` } }] };
    const report = await run(fileOf(bundle([
      post(observation(o, `urn:uuid:${p}`, { encounter: { reference: `urn:uuid:${v}` }, performer: [{ reference: '#me' }], contained: [{ resourceType: 'Practitioner', id: 'me' }] })),
      post(patient(p)), post({ resourceType: 'Practitioner', id: who, name: [{ family: 'Reed' }] }), post(visit),
    ])));
    expect(refusals(report)).toEqual([]);
    expect(sums(report)).toEqual([4, 0, 0, 0, 0]);
    expect(await get('Observation', o)).toMatchObject({
      subject: { reference: `Patient/${p}` }, encounter: { reference: `Encounter/${v}` }, performer: [{ reference: '#me' }], valueQuantity: { value: 70.5 },
    });
    expect(await get('Encounter', v)).toMatchObject({ participant: [{ individual: { reference: `Practitioner/${who}` } }] });
    expect([await compartmentOf('Observation', o), await compartmentOf('Encounter', v), await compartmentOf('Practitioner', who)]).toEqual([p, p, null]);
    const [line] = await hospital.asSuperuser<{ visit_id: string; source: string }>('select visit_id, source from records.resource where id = $1', [o]);
    expect(line).toEqual({ visit_id: v, source: 'test' });
    expect(await hospital.asSuperuser('select display_name from patients.patient where id = $1', [p])).toEqual([{ display_name: 'STONE, Ada' }]);
  });

  test('imported again changes nothing, and leaves no event; changed, it makes new versions', async () => {
    const [p, o] = [randomUUID(), randomUUID()];
    const sent = (value: number) => fileOf(bundle([post(patient(p)), post(observation(o, `urn:uuid:${p}`, { valueQuantity: { value } }))]));
    const events = () => hospital.asSuperuser<{ patient_id: string; detail: Json }>(`select patient_id, detail from audit.event where name = 'exchange.fhir.import' and patient_id = $1`, [p]);
    expect(sums(await run(sent(1)))).toEqual([2, 0, 0, 0, 0]);
    expect(await events()).toEqual([{ patient_id: p, detail: { source: 'test', added: 2, updated: 0, refused: 0 } }]);
    expect(sums(await run(sent(1)))).toEqual([0, 0, 2, 0, 0]);
    expect(await events()).toHaveLength(1);
    expect(sums(await run(sent(2)))).toEqual([0, 1, 1, 0, 0]);
    expect(await events()).toHaveLength(2);
    expect(await get('Observation', o)).toMatchObject({ meta: { versionId: '2' } });
  });

  test('numbers and the order of keys stay as they were written, wherever they stand in the file', async () => {
    const [p, o] = [randomUUID(), randomUUID()];
    await run(fileOf(`{"entry":[{"request":{"url":"Observation","method":"POST"},"resource":{ "status" : "final", "valueQuantity":{"value": 1.50 }, "resourceType":"Observation",
      "id":"${o}","code":{"text":"a \\u00e9"},"subject":{"reference":"Patient\\/${p}"}},"fullUrl":"urn:uuid:${o}"},
      {"resource":{"resourceType":"Patient","id":"${p}"},"request":{"method":"PUT","url":"Patient/${p}"}}],"type":"transaction","resourceType":"Bundle"}`));
    const [row] = await hospital.asSuperuser<{ body: string }>('select body::text from records.resource where id = $1', [o]);
    expect(row?.body).toBe(`{"status":"final","valueQuantity":{"value":1.50},"resourceType":"Observation","id":"${o}","code":{"text":"a \\u00e9"},"subject":{"reference":"Patient\\/${p}"}}`);
  });

  test('one entry that cannot be taken keeps the whole out, and every reason is told with its line and path', async () => {
    const [p, o] = [randomUUID(), randomUUID()];
    const file = fileOf(bundle([
      post(patient(p)), post(observation(o, `urn:uuid:${p}`, { status: 7, colour: 'red' })), post(observation(randomUUID(), 'urn:uuid:0b6e4e2e-0000-4000-8000-000000000000')),
      post({ resourceType: 'Observaton', id: 'x' }), { request: { method: 'DELETE', url: 'Patient/1' } },
    ]));
    const report = await run(file);
    expect(report.files[0]).toMatchObject({ added: 0, refused: 3, whole_refused: true });
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(refusals(report).map(({ line, path: at, code, resource }) => [lines[line - 1]?.trim(), at, code, resource])).toEqual([
      ['"status": 7,', 'resource.status', 'structure.value', `Observation/${o}`],
      ['"colour": "red"', 'resource.colour', 'structure.unknown_element', `Observation/${o}`],
      ['"resourceType": "Observaton",', 'resource.resourceType', 'structure.resource_type', 'Observaton/x'],
      ['{', 'request', 'exchange.no_resource', undefined],
    ].map((expected, at) => (at === 1 ? [expect.stringContaining('"colour"'), ...expected.slice(1)] : expected)));
    expect(await hospital.asSuperuser('select id from patients.patient where id = $1', [p])).toEqual([]);
  });

  test('a link to no entry is told, and nothing is kept', async () => {
    const p = randomUUID();
    const file = fileOf(bundle([post(patient(p)), post(observation(randomUUID(), `urn:uuid:${p}`, { encounter: { reference: 'urn:uuid:0b6e4e2e-0000-4000-8000-000000000000' } }))]));
    const report = await run(file);
    expect(refusals(report)).toMatchObject([{ code: 'exchange.unknown_target', path: 'resource.encounter.reference', message: 'leads to no entry of this bundle' }]);
    expect(readFileSync(file, 'utf8').split('\n')[refusals(report)[0]!.line - 1]).toContain('0b6e4e2e');
    expect(await get('Patient', p)).toBeUndefined();
  });

  test('what was changed here since is kept as it is', async () => {
    const [p, o] = [randomUUID(), randomUUID()];
    const file = fileOf(bundle([post(patient(p)), post(observation(o, `urn:uuid:${p}`))]));
    await run(file);
    await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, { resource: observation(o, `Patient/${p}`, { status: 'amended' }) }));
    expect(sums(await run(file))).toEqual([0, 0, 1, 1, 0]);
    expect(await get('Observation', o)).toMatchObject({ status: 'amended' });
  });

  test('an entry cannot take another patient’s place', async () => {
    const [one, other, o] = [randomUUID(), randomUUID(), randomUUID()];
    await run(fileOf(bundle([post(patient(one)), post(observation(o, `urn:uuid:${one}`))])));
    const report = await run(fileOf(bundle([post(patient(other)), post(observation(o, `urn:uuid:${other}`))])));
    expect(refusals(report)).toMatchObject([{ code: 'records.other_patient', resource: `Observation/${o}` }]);
    expect(await get('Patient', other)).toBeUndefined();
  });

  test('what has no id gets the same one each time, also where the same content stands twice', async () => {
    const p = randomUUID();
    const blank = { resourceType: 'Observation', status: 'final', code: { text: 'Pulse' }, subject: { reference: `Patient/${p}` } };
    const entry = { resource: blank, request: { method: 'POST', url: 'Observation' } };
    const named = { fullUrl: `urn:uuid:${randomUUID()}`, ...entry };
    const file = fileOf(bundle([post(patient(p)), entry, entry, named]));
    expect(sums(await run(file))).toEqual([4, 0, 0, 0, 0]);
    expect(sums(await run(file))).toEqual([0, 0, 4, 0, 0]);
    expect(await get('Observation', named.fullUrl.slice(9))).toBeDefined();
  });

  test('a letter that names nobody belongs to the one patient of its bundle', async () => {
    const [p, binary, provenance, medication] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await run(fileOf(bundle([
      post(patient(p)), post({ resourceType: 'Binary', id: binary, contentType: 'text/plain', data: 'YQ==' }),
      post({ resourceType: 'Provenance', id: provenance, target: [{ reference: `urn:uuid:${binary}` }], recorded: '2020-01-01T00:00:00Z', agent: [{ who: { display: 'x' } }] }),
      post({ resourceType: 'Medication', id: medication, code: { text: 'x' } }),
    ])));
    expect([await compartmentOf('Binary', binary), await compartmentOf('Provenance', provenance), await compartmentOf('Medication', medication)]).toEqual([p, p, null]);
  });

  test('an address that two entries share is refused', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const report = await run(fileOf(bundle([post(patient(one)), post(patient(other), { fullUrl: `urn:uuid:${one}` })])));
    expect(refusals(report)).toMatchObject([{ code: 'exchange.full_url_twice', resource: `Patient/${other}` }]);
  });

  test.each([
    ['history', 'exchange.bundle_type'], ['message', 'exchange.bundle_type'], [7, 'exchange.bundle_type'],
  ])('a bundle of type %s is not imported', async (type, code) => {
    expect(refusals(await run(fileOf(bundle([], type as string))))).toMatchObject([{ code, path: 'type' }]);
  });

  test.each(['collection', 'searchset', 'document'])('a %s is taken like one, without requests', async (type) => {
    const p = randomUUID();
    expect(sums(await run(fileOf(bundle([{ fullUrl: `http://x.org/fhir/Patient/${p}`, resource: patient(p) }], type))))).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('conditions', () => {
  const npi = 'http://hl7.org/fhir/sid/us-npi';
  const practitioner = (id: string, value: string): Json => ({ resourceType: 'Practitioner', id, identifier: [{ system: npi, value }], name: [{ family: 'Reed' }] });

  test('a conditional reference leads to what it finds', async () => {
    const [who, p, o] = [randomUUID(), randomUUID(), randomUUID()];
    await run(fileOf(bundle([post(practitioner(who, 'A1')), post(patient(p, { identifier: [{ system: 'urn:mrn', value: `M-${p}` }] }))], 'batch')));
    // As over the FHIR API: by whatever the type is searched by.
    const file = fileOf(bundle([post(observation(o, `Patient?identifier=urn:mrn|M-${p}`, { performer: [{ reference: `Practitioner?identifier=${npi}|A1&name=Reed` }] }))]));
    expect(refusals(await run(file))).toEqual([]);
    expect(await get('Observation', o)).toMatchObject({ subject: { reference: `Patient/${p}` }, performer: [{ reference: `Practitioner/${who}` }] });
    expect(await compartmentOf('Observation', o)).toBe(p);
  });

  test.each([
    [`Practitioner?identifier=${npi}|nobody`, 'exchange.not_found'],
    ['Practitioner?colour=red', 'exchange.condition'],
    ['Practitioner?_sort=family', 'exchange.condition'],
    ['Practitioner?name=Nobody-of-that-name', 'exchange.not_found'],
  ])('%s is refused: it finds not one', async (reference, code) => {
    const p = randomUUID();
    const report = await run(fileOf(bundle([post(patient(p)), post(observation(randomUUID(), `urn:uuid:${p}`, { performer: [{ reference }] }))])));
    expect(refusals(report)).toMatchObject([{ code, path: 'resource.performer[0].reference' }]);
  });

  test('ifNoneExist creates once; a later bundle uses what is there', async () => {
    const create = (id: string) => post(practitioner(id, 'B1'), { request: { method: 'POST', url: 'Practitioner', ifNoneExist: `identifier=${npi}|B1` } });
    const [first, second, p, o] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await run(fileOf(bundle([create(first)])));
    const report = await run(fileOf(bundle([create(second), post(patient(p)), post(observation(o, `urn:uuid:${p}`, { performer: [{ reference: `urn:uuid:${second}` }] }))])));
    expect(sums(report)).toEqual([2, 0, 1, 0, 0]);
    expect(await get('Practitioner', second)).toBeUndefined();
    expect(await get('Observation', o)).toMatchObject({ performer: [{ reference: `Practitioner/${first}` }] });
    expect(sums(await run(fileOf(bundle([create(first)]))))).toEqual([0, 0, 1, 0, 0]);
  });

  test('a conditional update replaces what it finds', async () => {
    const update = (id: string, family: string) => ({ resource: { ...practitioner(id, 'C1'), name: [{ family }] }, request: { method: 'PUT', url: `Practitioner?identifier=${npi}|C1` } });
    const [first, second] = [randomUUID(), randomUUID()];
    expect(sums(await run(fileOf(bundle([update(first, 'Old')]))))).toEqual([1, 0, 0, 0, 0]);
    expect(sums(await run(fileOf(bundle([update(second, 'New')]))))).toEqual([0, 1, 0, 0, 0]);
    expect(await get('Practitioner', first)).toMatchObject({ id: first, name: [{ family: 'New' }] });
  });

  test('two that fit are one too many', async () => {
    await run(fileOf(bundle([post(practitioner(randomUUID(), 'D1')), post(practitioner(randomUUID(), 'D1'))])));
    const report = await run(fileOf(bundle([post(practitioner(randomUUID(), 'D1'), { request: { method: 'POST', url: 'Practitioner', ifNoneExist: `identifier=${npi}|D1` } })])));
    expect(refusals(report)).toMatchObject([{ code: 'exchange.not_one' }]);
  });

  test.each([
    [{ method: 'PATCH', url: 'Practitioner/1' }, 'asks to “PATCH”'], [{ method: 'POST', url: 'Patient' }, 'is a Practitioner'],
    [{ method: 'PUT', url: 'Practitioner/another' }, 'its id is'], [{ method: 'PUT', url: 'Practitioner?colour=x' }, 'not searched by colour'], [{}, 'asks to “”'],
  ])('%j is refused', async (request, message) => {
    const report = await run(fileOf(bundle([post(practitioner(randomUUID(), 'E1'), { request })])));
    expect(refusals(report)).toMatchObject([{ code: 'exchange.request', message: expect.stringContaining(message) }]);
  });
});

test('the entries of a batch stand each for itself', async () => {
  const [p, o] = [randomUUID(), randomUUID()];
  const report = await run(fileOf(bundle([
    post(observation(randomUUID(), `Patient/${randomUUID()}`)), post(patient(p)), post(observation(o, `Patient/${p}`)), post(observation(randomUUID(), `Patient/${p}`, { status: 1 })),
    post(patient(randomUUID(), { name: [{ text: 'x' }], extension: [{ url: 'https://openward.org/fhir/StructureDefinition/patient-mother', valueReference: { reference: `Patient/${randomUUID()}` } }] })),
  ], 'batch')));
  expect(report.files[0]).toMatchObject({ added: 2, refused: 3, whole_refused: false });
  expect(refusals(report).map((refusal) => refusal.code).sort()).toEqual(['exchange.unknown_patient', 'patients.unknown_relative', 'structure.value']);
  expect(await get('Observation', o)).toBeDefined();
});

describe('a file of lines', () => {
  test('each line stands for itself; reasons name the line', async () => {
    const [p, o] = [randomUUID(), randomUUID()];
    const lines = [JSON.stringify(patient(p)), '{"resourceType":', '', JSON.stringify(observation(o, `Patient/${p}`)).replace('70.5', '70.50'), JSON.stringify(observation('x', 'Patient/nobody')), '[1]', '{"resourceType":"Bundle","type":"batch"}'];
    const report = await run(fileOf(lines.join('\n'), 'export.ndjson'));
    expect(report.files[0]).toMatchObject({ added: 2, refused: 4, whole_refused: false });
    expect(refusals(report).map(({ line, code }) => [line, code])).toEqual([
      [2, 'json.syntax'], [6, 'json.not_object'], [7, 'exchange.not_a_record'], [5, 'exchange.unknown_patient'],
    ]);
    const [row] = await hospital.asSuperuser<{ body: string }>('select body::text from records.resource where id = $1', [o]);
    expect(row?.body).toContain('"value":70.50');
  });

  test('patients whose ids are no UUIDs get one, and links of other files follow', async () => {
    const sub = mkdtempSync(path.join(folder, 'bulk-'));
    writeFileSync(path.join(sub, 'Condition.000.ndjson'), JSON.stringify({ resourceType: 'Condition', id: 'c-42', subject: { reference: 'Patient/p42' }, code: { text: 'Gout' } }));
    writeFileSync(path.join(sub, 'Patient.000.ndjson.gz'), gzipSync(`${JSON.stringify(patient('p42'))}\n${JSON.stringify(patient('p43'))}\n`));
    writeFileSync(path.join(sub, 'readme.txt'), 'not for us');
    const report = await run(sub, { source: 'north' });
    expect(refusals(report)).toEqual([]);
    expect(sums(report)).toEqual([3, 0, 0, 0, 0]);
    expect(report.files.map((file) => path.basename(file.path))).toEqual(['Patient.000.ndjson.gz', 'Condition.000.ndjson']);
    const patient_id = await compartmentOf('Condition', 'c-42');
    expect(await get('Condition', 'c-42')).toMatchObject({ subject: { reference: `Patient/${patient_id!}` } });
    expect(sums(await run(sub, { source: 'north' }))).toEqual([0, 0, 3, 0, 0]);
    // The same numbers of another sender are other people.
    const south = await run(path.join(sub, 'Patient.000.ndjson.gz'), { source: 'south' });
    expect(sums(south)).toEqual([2, 0, 0, 0, 0]);
    const clash = await run(sub, { source: 'south' });
    expect(refusals(clash)).toMatchObject([{ code: 'records.other_patient', resource: 'Condition/c-42' }]);
  });
});

describe('a file of one resource', () => {
  test('is taken, whatever it is called', async () => {
    const p = randomUUID();
    expect(sums(await run(fileOf(gzipSync(JSON.stringify(patient(p))), 'patient.bin')))).toEqual([1, 0, 0, 0, 0]);
    expect(sums(await run(fileOf(`\uFEFF${JSON.stringify({ resourceType: 'List', id: `l-${p}`, status: 'current', mode: 'working', subject: { reference: `Patient/${p}` }, entry: [{ item: { display: 'x' } }] })}`)))).toEqual([1, 0, 0, 0, 0]);
    expect(await get('List', `l-${p}`)).toMatchObject({ entry: [{ item: { display: 'x' } }] });
  });

  test('says where it is wrong', async () => {
    const report = await run(fileOf('{\n  "resourceType": "Patient",\n  "name": [\n    { "family": "é",\n      "given": "Ada" }\n  ]\n}'));
    expect(refusals(report)).toMatchObject([{ line: 5, path: 'name[0].given', code: 'structure.type', message: 'must be a list' }]);
  });
});

describe('what is no FHIR file', () => {
  test.each<[string, string | Buffer, object]>([
    ['nothing', '', { code: 'json.syntax', line: 1, message: 'is empty' }],
    ['words', 'hello', { code: 'json.not_object' }],
    ['a list', '[{}]', { code: 'json.not_object' }],
    ['a file that ends too early', '{"resourceType":"Bundle","type":"batch","entry":[{"resource":{', { code: 'json.syntax', message: 'is not JSON: it ends too early' }],
    ['a bundle with a comma too many', '{"resourceType":"Bundle","type":"batch",\n"entry":[\n{},\n]}', { code: 'json.syntax', line: 4 }],
    ['a bundle with two lists of entries', '{"resourceType":"Bundle","type":"batch","entry":[],\n"entry":[]}', { code: 'json.doubled_key', line: 2 }],
    ['an entry with a key twice', '{"resourceType":"Bundle","type":"collection","entry":[\n{"resource":{"resourceType":"Basic",\n"id":"1","id":"2"}}]}', { code: 'json.doubled_key', line: 3, path: 'resource.id' }],
    ['an entry that is no object', '{"resourceType":"Bundle","type":"collection","entry":[\n\n7]}', { code: 'json.not_object', line: 3 }],
    ['JSON that is not FHIR', '{"hello":"world"}', { code: 'structure.resource_type' }],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), { code: 'json.encoding' }],
    ['bytes inside an entry that are not UTF-8', Buffer.concat([Buffer.from('{"resourceType":"Bundle","type":"collection","entry":[\n{"a":"'), Buffer.from([0xff]), Buffer.from('"}]}')]), { code: 'json.encoding', line: 2 }],
    ['a damaged gzip', gzipSync('{"resourceType":"Basic"}'.repeat(50)).subarray(0, 30), { code: 'file.unreadable', message: 'cannot be unpacked: it ends too early' }],
  ])('%s', async (_what, content, expected) => {
    const report = await run(fileOf(content));
    expect(refusals(report)).toMatchObject([expected]);
    expect(report.files[0]).toMatchObject({ added: 0, whole_refused: true });
  });

  test('a path that is not there', async () => {
    expect(refusals(await run(path.join(folder, 'nothing.json')))).toMatchObject([{ code: 'file.unreadable', message: 'does not exist' }]);
    expect(refusals(await run(mkdtempSync(path.join(folder, 'empty-'))))).toMatchObject([{ message: 'holds no .json, .ndjson or .gz file' }]);
  });
});

test('a bundle too large to hold is read twice, in batches, patients first', async () => {
  const p = randomUUID();
  const note = 'x'.repeat(3000);
  const many = Array.from({ length: 1700 }, (_each, at) => post(observation(`big-${at}-${p.slice(0, 8)}`, `urn:uuid:${p}`, { note: [{ text: note }] }), { fullUrl: `urn:uuid:${randomUUID()}` }));
  const file = fileOf(bundle([...many, post(patient(p))]));
  const told: number[] = [];
  const report = await run(file, { onProgress: ({ resources }) => told.push(resources) });
  expect(refusals(report)).toEqual([]);
  expect(sums(report)).toEqual([1701, 0, 0, 0, 0]);
  expect(told.at(-1)).toBe(1701);
  expect(sums(await run(file))).toEqual([0, 0, 1701, 0, 0]);
  const broken = fileOf(bundle([...many.slice(0, 1600).map(({ resource }) => post({ ...resource, status: 'amended' })), post(observation('last', 'urn:uuid:0b6e4e2e-0000-4000-8000-000000000000'))]));
  expect(refusals(await run(broken)).length).toBeGreaterThan(0);
  expect(await get('Observation', `big-0-${p.slice(0, 8)}`)).toMatchObject({ status: 'final', meta: { versionId: '1' } });
});

test('two imports of the same files at once take each resource once', async () => {
  const people = Array.from({ length: 4 }, () => randomUUID());
  const shared = Array.from({ length: 600 }, (_each, at) => ({ resourceType: 'Organization', id: randomUUID(), name: `Ward ${at}` }));
  const bundles = people.map((p) => fileOf(bundle([post(patient(p)), ...shared.toSorted(() => (p < people[0]! ? 1 : -1)).map((resource) => post(resource))])));
  const reports = await Promise.all([run(bundles), run(bundles.toReversed().slice(0, 2)), run(bundles[3]!)]);
  expect(reports.flatMap(refusals)).toEqual([]);
  const [rows] = await hospital.asSuperuser<{ count: number; versions: number }>(
    `select count(*)::int as count, max(version) as versions from records.resource where type = 'Organization' and id = any ($1)`, [shared.map(({ id }) => id)]);
  expect(rows).toEqual({ count: 600, versions: 1 });
});

test('files are written beside each other, and what one of them needs of the one before it is found', async () => {
  const sub = mkdtempSync(path.join(folder, 'beside-'));
  const [first, second] = [randomUUID(), randomUUID()];
  const of = (p: string, prefix: string) => Array.from({ length: 120 }, (_each, at) => post(observation(`${prefix}-${at}-${p.slice(0, 8)}`, `Patient/${p}`), { fullUrl: `urn:uuid:${randomUUID()}` }));
  const files = { 'a.json': [post(patient(first)), ...of(first, 'one')], 'b.json': of(first, 'two'), 'c.json': [post(patient(second)), ...of(second, 'three')],
    'd.json': [...of(second, 'four'), post(observation('five', `Patient/${randomUUID()}`))], 'e.json': of(first, 'six') };
  for (const [name, entries] of Object.entries(files)) writeFileSync(path.join(sub, name), JSON.stringify(bundle(entries)));
  const places: number[] = [];
  const report = await run(sub, { onProgress: ({ place }) => places.push(place) });
  expect(report.files.map((file) => [path.basename(file.path), file.added, file.whole_refused] as const).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    .toEqual([['a.json', 121, false], ['b.json', 120, false], ['c.json', 121, false], ['d.json', 0, true], ['e.json', 120, false]]);
  expect(refusals(report)).toMatchObject([{ code: 'exchange.unknown_patient' }]);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(sums(await run(sub)).slice(0, 2)).toEqual([0, 0]);
});

test('a later file says the last word of what two files tell', async () => {
  const sub = mkdtempSync(path.join(folder, 'last-'));
  const p = randomUUID();
  const id = `told-twice-${p.slice(0, 8)}`;
  const told = (status: string) => JSON.stringify(bundle([post(patient(p)), post(observation(id, `Patient/${p}`, { status }))]));
  writeFileSync(path.join(sub, 'a.json'), told('preliminary'));
  writeFileSync(path.join(sub, 'b.json'), told('final'));
  expect(refusals(await run(sub))).toEqual([]);
  expect(await get('Observation', id)).toMatchObject({ status: 'final', meta: { versionId: '2' } });
});

test('stopped, it leaves no half of a bundle', async () => {
  const p = randomUUID();
  const sub = mkdtempSync(path.join(folder, 'stop-'));
  const many = (prefix: string) => bundle([post(patient(prefix === 'a' ? p : randomUUID())), ...Array.from({ length: 1200 }, (_each, at) => post(observation(`${prefix}-${at}`, `Patient/${p}`), { fullUrl: `urn:uuid:${randomUUID()}` }))]);
  writeFileSync(path.join(sub, 'a.json'), JSON.stringify(many('a')));
  writeFileSync(path.join(sub, 'b.json'), JSON.stringify(many('b')));
  const stop = new AbortController();
  const report = await run(sub, { signal: stop.signal, onProgress: ({ place, resources }) => { if (place === 2 && resources > 1800) stop.abort(); } });
  expect(report).toMatchObject({ stopped: true });
  expect(report.files.map((file) => [path.basename(file.path), file.added])).toEqual([['a.json', 1201]]);
  const [rows] = await hospital.asSuperuser<{ count: number }>(`select count(*)::int as count from records.resource where id like 'b-%'`);
  expect(rows?.count).toBe(0);
  expect(sums(await run(sub))).toEqual([1201, 0, 1201, 0, 0]);
});

test('checking writes nothing, and tells the same', async () => {
  const p = randomUUID();
  const good = fileOf(bundle([post(patient(p))]));
  const bad = fileOf(bundle([post(patient(p, { gender: ['male'] }))]));
  const report = await run([good, bad], { check_only: true });
  expect(report.files.map((file) => [file.added, file.refused])).toEqual([[0, 0], [0, 1]]);
  expect(await get('Patient', p)).toBeUndefined();
});

const samples = samplesOf('synthea');

describe.skipIf(samples.missing)(`real bundles ${samples.missing}`, () => {
  interface Sent { resourceType: string; id: string }

  test('are taken whole and without loss, and the second time change nothing', async () => {
    const report = await run(samples.files, { source: 'synthea' });
    expect(refusals(report)).toEqual([]);
    const bundles = samples.files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as { entry: { fullUrl: string; resource: Sent }[] });
    const keys = new Set(bundles.flatMap(({ entry }) => entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`)));
    expect(totalOf(report.files).added).toBe(keys.size);
    const [before] = await hospital.asSuperuser<{ mark: string }>(`select count(*) || max(version)::text || md5(string_agg(id || version || last_updated, ',' order by type, id)) as mark from records.resource`);

    const again = await run(samples.files, { source: 'synthea' });
    expect(sums(again)).toEqual([0, 0, bundles.reduce((sum, { entry }) => sum + entry.length, 0), 0, 0]);
    const [after] = await hospital.asSuperuser<{ mark: string }>(`select count(*) || max(version)::text || md5(string_agg(id || version || last_updated, ',' order by type, id)) as mark from records.resource`);
    expect(after).toEqual(before);

    for (const { entry } of bundles) {
      const targets = new Map(entry.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id}`]));
      const rows = await hospital.asSuperuser<{ key: string; body: string }>(
        `select type || '/' || id as key, body::text as body from records.resource where type <> 'Patient' and type || '/' || id = any ($1)`, [[...targets.values()]]);
      const kept = new Map(rows.map((row) => [row.key, row.body]));
      for (const { resource } of entry) {
        if (resource.resourceType === 'Patient') continue;
        const expected = JSON.stringify(resource).replace(/urn:uuid:[0-9a-f-]{36}/g, (address) => targets.get(address) ?? address);
        expect(kept.get(`${resource.resourceType}/${resource.id}`)).toBe(expected);
      }
    }
  });
});

describe('with every check that the FHIR API makes', () => {
  test('a code outside of its set is refused, with its line; a sound resource is taken', async () => {
    const [p, good, bad] = [randomUUID(), randomUUID(), randomUUID()];
    const file = fileOf(bundle([post(patient(p)), post(observation(good, `urn:uuid:${p}`)), post(observation(bad, `urn:uuid:${p}`, { status: 'done' }))], 'batch'));
    const report = await run(file, { check: fullValidation });
    const line = readFileSync(file, 'utf8').split('\n').findIndex((text) => text.includes('"done"')) + 1;
    expect(refusals(report)).toMatchObject([{ line, path: 'resource.status', code: 'validation.code', resource: `Observation/${bad}` }]);
    expect(await get('Observation', good)).toMatchObject({ status: 'final' });
    expect(await get('Observation', bad)).toBeUndefined();
  });
});

test('a file in which the scanner of the hospital finds something is not taken, and its place is told', async () => {
  const letter = (id: string, said: string) => ({
    resourceType: 'DocumentReference', id, status: 'current', subject: { reference: 'Patient/scanned' }, content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(said).toString('base64') } }],
  });
  scanWith(async (parts) => {
    for await (const part of parts) if (Buffer.from(part).includes('bad')) return 'Planted';
    return null;
  });
  try {
    const lines = [patient('scanned'), letter('scanned-good', 'a letter'), letter('scanned-bad', 'a bad letter')].map((each) => JSON.stringify(each)).join('\n');
    const report = await run(fileOf(lines, 'scanned.ndjson'));
    expect(refusals(report)).toMatchObject([{ code: 'upload.infected', line: 3, path: 'content[0].attachment.data' }]);
    expect(totalOf(report.files)).toMatchObject({ added: 2, refused: 1 });
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [letter('whole-good', 'a letter'), letter('whole-bad', 'a bad letter')].map((resource) => ({ resource, request: { method: 'PUT', url: `DocumentReference/${resource.id}` } })) };
    const whole = await run(fileOf(bundle));
    expect(refusals(whole).map(({ code }) => code)).toContain('upload.infected');
    expect(totalOf(whole.files)).toMatchObject({ added: 0 });
  } finally {
    scanWith(null);
  }
});
