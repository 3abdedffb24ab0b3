import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { asSystem } from './attempt.ts';
import { countAttempt } from './attempt.sql.ts';
import { Browser, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

async function tryWrong(username: string, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let at = 0; at < times; at += 1) codes.push((await new Browser(hospital).signIn(username, 'not this one')).body.code);
  return codes;
}

/** As if so much time had passed since the last wrong try. */
const pass = (username: string, interval: string): Promise<unknown> =>
  hospital.asSuperuser(
    `update auth.account set locked_until = locked_until - $2::interval, last_failed_at = last_failed_at - $2::interval where username = $1`,
    [username, interval],
  );

const refused = 'auth.sign_in_refused';

test('the fifth wrong password locks the account, for the right password too, and says for how long', async () => {
  const { id, username } = await makePerson(hospital);
  expect(await tryWrong(username, 6)).toEqual([refused, refused, refused, refused, refused, 'auth.locked_out']);
  const right = await new Browser(hospital).signIn(username, goodPassword);
  expect(right.status).toBe(429);
  expect(right.body).toMatchObject({ code: 'auth.locked_out', retry_after_seconds: expect.any(Number) });
  expect(right.body.retry_after_seconds).toBeGreaterThan(50);
  expect(right.body.retry_after_seconds).toBeLessThanOrEqual(60);
  const events = await eventsOf(hospital, id);
  expect(events.filter(({ outcome }) => outcome === 'failure')).toHaveLength(5);
  expect(events.filter(({ name }) => name === 'auth.account.lock-out')).toMatchObject([{ detail: { seconds: 60, failed_attempts: 5 } }]);
  expect(events.filter(({ outcome }) => outcome === 'denied')).toHaveLength(2);
});

test('time unlocks it; the next wrong one locks for longer; the right one forgets all', async () => {
  const { username } = await makePerson(hospital);
  await tryWrong(username, 5);
  await pass(username, '61 seconds');
  expect(await tryWrong(username, 1)).toEqual([refused]);
  const locked = await new Browser(hospital).signIn(username, goodPassword);
  expect(locked.body.retry_after_seconds).toBeGreaterThan(110);
  await pass(username, '121 seconds');
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
  expect(await tryWrong(username, 4)).toEqual([refused, refused, refused, refused]);
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
});

test('slips of the day before are forgotten', async () => {
  const { username } = await makePerson(hospital);
  await tryWrong(username, 4);
  await pass(username, '25 hours');
  await tryWrong(username, 1);
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
});

test('guesses made at the same moment are not free', async () => {
  const { id, username } = await makePerson(hospital);
  const answers = await Promise.all(Array.from({ length: 20 }, () => new Browser(hospital).signIn(username, 'not this one')));
  const codes = answers.map((answer) => answer.body.code);
  expect(codes.filter((code) => code === refused)).toHaveLength(5);
  expect(codes.filter((code) => code === 'auth.locked_out')).toHaveLength(15);
  expect((await eventsOf(hospital, id)).filter(({ name }) => name === 'auth.account.lock-out')).toHaveLength(1);
});

test('who counts their try first is not locked out by it for whoever began before', async () => {
  const { id, username } = await makePerson(hospital);
  const bucket = 4095;
  for (const who of [{ account_id: id }, { username, bucket }, { username: 'nobody.at.all', bucket }]) {
    const counted = await hospital.database.transaction(asSystem, async (earlier) => {
      await sql`select now()`.execute(earlier);
      await hospital.database.transaction(asSystem, (later) => countAttempt(later, who));
      return countAttempt(earlier, who);
    });
    expect(counted.locked_until, JSON.stringify(who)).toBeNull();
  }
});

test('right passwords of one account at the same moment all sign in', async () => {
  const { username } = await makePerson(hospital);
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => new Browser(hospital).signIn(username, goodPassword)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  }
});

test('a username that nobody has locks in the same way', async () => {
  const { username } = await makePerson(hospital);
  expect(await tryWrong('nobody.here', 6)).toEqual(await tryWrong(username, 6));
});

test('one account’s lock-out touches no other, though all come from one address', async () => {
  const attacked = await makePerson(hospital);
  const colleague = await makePerson(hospital);
  await tryWrong(attacked.username, 6);
  expect((await new Browser(hospital).signIn(colleague.username, goodPassword)).status).toBe(200);
});

test('passwords of a leaked list, tried at everybody from one address, open no account but theirs and lock nobody; the shift signs in from there meanwhile', async () => {
  const people: { id: string; username: string }[] = [];
  for (let at = 0; at < 16; at += 1) people.push(await makePerson(hospital));
  const leaked = ['Summer2026!', 'qwerty123456', 'letmein-letmein'];
  const [guessed, shift] = await Promise.all([
    Promise.all(people.flatMap(({ username }) => leaked.map((password) => new Browser(hospital).signIn(username, password)))),
    Promise.all(people.map(({ username }) => new Browser(hospital).signIn(username, goodPassword))),
  ]);
  expect(new Set(guessed.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set([`401 ${refused}`]));
  expect(shift.map(({ status }) => status)).toEqual(people.map(() => 200));
  // Each guess can be found: by whom it was tried, and from where.
  const [told] = await hospital.asSuperuser<{ count: number; addresses: number }>(
    `select count(*)::int as count, count(distinct address)::int as addresses from audit.event where outcome = 'failure' and subject_account_id = any ($1::uuid[])`, [people.map(({ id }) => id)]);
  expect(told).toEqual({ count: people.length * leaked.length, addresses: 1 });
});

test('one account that is guessed at from many addresses is locked as from one', async () => {
  const { username } = await makePerson(hospital);
  const from = (address: string) => hospital.fastify.inject({
    method: 'POST', url: '/api/session', remoteAddress: address, headers: { host: 'localhost:8080', 'content-type': 'application/json', 'x-openward': '1' }, payload: JSON.stringify({ username, password: 'not this one' }),
  });
  const codes: string[] = [];
  for (let at = 1; at <= 7; at += 1) codes.push((JSON.parse((await from(`198.51.100.${at}`)).body) as { code: string }).code);
  expect(codes).toEqual([refused, refused, refused, refused, refused, 'auth.locked_out', 'auth.locked_out']);
});

test('an administrator lifts it', async () => {
  const { id, username } = await makePerson(hospital);
  await tryWrong(username, 6);
  const administrator = await hospital.signIn('administrator');
  const listed = await administrator.call(authContract.listAccounts, { state: 'locked', query: username });
  expect(listed.body['accounts']).toMatchObject([{ id, locked_until: expect.any(String) }]);
  expect((await administrator.call(authContract.unlockAccount, { account_id: id })).body).toMatchObject({ locked_until: null });
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
});

test('wrong passwords on a locked screen, or when confirming, count as well', async () => {
  const { username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  await browser.call(authContract.confirmPassword, { password: 'not this one' });
  await browser.call(authContract.lock);
  for (let at = 0; at < 3; at += 1) {
    const wrong = await browser.call<Record<string, unknown>>(authContract.unlock, { password: 'not this one' });
    expect(wrong.body).toMatchObject({ status: 403, code: 'auth.password_wrong', errors: [{ field: 'password' }] });
  }
  await browser.call(authContract.unlock, { password: 'not this one' });
  expect((await browser.call(authContract.unlock, { password: goodPassword })).status).toBe(429);
  expect(await browser.state()).toBe('locked');
  await pass(username, '61 seconds');
  expect((await browser.call(authContract.unlock, { password: goodPassword })).body).toMatchObject({ state: 'active' });
});
