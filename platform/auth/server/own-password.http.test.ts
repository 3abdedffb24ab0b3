import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { hashPassword } from './passwords.ts';
import { Browser, codeOf, enrolTotp, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

const another = 'violet-heron-gantry-4';

test('changing the password ends the other sessions, and the token of this one', async () => {
  const { id, username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  const elsewhere = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  await elsewhere.signIn(username, goodPassword);
  const before = browser.stolen();

  const wrong = await browser.call(authContract.changePassword, { current_password: 'not this one', new_password: another });
  expect(wrong.body).toMatchObject({ status: 403, code: 'auth.password_wrong', errors: [{ field: 'current_password' }] });
  expect(await elsewhere.state()).toBe('active');

  const changed = await browser.call(authContract.changePassword, { current_password: goodPassword, new_password: another });
  expect(changed.body).toMatchObject({ state: 'active' });
  expect(await browser.state()).toBe('active');
  expect(await before.state()).toBe('signed-out');
  expect(await elsewhere.state()).toBe('signed-out');
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(401);
  expect((await new Browser(hospital).signIn(username, another)).status).toBe(200);
  const update = (await eventsOf(hospital, id)).find(({ name, outcome }) => name === 'auth.password.update' && outcome === 'success');
  expect(update).toMatchObject({ actor_id: id, detail: { sessions_ended: 1 } });
});

test.each([
  ['short', 'auth.password_too_short'],
  ['Password1234!', 'auth.password_common'],
])('a weak password %j is refused by its field', async (new_password, code) => {
  const { username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const answer = await browser.call(authContract.changePassword, { current_password: goodPassword, new_password });
  expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'new_password', code }] });
});

test('a reset keeps the second factor, ends the sessions, and its one-time password opens only the choice of an own one', async () => {
  const { id, username } = await makePerson(hospital, 'nurse');
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const { secret, recovery_codes } = await enrolTotp(browser);
  const administrator = await hospital.signIn('administrator');

  const reset = await administrator.call(authContract.resetPassword, { account_id: id }, { idempotency_key: 'reset-once-please' });
  expect(reset.body).toMatchObject({ account: { must_change_password: true, second_factor_methods: ['totp', 'recovery-code'] } });
  const one_time = reset.body['one_time_password'] as string;
  expect(await browser.state()).toBe('signed-out');
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(401);

  const again = new Browser(hospital);
  expect((await again.signIn(username, one_time)).body.state).toBe('second-factor');
  expect((await again.call(authContract.replaceOneTimePassword, { new_password: another })).status, 'before the code').toBe(403);
  const given = await again.call(authContract.giveSecondFactor, { method: 'totp', code: codeOf(secret) });
  expect(given.body).toMatchObject({ state: 'password-change', permissions: [] });
  for (const contract of [authContract.listOwnSessions, authContract.beginTotp, authContract.listPasskeys]) {
    expect((await again.call(contract)).body).toMatchObject({ code: 'access.state' });
  }
  expect((await again.call(authContract.replaceOneTimePassword, { new_password: one_time })).body).toMatchObject({
    status: 400,
    errors: [{ field: 'new_password', code: 'auth.password_same' }],
  });
  expect((await again.call(authContract.replaceOneTimePassword, { new_password: another })).body).toMatchObject({ state: 'active' });
  expect((await again.call(authContract.replaceOneTimePassword, { new_password: goodPassword })).body).toMatchObject({ code: 'auth.no_one_time_password' });
  expect((await new Browser(hospital).signIn(username, one_time)).status).toBe(401);
  const last = new Browser(hospital);
  await last.signIn(username, another);
  expect((await last.call(authContract.giveSecondFactor, { method: 'recovery-code', code: recovery_codes[0] })).status).toBe(200);
});

test('a one-time password expires, and is kept nowhere in the clear', async () => {
  const { id, username } = await makePerson(hospital);
  const administrator = await hospital.signIn('administrator');
  const reset = await administrator.call(authContract.resetPassword, { account_id: id }, { idempotency_key: 'reset-and-keep-nothing' });
  const one_time = reset.body['one_time_password'] as string;
  const kept = await hospital.asSuperuser<{ text: string }>(
    `select row::text as text from platform.idempotency row union all select row::text from audit.event row union all select row::text from auth.password row`,
  );
  expect(kept.map((row) => row.text).join('\n')).not.toContain(one_time);
  expect(await hospital.asSuperuser(`select from platform.idempotency where key = 'reset-and-keep-nothing'`)).toHaveLength(0);
  await hospital.asSuperuser(`update auth.password set expires_at = now() where account_id = $1`, [id]);
  expect((await new Browser(hospital).signIn(username, one_time)).body).toMatchObject({ status: 403, code: 'auth.one_time_password_expired' });
});

test('a password changed while a sign-in with the former one is being checked does not let it in', async () => {
  const { id, username } = await makePerson(hospital);
  await hospital.asSuperuser('begin');
  // Without its trigger the change holds the password alone, so that the sign-in gets as far as comparing.
  await hospital.asSuperuser('set local session_replication_role = replica');
  await hospital.asSuperuser(`update auth.password set hash = $2 where account_id = $1`, [id, await hashPassword(another)]);
  const late = new Browser(hospital).signIn(username, goodPassword);
  // The former password has been found right by the time that the sign-in waits for the change to be committed.
  await expect.poll(() => hospital.asSuperuser(`select from pg_locks where not granted`), { timeout: 10_000 }).toHaveLength(1);
  await hospital.asSuperuser('commit');
  expect((await late).body).toMatchObject({ status: 401, code: 'auth.sign_in_refused' });
  expect(await hospital.asSuperuser(`select from auth.session where account_id = $1`, [id])).toHaveLength(0);
  expect((await eventsOf(hospital, id)).at(-1)).toMatchObject({ outcome: 'failure', detail: { reason: 'password-changed' } });
});

test('sign-ins with the former password that come in before the change are put out by it', async () => {
  const { id, username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  // With the change they are four that are counted at once: five of which none has ended yet would lock the account out for a while, and the change too.
  const attempts = Array.from({ length: 3 }, () => new Browser(hospital));
  const [changed] = await Promise.all([
    browser.call(authContract.changePassword, { current_password: goodPassword, new_password: another }),
    ...attempts.map((attempt) => attempt.signIn(username, goodPassword)),
  ]);
  expect(changed.status).toBe(200);
  for (const attempt of attempts) expect(await attempt.state()).toBe('signed-out');
  expect(await hospital.asSuperuser(`select from auth.session where account_id = $1 and ended_at is null`, [id])).toHaveLength(1);
});
