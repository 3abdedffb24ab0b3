import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes as fhirRoutes } from '@openward/exchange/mount';
import { records } from '@openward/records/api';
import { recordsContract } from '@openward/records/contract';
import { routes as recordRoutes } from '@openward/records/mount';
import { type AnyJson, type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type KeptLabel } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let doctor: Client;
const patient_id = randomUUID();
const icd = 'http://hl7.org/fhir/sid/icd-10';

beforeAll(async () => {
  hospital = await openHospital({ ...recordRoutes, ...fhirRoutes, ...routes });
  [officer, doctor] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('doctor')]);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.put(tx, { resource: { resourceType: 'Condition', id: 'c-hiv', subject: { reference: `Patient/${patient_id}` }, code: { text: 'HIV disease' },
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }] } } });
  });
});
afterAll(() => hospital.close());

const kept = async (code: string): Promise<KeptLabel> =>
  ((await officer.call(contract.keptLabels)).body['labels'] as KeptLabel[]).find((label) => label.code === code)!;
async function change(code: string, more: object, client = officer) {
  const { built_in: _built_in, accounts, ...label } = await kept(code);
  return client.call(contract.changeLabel, { ...label, accounts: accounts.map(({ account_id }) => account_id), ...more });
}
/** How the entry is answered: in the chart, by a fast read and by a search over FHIR. */
const seenBy = async (client: Client) => Promise.all([
  client.send('GET', `/patients/${patient_id}/resources/Condition/c-hiv`).then(({ status }) => status),
  client.send('GET', '/fhir/R4/Condition/c-hiv').then(({ status }) => status),
  client.send('GET', `/fhir/R4/Condition?patient=${patient_id}`).then(({ body }) => body['entry']?.length ?? 0),
]);

test('whoever is cleared sees from the next request on, by their role or themselves, and no more once it is taken back', async () => {
  const nurse = await hospital.signIn('nurse');
  const [closed, open] = [[404, 404, 0], [200, 200, 1]];
  expect([await seenBy(doctor), await seenBy(nurse)]).toEqual([closed, closed]);
  expect((await change('HIV', { roles: ['doctor'] })).body).toMatchObject({ roles: ['doctor'], version: 2 });
  expect([await seenBy(doctor), await seenBy(nurse)]).toEqual([open, closed]);
  expect((await change('HIV', { roles: [], accounts: [nurse.account_id] })).body).toMatchObject({ roles: [], accounts: [{ account_id: nurse.account_id }] });
  expect([await seenBy(doctor), await seenBy(nurse)]).toEqual([closed, open]);
  expect((await change('HIV', { accounts: [] })).status).toBe(200);
  expect(await seenBy(nurse)).toEqual(closed);
  const events = await hospital.asSuperuser<{ detail: AnyJson }>(`select detail from audit.event where name = 'compliance.label.update' order by at`);
  expect(events.map(({ detail }) => detail['after'])).toMatchObject([{ roles: ['doctor'] }, { roles: [], accounts: [nurse.account_id] }, { accounts: [] }]);
});

test('a machine is cleared as a person is', async () => {
  const machine = await hospital.signIn('machine');
  expect((await seenBy(machine)).slice(1)).toEqual([404, 0]);
  await change('HIV', { roles: ['machine'] });
  expect((await seenBy(machine)).slice(1)).toEqual([200, 1]);
  await change('HIV', { roles: [] });
});

test('nobody clears themselves, nor without the right to; an older window is told', async () => {
  expect(await change('PSY', { accounts: [officer.account_id] })).toMatchObject({ status: 409, body: { code: 'compliance.own_clearance' } });
  expect(await change('PSY', { roles: ['doctor'] }, doctor)).toMatchObject({ status: 403, body: { code: 'access.permission' } });
  expect(await change('PSY', { version: 77 })).toMatchObject({ status: 409, body: { code: 'compliance.label_changed', current: { code: 'PSY' } } });
  expect(await change('PSY', { roles: ['no-such-role'] })).toMatchObject({ status: 422, body: { code: 'compliance.role_unknown' } });
  // Not the database's word alone: a person of the staff without the clearance changes nothing there either.
  const written = hospital.database.transaction({ scope: 'staff', actor: doctor.account_id }, async (tx) =>
    records.aliasSet(tx, patient_id).then(() => tx.insertInto('auth.label_role' as never).values({ label: 'PSY', role: 'doctor' } as never).execute()));
  await expect(written).rejects.toThrow(/row-level security/);
});

test('the hospital makes its own label, whose codes give it to what is written from then on', async () => {
  const answer = await officer.call(contract.addLabel, { code: 'GENE-1', name: 'Genetics', meaning: 'Tests of inherited disease' });
  expect(answer).toMatchObject({ status: 201, body: { code: 'GENE-1', built_in: false, active: true, roles: [], accounts: [], rules: [] } });
  expect(await officer.call(contract.addLabel, { code: 'GENE-1', name: 'Again', meaning: '' })).toMatchObject({ status: 409, body: { code: 'compliance.label_exists' } });
  await change('GENE-1', { rules: [{ system: icd, code: 'Q9', below: true }], roles: ['doctor'] });
  const added = await doctor.call(recordsContract.problems.add, { patient_id, statement: problem('Q90.0') });
  expect(added.status, added.text).toBe(201);
  const [row] = await hospital.asSuperuser<{ sensitivity: string; security: AnyJson }>(
    `select sensitivity, body #> '{meta,security}' as security from records.resource where id = $1`, [added.body['id']]);
  expect(row).toEqual({ sensitivity: 'GENE-1', security: [{ system: 'urn:openward:label', code: 'GENE-1' }] });
  await change('GENE-1', { roles: [] });
  expect(await doctor.call(recordsContract.problems.add, { patient_id, statement: problem('Q91') })).toMatchObject({ status: 403, body: { code: 'records.label_closed' } });
  const mine = (await doctor.call(recordsContract.labels)).body['labels'] as AnyJson[];
  expect(mine.find(({ code }) => code === 'GENE-1')).toMatchObject({ name: 'Genetics', cleared: false });
});

const problem = (code: string) => ({ concept: { system: icd, code, display: code } });
