import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;
let patient_id: string;

beforeAll(async () => {
  hospital = await openHospital(routes);
  desk = await hospital.signIn('front-desk');
  const registered = await desk.call(patientsContract.register, {
    names: [{ use: 'official', family: 'Okafor', given: ['Amina'] }], birth_date: '1968-03-04', sex: 'female',
  });
  patient_id = registered.body['id'];
});
afterAll(() => hospital.close());

const open = (client: Client) => client.call(patientsContract.read, { patient_id });
const events = () => hospital.asSuperuser<{ outcome: string; actor_id: string }>(
  `select outcome, actor_id from audit.event where name = 'patients.patient.read' and patient_id = $1 order by at, id`, [patient_id]);

test('each opening leaves exactly one event, whether or not the session is remembered', async () => {
  for (let count = 1; count <= 4; count += 1) {
    expect(await open(desk)).toMatchObject({ status: 200, body: { patient: { id: patient_id, display_name: 'OKAFOR, Amina' }, asked_for: null } });
    expect((await events()).map(({ outcome, actor_id }) => [outcome, actor_id])).toEqual(Array(count).fill(['success', desk.account_id]));
  }
});

test.each([
  ['the account is disabled', 'update auth.account set disabled_at = now() where id = $1', 401],
  ['the role is taken away', 'delete from auth.account_role where account_id = $1', 403],
  ['the session is ended', `update auth.session set ended_at = now(), ended_because = 'revoked' where account_id = $1`, 401],
  ['the session is locked', 'update auth.session set locked_at = now() where account_id = $1', 403],
  ['the session is over its limit', `update auth.session set ends_at = now() - interval '1 second' where account_id = $1`, 401],
])('a remembered session opens nothing more on the next request once %s', async (_what, change, status) => {
  const nurse = await hospital.signIn('nurse');
  expect((await open(nurse)).status).toBe(200);
  expect((await open(nurse)).status).toBe(200);
  const before = (await events()).length;
  await hospital.asSuperuser(change, [nurse.account_id]);
  expect((await open(nurse)).status).toBe(status);
  const added = (await events()).slice(before);
  expect(added.map(({ outcome }) => outcome)).toEqual(['denied']);
});

test('what a role may do is asked anew after an edit of the role', async () => {
  const clerk = await hospital.signIn('ward-clerk');
  expect((await open(clerk)).status).toBe(200);
  await hospital.asSuperuser(`delete from auth.role_permission where role = 'ward-clerk' and permission = 'patients.read'`);
  expect((await open(clerk)).status).toBe(403);
  await hospital.asSuperuser(`insert into auth.role_permission values ('ward-clerk', 'patients.read')`);
  expect((await open(clerk)).status).toBe(200);
});

test('a restricted patient is refused and the denial is audited; with clearance it opens; unknown is 404', async () => {
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient_id]);
  const before = (await events()).length;
  expect(await open(desk)).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
  expect((await events()).slice(before).map(({ outcome }) => outcome)).toEqual(['denied']);
  expect((await open(await hospital.signIn('compliance'))).status).toBe(200);
  await hospital.asSuperuser('update patients.patient set restricted = false where id = $1', [patient_id]);
  expect(await desk.call(patientsContract.read, { patient_id: '0190f0f0-0000-7000-8000-00000000000a' })).toMatchObject({ status: 404, body: { code: 'patients.unknown' } });
});

test('what many ask in the same moment is answered and audited to each as if they were alone', async () => {
  const clients = await Promise.all((['front-desk', 'doctor', 'compliance', 'nurse', 'cashier'] as const).map((role) => hospital.signIn(role)));
  const patients = await Promise.all(Array.from({ length: 6 }, async (_each, at) => {
    const { body } = await desk.call(patientsContract.register, { names: [{ use: 'official', family: `Moment${at}`, given: ['Ada'] }], sex: 'female' });
    return body['id'] as string;
  }));
  await hospital.asSuperuser('update patients.patient set restricted = true where id = any ($1)', [patients.slice(0, 2)]);
  const asks = Array.from({ length: 120 }, (_each, at) => ({ client: clients[at % 5]!, role: at % 5, place: (at * 7) % 6, patient_id: patients[(at * 7) % 6]! }));
  const answers = await Promise.all(asks.map(({ client, patient_id: id }) => client.call(patientsContract.read, { patient_id: id })));
  asks.forEach(({ role, place, patient_id: id }, at) => {
    const seen = place >= 2 || role === 2;
    expect(answers[at]).toMatchObject(seen ? { status: 200, body: { patient: { id } } } : { status: 403, body: { code: 'access.restricted' } });
  });
  const written = await hospital.asSuperuser<{ actor_id: string; patient_id: string; outcome: string; count: number }>(
    `select actor_id, patient_id, outcome, count(*)::int from audit.event where name = 'patients.patient.read' and patient_id = any ($1) group by 1, 2, 3`, [patients]);
  expect(written.reduce((sum, { count }) => sum + count, 0)).toBe(asks.length);
  for (const { actor_id, patient_id: id, outcome, count } of written) {
    const mine = asks.filter((ask) => ask.client.account_id === actor_id && ask.patient_id === id);
    expect([mine.length, outcome]).toEqual([count, patients.indexOf(id) >= 2 || mine[0]?.role === 2 ? 'success' : 'denied']);
  }
});
