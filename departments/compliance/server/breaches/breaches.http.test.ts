import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { routes as patientRoutes } from '@openward/patients/mount';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type Breach, type BreachAct } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let ada: string;

beforeAll(async () => {
  hospital = await openHospital({ ...patientRoutes, ...routes });
  officer = await hospital.signIn('compliance');
  const clerk = await hospital.signIn('front-desk');
  ada = (await clerk.call(patientsContract.register, { names: [{ use: 'official', family: 'Exposed', given: ['Ada'] }], sex: 'female', birth_date: '1980-02-03' })).body['id'];
});
afterAll(() => hospital.close());

const wall = (hours_ago: number) => new Date(Date.now() - hours_ago * 3_600_000).toISOString().slice(0, 16);
const found = { title: 'A stick with lists was lost', seen: true, changed: false, lost: false, description: 'It was in a coat.' };
const meaning = { risk: 'risk', risk_because: 'Names and dates', persons_about: 40, categories: 'Inpatients: names', consequences: 'Embarrassment', measures: 'Sticks are closed', hipaa: false };
type Standing = { breach: Breach; acts: BreachAct[]; persons: { patient_id: string }[] };
const add = async (more: object = {}): Promise<Standing> => {
  const answer = await officer.call(contract.addBreach, { ...found, aware_at: wall(2), ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as unknown as Standing;
};
const assess = ({ breach }: Standing, more: object = {}) => officer.call(contract.assessBreach, { breach_id: breach.id, version: breach.version, ...meaning, ...more });
const tell = ({ breach }: Standing, more: object = {}) => officer.call(contract.tellOfBreach, { breach_id: breach.id, version: breach.version, duty: 'authority', at: wall(0), note: 'By their form', ...more });
const close = ({ breach }: Standing) => officer.call(contract.closeBreach, { breach_id: breach.id, version: breach.version, lesson: 'No sticks' });

test('runs its clock from when the hospital became aware, and is closed when everybody was told, once and for all', async () => {
  const made = await add();
  expect(made.breach.clocks).toMatchObject([{ duty: 'authority', state: 'due' }]);
  expect(Date.parse(made.breach.clocks[0]!.due_at!) - Date.parse(made.breach.aware_at)).toBe(72 * 3_600_000);
  expect(await close(made)).toMatchObject({ status: 409, body: { code: 'compliance.breach_not_assessed' } });
  const assessed = (await assess(made, { risk: 'high' })).body as unknown as Standing;
  expect(assessed.breach.clocks.map(({ duty }) => duty)).toEqual(['authority', 'persons']);
  const told = (await tell(assessed)).body as unknown as Standing;
  expect(told.breach.clocks).toMatchObject([{ duty: 'authority', state: 'done' }, { duty: 'persons', state: 'due' }]);
  expect(await close(told)).toMatchObject({ status: 409, body: { code: 'compliance.breach_open_duty', duties: ['persons'] } });
  // The database says the same to whoever does not ask the rule.
  await expect(hospital.asSuperuser('update compliance.breach set closed_at = now() where id = $1', [told.breach.id])).rejects.toMatchObject({ constraint: 'breach_closed_when_told' });
  const all = (await tell(told, { duty: 'persons', note: 'By letter' })).body as unknown as Standing;
  const closed = (await close(all)).body as unknown as Standing;
  expect(closed.acts.map(({ act }) => act)).toEqual(['found', 'assessed', 'authority', 'persons', 'closed']);
  expect(await assess(closed)).toMatchObject({ status: 409, body: { code: 'compliance.breach_closed' } });
  await expect(hospital.asSuperuser(`update compliance.breach set title = 'Other' where id = $1`, [closed.breach.id])).rejects.toMatchObject({ constraint: 'breach_closed_once' });
});

test('after 72 hours the authority hears why it took so long', async () => {
  const made = await add({ aware_at: wall(80) });
  expect(made.breach.clocks).toMatchObject([{ duty: 'authority', state: 'late' }]);
  expect(await tell(made)).toMatchObject({ status: 422, body: { code: 'compliance.breach_late_without_reason', errors: [{ field: 'delay_reason' }] } });
  const told = (await tell(made, { delay_reason: 'The disk was abroad' })).body as unknown as Standing;
  expect(told.breach).toMatchObject({ delay_reason: 'The disk was abroad', clocks: [{ state: 'done-late' }] });
});

test('what cannot be is refused by its field', async () => {
  const bad = async (more: object) => (await officer.call(contract.addBreach, { ...found, aware_at: wall(2), ...more })).body;
  expect(await bad({ seen: false })).toMatchObject({ code: 'compliance.breach_of_nothing', errors: [{ field: 'seen' }] });
  expect(await bad({ aware_at: wall(-48) })).toMatchObject({ code: 'compliance.time_to_come', errors: [{ field: 'aware_at' }] });
  expect(await bad({ aware_at: '2026-13-40T99:00' })).toMatchObject({ errors: [{ field: 'aware_at' }] });
  const made = await add();
  expect((await tell(made, { at: wall(5) })).body).toMatchObject({ code: 'compliance.told_before', errors: [{ field: 'at' }] });
  expect((await tell(made, { at: wall(-5) })).body).toMatchObject({ errors: [{ field: 'at' }] });
  expect(await hospital.asSuperuser('select 1 from compliance.breach_act where breach_id = $1 and act = $2', [made.breach.id, 'authority'])).toEqual([]);
});

test('names whom it concerns, once; two who change it at once are told of each other', async () => {
  const made = await add();
  const name = () => officer.call(contract.addBreachPerson, { breach_id: made.breach.id, patient_id: ada, what: 'Name and ward' });
  const raced = await Promise.all([name(), name()]);
  expect(raced.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const read = (await officer.call(contract.breach, { breach_id: made.breach.id })).body as unknown as Standing;
  expect(read.persons).toMatchObject([{ patient_id: ada }]);
  const [event] = await hospital.asSuperuser<{ shown: string[] }>(`select shown from audit.event where name = 'compliance.breach.read' order by at desc limit 1`);
  expect(event?.shown).toEqual([ada]);
  const both = await Promise.all([assess(made), assess(made, { risk: 'none' })]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('others do not see it', async () => {
  const made = await add();
  const doctor = await hospital.signIn('doctor');
  expect((await doctor.call(contract.breach, { breach_id: made.breach.id })).status).toBe(403);
  const seen = await hospital.database.transaction({ scope: 'staff', account_id: doctor.account_id } as never, (tx) => tx.selectFrom('compliance.breach' as never).selectAll().execute());
  expect(seen).toEqual([]);
});
