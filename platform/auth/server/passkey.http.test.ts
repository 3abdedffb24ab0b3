import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { type Behaviour, TestAuthenticator } from './test-authenticator.ts';
import { Browser, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

const register = async (browser: Browser, device: TestAuthenticator, behaviour: Behaviour = {}) => {
  const { body } = await browser.call(authContract.beginPasskey);
  const response = device.create(body['options'], behaviour);
  return browser.call(authContract.finishPasskey, { challenge_id: body['challenge_id'], label: 'My phone', response });
};

const signInBy = async (browser: Browser, device: TestAuthenticator, behaviour: Behaviour = {}) => {
  const { body } = await browser.call(authContract.beginPasskeySignIn);
  const response = device.get(body['options'], behaviour);
  return browser.call(authContract.finishPasskeySignIn, { challenge_id: body['challenge_id'], response });
};

async function registered(...roles: string[]): Promise<{ id: string; username: string; browser: Browser; device: TestAuthenticator }> {
  const person = await makePerson(hospital, ...roles);
  const browser = new Browser(hospital);
  await browser.signIn(person.username, goodPassword);
  const device = new TestAuthenticator();
  const answer = await register(browser, device);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({ passkey: { label: 'My phone', synced: false }, recovery_codes: expect.any(Array) });
  return { ...person, browser, device };
}

test('a passkey signs in without a username, and counts as both factors', async () => {
  await hospital.asSuperuser(`insert into auth.role (name, title, second_factor_required) values ('strict', 'Strict', true)`);
  const { id, device } = await registered('strict');
  const browser = new Browser(hospital);
  const answer = await signInBy(browser, device);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({ state: 'active', account: { id } });
  expect((await eventsOf(hospital, id)).at(-1)).toMatchObject({ name: 'auth.session.create', outcome: 'success', detail: { method: 'passkey', passkey_id: expect.any(String) } });
});

test('where a role requires a second factor, the password alone waits for the passkey', async () => {
  const { username, device } = await registered('strict');
  const browser = new Browser(hospital);
  expect((await browser.signIn(username, goodPassword)).body).toMatchObject({ state: 'second-factor', second_factor_methods: ['recovery-code', 'passkey'] });
  const waiting = browser.stolen();
  expect((await signInBy(browser, device)).body).toMatchObject({ state: 'active' });
  expect(await waiting.state()).toBe('signed-out');
});

test.each<[string, Behaviour]>([
  ['from a phishing page', { origin: 'https://localhost.evil.example' }],
  ['without the person being verified', { verified: false }],
  ['with a counter that did not grow, as a copy has', { counter: 1 }],
])('a passkey %s is refused', async (_how, behaviour) => {
  const { id, device } = await registered();
  await signInBy(new Browser(hospital), device);
  const browser = new Browser(hospital);
  const answer = await signInBy(browser, device, behaviour);
  expect(answer.body).toMatchObject({ status: 401, code: 'auth.passkey_refused' });
  expect(await browser.state()).toBe('signed-out');
  expect((await eventsOf(hospital, id)).at(-1)).toMatchObject({ outcome: 'failure', subject_account_id: id });
});

test('a passkey’s answer sent again, or twenty times at once, opens one session', async () => {
  const { device } = await registered();
  const { body } = await new Browser(hospital).call(authContract.beginPasskeySignIn);
  const answer = { challenge_id: body['challenge_id'], response: device.get(body['options']) };
  const sent = await Promise.all(Array.from({ length: 20 }, () => new Browser(hospital).call(authContract.finishPasskeySignIn, answer)));
  expect(sent.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await new Browser(hospital).call(authContract.finishPasskeySignIn, answer)).status).toBe(401);
});

test('an answer to another challenge is refused', async () => {
  const { device } = await registered();
  const [one, two] = await Promise.all([1, 2].map(() => new Browser(hospital).call(authContract.beginPasskeySignIn)));
  const response = device.get(one?.body['options']);
  const crossed = await new Browser(hospital).call(authContract.finishPasskeySignIn, { challenge_id: two?.body['challenge_id'], response });
  expect(crossed.status).toBe(401);
});

test('somebody else’s device, or an altered signature, opens nothing', async () => {
  const { device } = await registered();
  expect((await signInBy(new Browser(hospital), new TestAuthenticator())).status).toBe(401);
  const { body } = await new Browser(hospital).call(authContract.beginPasskeySignIn);
  const response = device.get(body['options']);
  const foreign = new TestAuthenticator().get(body['options']);
  response.response['signature'] = foreign.response['signature'] ?? '';
  expect((await new Browser(hospital).call(authContract.finishPasskeySignIn, { challenge_id: body['challenge_id'], response })).status).toBe(401);
});

test('a disabled account’s passkey is refused', async () => {
  const { id, device } = await registered();
  await hospital.asSuperuser(`update auth.account set disabled_at = now() where id = $1`, [id]);
  expect((await signInBy(new Browser(hospital), device)).status).toBe(401);
});

test('a registration needs the person, the challenge made for them, and the right page', async () => {
  const { username } = await makePerson(hospital);
  const other = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  for (const behaviour of [{ origin: 'https://evil.example' }, { verified: false }]) {
    expect((await register(browser, new TestAuthenticator(), behaviour)).body).toMatchObject({ status: 400, code: 'auth.passkey_refused' });
  }
  const elsewhere = new Browser(hospital);
  await elsewhere.signIn(other.username, goodPassword);
  const { body } = await elsewhere.call(authContract.beginPasskey);
  const stolen = { challenge_id: body['challenge_id'], label: 'x', response: new TestAuthenticator().create(body['options']) };
  expect((await browser.call(authContract.finishPasskey, stolen)).status).toBe(400);
  expect((await elsewhere.call(authContract.finishPasskey, stolen)).status).toBe(200);
});

test('one device is registered once', async () => {
  const { browser, device } = await registered();
  expect((await register(browser, device)).body).toMatchObject({ status: 409, code: 'auth.passkey_exists' });
});

test('a removed passkey signs in no more; the last second factor of who must have one stays', async () => {
  const { browser, device } = await registered();
  const { body } = await browser.call(authContract.listPasskeys);
  const passkey_id = body['passkeys'][0].id;
  expect((await browser.call(authContract.removePasskey, { passkey_id })).body).toMatchObject({ passkeys: [] });
  expect((await signInBy(new Browser(hospital), device)).status).toBe(401);

  const strict = await registered('strict');
  const own = (await strict.browser.call(authContract.listPasskeys)).body['passkeys'][0].id;
  expect((await browser.call(authContract.removePasskey, { passkey_id: own })).body).toMatchObject({ status: 404 });
  expect((await strict.browser.call(authContract.removePasskey, { passkey_id: own })).body).toMatchObject({ code: 'auth.second_factor_required' });
  expect((await signInBy(new Browser(hospital), strict.device)).status).toBe(200);
});

test('at a number instead of a name passkeys are refused, and the reason is told', async () => {
  const answer = await new Browser(hospital).call(authContract.beginPasskeySignIn, {}, { host: '127.0.0.1:8080' });
  expect(answer.body).toMatchObject({ status: 409, code: 'auth.passkey_unavailable' });
  expect(answer.body['detail']).toContain('http://localhost:8080');
});
