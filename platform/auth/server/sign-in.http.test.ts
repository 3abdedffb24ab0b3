import { hash, parseOptions, verify } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { hashPassword } from './passwords.ts';
import { addAccount } from './add-account.ts';
import { Browser, eventsOf, goodPassword, makePerson } from './test-browser.ts';

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

test('a person signs in, is known, and signs out', async () => {
  const { id, username } = await makePerson(hospital, 'nurse');
  const browser = new Browser(hospital);
  expect((await browser.call(authContract.readSession)).body).toMatchObject({ state: 'signed-out', account: null });

  const answer = await browser.signIn(username.toUpperCase(), goodPassword);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ state: 'active', account: { id, username }, roles: ['nurse'], lock_after_seconds: 600 });
  expect(answer.body.permissions).toContain('patients.read');
  expect(answer.headers['set-cookie']).toMatch(/^openward=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(await browser.state()).toBe('active');

  const token = browser.cookie;
  expect((await browser.call(authContract.signOut)).body.state).toBe('signed-out');
  expect(await new Browser(hospital, token).state()).toBe('signed-out');
  const names = (await eventsOf(hospital, id)).map(({ name, outcome }) => `${name} ${outcome}`);
  expect(names).toEqual(['auth.session.create success', 'auth.session.delete success']);
});

test('the token is nowhere in the database', async () => {
  const { username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const found = await hospital.asSuperuser<{ text: string }>(`select session::text as text from auth.session session`);
  expect(found.length).toBeGreaterThan(0);
  expect(found.some(({ text }) => text.includes(browser.cookie ?? ''))).toBe(false);
});

test('a wrong password and a username that nobody has are answered alike', async () => {
  const { id, username } = await makePerson(hospital);
  const wrong = await new Browser(hospital).signIn(username, 'not this one');
  const nobody = await new Browser(hospital).signIn('nobody.at.all', 'not this one');
  expect(wrong.status).toBe(401);
  expect({ ...wrong.body, request_id: '' }).toEqual({ ...nobody.body, request_id: '' });
  expect(wrong.headers['set-cookie']).toBeUndefined();
  expect((await eventsOf(hospital, id)).at(-1)).toMatchObject({
    name: 'auth.session.create',
    outcome: 'failure',
    actor_id: null,
    subject_account_id: id,
    detail: { reason: 'password', failed_attempts: 1 },
  });
  const [unknown] = await hospital.asSuperuser<{ text: string }>(
    `select event::text as text from audit.event event where detail ->> 'reason' = 'unknown-username' order by at desc limit 1`,
  );
  expect(unknown?.text).not.toContain('nobody');
});

test('an unknown username costs a hash like a known one, so that the time does not tell', async () => {
  const { username } = await makePerson(hospital);
  for (const name of [username, 'nobody.again', 'nobody.else']) {
    vi.mocked(verify).mockClear();
    await new Browser(hospital).signIn(name, 'not this one');
    const costs = vi.mocked(verify).mock.calls.map(([hash]) => parseOptions(hash));
    expect(costs, name).toEqual([expect.objectContaining({ memoryCost: 19_456, timeCost: 3, parallelism: 1 })]);
  }
});

test('a machine and a disabled account cannot sign in by password; only who knows the password is told why', async () => {
  const { id, username } = await makePerson(hospital);
  await hospital.asSuperuser(`update auth.account set disabled_at = now() where id = $1`, [id]);
  expect((await new Browser(hospital).signIn(username, 'not this one')).body).toMatchObject({ code: 'auth.sign_in_refused' });
  const known = await new Browser(hospital).signIn(username, goodPassword);
  expect(known.status).toBe(403);
  expect(known.body).toMatchObject({ code: 'auth.account_disabled' });
  expect((await eventsOf(hospital, id)).map((event) => event.detail['reason'])).toEqual(['password', 'disabled']);

  await hospital.database.transaction({ scope: 'system' }, (tx) =>
    addAccount(tx, { username: 'analyser-1', display_name: 'Analyser', kind: 'service', roles: ['machine'] }),
  );
  expect((await new Browser(hospital).signIn('analyser-1', '')).status).toBe(400);
  expect((await new Browser(hospital).signIn('analyser-1', 'anything')).status).toBe(401);
});

test('a session that was planted before signing in is never the one that is signed in', async () => {
  const attacker = await makePerson(hospital);
  const victim = await makePerson(hospital, 'nurse');
  const planted = new Browser(hospital);
  await planted.signIn(attacker.username, goodPassword);
  const shared = planted.stolen();

  const answer = await shared.signIn(victim.username, goodPassword);
  expect(answer.body.account?.id).toBe(victim.id);
  expect(shared.cookie).not.toBe(planted.cookie);
  expect(await planted.state()).toBe('signed-out');
});

test('a planted token that is no session at all is not taken up', async () => {
  const { username } = await makePerson(hospital);
  const browser = new Browser(hospital, 'A'.repeat(43));
  expect(await browser.state()).toBe('signed-out');
  await browser.signIn(username, goodPassword);
  expect(browser.cookie).not.toBe('A'.repeat(43));
});

test('switching closes the session before it; a wrong password leaves it as it was', async () => {
  const nurse = await makePerson(hospital, 'nurse');
  const doctor = await makePerson(hospital, 'doctor');
  const browser = new Browser(hospital);
  await browser.signIn(nurse.username, goodPassword);
  const before = browser.stolen();

  const wrong = await browser.call(authContract.switchUser, { username: doctor.username, password: 'not this one' });
  expect(wrong.status).toBe(401);
  expect(await before.state()).toBe('active');

  await browser.call(authContract.lock);
  const switched = await browser.call(authContract.switchUser, { username: doctor.username, password: goodPassword });
  expect(switched.body).toMatchObject({ state: 'active', account: { id: doctor.id } });
  expect(await before.state()).toBe('signed-out');
  expect((await eventsOf(hospital, nurse.id)).at(-1)).toMatchObject({ name: 'auth.session.delete', detail: { reason: 'switched' } });
  expect((await eventsOf(hospital, doctor.id)).at(-1)).toMatchObject({ name: 'auth.session.switch', outcome: 'success', actor_id: doctor.id });
});

test('a password hashed at a former, lower cost is hashed anew at the next sign-in', async () => {
  const { id, username } = await makePerson(hospital);
  await hospital.asSuperuser(`update auth.password set hash = $2 where account_id = $1`, [
    id,
    await hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 }),
  ]);
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
  const [row] = await hospital.asSuperuser<{ hash: string }>(`select hash from auth.password where account_id = $1`, [id]);
  expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=3,p=1\$/);
  expect((await new Browser(hospital).signIn(username, goodPassword)).status).toBe(200);
});

test('a password is the same whichever Unicode form the keyboard sends', async () => {
  const { id, username } = await makePerson(hospital);
  await hospital.asSuperuser(`update auth.password set hash = $2 where account_id = $1`, [id, await hashPassword('caf\u00e9 au lait 12')]);
  expect((await new Browser(hospital).signIn(username, 'cafe\u0301 au lait 12')).status).toBe(200);
});

test('a forged call from another site is refused, and changes nothing', async () => {
  const { username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const foreign = await browser.call(authContract.signOutEverywhere, {}, { origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  const form = await browser.call(authContract.signOutEverywhere, {}, { 'x-openward': '' });
  expect(form.status).toBe(403);
  expect(await browser.state()).toBe('active');
});
