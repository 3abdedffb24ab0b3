import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '@openward/platform/db';
import { patientsContract } from '@openward/patients/contract';
import { routes as patientRoutes } from '@openward/patients/mount';
import { records } from '@openward/records/api';
import { routes as fhirRoutes } from '@openward/exchange/mount';
import { endpointsOf } from '@openward/platform/http';
import { recordsContract } from '@openward/records/contract';
import { routes as recordRoutes } from '@openward/records/mount';
import { staffContract } from '@openward/staff/contract';
import { routes as staffRoutes } from '@openward/staff/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { type BrokenGlass, complianceContract as contract } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let doctor: Client;
let nurse: Client;
let famous: string;
let ordinary: string;

beforeAll(async () => {
  hospital = await openHospital({ ...staffRoutes, ...patientRoutes, ...recordRoutes, ...fhirRoutes, ...routes });
  [officer, doctor, nurse] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('doctor'), hospital.signIn('nurse')]);
  famous = await register('Famous');
  ordinary = await register('Ordinary');
  // Of each an ordinary entry, and one with a label.
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    for (const id of [famous, ordinary]) {
      await keep(tx, condition(id, 'Fracture'));
      await keep(tx, condition(id, 'Hidden', 'PSY'));
    }
  });
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [famous]);
  await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [famous]);
});
afterAll(() => hospital.close());

const register = async (family: string): Promise<string> => {
  const clerk = await hospital.signIn('front-desk');
  return (await clerk.call(patientsContract.register, { names: [{ use: 'official', family, given: ['Ada'] }], sex: 'female' })).body['id'];
};
const condition = (patient_id: string, text: string, label?: string) => ({
  resourceType: 'Condition', id: randomUUID(), subject: { reference: `Patient/${patient_id}` }, code: { text },
  ...(label === undefined ? {} : { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] } }),
});
const keep = (tx: Tx, resource: object) => records.put(tx, { json: JSON.stringify(resource), source: 'test' });
const chart = (client: Client, patient_id: string) => client.call(recordsContract.timeline, { patient_id });
const opened = async (client: Client, patient_id: string) => (await client.call(patientsContract.read, { patient_id })).status;
const breakGlass = (client: Client, patient_id: string) => client.call(patientsContract.breakGlass, { patient_id, reason: 'Unconscious in the emergency room' });
const glasses = async () => (await officer.call(contract.brokenGlasses)).body['glasses'] as BrokenGlass[];

test('a restricted record opens to whoever breaks the glass, to them alone, until its time is over', async () => {
  expect(await opened(doctor, famous)).toBe(403);
  expect(await chart(doctor, famous)).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
  expect((await breakGlass(doctor, famous)).status).toBe(201);
  expect(await opened(doctor, famous)).toBe(200);
  const seen = await chart(doctor, famous);
  expect(seen.status).toBe(200);
  expect(seen.text).toContain('Hidden');
  expect(await opened(nurse, famous)).toBe(403);
  // A remembered decision lapses with the time.
  await hospital.asSuperuser(`update auth.broken_glass set opened_at = now() - interval '2 hours', ends_at = now() - interval '1 second' where account_id = $1`, [doctor.account_id]);
  expect(await opened(doctor, famous)).toBe(403);
  expect((await chart(doctor, famous)).status).toBe(403);
});

test('a labelled entry of an open record is hidden, and shown behind broken glass, and nothing of another record with it', async () => {
  const other = await register('Other');
  await hospital.database.transaction({ scope: 'system' }, (tx) =>
    keep(tx, condition(other, 'Elsewhere', 'HIV')));
  const before = await chart(nurse, ordinary);
  expect(before.text).toContain('Fracture');
  expect(before.text).not.toContain('Hidden');
  await breakGlass(nurse, ordinary);
  expect((await chart(nurse, ordinary)).text).toContain('Hidden');
  expect((await chart(nurse, other)).text).not.toContain('Elsewhere');
});

test('what is done behind broken glass is emergency treatment in the audit log, whatever the request says', async () => {
  const events = await hospital.asSuperuser<{ name: string; purpose: string }>(
    `select name, purpose from audit.event where actor_id = $1 and patient_id = $2 and outcome = 'success' order by at`, [nurse.account_id, ordinary]);
  expect(events.map(({ name, purpose }) => [name, purpose])).toEqual([
    ['records.timeline.read', 'TREAT'], ['patients.glass.break', 'ETREAT'], ['records.timeline.read', 'ETREAT'],
  ]);
});

test('who has no such right, gives no reason, or asks for nobody, breaks no glass', async () => {
  const clerk = await hospital.signIn('front-desk');
  expect((await breakGlass(clerk, famous)).status).toBe(403);
  expect((await doctor.call(patientsContract.breakGlass, { patient_id: famous, reason: '  ' })).status).toBe(400);
  expect(await breakGlass(doctor, randomUUID())).toMatchObject({ status: 404, body: { code: 'patients.unknown' } });
});

test('each waits for a review that is closed once, by somebody else, with an outcome', async () => {
  const waiting = (await glasses()).filter(({ reviewed_at }) => reviewed_at === null);
  const [one] = waiting.filter(({ account_id }) => account_id === nurse.account_id);
  expect(one).toMatchObject({ patient_id: ordinary, reason: 'Unconscious in the emergency room', acts: 1 });
  const review = (outcome: string, note: string | null = null, by = officer) => by.call(contract.reviewGlass, { glass_id: one!.id, outcome, note });
  expect((await review('justified', null, doctor)).status).toBe(403);
  expect((await review('misuse')).body).toMatchObject({ code: 'compliance.misuse_untold' });
  // Two at once: one closes it.
  const raced = await Promise.all([review('justified'), review('misuse', 'Was a neighbour')]);
  expect(raced.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  expect((await glasses()).filter(({ id, reviewed_at }) => id === one!.id && reviewed_at !== null)).toHaveLength(1);
  const both = await hospital.signIn('compliance', 'doctor');
  const own = (await breakGlass(both, ordinary)).body['glass_id'];
  expect((await both.call(contract.reviewGlass, { glass_id: own, outcome: 'justified' })).body).toMatchObject({ code: 'compliance.own_review' });
});

test('where a relation is required, a record opens to who treats the patient; to others behind broken glass; and it is said why', async () => {
  const policy = (await officer.call(contract.accessPolicy)).body;
  const physician = await hospital.signIn('doctor');
  const practitioner = randomUUID();
  await hospital.asSuperuser(`insert into staff.practitioner (id, display_name, search_text, employed) values ($1, 'Physician', 'physician', '[2020-01-01,)')`, [practitioner]);
  await hospital.asSuperuser('update auth.account set staff_id = $2 where id = $1', [physician.account_id, practitioner]);
  expect((await chart(physician, ordinary)).status).toBe(200);
  expect((await officer.call(contract.setAccessPolicy, { ...policy, relation_required: true })).status).toBe(200);
  expect((await officer.call(contract.setAccessPolicy, { ...policy, relation_required: false })).status).toBe(409);
  expect(await chart(physician, ordinary)).toMatchObject({ status: 403, body: { code: 'access.no_relation' } });
  const why = () => officer.call(contract.explainDecision, { patient_id: ordinary, account_id: physician.account_id });
  expect((await why()).body).toMatchObject({ allow: false, reason: 'no-relation' });
  // Every clinical screen that is asked for a patient, and not the timeline alone.
  const screens = endpointsOf(recordRoutes).filter(({ declaration: { patient, method, permission }, input }) =>
    patient === 'input' && method === 'GET' && permission === 'records.read' && input?.safeParse({ patient_id: ordinary }).success);
  expect(screens.length).toBeGreaterThan(10);
  for (const { declaration: { path } } of screens) {
    expect(await physician.send('GET', path.replace('{patient_id}', ordinary)), path).toMatchObject({ status: 403, body: { code: 'access.no_relation' } });
  }
  expect(await physician.send('GET', `/fhir/R4/Condition?patient=${ordinary}`)).toMatchObject({ status: 403 });
  expect((await (await hospital.signIn('medical-records')).send('GET', `/fhir/R4/Condition?patient=${ordinary}`)).status).toBe(200);
  expect((await chart(await hospital.signIn('medical-records'), ordinary)).status).toBe(200);

  const visit = { resourceType: 'Encounter', id: randomUUID(), status: 'in-progress', class: { code: 'AMB' }, subject: { reference: `Patient/${ordinary}` }, participant: [{ individual: { reference: `Practitioner/${practitioner}` } }] };
  await hospital.database.transaction({ scope: 'system' }, (tx) => keep(tx, visit));
  expect((await chart(physician, ordinary)).status).toBe(200);
  expect((await why()).body).toMatchObject({ allow: true, reason: null });
  await hospital.database.transaction({ scope: 'system' }, (tx) => keep(tx, { ...visit, status: 'cancelled' }));
  expect((await chart(physician, ordinary)).status).toBe(403);
  await breakGlass(physician, ordinary);
  expect((await chart(physician, ordinary)).status).toBe(200);
  expect((await why()).body['steps']).toContainEqual({ rule: 'no-relation', holds: true, open: true });
  await hospital.asSuperuser('update auth.policy set relation_required = false, version = version + 1');
});

test('whoever is bound to departments opens who is treated there or nowhere; who is treated elsewhere alone, behind broken glass; and it is said why', async () => {
  const physician = await hospital.signIn('doctor');
  const administrator = await hospital.signIn('administrator');
  const department = async (code: string, parent_id: string | null) => {
    const made = await administrator.call(staffContract.createDepartment, { code, name: code, kind: parent_id === null ? 'hospital' : 'clinical', parent_id });
    expect(made.status, made.text).toBe(201);
    return made.body['id'] as string;
  };
  const house = await department('HOUSE', null);
  const [surgery, medicine] = [await department('SURG', house), await department('MED', house)];
  const theatre = await department('THEATRE', surgery);
  const bind = (departments: string[], by = administrator) => by.call(staffContract.setBinding, { account_id: physician.account_id, departments });
  const patient_id = await register('Elsewhere');
  const visit = (id: string, department_id: string, status = 'in-progress') => hospital.database.transaction({ scope: 'system' }, (tx) => keep(tx, {
    resourceType: 'Encounter', id, status, class: { code: 'AMB' }, subject: { reference: `Patient/${patient_id}` }, serviceProvider: { reference: `Organization/${department_id}` } }));
  const [first, second] = [randomUUID(), randomUUID()];
  const why = async () => (await officer.call(contract.explainDecision, { patient_id, account_id: physician.account_id })).body;

  expect((await bind([surgery], doctor)).status).toBe(403);
  expect(await bind([randomUUID()])).toMatchObject({ status: 422, body: { code: 'staff.department_unknown' } });
  expect((await bind([surgery])).body).toEqual({ departments: [surgery] });
  expect((await chart(physician, patient_id)).status).toBe(200);
  await visit(first, medicine);
  expect(await chart(physician, patient_id)).toMatchObject({ status: 403, body: { code: 'access.other_place' } });
  expect(await why()).toMatchObject({ allow: false, reason: 'other-place' });
  expect((await chart(doctor, patient_id)).status).toBe(200);
  // Every clinical screen that is asked for a patient; and the FHIR API, which ranges over records.
  const screens = endpointsOf(recordRoutes).filter(({ declaration: { patient, method, permission }, input }) =>
    patient === 'input' && method === 'GET' && permission === 'records.read' && input?.safeParse({ patient_id }).success);
  for (const { declaration: { path } } of screens) {
    expect(await physician.send('GET', path.replace('{patient_id}', patient_id)), path).toMatchObject({ status: 403, body: { code: 'access.other_place' } });
  }
  expect((await physician.send('GET', `/fhir/R4/Condition?patient=${ordinary}`)).status).toBe(403);
  // A part of the department is the department; the house is not.
  await visit(second, theatre);
  expect((await chart(physician, patient_id)).status).toBe(200);
  await visit(second, theatre, 'cancelled');
  expect((await chart(physician, patient_id)).status).toBe(403);
  expect((await bind([house])).status).toBe(200);
  expect((await chart(physician, patient_id)).status).toBe(200);
  await bind([surgery]);
  await breakGlass(physician, patient_id);
  expect((await chart(physician, patient_id)).status).toBe(200);
  expect((await why())['steps']).toContainEqual({ rule: 'other-place', holds: true, open: true });
  await hospital.asSuperuser('delete from auth.broken_glass where account_id = $1', [physician.account_id]);
  expect((await chart(physician, patient_id)).status).toBe(403);
  expect((await bind([])).body).toEqual({ departments: [] });
  expect((await chart(physician, patient_id)).status).toBe(200);
});

test('the application cannot date, change or take back what was broken', async () => {
  const values = `'${doctor.account_id}', '${famous}', '{${famous}}', 'because it is so'`;
  for (const [text, code] of [
    [`update auth.broken_glass set reason = 'nothing at all'`, '42501'],
    ['delete from auth.broken_glass', '42501'],
    [`insert into auth.broken_glass (account_id, patient_id, record_ids, reason, opened_at, ends_at) values (${values}, now(), now() + interval '1 hour')`, '42501'],
    // In somebody else's name.
    [`insert into auth.broken_glass (account_id, patient_id, record_ids, reason, ends_at) values (${values.replace(doctor.account_id, nurse.account_id)}, now() + interval '1 hour')`, '42501'],
    [`update auth.broken_glass set note = 'another word' where reviewed_at is not null`, '23514'],
  ] as const) {
    const done = hospital.database.transaction({ scope: 'staff', actor: doctor.account_id, clearance: ['audit'] }, (tx) => sql.raw(text).execute(tx));
    await expect(done, text).rejects.toMatchObject({ code });
  }
});
