import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeEvent } from '@openward/platform/audit';
import { patientsContract } from '@openward/patients/contract';
import { routes as patientRoutes } from '@openward/patients/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type UnusualAccess } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let nurse: Client;
let clerk: Client;

beforeAll(async () => {
  hospital = await openHospital({ ...patientRoutes, ...routes });
  [officer, nurse, clerk] = await Promise.all([hospital.signIn('compliance'), hospital.signIn('nurse'), hospital.signIn('front-desk')]);
  const [staff] = await hospital.asSuperuser<{ id: string }>(`insert into staff.practitioner (display_name, family_name, given_name, search_text, employed) values ('OKÁFOR, Ada', 'Okáfor', 'Ada Grace', '', '[2020-01-01,)') returning id`);
  await hospital.asSuperuser(`insert into staff.practitioner (display_name, family_name, given_name, search_text, employed) values ('CHEN, Wei', 'Chen', 'Wei', '', '[2020-01-01,)')`);
  await hospital.asSuperuser('update auth.account set staff_id = $1 where id = $2', [staff!.id, nurse.account_id]);
});
afterAll(() => hospital.close());

const register = async (family: string, given: string): Promise<string> =>
  (await clerk.call(patientsContract.register, { names: [{ use: 'official', family, given: [given] }], sex: 'female' })).body['id'] as string;
const opened = (patient_ids: string[], at: string | null = null) => hospital.database.transaction({ scope: 'system' }, async (tx) => {
  await writeEvent(tx, { name: 'patients.patient.read', outcome: 'success', actor_id: nurse.account_id, actor_name: 'nurse', patient_ids, detail: { seeded: at ?? 'now' } });
});
const unusual = async (filter: object = {}) => (await officer.call(contract.unusualAccess, filter)).body['found'] as UnusualAccess[];
const rulesOf = (found: readonly UnusualAccess[], patient_id: string) => found.find(({ patient, account_id }) => patient?.patient_id === patient_id && account_id === nurse.account_id)?.rules.filter((rule) => rule !== 'night') ?? [];

test('own record, colleague, surname and restricted are found, whatever the accents; an ordinary access is not', async () => {
  const [own, colleague, relative, famous, ordinary] = await Promise.all([register('Okafor', 'Ada'), register('Chen', 'Wei'), register('OKAFOR', 'Benjamin'), register('Star', 'Pop'), register('Plain', 'Jane')]);
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [famous]);
  await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [famous]);
  await opened([own!, colleague!, relative!, famous!, ordinary!]);
  const found = await unusual();
  expect([own, colleague, relative, famous, ordinary].map((id) => rulesOf(found, id!))).toEqual([['own'], ['colleague'], ['surname'], ['restricted'], []]);
  const [kept] = await hospital.asSuperuser<{ shown: string[] }>(`select shown from audit.event where name = 'compliance.unusual.search' order by at desc limit 1`);
  expect(kept?.shown).toEqual(expect.arrayContaining([own, famous]));
});

test('many records in a short time are one line; who may not, reads none of it; a period is a week at most', async () => {
  expect((await unusual()).filter(({ rules }) => rules.includes('many'))).toEqual([]);
  await opened(Array.from({ length: 40 }, () => randomUUID()));
  expect((await unusual()).filter(({ rules }) => rules.includes('many'))).toMatchObject([{ account_id: nurse.account_id, patient: null, records: expect.any(Number) }]);
  expect((await nurse.call(contract.unusualAccess, {})).status).toBe(403);
  expect(await officer.call(contract.unusualAccess, { from: '2026-01-01T00:00:00Z', until: '2026-01-09T00:00:00Z' })).toMatchObject({ status: 400, body: { errors: [{ field: 'from' }] } });
});

test('at night is found by the clock of the hospital, unless they were on duty', async () => {
  const patient = await register('Night', 'Owl');
  // The clock of the hospital is set so that it is three in the night there now.
  const hour = (3 - new Date().getUTCHours() + 24) % 24;
  const offset = hour > 12 ? hour - 24 : hour;
  const zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  const mode = `insert into platform.installation (mode, hospital_name, time_zone) values ('training', 'Night', $1) on conflict (only_row) do update set time_zone = excluded.time_zone`;
  await hospital.asSuperuser(mode, [zone]);
  await opened([patient]);
  const line = async () => (await unusual()).find((each) => each.patient?.patient_id === patient && each.account_id === nurse.account_id)?.rules ?? [];
  expect(await line()).toEqual(['night']);
  const [resource] = await hospital.asSuperuser<{ id: string }>(`insert into scheduling.resource (kind, name, practitioner_id) select 'clinician', 'Ada', staff_id from auth.account where id = $1 returning id`, [nurse.account_id]);
  await hospital.asSuperuser(`insert into scheduling.duty (resource_id, during) values ($1, tstzrange(now() - interval '2 hours', now() + interval '2 hours'))`, [resource!.id]);
  expect(await line()).toEqual([]);
});
