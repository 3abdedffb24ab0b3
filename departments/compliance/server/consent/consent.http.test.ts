import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes as fhirRoutes } from '@openward/exchange/mount';
import { patientsContract } from '@openward/patients/contract';
import { routes as patientRoutes } from '@openward/patients/mount';
import { records } from '@openward/records/api';
import { recordsContract } from '@openward/records/contract';
import { routes as recordRoutes } from '@openward/records/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let doctor: Client;
let nurse: Client;
let patient_id: string;
const condition = randomUUID();

beforeAll(async () => {
  hospital = await openHospital({ ...patientRoutes, ...recordRoutes, ...fhirRoutes, ...routes });
  [officer, doctor, nurse] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('doctor'), hospital.signIn('nurse')]);
  patient_id = (await (await hospital.signIn('front-desk')).call(patientsContract.register, { names: [{ use: 'official', family: 'Withheld', given: ['Ada'] }], sex: 'female' })).body['id'];
  await hospital.database.transaction({ scope: 'system' }, (tx) =>
    records.put(tx, { json: JSON.stringify({ resourceType: 'Condition', id: condition, subject: { reference: `Patient/${patient_id}` }, code: { text: 'Fracture' } }), source: 'test' }));
});
afterAll(() => hospital.close());

/** The ways to the record: registration, chart, and over FHIR the entry, the search and the patient. */
const ways = async (client: Client) => (await Promise.all([
  client.call(patientsContract.read, { patient_id }),
  client.call(recordsContract.timeline, { patient_id }),
  client.send('GET', `/fhir/R4/Condition/${condition}`),
  client.send('GET', `/fhir/R4/Condition?patient=${patient_id}`),
  client.send('GET', `/fhir/R4/Condition?code:text=fracture`),
  client.send('GET', `/fhir/R4/Patient/${patient_id}`),
])).map(({ status, text }) => status === 200 && (text.includes('Fracture') || text.toLowerCase().includes('withheld')));
const open = [true, true, true, true, true, true];
const closed = open.map(() => false);
const withhold = (more: object) => officer.call(contract.withhold, { patient_id, ...more });
const end = (withholding_id: string) => officer.call(contract.endWithholding, { patient_id, withholding_id });

test.each([
  ['a role', () => ({ role: 'doctor' }), open],
  ['a person', () => ({ account_id: doctor.account_id }), open],
  ['everybody', () => ({}), closed],
])('what is withheld from %s closes every way at the next request, to nobody else, until it is taken back', async (_whom, from, others) => {
  // The control: without it every way is open.
  expect(await ways(doctor)).toEqual(open);
  expect(await ways(nurse)).toEqual(open);
  const { status, body } = await withhold(from());
  expect(status).toBe(201);
  expect(await ways(doctor)).toEqual(closed);
  expect(await ways(nurse)).toEqual(others);
  expect(await doctor.call(recordsContract.timeline, { patient_id })).toMatchObject({ status: 403, body: { code: 'access.consent' } });
  expect((await withhold(from())).body).toMatchObject({ code: 'compliance.withheld_already' });
  const explained = (await officer.call(contract.explainDecision, { patient_id, account_id: doctor.account_id })).body;
  expect(explained).toMatchObject({ allow: false, reason: 'consent' });
  expect((await end(body['id'])).status).toBe(200);
  expect((await end(body['id'])).status).toBe(409);
  expect(await ways(doctor)).toEqual(open);
});

test('it is a FHIR Consent, which is found by search and becomes inactive', async () => {
  const { id } = (await withhold({ role: 'laboratory' })).body as { id: string };
  const read = () => nurse.send('GET', `/fhir/R4/Consent/${id}`);
  expect((await read()).body).toMatchObject({ status: 'active', provision: { type: 'deny', actor: [{ reference: { display: 'laboratory' } }] } });
  const found = await nurse.send('GET', `/fhir/R4/Consent?patient=${patient_id}&status=active`);
  expect(found.body['entry']).toHaveLength(1);
  // The rule is what was written down here: who changes the paper over FHIR lifts nothing.
  await end(id);
  expect((await read()).body).toMatchObject({ status: 'inactive' });
});

test('broken glass opens what is withheld where the hospital lets it, and only there', async () => {
  const { id } = (await withhold({ role: 'doctor' })).body as { id: string };
  const policy = (await officer.call(contract.accessPolicy)).body;
  await officer.call(contract.setAccessPolicy, { ...policy, glass_opens_withheld: false });
  await doctor.call(patientsContract.breakGlass, { patient_id, reason: 'Unconscious in the emergency room' });
  expect(await ways(doctor)).toEqual(closed);
  const now = (await officer.call(contract.accessPolicy)).body;
  await officer.call(contract.setAccessPolicy, { ...now, glass_opens_withheld: true });
  expect(await ways(doctor)).toEqual(open);
  await end(id);
});

test('row-level security hides what is withheld, and sees no setting of another transaction', async () => {
  const rows = (withheld: string[]) => hospital.database.transaction({ scope: 'staff', actor: nurse.account_id, withheld }, async (tx) => (await sql<{ all: number }>`
    select (select count(*) from records.resource where patient_id = ${patient_id}::uuid)::int + (select count(*) from patients.patient where id = ${patient_id}::uuid)::int as all`.execute(tx)).rows[0]!.all);
  expect(await rows([])).toBeGreaterThan(1);
  expect(await rows([patient_id])).toBe(0);
  expect(await rows([])).toBeGreaterThan(1);
});

test('who may not write it down, and who writes down what is withheld from themselves, is refused', async () => {
  expect((await doctor.call(contract.withhold, { patient_id, role: 'nurse' })).status).toBe(403);
  expect((await withhold({ account_id: officer.account_id })).status).toBe(400);
  expect((await withhold({ role: 'nobody' })).body).toMatchObject({ code: 'compliance.role_unknown' });
  expect((await withhold({ role: 'nurse', account_id: doctor.account_id })).status).toBe(400);
});

test('what is withheld of one record is withheld of those merged with it, and ends at its time, at the next request of who is signed in already', async () => {
  const clerk = await hospital.signIn('front-desk');
  const register = async (): Promise<string> => (await clerk.call(patientsContract.register, { names: [{ use: 'official', family: randomUUID(), given: [randomUUID()] }], sex: 'female' })).body['id'];
  const [other, third] = [await register(), await register()];
  const reads = async (id: string) => (await doctor.call(patientsContract.read, { patient_id: id })).status;
  const { id } = (await withhold({ account_id: doctor.account_id })).body as { id: string };
  expect([await reads(other), await reads(third)]).toEqual([200, 200]);
  // The record that is withheld is merged into another, and that one into a third.
  for (const [merged, into] of [[patient_id, other], [other, third]]) await hospital.asSuperuser('insert into records.alias (patient_id, surviving_id) values ($1, $2)', [merged, into]);
  expect([await reads(other), await reads(third)]).not.toContain(200);
  await hospital.asSuperuser('delete from records.alias where patient_id = $1', [other]);
  expect(await reads(third)).toBe(200);
  await hospital.asSuperuser('delete from records.alias where patient_id = $1', [patient_id]);
  expect(await reads(other)).toBe(200);
  await end(id);

  // Time alone, without anybody changing anything.
  await hospital.asSuperuser(`insert into auth.withholding (patient_id, account_id, until, by, by_name) values ($1, $2, clock_timestamp() + interval '1500 ms', $3, 'Officer')`, [other, doctor.account_id, officer.account_id]);
  expect(await reads(other)).not.toBe(200);
  await expect.poll(() => reads(other), { timeout: 20_000 }).toBe(200);
});
