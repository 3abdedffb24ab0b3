import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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

test('what was done a moment ago is found, in the same millisecond too', async () => {
  const patient = await register('Star', 'Rising');
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient]);
  await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [patient]);
  // Before, two of a hundred were missed.
  for (let acts = 1; acts <= 60; acts++) {
    await opened([patient]);
    expect((await unusual()).find((each) => each.patient?.patient_id === patient && each.account_id === nurse.account_id)?.acts).toBe(acts);
  }
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

test('who looked is kept: what was looked at stands behind what was not, what happens later waits again, and nobody looks at their own', async () => {
  const [first, second] = [await register('Looked', 'One'), await register('Looked', 'Two')];
  for (const id of [first, second]) {
    await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [id]);
    await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [id]);
  }
  await opened([first, second]);
  const line = async (patient_id: string) => (await unusual()).find((each) => each.patient?.patient_id === patient_id && each.account_id === nurse.account_id)!;
  const look = (found: UnusualAccess, verdict: string, note = '', by = officer) => by.call(contract.reviewUnusual, {
    account_id: found.account_id, patient_id: found.patient?.patient_id ?? null, first_at: found.first_at, last_at: found.last_at, verdict, note });
  const seen = await line(first);
  expect(seen).toMatchObject({ open: true, own: false, reviews: [] });

  expect((await look(seen, 'justified', '', nurse)).status).toBe(403);
  expect(await look(seen, 'asked', '  ')).toMatchObject({ status: 400, body: { code: 'compliance.unusual_untold' } });
  expect(await look({ ...seen, account_id: randomUUID() }, 'justified')).toMatchObject({ status: 404, body: { code: 'compliance.unusual_unknown' } });
  expect(await look({ ...seen, last_at: '2020-01-01T00:00:00Z' }, 'justified')).toMatchObject({ status: 400, body: { errors: [{ field: 'first_at' }] } });
  expect(await line(first)).toMatchObject({ open: true, reviews: [] });

  expect(await look(seen, 'asked', 'Says it was for the ward round')).toMatchObject({ status: 200, body: { verdict: 'asked' } });
  const [told] = await hospital.asSuperuser(`select patient_id, subject_account_id, detail from audit.event where name = 'compliance.unusual.review' and outcome = 'success' order by at desc limit 1`);
  expect(told).toMatchObject({ patient_id: first, subject_account_id: nurse.account_id, detail: { verdict: 'asked' } });
  expect(JSON.stringify(told)).not.toContain('ward round');
  const found = await unusual();
  const placeOf = (id: string) => found.findIndex(({ patient, account_id }) => patient?.patient_id === id && account_id === nurse.account_id);
  expect(found[placeOf(first)]).toMatchObject({ open: false, reviews: [{ verdict: 'asked', note: 'Says it was for the ward round' }] });
  expect(placeOf(second)).toBeLessThan(placeOf(first));
  expect(found.map(({ open }) => open)).toEqual(found.map(({ open }) => open).toSorted((one, other) => Number(other) - Number(one)));

  // A second look is kept beside the first, the newest first; two at once are both kept.
  await Promise.all([look(seen, 'escalated', 'Told the head of nursing'), look(seen, 'justified')]);
  expect((await line(first)).reviews).toMatchObject([{}, {}, { verdict: 'asked' }]);
  // It happens again, and waits again.
  await opened([first]);
  expect(await line(first)).toMatchObject({ open: true, reviews: [{}, {}, {}] });
  expect((await look(await line(first), 'justified')).status).toBe(200);
  expect(await line(first)).toMatchObject({ open: false });

  // Many records at once are looked at as one.
  const many = (await unusual()).find(({ patient, open }) => patient === null && open)!;
  expect((await look(many, 'justified', 'Audit of the ward')).status).toBe(200);
  expect((await unusual()).filter(({ patient, open }) => patient === null && open)).toEqual([]);
});

test('nobody looks at their own access, nor reads what was found of it; what was found never changes', async () => {
  const patient = await register('Own', 'Access');
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient]);
  await hospital.asSuperuser('update records.compartment set restricted = true where patient_id = $1', [patient]);
  expect((await officer.call(patientsContract.read, { patient_id: patient })).status).toBe(200);
  const other = await hospital.signIn('compliance');
  const line = async (by: Client) => ((await by.call(contract.unusualAccess, {})).body['found'] as UnusualAccess[]).find((each) => each.patient?.patient_id === patient && each.account_id === officer.account_id)!;
  const look = async (by: Client) => {
    const { account_id, first_at, last_at } = await line(by);
    return by.call(contract.reviewUnusual, { account_id, patient_id: patient, first_at, last_at, verdict: 'escalated', note: 'No reason given' });
  };
  expect(await line(officer)).toMatchObject({ own: true, open: true });
  expect(await look(officer)).toMatchObject({ status: 409, body: { code: 'compliance.own_unusual' } });
  expect((await look(other)).status).toBe(200);
  expect(await line(other)).toMatchObject({ own: false, open: false, reviews: [{ verdict: 'escalated' }] });
  expect(await line(officer)).toMatchObject({ own: true, open: true, reviews: [] });
  await expect(hospital.asSuperuser('update compliance.unusual_review set account_id = by')).rejects.toThrow('unusual_review_by_another');
  for (const change of [`update compliance.unusual_review set verdict = 'justified'`, 'delete from compliance.unusual_review']) {
    await expect(hospital.database.transaction({ scope: 'system' }, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(/permission denied/);
  }
});
