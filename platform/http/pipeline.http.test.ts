import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { z } from 'zod';
import { openHospital, type Client, type TestHospital } from '../testing/index.ts';
import { endpoint } from './contract.ts';
import { Problem, serve, type Routes } from './index.ts';

const patient_id = '0190f0f0-0000-7000-8000-00000000000a';
const contract = {
  read: endpoint({ method: 'GET', path: '/trial/{patient_id}', summary: 'Read', permission: 'patients.read', patient: 'input', event: 'trial.patient.read' })
    .input(z.strictObject({ patient_id: z.uuid(), restricted: z.boolean().optional() }))
    .output(z.object({ version: z.int(), name: z.string() })),
  create: endpoint({ method: 'POST', path: '/trial', summary: 'Create', permission: 'patients.register', patient: 'none', event: 'trial.thing.create', status: 201 })
    .input(z.strictObject({ hospital_name: z.string().min(1), fail: z.boolean().optional() }))
    .output(z.object({ made: z.int() })),
  list: endpoint({ method: 'GET', path: '/trial', summary: 'List', permission: 'patients.search', patient: 'query', event: 'trial.patient.search' })
    .input(z.strictObject({ kind: z.array(z.string()).optional() }))
    .output(z.object({ patients: z.array(z.string()) })),
};
let made = 0;
const routes: Routes = {
  read: serve(contract.read, async ({ restricted }, act) => {
    act.authorise({ patient_id, restricted: restricted === true });
    return { version: 7, name: 'Amina', secret: 'is not in the contract' };
  }),
  create: serve(contract.create, async ({ hospital_name, fail }, { tx }) => {
    await sql`insert into platform.installation (mode, hospital_name) values ('training', ${hospital_name})
      on conflict (only_row) do update set hospital_name = excluded.hospital_name`.execute(tx);
    if (fail === true) throw new Problem(409, 'trial.refused', 'Refused after writing');
    made += 1;
    return { made };
  }),
  list: serve(contract.list, async (_input, { audit }) => {
    audit.shown([patient_id, patient_id]);
    return { patients: [patient_id] };
  }),
};

let hospital: TestHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

const events = (name: string) =>
  hospital.asSuperuser<{ outcome: string; patient_id: string | null; shown: string[] | null; detail: Record<string, unknown> }>(
    'select outcome, patient_id, shown, detail from audit.event where name = $1 order by at', [name]);

test('a read leaves one event that names the patient, and only what the contract says leaves the hospital', async () => {
  const answer = await doctor.call(contract.read, { patient_id });
  expect(answer).toMatchObject({ status: 200, body: { version: 7, name: 'Amina' } });
  expect(answer.body).not.toHaveProperty('secret');
  expect(answer.headers['etag']).toBe('W/"7"');
  expect(await events('trial.patient.read')).toEqual([{ outcome: 'success', patient_id, shown: null, detail: {} }]);
});

test('a list leaves one query event that names each patient shown once', async () => {
  await doctor.call(contract.list, { kind: ['a'] });
  expect(await events('trial.patient.search')).toEqual([{ outcome: 'success', patient_id: null, shown: [patient_id], detail: {} }]);
});

test('a denial is audited although the act is rolled back, before and after the record is known', async () => {
  const accountant = await hospital.signIn('accountant');
  const before = (await events('trial.patient.read')).length;
  expect(await accountant.call(contract.read, { patient_id })).toMatchObject({ status: 403, body: { code: 'access.permission' } });
  expect(await doctor.call(contract.read, { patient_id, restricted: true })).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
  expect(await hospital.visitor().call(contract.read, { patient_id })).toMatchObject({ status: 401, body: { code: 'access.not_signed_in' } });
  const added = (await events('trial.patient.read')).slice(before);
  expect(added.map(({ outcome, patient_id: whose, detail }) => [outcome, whose, detail['reason']])).toEqual([
    ['denied', patient_id, 'permission'], ['denied', patient_id, 'restricted'], ['denied', patient_id, 'not-signed-in'],
  ]);
});

test('a call sent again with its key is answered the same and done once, even at the same time', async () => {
  const before = made;
  const options = { idempotency_key: 'key-of-the-trial-1' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => doctor.call(contract.create, { hospital_name: 'One' }, options)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 201, body: { made: before + 1 } });
  expect(made).toBe(before + 1);
  expect(await doctor.call(contract.create, { hospital_name: 'Two' }, options)).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
});

test('another person’s key is their own, and a refused call keeps nothing under it', async () => {
  const nurse = await hospital.signIn('nurse');
  const options = { idempotency_key: 'key-of-the-trial-2' };
  expect((await doctor.call(contract.create, { hospital_name: 'X', fail: true }, options)).status).toBe(409);
  expect((await doctor.call(contract.create, { hospital_name: 'X' }, options)).status).toBe(201);
  expect((await nurse.call(contract.create, { hospital_name: 'Y' }, options)).status).toBe(201);
});

test('a kept answer is sealed in the database', async () => {
  const [row] = await hospital.asSuperuser<{ answer: Buffer }>('select answer from platform.idempotency limit 1');
  expect(row?.answer.toString('latin1')).not.toContain('made');
});

test('what a refused act wrote is gone, and so is its event', async () => {
  const before = (await events('trial.thing.create')).length;
  await doctor.call(contract.create, { hospital_name: 'Gone', fail: true });
  const [row] = await hospital.asSuperuser<{ hospital_name: string }>('select hospital_name from platform.installation');
  expect(row?.hospital_name).not.toBe('Gone');
  expect((await events('trial.thing.create')).length).toBe(before);
});

test('bad input gets its 4xx and names the field', async () => {
  expect(await doctor.send('POST', '/trial', '{"hospital_name":')).toMatchObject({ status: 400, body: { code: 'input.malformed_json' } });
  expect(await doctor.send('POST', '/trial', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ status: 415 });
  expect(await doctor.send('POST', '/trial', 'text', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  expect(await doctor.send('POST', '/trial', { hospital_name: 'x'.repeat(300_000) })).toMatchObject({ status: 413 });
  expect(await doctor.send('POST', '/trial', [1])).toMatchObject({ status: 400, body: { errors: [{ field: 'body' }] } });
  expect(await doctor.send('POST', '/trial', { hospital_name: 3, extra: 1 })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'hospital_name' }, { field: 'extra', code: 'input.unknown_field' }] },
  });
  expect(await doctor.send('POST', '/trial', { hospital_name: 'a\u0000' })).toMatchObject({ status: 400, body: { errors: [{ field: 'hospital_name' }] } });
  expect((await doctor.send('GET', '/trial/not-a-uuid')).headers['content-type']).toMatch('application/problem+json');
});

test('a change by cookie without our own header, or from a foreign page, is refused', async () => {
  const body = { hospital_name: 'Z' };
  expect(await doctor.send('POST', '/trial', body, { 'x-openward': '0' })).toMatchObject({ status: 403, body: { code: 'access.forged' } });
  expect(await doctor.send('POST', '/trial', body, { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
});

test('the application cannot change or remove an audit event, nor read the log without clearance', async () => {
  for (const statement of ['update audit.event set outcome = outcome', 'delete from audit.event', 'truncate audit.event']) {
    await expect(hospital.database.pool.query(statement)).rejects.toThrow(/permission denied/);
  }
  const seen = await hospital.database.transaction({ scope: 'staff', actor: doctor.account_id }, (tx) =>
    sql<{ count: number }>`select count(*)::int as count from audit.event`.execute(tx));
  expect(seen.rows[0]?.count).toBe(0);
});
