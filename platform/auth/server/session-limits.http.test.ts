import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { openSession } from './open-session.ts';
import { Browser, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

async function signedIn(...roles: string[]): Promise<{ browser: Browser; id: string; username: string }> {
  const person = await makePerson(hospital, ...roles);
  const browser = new Browser(hospital);
  await browser.signIn(person.username, goodPassword);
  return { browser, ...person };
}

/** As if nothing had been asked of the account's sessions for so long. */
const idle = (id: string, interval: string): Promise<unknown> =>
  hospital.asSuperuser(`update auth.session set last_seen_at = now() - $2::interval where account_id = $1`, [id, interval]);

test('a locked session opens nothing but unlocking, switching and signing out', async () => {
  const { browser } = await signedIn('administrator');
  expect((await browser.call(authContract.lock)).body).toMatchObject({ state: 'locked', permissions: [] });
  for (const contract of [authContract.listAccounts, authContract.listOwnSessions, authContract.signOutEverywhere, authContract.beginTotp, authContract.listPasskeys]) {
    const answer = await browser.call<Record<string, unknown>>(contract);
    expect(answer.body).toMatchObject({ status: 403, code: 'access.state', state: 'locked' });
  }
  const locked = browser.stolen();
  expect((await browser.call(authContract.unlock, { password: goodPassword })).body).toMatchObject({ state: 'active' });
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);
  // The token that lay on the locked screen is worth nothing now.
  expect(await locked.state()).toBe('signed-out');
});

test('an idle session locks in the server, and ends when idle for longer', async () => {
  const { browser, id } = await signedIn();
  await idle(id, '10 minutes 30 seconds');
  expect(await browser.state()).toBe('active');
  await idle(id, '11 minutes 30 seconds');
  expect(await browser.state()).toBe('locked');
  await idle(id, '241 minutes');
  expect(await browser.state()).toBe('signed-out');
  expect((await browser.call(authContract.unlock, { password: goodPassword })).status).toBe(401);
});

test('requests on a locked screen do not keep the session alive', async () => {
  const { browser, id } = await signedIn();
  await idle(id, '239 minutes');
  expect(await browser.state()).toBe('locked');
  const [row] = await hospital.asSuperuser<{ minutes: number }>(
    `select floor(extract(epoch from now() - last_seen_at) / 60)::int as minutes from auth.session where account_id = $1`,
    [id],
  );
  expect(row?.minutes).toBe(239);
});

test('a session ends at its absolute limit, whatever is done', async () => {
  const { browser, id } = await signedIn();
  const view = (await browser.call(authContract.readSession)).body;
  expect(Date.parse(view.ends_at ?? '') - Date.parse(view.signed_in_at ?? '')).toBe(12 * 3_600_000);
  await hospital.asSuperuser(`update auth.session set ends_at = now() where account_id = $1`, [id]);
  expect(await browser.state()).toBe('signed-out');
});

test('a session is touched once a minute, not at each request', async () => {
  const { browser, id } = await signedIn();
  const read = async (): Promise<string> =>
    (await hospital.asSuperuser<{ xmin: string }>(`select xmin::text from auth.session where account_id = $1`, [id]))[0]?.xmin ?? '';
  const before = await read();
  for (let at = 0; at < 5; at += 1) await browser.state();
  expect(await read()).toBe(before);
  await idle(id, '61 seconds');
  const stale = await read();
  await Promise.all(Array.from({ length: 10 }, () => browser.state()));
  expect(await read()).not.toBe(stale);
});

test('an open page alone does not keep a session from locking', async () => {
  const { browser, id } = await signedIn();
  await idle(id, '9 minutes');
  expect(await openSession(hospital.database, browser.cookie ?? '', { address: '', quiet: true })).toMatchObject({ state: 'active' });
  await hospital.asSuperuser(`update auth.session set last_seen_at = last_seen_at - interval '3 minutes' where account_id = $1`, [id]);
  expect(await openSession(hospital.database, browser.cookie ?? '', { address: '', quiet: true })).toMatchObject({ state: 'locked' });
});

test('the hospital’s own limits hold for sessions that begin after', async () => {
  const administrator = await hospital.signIn('administrator');
  const { body: policy } = await administrator.call(authContract.readSignInPolicy);
  const wanted = { ...policy, lock_after_minutes: 3, session_hours_max: 1 };
  expect((await administrator.call(authContract.updateSignInPolicy, { ...wanted, lock_after_minutes: 240, end_after_idle_minutes: 5 })).status).toBe(400);
  expect((await administrator.call(authContract.updateSignInPolicy, wanted)).status).toBe(200);
  expect((await administrator.call(authContract.updateSignInPolicy, wanted)).body).toMatchObject({ status: 409, code: 'auth.policy_changed' });
  const { browser } = await signedIn();
  const view = (await browser.call(authContract.readSession)).body;
  expect(view.lock_after_seconds).toBe(180);
  expect(Date.parse(view.ends_at ?? '') - Date.parse(view.signed_in_at ?? '')).toBe(3_600_000);
});

test('signing out everywhere ends every session of the account and no other', async () => {
  const { browser, username } = await signedIn();
  const elsewhere = new Browser(hospital);
  await elsewhere.signIn(username, goodPassword);
  const other = await signedIn();
  expect((await browser.call<{ sessions: unknown[] }>(authContract.listOwnSessions)).body.sessions).toHaveLength(2);
  const stolen = browser.stolen();
  expect((await browser.call(authContract.signOutEverywhere)).body.state).toBe('signed-out');
  expect(await stolen.state()).toBe('signed-out');
  expect(await elsewhere.state()).toBe('signed-out');
  expect(await other.browser.state()).toBe('active');
});

test('a person ends one of their own sessions, never somebody else’s', async () => {
  const { browser, username } = await signedIn();
  const elsewhere = new Browser(hospital);
  await elsewhere.signIn(username, goodPassword);
  const other = await signedIn();
  const idOf = async (of: Browser): Promise<string> =>
    (await of.call<{ sessions: { id: string; current: boolean }[] }>(authContract.listOwnSessions)).body.sessions.find((each) => each.current)?.id ?? '';
  const foreign = await browser.call<Record<string, unknown>>(authContract.revokeOwnSession, { session_id: await idOf(other.browser) });
  expect(foreign.body).toMatchObject({ status: 404, code: 'auth.session_unknown' });
  expect(await other.browser.state()).toBe('active');
  const own = await browser.call<{ sessions: unknown[] }>(authContract.revokeOwnSession, { session_id: await idOf(elsewhere) });
  expect(own.body.sessions).toHaveLength(1);
  expect(await elsewhere.state()).toBe('signed-out');
  expect(await browser.state()).toBe('active');
});

test('a disabled account’s next request is refused, and so is a re-roled one’s', async () => {
  const { browser, id } = await signedIn('administrator');
  const administrator = await hospital.signIn('administrator');
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);

  const account = (await administrator.call(authContract.readAccount, { account_id: id })).body;
  const roled = await administrator.call(authContract.updateAccountRoles, { account_id: id, version: account['version'], roles: ['nurse', 'cashier'] });
  expect(roled.body).toMatchObject({ roles: ['cashier', 'nurse'], version: account['version'] + 1 });
  expect((await browser.call<Record<string, unknown>>(authContract.listAccounts)).body).toMatchObject({ status: 403, code: 'access.permission' });
  expect((await browser.call(authContract.readSession)).body.permissions).toContain('records.write');

  expect((await administrator.call(authContract.disableAccount, { account_id: id })).status).toBe(200);
  expect((await browser.call(authContract.listOwnSessions)).status).toBe(401);
  await administrator.call(authContract.enableAccount, { account_id: id });
  // A session that was ended stays ended.
  expect(await browser.state()).toBe('signed-out');
});

test('an account that is disabled past every rule of the application is refused too', async () => {
  const { browser, id } = await signedIn();
  await hospital.asSuperuser(`update auth.account set disabled_at = now() where id = $1`, [id]);
  expect(await browser.state()).toBe('signed-out');
});

test('an edited role is in force at the next request of everyone who has it', async () => {
  const { browser } = await signedIn('accountant');
  const administrator = await hospital.signIn('administrator');
  expect((await browser.call(authContract.listAccounts)).status).toBe(403);
  const { body } = await administrator.call(authContract.listRoles);
  const accountant = (body['roles'] as { name: string; permissions: string[]; version: number; title: string }[]).find((role) => role.name === 'accountant');
  const edited = await administrator.call(authContract.updateRole, {
    name: 'accountant',
    title: accountant?.title,
    version: accountant?.version,
    permissions: [...(accountant?.permissions ?? []), 'accounts.read'],
    second_factor_required: false,
  });
  expect(edited.status).toBe(200);
  expect((await browser.call(authContract.listAccounts)).status).toBe(200);
});
