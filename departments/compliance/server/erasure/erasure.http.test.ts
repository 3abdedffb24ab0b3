import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes as exchange } from '@openward/exchange/mount';
import { type PatientRecord, patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { records } from '@openward/records/api';
import { routes as recordRoutes } from '@openward/records/mount';
import { visitsContract } from '@openward/visits/contract';
import { routes as visits } from '@openward/visits/mount';
import { type Client, openHospital, type TestHospital, whereIs } from '@openward/platform/testing';
import { complianceContract as contract, type ErasurePreview } from '../../contract/index.ts';
import { type ErasureFacts, judge, mayGo } from '../../rules/erasure/retention.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let other: Client;
let clerk: Client;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital({ exchange, patients, records: recordRoutes, visits, compliance: routes });
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Wardleigh', 'UTC')`);
  [officer, other, clerk, doctor] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('compliance'), hospital.signIn('front-desk', 'medical-records'), hospital.signIn('doctor')]);
});
afterAll(() => hospital.close());

let made = 0;
/** Somebody all of whose facts can be told from everybody else's. */
function planted() {
  made += 1;
  const word = (what: string) => `Zq${what}${randomUUID().replaceAll(/[^a-f]/g, '')}`;
  return { family: word('family'), given: word('given'), phone: `+4930555${1000 + made}`, street: word('street'), kin: word('kin'), kin_phone: `+4930777${1000 + made}`, passport: `P${70_000_000 + made}`, religion: word('faith'), alternative: word('friend'), driving: `DL${80_000_000 + made}` };
}
type Planted = ReturnType<typeof planted>;
const contacts = ({ phone, street, kin, kin_phone, passport, religion, alternative, driving }: Planted) => [phone, phone.slice(3), street, kin, kin_phone, passport, religion, alternative, driving];

async function register(person = planted()): Promise<{ id: string; person: Planted }> {
  const answer = await clerk.call(patientsContract.register, {
    names: [{ use: 'official', family: person.family, given: [person.given] }], sex: 'female', birth_date: '1980-02-03', religion: person.religion,
    telecoms: [{ system: 'phone', value: person.phone, use: 'mobile' }], addresses: [{ lines: [person.street], city: 'Wardleigh' }],
    related_people: [{ roles: ['next_of_kin'], name: person.kin, phone: person.kin_phone }],
    identifiers: [{ kind: 'passport', value: person.passport }, { kind: 'driving_licence', value: person.driving }, { kind: 'national_id', value: `N-${person.passport}` }],
    contact_rule: { consent: 'given', alternative_name: person.alternative },
  });
  expect(answer.status, answer.text).toBe(201);
  return { id: answer.body['id'], person };
}

const treat = (patient_id: string, text: string, day: string) => hospital.database.transaction({ scope: 'system' }, (tx) =>
  records.put(tx, { json: `{"resourceType":"Observation","id":"${randomUUID()}","status":"final","code":{"text":"${text}"},"effectiveDateTime":"${day}","subject":{"reference":"Patient/${patient_id}"}}`, source: 'test' }));
async function ask(patient_id: string): Promise<string> {
  const { body } = await officer.call(contract.addRightsRequest, { patient_id, kind: 'erasure', received_on: '2026-01-31', asked_by: 'The patient', identity_proof: 'Passport' });
  return body['request'].id;
}
const look = async (request_id: string) => (await officer.call(contract.erasurePreview, { request_id })).body as ErasurePreview;
const goes = ({ parts }: ErasurePreview) => parts.filter(({ may_go }) => may_go).map(({ category }) => category);
const propose = (request_id: string, categories: readonly string[], by = officer) => by.call(contract.askErasure, { request_id, categories });
async function proposed(request_id: string, categories: readonly string[]): Promise<string> {
  const answer = await propose(request_id, categories);
  expect(answer.status, answer.text).toBe(201);
  return (answer.body as ErasurePreview).erasures[0]!.id;
}
const decide = (request_id: string, erasure_id: string, decision = 'done', by = other) => by.call(contract.decideErasure, { request_id, erasure_id, decision, note: 'Looked at' });
const fhir = (path: string) => hospital.fastify.inject({ url: `/fhir/R4/${path}`, headers: { cookie: `openward=${doctor.session_token}`, 'x-openward': '1' } });
const find = async (q: string) => (await clerk.call(patientsContract.search, { q })).body['patients'] as { id: string }[];
async function opened(patient_id: string) {
  const answer = await clerk.call<{ patient: PatientRecord }>(patientsContract.read, { patient_id });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.patient;
}
const visit = (patient_id: string) => clerk.call(visitsContract.open, { patient_id, class: 'outpatient' });

test('contact details go from every table, version and FHIR history; what is kept by law stays as it was', async () => {
  const { id, person } = await register();
  const moved = planted();
  const { version } = (await opened(id));
  expect((await clerk.call(patientsContract.update, { patient_id: id, version, changes: { telecoms: [{ system: 'phone', value: moved.phone }], addresses: [{ lines: [moved.street] }] } })).status).toBe(200);
  const observation = await treat(id, 'Fracture of the wrist', '2026-02-01');
  const before = await hospital.asSuperuser('select r.*, r.body::text as body from records.resource r where type = $1 and id = $2', ['Observation', observation.id]);
  const names = await hospital.asSuperuser('select * from patients.name where patient_id = $1', [id]);
  // The passport is sealed; all else is found before.
  for (const value of contacts(person).filter((each) => each !== person.passport)) expect(await whereIs(hospital, value), value).not.toEqual([]);

  const request = await ask(id);
  const seen = await look(request);
  expect(goes(seen)).toEqual(['contact', 'accounts']);
  expect(seen.parts.find(({ category }) => category === 'clinical')).toMatchObject({ may_go: false, kept_until: '2036-02-01', reason: 'kept-by-law', law: 'GDPR 17(3)(b), (c)' });
  expect(seen.parts.find(({ category }) => category === 'contact')!.tables.map(({ table }) => table)).toEqual(expect.arrayContaining(['patients.telecom', 'patients.version', 'patients.related_person']));
  expect(await propose(request, ['contact', 'clinical'])).toMatchObject({ status: 409, body: { code: 'compliance.erasure_must_wait', kept: 'clinical' } });
  const erasure = await proposed(request, ['contact']);
  expect(await decide(request, erasure, 'done', officer)).toMatchObject({ status: 409, body: { code: 'compliance.own_erasure' } });
  const done = await decide(request, erasure);
  expect(done.status, done.text).toBe(200);
  expect((done.body as ErasurePreview).erasures[0]).toMatchObject({ state: 'done', rows: { 'patients.telecom': 1, 'patients.related_person': 1 } });

  for (const value of [...contacts(person), moved.phone, moved.street]) expect(await whereIs(hospital, value), value).toEqual([]);
  expect(await whereIs(hospital, person.family)).toEqual(expect.arrayContaining(['patients.name', 'patients.version', 'records.resource']));
  expect(await hospital.asSuperuser('select r.*, r.body::text as body from records.resource r where type = $1 and id = $2', ['Observation', observation.id])).toEqual(before);
  expect(await hospital.asSuperuser('select * from patients.name where patient_id = $1', [id])).toEqual(names);
  const patient = await opened(id);
  expect(patient).toMatchObject({ telecoms: [], addresses: [], related_people: [], contact_rule: null, religion: null, birth_date: '1980-02-03' });
  expect(patient.identifiers).toMatchObject([{ kind: 'national_id' }]);
  const read = await fhir(`Patient/${id}`);
  expect([read.statusCode, read.json().name[0].family, read.json().telecom]).toEqual([200, person.family, undefined]);
  expect((await fhir(`Patient/${id}/_history`)).body).not.toContain(moved.street);
  // Still a patient, who may come again and be written to.
  expect((await clerk.call(patientsContract.update, { patient_id: id, version: patient.version, changes: { telecoms: [{ system: 'phone', value: moved.phone }] } })).status).toBe(200);
});

test('what nothing keeps goes whole: a number stays, nobody is found by name, and nothing is written there again', async () => {
  const { id, person } = await register();
  const { hospital_number, version } = await opened(id);
  const observation = await treat(id, `Zqfinding${person.family}`, '2010-02-01');
  const again = await treat(id, 'Zqsecond', '2010-02-02');
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, { json: `{"resourceType":"Observation","id":"${again.id}","status":"amended","code":{"text":"Zqthird"},"effectiveDateTime":"2010-02-02","subject":{"reference":"Patient/${id}"}}`, source: 'test' }));
  expect((await find(person.family)).map((each) => each.id)).toContain(id);
  const request = await ask(id);
  expect(goes(await look(request))).toEqual(['contact', 'clinical', 'accounts', 'identity']);
  expect(await propose(request, ['identity'])).toMatchObject({ status: 400, body: { errors: [{ field: 'categories', code: 'compliance.erasure_parts' }] } });
  const erasure = await proposed(request, ['contact', 'clinical', 'accounts', 'identity']);
  const done = await decide(request, erasure);
  expect(done.status, done.text).toBe(200);

  for (const value of [...contacts(person), person.family, person.given, person.family.toLowerCase(), 'Zqsecond', 'Zqthird']) expect(await whereIs(hospital, value), value).toEqual([]);
  expect((await find(person.family)).map((each) => each.id)).not.toContain(id);
  expect((await fhir(`Patient/${id}`)).statusCode).toBe(410);
  expect((await fhir(`Observation/${observation.id}`)).statusCode).toBe(410);
  expect((await fhir(`Observation/${again.id}/_history/1`)).statusCode).toBe(404);
  const patient = await opened(id);
  expect(patient).toMatchObject({ hospital_number, display_name: 'Erased', names: [], birth_date: null, version: expect.any(Number) as number });
  expect(patient.version).toBeGreaterThan(version);
  expect(goes(await look(request))).toEqual([]);
  expect(await visit(id)).toMatchObject({ status: 409, body: { code: 'records.erased' } });
  expect(await clerk.call(patientsContract.update, { patient_id: id, version: patient.version, changes: { names: [{ family: 'Again' }] } })).toMatchObject({ status: 409, body: { code: 'records.erased' } });
  await expect(treat(id, 'Again', '2026-01-01')).rejects.toMatchObject({ constraint: 'record_is_erased' });
  // The request, the log and the books are the proof, and stay.
  expect((await officer.call(contract.rightsRequest, { request_id: request })).body['acts'].map(({ act }: { act: string }) => act)).toEqual(['received', 'erasure-asked', 'erased']);
  expect(await hospital.asSuperuser(`select 1 from audit.event where patient_id = $1 and name = 'compliance.erasure.decide'`, [id])).toHaveLength(1);
});

test('what is under way keeps a record; two who let it go at once erase it once; who proposed it withdraws it', async () => {
  const { id } = await register();
  const request = await ask(id);
  const first = await proposed(request, ['contact']);
  expect(await propose(request, ['contact'])).toMatchObject({ status: 409, body: { code: 'compliance.erasure_waits' } });
  expect(await decide(request, first, 'withdrawn')).toMatchObject({ status: 409, body: { code: 'compliance.not_own_erasure' } });
  expect((await decide(request, first, 'withdrawn', officer)).status).toBe(200);
  expect((await decide(request, await proposed(request, ['contact']), 'refused')).status).toBe(200);
  const erasure = await proposed(request, ['contact']);
  const third = await hospital.signIn('compliance');
  const raced = await Promise.all([decide(request, erasure), decide(request, erasure, 'done', third), decide(request, erasure)]);
  expect(raced.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  const opened = await visit(id);
  expect(opened.status, opened.text).toBe(201);
  const seen = await look(request);
  expect([goes(seen), seen.open.map(({ kind }) => kind)]).toEqual([[], expect.arrayContaining(['visit'])]);
  expect((await doctor.call(contract.erasurePreview, { request_id: request })).status).toBe(403);
});

test('a visit that is opened while a record is erased is seen, or finds it erased; never both', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 8; round += 1) {
    const { id } = await register();
    const request = await ask(id);
    const erasure = await proposed(request, ['contact', 'clinical', 'accounts', 'identity']);
    const later = async () => { await new Promise((resolve) => { setTimeout(resolve, round * 3); }); return visit(id); };
    const [erased, opened] = await Promise.all([decide(request, erasure), later()]);
    expect([[200, 409], [409, 201]], `${erased.text} ${opened.text}`).toContainEqual([erased.status, opened.status]);
    expect(await hospital.asSuperuser('select from visits.visit where patient_id = $1', [id])).toHaveLength(opened.status === 201 ? 1 : 0);
    outcomes.add(`${erased.status}`);
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

test('records that were merged are erased together', async () => {
  const [{ id, person }, twin] = [await register(), await register()];
  const versionOf = async (patient_id: string) => (await opened(patient_id)).version;
  const merged = await clerk.call(patientsContract.merge, { patient_id: id, version: await versionOf(id), merged_id: twin.id, merged_version: await versionOf(twin.id), reason: `Zqreason${person.family}`, choices: {} });
  expect(merged.status, merged.text).toBe(201);
  await treat(twin.id, 'Kept', '2026-02-01');
  const request = await ask(twin.id);
  expect((await decide(request, await proposed(request, ['contact']))).status).toBe(200);
  for (const value of [...contacts(person), ...contacts(twin.person)]) expect(await whereIs(hospital, value), value).toEqual([]);
  expect((await fhir(`Patient/${id}`)).json()).toMatchObject({ link: [{ type: 'replaces' }] });
  // Parted again, each is what is left of it.
  const merge_id = merged.body['merge'].id as string;
  const parted = await clerk.call(patientsContract.unmerge, { patient_id: id, merge_id, version: await versionOf(id), reason: 'Two people', assignments: await assigned(id, merge_id) });
  expect(parted.status, parted.text).toBe(200);
  for (const value of [...contacts(person), ...contacts(twin.person)]) expect(await whereIs(hospital, value), value).toEqual([]);
  expect([(await opened(id)).names, (await opened(twin.id)).names]).toMatchObject([[{ family: person.family }], [{ family: twin.person.family }]]);
});

/** All that was written since goes to the record that stays. */
async function assigned(patient_id: string, merge_id: string): Promise<Record<string, string>> {
  const { written_since } = (await clerk.call(patientsContract.previewUnmerge, { patient_id, merge_id })).body as { written_since: { key: string }[] };
  return Object.fromEntries(written_since.map(({ key }) => [key, 'surviving']));
}

test('what was erased is neither merged nor parted', async () => {
  const [{ id, person }, twin, third] = [await register(), await register(), await register()];
  const versionOf = async (patient_id: string) => (await opened(patient_id)).version;
  const mergeInto = async (patient_id: string, merged_id: string) => clerk.call(patientsContract.merge, { patient_id, version: await versionOf(patient_id), merged_id, merged_version: (await hospital.asSuperuser<{ version: number }>('select version from patients.patient where id = $1', [merged_id]))[0]!.version, reason: 'The same', choices: {} });
  const merged = await mergeInto(id, twin.id);
  expect(merged.status, merged.text).toBe(201);
  const request = await ask(id);
  expect((await decide(request, await proposed(request, ['contact', 'clinical', 'accounts', 'identity']))).status).toBe(200);
  for (const value of [person.family, twin.person.family]) expect(await whereIs(hospital, value), value).toEqual([]);
  const merge_id = merged.body['merge'].id as string;
  expect((await clerk.call(patientsContract.previewUnmerge, { patient_id: id, merge_id })).body).toMatchObject({ hindrances: [{ code: 'patients.erased' }], written_since: [] });
  expect(await clerk.call(patientsContract.unmerge, { patient_id: id, merge_id, version: await versionOf(id), reason: 'Two people', assignments: {} })).toMatchObject({ status: 409, body: { code: 'patients.erased' } });
  expect(await mergeInto(third.id, id)).toMatchObject({ status: 409, body: { code: 'patients.erased' } });
});

test('the rule of the database is the rule that is shown', async () => {
  const days = [null, '1950-02-28', '1988-02-29', '1998-11-23', '1998-11-24', '2009-06-30', '2015-12-31', '2016-11-23', '2016-11-24', '2016-11-25', '2025-01-01'];
  const facts: ErasureFacts[] = days.flatMap((born) => days.flatMap((treated) => days.map((booked) => ({ born, treated, booked, open: born === '2009-06-30' && booked === null ? [{ kind: 'visit', count: 1 }] : [], erased: false }))));
  for (const [clinical_years, minor_until_age, accounts_years, today] of [[10, 28, 10, '2026-11-24'], [8, 25, 6, '2024-02-29'], [1, 18, 1, '2027-01-01']] as const) {
    const told = await hospital.asSuperuser<{ goes: string[] }>(`select compliance.may_go(f, $2::date, $3, $4, $5) as goes from jsonb_array_elements($1::jsonb) with ordinality as e (f, n) order by n`, [JSON.stringify(facts), today, clinical_years, minor_until_age, accounts_years]);
    expect(told.map(({ goes: of }) => of)).toEqual(facts.map((each) => mayGo(judge(each, today, { clinical_years, minor_until_age, accounts_years }))));
  }
});

test('how long records are kept is set with its version, and the database refuses what the application may not do', async () => {
  const kept = (await officer.call(contract.retention)).body;
  expect(kept).toEqual({ clinical_years: 10, minor_until_age: 28, accounts_years: 10, version: 1 });
  expect(await officer.call(contract.setRetention, { ...kept, clinical_years: 0 })).toMatchObject({ status: 400, body: { errors: [{ field: 'clinical_years' }] } });
  expect((await officer.call(contract.setRetention, { ...kept, clinical_years: 30 })).body).toMatchObject({ clinical_years: 30, version: 2 });
  expect(await officer.call(contract.setRetention, kept)).toMatchObject({ status: 409, body: { code: 'compliance.retention_changed' } });
  const asStaff = (statement: string) => hospital.database.transaction({ scope: 'staff', actor: other.account_id, clearance: ['rights'] }, async (tx) => {
    const { sql } = await import('kysely');
    return sql.raw(statement).execute(tx);
  });
  await expect(asStaff(`select platform.erase_parts(array[gen_random_uuid()], array['contact'])`)).rejects.toMatchObject({ code: '42501' });
  await expect(asStaff(`select compliance.erase_records(array[gen_random_uuid()], array['contact'])`)).rejects.toMatchObject({ code: '42501' });
  await expect(asStaff(`update compliance.erasure set rows = '{}'`)).rejects.toMatchObject({ code: '42501' });
  await expect(asStaff(`select set_config('openward.erasing', 'on', true); delete from records.note`)).rejects.toMatchObject({ code: '42501' });
});
