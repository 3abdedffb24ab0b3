import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Settings } from '@openward/platform/db';
import { makeMachineToken, revokeMachineToken } from '@openward/platform/auth';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let patient_id: string;
beforeAll(async () => {
  hospital = await openHospital(routes);
  const desk = await hospital.signIn('front-desk');
  patient_id = (await desk.call(patientsContract.register, { names: [{ use: 'official', family: 'Wall', given: ['Second'] }], sex: 'female' })).body['id'];
});
afterAll(() => hospital.close());

const lists = { names: [], telecoms: [], addresses: [], related_people: [], identifiers: [], contact_rules: [], coverages: [] };
const draft = (id: string, more = {}) => ({
  id, version: 1, unknown: false, display_name: 'WALL, Second', sort_name: 'wall', birth_date_estimated: false, sex: 'female', interpreter_needed: false,
  deceased: false, restricted: false, updated_at: new Date().toISOString(), act: 'register', document: '{"hospital_number":"@"}', ...more,
});
const write = (which: 'register' | 'amend', settings: Settings, packed: object) => hospital.database.transaction(settings, (tx) =>
  sql`select * from ${sql.raw(`patients.${which}`)}(${JSON.stringify({ ...lists, ...packed })}::jsonb)`.execute(tx));

const staff: Settings = { scope: 'staff' };
const stranger: Settings = { scope: 'patient', patient: randomUUID() };

test.each([
  ['registers nobody restricted without clearance', 'register', staff, () => ({ patients: [draft(randomUUID(), { restricted: true })] })],
  ['marks nobody as restricted without clearance', 'amend', staff, () => ({ patients: [draft(patient_id, { restricted: true })] })],
  ['registers nobody as a patient', 'register', stranger, () => ({ patients: [draft(randomUUID())] })],
  ['changes nobody else as a patient', 'amend', stranger, () => ({ patients: [draft(patient_id)] })],
  ['writes no row of another patient', 'register', staff, () => {
    const id = randomUUID();
    return { patients: [draft(id)], names: [{ id: randomUUID(), patient_id, position: 0, use: 'official', family: 'Slipped' }] };
  }],
  ['writes no row of nobody', 'amend', staff, () => ({ patients: [draft(patient_id)], addresses: [{ id: randomUUID(), position: 0, city: 'Nowhere' }] })],
] as const)('whoever reaches the database %s', async (_what, which, settings, packed) => {
  const look = () => hospital.asSuperuser('select p.version, p.restricted, (select count(*) from patients.patient) as all_of_them, (select count(*) from patients.name) as names from patients.patient p where id = $1', [patient_id]);
  const before = await look();
  await expect(write(which, settings, packed())).rejects.toMatchObject({ code: '42501' });
  expect(await look()).toEqual(before);
});

test('who may not see a restricted patient changes nothing of them', async () => {
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient_id]);
  expect((await write('amend', staff, { patients: [draft(patient_id)] })).rows).toEqual([]);
});

test.each([
  ['the account is disabled', 'update auth.account set disabled_at = now() where id = $1', 401],
  ['the role is taken away', 'delete from auth.account_role where account_id = $1', 403],
  ['the session is ended', `update auth.session set ended_at = now(), ended_because = 'revoked' where account_id = $1`, 401],
  ['the session is locked', 'update auth.session set locked_at = now() where account_id = $1', 403],
])('a remembered session registers nobody more once %s', async (_what, change, status) => {
  const desk = await hospital.signIn('front-desk');
  const register = (given: string) => desk.call(patientsContract.register, { names: [{ use: 'official', family: randomUUID(), given: [given] }], sex: 'male' });
  expect([(await register('One')).status, (await register('Two')).status]).toEqual([201, 201]);
  const count = async () => (await hospital.asSuperuser('select count(*)::int as n from patients.patient'))[0];
  const before = await count();
  await hospital.asSuperuser(change, [desk.account_id]);
  expect((await register('Three')).status).toBe(status);
  expect(await count()).toEqual(before);
});

test('a remembered machine registers nobody more once its token is revoked, and no token passes for one of the other kind', async () => {
  const { secret, token } = await makeMachineToken(hospital.database, { name: 'registry', scopes: ['patients.register'], roles: ['machine'], expires_at: null });
  const register = (headers: Record<string, string>) => hospital.fastify.inject({
    method: 'POST', url: '/api/patients', headers, payload: { names: [{ use: 'official', family: randomUUID(), given: ['Machine'] }], sex: 'male' },
  });
  for (let time = 0; time < 3; time += 1) expect((await register({ authorization: `Bearer ${secret}` })).statusCode).toBe(201);
  expect((await register({ cookie: `openward=${secret}`, 'x-openward': '1' })).statusCode).toBe(401);
  const desk = await hospital.signIn('front-desk');
  expect((await desk.call(patientsContract.read, { patient_id })).status).not.toBe(401);
  const session = desk.session_token;
  expect((await register({ authorization: `Bearer ${session}` })).statusCode).toBe(401);
  await revokeMachineToken(hospital.database, token.id);
  expect((await register({ authorization: `Bearer ${secret}` })).statusCode).toBe(401);
});
