import { Secret } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { spendTotp } from './second-factor.routes.ts';
import { spendRecoveryCode } from './second-factor.sql.ts';
import { Browser, codeOf, enrolTotp, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

async function enrolled(...roles: string[]): Promise<{ id: string; username: string; secret: string; enrolled_with: string; recovery_codes: string[]; browser: Browser }> {
  const person = await makePerson(hospital, ...roles);
  const browser = new Browser(hospital);
  await browser.signIn(person.username, goodPassword);
  return { ...person, browser, ...(await enrolTotp(browser)) };
}

/** A browser in which the password was given and the code is still to come. */
async function pending(username: string): Promise<Browser> {
  const browser = new Browser(hospital);
  const answer = await browser.signIn(username, goodPassword);
  expect(answer.body.state).toBe('second-factor');
  return browser;
}

const give = (browser: Browser, method: 'totp' | 'recovery-code', code: string) => browser.call(authContract.giveSecondFactor, { method, code });
const asSystem = { scope: 'system' } as const;

test('after the password the code is asked for, and until then nothing opens', async () => {
  const { id, username, secret } = await enrolled('administrator');
  const browser = await pending(username);
  expect((await browser.call(authContract.readSession)).body).toMatchObject({ permissions: [], second_factor_methods: ['totp', 'recovery-code'] });
  for (const contract of [authContract.listAccounts, authContract.beginTotp, authContract.listOwnSessions, authContract.changePassword, authContract.lock, authContract.confirmPassword]) {
    expect((await browser.call(contract)).body).toMatchObject({ status: 403, code: 'access.state' });
  }
  const halfway = browser.stolen();
  expect((await give(browser, 'totp', codeOf(secret))).body).toMatchObject({ state: 'active' });
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);
  expect(await halfway.state(), 'the token from before the code').toBe('signed-out');
  expect((await eventsOf(hospital, id)).at(-2)).toMatchObject({ name: 'auth.session.second-factor', outcome: 'success', detail: { method: 'totp' } });
});

test('a code sent twenty times at once opens one session', async () => {
  const { username, secret } = await enrolled();
  const browser = await pending(username);
  const copies = Array.from({ length: 20 }, () => browser.stolen());
  const code = codeOf(secret);
  const answers = await Promise.all(copies.map((copy) => give(copy, 'totp', code)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
});

test('a code is spent once, however many sessions it is sent to at the same moment', async () => {
  const { id, secret } = await enrolled();
  const code = codeOf(secret);
  const spent = await Promise.all(Array.from({ length: 20 }, () => hospital.database.transaction(asSystem, (tx) => spendTotp(tx, id, code))));
  expect(spent.filter(Boolean)).toHaveLength(1);
});

test('a spent code, and any older one, opens nothing later either', async () => {
  const { username, secret } = await enrolled();
  const code = codeOf(secret, 1);
  expect((await give(await pending(username), 'totp', code)).status).toBe(200);
  expect((await give(await pending(username), 'totp', code)).body).toMatchObject({ status: 403, code: 'auth.code_wrong' });
  expect((await give(await pending(username), 'totp', codeOf(secret, 0))).status).toBe(403);
});

test('the code that enrolled the app does not sign in', async () => {
  const { username, enrolled_with } = await enrolled();
  expect((await give(await pending(username), 'totp', enrolled_with)).status).toBe(403);
});

test('a recovery code works once, even when raced, and only for its owner', async () => {
  const { id, username, recovery_codes } = await enrolled();
  const other = await enrolled();
  expect(new Set(recovery_codes).size).toBe(10);
  const [first = '', second = ''] = recovery_codes;
  const spent = await Promise.all(Array.from({ length: 20 }, () => hospital.database.transaction(asSystem, (tx) => spendRecoveryCode(tx, id, first))));
  expect(spent.filter(Boolean)).toHaveLength(1);

  expect((await give(await pending(other.username), 'recovery-code', second)).status).toBe(403);
  const browser = await pending(username);
  expect((await give(browser, 'recovery-code', second.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
  expect((await browser.call<{ recovery_codes_left: number }>(authContract.readOwnSecurity)).body.recovery_codes_left).toBe(8);
  expect((await give(await pending(username), 'recovery-code', second)).status).toBe(403);
});

test('who knows the password cannot try out codes: the tries count, and the password does not wipe them out', async () => {
  const { username, secret } = await enrolled();
  const codes: string[] = [];
  for (let at = 0; at < 6; at += 1) {
    const browser = new Browser(hospital);
    const signed = await browser.signIn(username, goodPassword);
    codes.push(signed.status === 200 ? (await give(browser, 'totp', '000000')).body['code'] : signed.body['code']);
  }
  expect(codes).toEqual([...Array(5).fill('auth.code_wrong'), 'auth.locked_out']);
  const waiting = await hospital.asSuperuser<{ id: string }>(`select id from auth.account where username = $1 and locked_until > now()`, [username]);
  expect(waiting).toHaveLength(1);
  await hospital.asSuperuser(`update auth.account set locked_until = now() where username = $1`, [username]);
  expect((await give(await pending(username), 'totp', codeOf(secret))).status).toBe(200);
});

test('a role that requires a second factor opens nothing before one is enrolled', async () => {
  await hospital.asSuperuser(`insert into auth.role (name, title, second_factor_required) values ('strict', 'Strict', true)`);
  await hospital.asSuperuser(`insert into auth.role_permission values ('strict', 'accounts.read')`);
  const { username } = await makePerson(hospital, 'strict');
  const browser = new Browser(hospital);
  expect((await browser.signIn(username, goodPassword)).body).toMatchObject({ state: 'enrol-second-factor', second_factor_required: true });
  expect((await browser.call(authContract.listAccounts)).body).toMatchObject({ status: 403, code: 'access.state' });
  const before = browser.stolen();
  const { secret } = await enrolTotp(browser);
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);
  expect(await before.state()).toBe('signed-out');
  expect((await browser.call(authContract.removeTotp)).body).toMatchObject({ status: 409, code: 'auth.second_factor_required' });
  expect((await give(await pending(username), 'totp', codeOf(secret))).status).toBe(200);
});

test('a role that begins to require it stops sessions without it at the next request, and lets none enrol over one that is there', async () => {
  await hospital.asSuperuser(`insert into auth.role (name, title) values ('later', 'Later')`);
  const without = await makePerson(hospital, 'later');
  const bare = new Browser(hospital);
  await bare.signIn(without.username, goodPassword);
  const { browser, secret, id } = await enrolled('later');
  // A session from before the enrolment, opened by password alone.
  await hospital.asSuperuser(`update auth.session set second_factor = 'none' where account_id = $1`, [id]);
  expect(await bare.state()).toBe('active');
  await hospital.asSuperuser(`update auth.role set second_factor_required = true where name = 'later'`);
  expect(await bare.state()).toBe('enrol-second-factor');
  expect(await browser.state()).toBe('second-factor');
  expect((await browser.call(authContract.beginTotp)).status).toBe(403);
  expect((await give(browser, 'totp', codeOf(secret))).body).toMatchObject({ state: 'active' });
});

test('changing one’s second factor asks for the password again after a while', async () => {
  const { browser, id } = await enrolled();
  await hospital.asSuperuser(`update auth.session set confirmed_at = now() - interval '11 minutes' where account_id = $1`, [id]);
  for (const contract of [authContract.beginTotp, authContract.removeTotp, authContract.regenerateRecoveryCodes]) {
    expect((await browser.call(contract)).body).toMatchObject({ status: 403, code: 'auth.confirmation_needed' });
  }
  expect((await browser.call(authContract.confirmPassword, { password: 'not this one' })).body).toMatchObject({ code: 'auth.password_wrong' });
  expect((await browser.call(authContract.removeTotp)).status).toBe(403);
  expect((await browser.call(authContract.confirmPassword, { password: goodPassword })).status).toBe(200);
  expect((await browser.call(authContract.removeTotp)).body).toMatchObject({ second_factor_methods: [] });
});

test('new recovery codes end the former ones', async () => {
  const { browser, username, recovery_codes } = await enrolled();
  const made = (await browser.call<{ recovery_codes: string[] }>(authContract.regenerateRecoveryCodes)).body.recovery_codes;
  expect((await give(await pending(username), 'recovery-code', recovery_codes[0] ?? '')).status).toBe(403);
  expect((await give(await pending(username), 'recovery-code', made[0] ?? '')).status).toBe(200);
});

test('a second app replaces the first only once it is confirmed', async () => {
  const { browser, username, secret } = await enrolled();
  const { body } = await browser.call<{ secret: string }>(authContract.beginTotp);
  expect((await give(await pending(username), 'totp', codeOf(body.secret))).status).toBe(403);
  expect((await browser.call(authContract.confirmTotp, { code: '000000' })).body).toMatchObject({ code: 'auth.code_wrong' });
  expect((await give(await pending(username), 'totp', codeOf(secret))).status).toBe(200);
  const confirmed = await browser.call<{ recovery_codes: null }>(authContract.confirmTotp, { code: codeOf(body.secret, -1) });
  expect(confirmed.body.recovery_codes, 'the codes that are there stay').toBeNull();
  expect((await give(await pending(username), 'totp', codeOf(body.secret))).status).toBe(200);
});

test('neither the secret nor a code is in the database or the audit log', async () => {
  const { secret, recovery_codes } = await enrolled();
  const rows = await hospital.asSuperuser<{ text: string }>(`
    select row::text as text from auth.second_factor row union all select row::text from auth.recovery_code row
    union all select row::text from audit.event row`);
  const text = rows.map((row) => row.text).join('\n');
  const { hex } = Secret.fromBase32(secret);
  for (const sought of [secret, hex.toLowerCase(), ...recovery_codes, ...recovery_codes.map((code) => code.replaceAll('-', ''))]) expect(text).not.toContain(sought);
});
