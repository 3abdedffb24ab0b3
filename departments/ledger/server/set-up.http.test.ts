import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { accountRoleNames, accountRoles, ledgerContract as contract, type Account, type Book } from '../contract/index.ts';
import { routes } from './mount.ts';
import { accountsByRole } from './role.ts';

let hospital: TestHospital;
let accountant: Client;
beforeAll(async () => {
  hospital = await openHospital({ ledger: routes });
  await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone) values ('demo', 'Wardleigh', 'Pacific/Kiritimati')`);
  accountant = await hospital.signIn('accountant');
});
afterAll(() => hospital.close());

const chart = async () => (await accountant.call<{ accounts: Account[] }>(contract.accounts, {})).body.accounts;

test('of five who begin the books at once one does; they are kept in its currency, and today is the hospital’s', async () => {
  expect((await accountant.call<Book>(contract.book, {})).body).toMatchObject({ currency: null, currencies: [] });
  const many = await Promise.all(Array.from({ length: 5 }, () => hospital.signIn('accountant')));
  const answers = await Promise.all(many.map((each) => each.call(contract.setUp, { first_day: '2026-01-01', currency: 'KES' })));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409, 409]);
  expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body['code']))).toEqual(new Set(['ledger.set_up_already']));
  const { body } = await accountant.call<Book>(contract.book, {});
  expect(body).toMatchObject({ currency: 'KES', currencies: ['KES'] });
  const [there] = await hospital.asSuperuser<{ day: string }>(`select (now() at time zone 'Pacific/Kiritimati')::date::text as day`);
  expect(body.today).toBe(there?.day);
});

test('a hospital’s chart has an account for everything that other departments post on', async () => {
  const accounts = await chart();
  for (const role of accountRoleNames) expect(accounts.find((account) => account.role === role), role).toMatchObject({ ...accountRoles[role], active: true, postable: true });
  expect(accounts.filter(({ role }) => role !== null)).toHaveLength(accountRoleNames.length);
});

test('another account is chosen for what comes from now on, of the same kind alone; one that is used is not closed', async () => {
  const made = (await accountant.call<Account>(contract.addAccount, { code: '1035', name: 'Second bank', kind: 'asset', parent_id: null })).body;
  const byCode = async (code: string) => (await chart()).find((account) => account.code === code)!;
  const cash = await byCode('1010');
  const other = await accountant.call(contract.assignRole, { role: 'bank.main', account_id: cash.id, version: cash.version });
  expect([other.status, other.body['code']]).toEqual([422, 'ledger.role_of_another_kind']);
  const two = await Promise.all([0, 1].map(() => accountant.call<Account>(contract.assignRole, { role: 'bank.main', account_id: made.id, version: made.version })));
  expect(two.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  expect([(await byCode('1035')).role, (await byCode('1030')).role]).toEqual(['bank.main', null]);
  const found = await hospital.database.transaction({ scope: 'system' }, (tx) => accountsByRole(tx, ['bank.main', 'safe']));
  expect(found.get('bank.main')).toBe(made.id);
  const safe = await byCode('1020');
  const closed = await accountant.call(contract.updateAccount, { account_id: safe.id, version: safe.version, code: safe.code, name: safe.name, parent_id: safe.parent_id, postable: true, active: false });
  expect([closed.status, closed.body['code']]).toEqual([409, 'ledger.account_is_used']);
});
