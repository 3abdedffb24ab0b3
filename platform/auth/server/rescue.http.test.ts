import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { rescueAccount } from './rescue.ts';
import { Browser, codeOf, enrolTotp, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

test('an administrator who is shut out gets back in, with the second factor that they have', async () => {
  const { id, username } = await makePerson(hospital, 'administrator');
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const { secret } = await enrolTotp(browser);
  for (let at = 0; at < 6; at += 1) await new Browser(hospital).signIn(username, 'not this one');

  const { one_time_password } = await rescueAccount(hospital.database, username.toUpperCase(), { remove_second_factor: false });
  expect(await browser.state()).toBe('signed-out');
  expect((await browser.signIn(username, one_time_password)).body.state).toBe('second-factor');
  const given = await browser.call(authContract.giveSecondFactor, { method: 'totp', code: codeOf(secret) });
  expect(given.body.state).toBe('password-change');
  expect((await eventsOf(hospital, id)).map(({ name, detail }) => [name, detail['by']])).toContainEqual(['auth.password.reset', 'command-line']);
});

test('a lost second factor is removed only when that is asked for', async () => {
  const { username } = await makePerson(hospital, 'administrator');
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  await enrolTotp(browser);
  const { one_time_password } = await rescueAccount(hospital.database, username, { remove_second_factor: true });
  expect((await browser.signIn(username, one_time_password)).body.state).toBe('password-change');
});

test('nobody, a machine and a disabled account are refused in one line', async () => {
  const { id, username } = await makePerson(hospital);
  await hospital.asSuperuser(`update auth.account set disabled_at = now() where id = $1`, [id]);
  await hospital.asSuperuser(`insert into auth.account (username, display_name, kind) values ('robot', 'Robot', 'service')`);
  const keep = { remove_second_factor: false };
  await expect(rescueAccount(hospital.database, 'nobody', keep)).rejects.toThrow(/no account nobody/);
  await expect(rescueAccount(hospital.database, 'robot', keep)).rejects.toThrow(/is a machine/);
  await expect(rescueAccount(hospital.database, username, keep)).rejects.toThrow(/is disabled/);
});
