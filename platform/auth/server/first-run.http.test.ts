import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { prepareFirstRun } from './first-run.ts';
import { Browser, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openHospital({ auth: routes });
});
afterEach(() => hospital.close());

const create = (code: string, username = 'ada') =>
  new Browser(hospital).call(authContract.createAdministrator, { code, username, display_name: 'Ada', password: goodPassword });
const isNeeded = async (): Promise<boolean> => (await new Browser(hospital).call<{ needed: boolean }>(authContract.readFirstRun)).body.needed;
const people = () => hospital.asSuperuser<{ username: string }>(`select username from auth.account where kind = 'person'`);

test('the printed code makes the first administrator, who is signed in and may administer', async () => {
  const code = (await prepareFirstRun(hospital.database)) ?? '';
  expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  expect(await isNeeded()).toBe(true);

  const browser = new Browser(hospital);
  const input = { code: code.toLowerCase(), username: 'ada', display_name: 'Ada', password: goodPassword };
  const made = await browser.call(authContract.createAdministrator, input);
  expect(made.status, made.text).toBe(201);
  expect(made.body).toMatchObject({ account: { username: 'ada' }, roles: ['administrator'] });
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);
  expect((await new Browser(hospital).signIn('ada', goodPassword)).status).toBe(200);
  const id = made.body.account?.id ?? '';
  expect((await eventsOf(hospital, id)).slice(0, 2).map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'auth.administrator.create success',
    'auth.session.create success',
  ]);
});

test('a used code, or any code, makes nobody afterwards, and the next start prints none', async () => {
  const code = (await prepareFirstRun(hospital.database)) ?? '';
  await create(code);
  expect(await isNeeded()).toBe(false);
  expect((await create(code, 'eve')).body).toMatchObject({ status: 409, code: 'auth.first_run_over' });
  expect(await prepareFirstRun(hospital.database)).toBeNull();
  expect(await people()).toEqual([{ username: 'ada' }]);
});

test('a wrong code makes nobody, and is audited', async () => {
  await prepareFirstRun(hospital.database);
  expect((await create('AAAA-BBBB-CCCC-DDDD')).body).toMatchObject({ status: 403, code: 'auth.first_run_code_wrong', errors: [{ field: 'code' }] });
  expect(await people()).toEqual([]);
  expect(await hospital.asSuperuser(`select from audit.event where name = 'auth.administrator.create' and outcome = 'failure'`)).toHaveLength(1);
});

test('the code of a former start does not work', async () => {
  const former = (await prepareFirstRun(hospital.database)) ?? '';
  const present = (await prepareFirstRun(hospital.database)) ?? '';
  expect((await create(former)).status).toBe(403);
  expect((await create(present)).status).toBe(201);
});

test('without a code having been printed nobody is made', async () => {
  expect((await create('')).status).toBe(400);
  expect((await create('AAAA-BBBB-CCCC-DDDD')).status).toBe(403);
});

test('of two administrators made at the same moment there is one', async () => {
  const code = (await prepareFirstRun(hospital.database)) ?? '';
  const made = await Promise.all(Array.from({ length: 8 }, (_, at) => create(code, `admin${at}`)));
  expect(made.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array(7).fill(409)]);
  expect(await people()).toHaveLength(1);
});

test('a weak password or a broken username leaves the code unspent', async () => {
  const code = (await prepareFirstRun(hospital.database)) ?? '';
  const browser = new Browser(hospital);
  const weak = await browser.call(authContract.createAdministrator, { code, username: 'ada', display_name: 'Ada', password: 'Password1234' });
  expect(weak.body).toMatchObject({ status: 400, errors: [{ field: 'password', code: 'auth.password_common' }] });
  expect((await create(code, 'a b')).body).toMatchObject({ status: 400, errors: [{ field: 'username' }] });
  expect((await create(code)).status).toBe(201);
});

test('a hospital that has people, such as a demo, has no first run', async () => {
  await makePerson(hospital);
  expect(await prepareFirstRun(hospital.database)).toBeNull();
  expect(await isNeeded()).toBe(false);
});
