// What a label hides comes out by no way of the chart, and no check forgets it. Each way is driven by two people: somebody who
// is cleared finds the entry, which shows that the question reaches it; a doctor who is not finds nothing.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointsOf } from '@openward/platform/http';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Client, TestHospital } from '@openward/platform/testing';
import { recordsContract as contract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let psychiatrist: Client;
let note_id: string;
let document_id: string;
const patient_id = randomUUID();
const subject = { reference: `Patient/${patient_id}` };
const confidential = { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }] };
const icd = 'http://hl7.org/fhir/sid/icd-10';
const dated = '2024-03-01T09:00:00Z';

type Tx = Parameters<Parameters<TestHospital['database']['transaction']>[1]>[0];
const system = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => hospital.database.transaction({ scope: 'system' }, fn);
const clear = (client: Client, label: string) => hospital.asSuperuser(
  `insert into auth.label_account (label, account_id, given_by) values ($2, $1, (select id from auth.account where id <> $1 limit 1))`, [client.account_id, label]);

// One of each sort of entry that the chart tells of.
const secrets = [
  { resourceType: 'Condition', id: 's-problem', clinicalStatus: { coding: [{ code: 'active' }] }, code: { text: 'LEAK problem' }, subject, recordedDate: dated },
  { resourceType: 'AllergyIntolerance', id: 's-allergy', clinicalStatus: { coding: [{ code: 'active' }] }, criticality: 'high', code: { text: 'amoxicillin', coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CA04', display: 'LEAK amoxicillin' }] }, patient: subject, note: [{ text: 'LEAK allergy' }] },
  { resourceType: 'MedicationStatement', id: 's-medicine', status: 'active', medicationCodeableConcept: { text: 'LEAK clozapine', coding: [{ system: 'http://www.whocc.no/atc', code: 'N05AH02', display: 'LEAK clozapine' }] }, subject, effectiveDateTime: dated },
  { resourceType: 'ServiceRequest', id: 's-order', status: 'active', intent: 'order', code: { text: 'LEAK order' }, subject, authoredOn: dated },
  { resourceType: 'Procedure', id: 's-procedure', status: 'completed', code: { text: 'LEAK procedure' }, subject, performedDateTime: dated },
  { resourceType: 'Immunization', id: 's-immunization', status: 'completed', vaccineCode: { text: 'LEAK vaccine' }, patient: subject, occurrenceDateTime: dated },
  { resourceType: 'Flag', id: 's-flag', status: 'active', category: [{ coding: [{ code: 'clinical' }] }], code: { text: 'LEAK flag' }, subject, period: { start: dated } },
  { resourceType: 'Goal', id: 's-goal', lifecycleStatus: 'active', description: { text: 'LEAK goal' }, subject, startDate: '2024-03-01' },
  { resourceType: 'CarePlan', id: 's-plan', status: 'active', intent: 'plan', title: 'LEAK plan', subject, period: { start: dated } },
  { resourceType: 'FamilyMemberHistory', id: 's-family', status: 'completed', relationship: { text: 'mother' }, condition: [{ code: { text: 'LEAK family' } }], patient: subject },
  { resourceType: 'Observation', id: 's-social', status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'social-history' }] }], code: { text: 'LEAK social' }, valueString: 'LEAK social', subject, effectiveDateTime: dated },
  { resourceType: 'Observation', id: 's-result', status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }], code: { text: 'LEAK result' }, valueQuantity: { value: 5, unit: 'mmol/L' }, subject, effectiveDateTime: dated },
  { resourceType: 'QuestionnaireResponse', id: 's-form', status: 'completed', subject, authored: dated, item: [{ linkId: '1', text: 'LEAK question', answer: [{ valueString: 'LEAK answer' }] }] },
].map((resource) => ({ resource: { ...resource, meta: confidential } }));

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  doctor = await hospital.signIn('doctor', 'medical-records');
  psychiatrist = await hospital.signIn('doctor', 'medical-records');
  await clear(psychiatrist, 'PSY');
  await system(async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.putMany(tx, secrets);
  });
  // A note and a file are written as ever, and labelled afterwards; a task about the note waits with the colleague.
  const template = (await psychiatrist.call(contract.noteTemplates)).body['templates'][0].id;
  const { id, version } = (await psychiatrist.call(contract.startNote, { patient_id, template_id: template })).body;
  await psychiatrist.call(contract.saveDraft, { patient_id, note_id: id, version, title: 'LEAK note', sections: [{ heading: 'Subjective', text: 'LEAK note' }] });
  const signed = await psychiatrist.call(contract.signNote, { patient_id, note_id: id, version: version + 1, cosigner_id: doctor.account_id });
  expect(signed.status, signed.text).toBe(200);
  note_id = id;
  const content = Buffer.from('%PDF-1.7\nLEAK file');
  document_id = (await psychiatrist.call(contract.startDocument, { patient_id, category: 'letter', title: 'LEAK letter', file_name: 'LEAK.pdf', bytes: content.length })).body['id'];
  await psychiatrist.call(contract.putDocumentPart, { patient_id, document_id, part: 0, content_base64: content.toString('base64') });
  expect((await psychiatrist.call(contract.finishDocument, { patient_id, document_id })).status).toBe(200);
  for (const each of [note_id, document_id]) expect((await label(psychiatrist, 'DocumentReference', each, ['PSY'])).status).toBe(200);
});
afterAll(() => hospital.close());

const versionOf = async (type: string, id: string): Promise<number> =>
  (await hospital.asSuperuser<{ version: number }>('select version from records.resource where type = $1 and id = $2', [type, id]))[0]!.version;
const label = async (client: Client, type: string, id: string, labels: string[]) =>
  client.call(contract.labelEntry, { patient_id, type, id, version: await versionOf(type, id), labels });

/** Every reading endpoint of the chart that asks for nothing but a patient, and those of one entry. */
const ways = (): string[] => [
  ...endpointsOf(routes).flatMap(({ declaration: { method, path } }) =>
    method === 'GET' && !path.replace('{patient_id}', '').includes('{') ? [path.replace('{patient_id}', patient_id)] : []),
  `/patients/${patient_id}/timeline?text=leak`, `/patients/${patient_id}/timeline?group=kind`, `/patients/${patient_id}/timeline?only=treatment`,
  `/patients/${patient_id}/timeline/news?since=2020-01-01T00:00:00Z`,
  `/patients/${patient_id}/notes/${note_id}`, `/patients/${patient_id}/notes/${note_id}/print`, `/patients/${patient_id}/documents/${document_id}/content`,
  ...[...secrets.map(({ resource }) => `${resource.resourceType}/${resource.id}`), `DocumentReference/${note_id}`, `DocumentReference/${document_id}`].flatMap((key) => [
    `/patients/${patient_id}/resources/${key}`, `/patients/${patient_id}/resources/${key}?version=1`, `/patients/${patient_id}/resources/${key}/versions`,
    `/patients/${patient_id}/resources/${key}/versions/1`]),
];

/** The ways by which somebody learns of what is labelled: by its words, or by its id. */
async function leaksTo(client: Client): Promise<string[]> {
  const leaks: string[] = [];
  for (const path of ways()) {
    const { status, text } = await client.send('GET', path);
    const told = /LEAK|"s-[a-z]+"/.test(text) || text.includes(note_id) || text.includes(document_id);
    if (status < 400 && (told || (path.endsWith('/versions') && text !== '{"versions":[]}'))) leaks.push(path);
  }
  return leaks;
}

describe('what a label hides', () => {
  test('is found by who is cleared, and by nobody else, by any way of the chart', async () => {
    const found = await leaksTo(psychiatrist);
    for (const way of ['timeline', 'summary', 'problems', 'allergies', 'medication-list', 'orders', 'procedures', 'immunizations', 'flags', 'goals', 'care-plans', 'family-history',
      'social-history', 'results', 'questionnaire-responses', 'notes', 'documents', `notes/${note_id}`, `documents/${document_id}/content`]) {
      expect(found, way).toContain(`/patients/${patient_id}/${way}`);
    }
    expect(await leaksTo(doctor)).toEqual([]);
  });

  test('is not counted, and the summary says only that there is something', async () => {
    const counted = async (client: Client) => (await client.call(contract.timeline, { patient_id })).body['kinds'];
    expect((await counted(psychiatrist)).length).toBeGreaterThan(8);
    expect(await counted(doctor)).toEqual([]);
    const summaryFor = async (client: Client) => (await client.call(contract.summary, { patient_id })).body;
    expect(await summaryFor(doctor)).toMatchObject({ restricted_items: true, problems: [], allergies: { active: [] } });
    expect(await summaryFor(psychiatrist)).toMatchObject({ restricted_items: false });
  });

  test('waits in an inbox as a number alone', async () => {
    expect((await doctor.call(contract.inbox)).body).toMatchObject({ loops: [], hidden: 1 });
    const tasks = await hospital.asSuperuser<{ sensitivity: string | null }>(`select sensitivity from records.resource where type = 'Task' and patient_id = $1 and body::text like '%LEAK%'`, [patient_id]);
    expect(tasks.length).toBeGreaterThan(0);
    for (const { sensitivity } of tasks) expect(sensitivity).toBe('PSY');
  });

  test('is looked at by each check, and told as a restricted item', async () => {
    const check = (client: Client, concept: object) => client.call(contract.medicines.check, { patient_id, concept });
    const amoxicillin = { system: 'http://www.whocc.no/atc', code: 'J01CA04', display: 'amoxicillin' };
    const known = (await check(psychiatrist, amoxicillin)).body;
    expect(known).toMatchObject({ state: 'match', matches: [{ allergy_id: 's-allergy', severe: true }] });
    const told = await check(doctor, amoxicillin);
    expect(told.body).toMatchObject({ state: 'match', matches: [{ allergy_id: null, substance: null, danger: 'restricted item', severe: true }] });
    const twice = await check(doctor, { system: 'http://www.whocc.no/atc', code: 'N05AH02', display: 'clozapine' });
    expect(twice.body).toMatchObject({ duplicates: [], duplicates_restricted: 1 });
    expect(told.text + twice.text).not.toMatch(/LEAK|s-allergy|s-medicine/);
  });

  test('opens behind broken glass, to that person, and closes again', async () => {
    const [glass] = await hospital.asSuperuser<{ id: string }>(`insert into auth.broken_glass (account_id, patient_id, record_ids, reason, ends_at)
      values ($1, $2, array[$2::uuid], 'unconscious', now() + interval '1 hour') returning id`, [doctor.account_id, patient_id]);
    const opened = [await leaksTo(doctor), (await doctor.call(contract.summary, { patient_id })).body['restricted_items']] as const;
    await hospital.asSuperuser(`delete from auth.broken_glass where id = $1`, [glass!.id]);
    expect(opened[0]).toEqual(expect.arrayContaining(await leaksTo(psychiatrist)));
    expect(opened[1]).toBe(false);
    expect(await leaksTo(doctor)).toEqual([]);
  });
});

describe('a label', () => {
  const problem = (id: string, more: object = {}) => system((tx) => records.put(tx, { resource: { resourceType: 'Condition', id, code: { text: id }, subject, ...more } }));
  const labelsOf = async (type: string, id: string) => (await hospital.asSuperuser<{ sensitivity: string | null }>('select sensitivity from records.resource where type = $1 and id = $2', [type, id]))[0]?.sensitivity;

  test('is given and lifted by who is cleared for it, and stays when somebody changes the entry', async () => {
    await problem('l-hand');
    expect(await label(doctor, 'Condition', 'l-hand', ['PSY'])).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
    expect((await label(doctor, 'Condition', 'l-hand', ['NOT-ONE'])).text).toContain('records.unknown_label');
    expect(await label(psychiatrist, 'Condition', 'l-hand', ['PSY'])).toMatchObject({ status: 200, body: { version: 2, labels: ['PSY'] } });
    await problem('l-hand', { note: [{ text: 'changed by an interface' }] });
    expect(await labelsOf('Condition', 'l-hand')).toBe('PSY');
    const { json } = (await system((tx) => records.get(tx, 'Condition', 'l-hand')))!;
    expect(JSON.parse(json!)).toMatchObject({ meta: confidential, note: [{}] });
    expect(await label(psychiatrist, 'Condition', 'l-hand', [])).toMatchObject({ status: 200, body: { labels: [] } });
    expect((await doctor.send('GET', `/patients/${patient_id}/resources/Condition/l-hand?version=3`)).status).toBe(404);
    expect((await doctor.send('GET', `/patients/${patient_id}/resources/Condition/l-hand`)).status).toBe(200);
    const [event] = await hospital.asSuperuser<{ detail: AnyJson }>(`select detail from audit.event where name = 'records.label.set' and outcome = 'success' order by at desc limit 1`);
    expect(event!.detail).toMatchObject({ type: 'Condition', id: 'l-hand', before: ['PSY'], labels: [] });
  });

  test('two of them open to who is cleared for both', async () => {
    await problem('l-two', { meta: { security: [...confidential.security, { system: 'urn:openward:label', code: 'HIV' }] } });
    expect(await labelsOf('Condition', 'l-two')).toBe('HIV,PSY');
    const seen = async () => (await psychiatrist.send('GET', `/patients/${patient_id}/resources/Condition/l-two`)).status;
    expect(await seen()).toBe(404);
    await clear(psychiatrist, 'HIV');
    expect(await seen()).toBe(200);
    await hospital.asSuperuser(`delete from auth.label_account where account_id = $1 and label = 'HIV'`, [psychiatrist.account_id]);
    expect(await seen()).toBe(404);
  });

  test('is given by rule from codes; who is not cleared for it cannot write it', async () => {
    await hospital.asSuperuser(`insert into records.label_rule (label, system, code, below) values ('PSY', $1, 'F3', true), ('PSY', $1, 'Z00', false)`, [icd]);
    await problem('l-rule', { code: { coding: [{ system: icd, code: 'F32.1' }] } });
    await problem('l-below', { code: { coding: [{ system: icd, code: 'Z00.1' }] } });
    expect([await labelsOf('Condition', 'l-rule'), await labelsOf('Condition', 'l-below')]).toEqual(['PSY', null]);
    const write = (settings: { clearance?: string[] }) => hospital.database.transaction({ scope: 'staff', actor: doctor.account_id, ...settings }, (tx) =>
      records.put(tx, { resource: { resourceType: 'Condition', id: randomUUID(), code: { coding: [{ system: icd, code: 'F33' }] }, subject } }));
    await expect(write({})).rejects.toMatchObject({ status: 403, code: 'records.label_closed' });
    expect(await write({ clearance: ['PSY'] })).toMatchObject({ version: 1 });
  });

  test('goes over to what is made of the entry, at writing and afterwards', async () => {
    const report = (id: string, made_of: object) => system((tx) => records.put(tx, { resource: { resourceType: 'DiagnosticReport', id, status: 'final', code: { text: id }, subject, ...made_of } }));
    await report('l-made', { basedOn: [{ reference: 'ServiceRequest/s-order' }] });
    expect(await labelsOf('DiagnosticReport', 'l-made')).toBe('PSY');
    await problem('l-source');
    await system((tx) => records.put(tx, { resource: { resourceType: 'Observation', id: 'l-source', status: 'final', code: { text: 'x' }, subject } }));
    await report('l-later', { result: [{ reference: 'Observation/l-source' }] });
    await system((tx) => records.put(tx, { resource: { resourceType: 'DocumentReference', id: 'l-last', status: 'current', subject, description: 'x', context: { related: [{ reference: 'DiagnosticReport/l-later' }] }, content: [{ attachment: { title: 'x' } }] } }));
    expect(await labelsOf('DocumentReference', 'l-last')).toBeNull();
    await label(psychiatrist, 'Observation', 'l-source', ['PSY']);
    expect([await labelsOf('DiagnosticReport', 'l-later'), await labelsOf('DocumentReference', 'l-last')]).toEqual(['PSY', 'PSY']);
  });

  test('of a visit is not given: its department shows it from its own table', async () => {
    await system((tx) => records.put(tx, { resource: { resourceType: 'Encounter', id: 'l-visit', status: 'finished', class: { code: 'AMB' }, subject } }));
    expect(await label(psychiatrist, 'Encounter', 'l-visit', ['PSY'])).toMatchObject({ status: 422, body: { code: 'records.not_labelled' } });
  });
});

// The test sees: each wall that is taken down lets something out.
test.each<[string, string]>([
  ['records.resource', 'alter policy resource_seen on records.resource using (records.sees(patient_id, restricted, null))'],
  ['records.note', 'alter policy note_seen on records.note using (records.sees(patient_id, restricted, null))'],
  ['records.document', 'alter policy document_seen on records.document using (records.sees(patient_id, restricted, null))'],
  ['records.loop', 'alter policy loop_seen on records.loop using (records.sees(patient_id, restricted, null))'],
])('a policy of %s that forgets labels is found out', async (table, mutant) => {
  const [policy] = await hospital.asSuperuser<{ name: string; was: string }>(
    `select polname as name, pg_get_expr(polqual, polrelid) as was from pg_policy where polrelid = $1::regclass and polname = $2`, [table, /policy (\w+)/.exec(mutant)![1]]);
  await hospital.asSuperuser(mutant);
  const leaks = await leaksTo(doctor);
  await hospital.asSuperuser(`alter policy ${policy!.name} on ${table} using (${policy!.was})`);
  expect(leaks.length).toBeGreaterThan(0);
});
