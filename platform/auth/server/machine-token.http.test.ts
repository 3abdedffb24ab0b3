import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '../../testing/index.ts';
import { openToken } from './open-session.ts';
import { routes } from '../mount.ts';
import { listMachineTokens, makeMachineToken, revokeMachineToken } from './machine-token.ts';
import { eventsOf, makePerson } from './test-browser.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
});
afterAll(() => hospital.close());

const wanted = { name: 'lab-gateway', scopes: ['records.write'], roles: ['machine'], expires_at: null };

test('a token from the command line carries its scopes, for a machine that is made once', async () => {
  const first = await makeMachineToken(hospital.database, wanted);
  const second = await makeMachineToken(hospital.database, { ...wanted, name: 'LAB-gateway', scopes: ['records.read'] });
  expect(second.token.account_id).toBe(first.token.account_id);
  expect([...((await openToken(hospital.database, first.secret))?.permissions ?? [])]).toEqual(['records.write']);
  expect([...((await openToken(hospital.database, second.secret))?.permissions ?? [])]).toEqual(['records.read']);
  expect((await eventsOf(hospital, first.token.account_id)).map(({ name, detail }) => [name, detail['by']])).toEqual([
    ['auth.account.create', 'command-line'],
    ['auth.token.create', 'command-line'],
    ['auth.token.create', 'command-line'],
  ]);
  expect((await listMachineTokens(hospital.database)).map(({ username }) => username)).toEqual(['lab-gateway', 'lab-gateway']);

  await revokeMachineToken(hospital.database, first.token.id);
  expect(await openToken(hospital.database, first.secret)).toBeNull();
  expect(await openToken(hospital.database, second.secret)).not.toBeNull();
});

test.each([
  ['a scope that does not exist', { scopes: ['records.fly'] }, /no permission records.fly/],
  ['a scope beyond the role', { scopes: ['roles.manage'] }, /do not allow roles.manage/],
  ['a role that does not exist', { name: 'other', roles: ['wizard'] }, /no role wizard/],
  ['a name with spaces', { name: 'lab gateway' }, /no name for a machine/],
  ['an expiry that is past', { expires_at: new Date(0) }, /in the future/],
])('%s is refused in one line, and nothing is made', async (_what, change, line) => {
  const counted = () => hospital.asSuperuser(`select (select count(*) from auth.account) as accounts, (select count(*) from auth.api_token) as tokens`);
  const before = await counted();
  await expect(makeMachineToken(hospital.database, { ...wanted, name: 'fresh', ...change })).rejects.toThrow(line);
  expect(await counted()).toEqual(before);
});

test('the name of a person, and an id that is none, are refused', async () => {
  const { username } = await makePerson(hospital);
  await expect(makeMachineToken(hospital.database, { ...wanted, name: username })).rejects.toThrow(/account of a person/);
  await expect(revokeMachineToken(hospital.database, 'nonsense')).rejects.toThrow(/no token nonsense/);
});
