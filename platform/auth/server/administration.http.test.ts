import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { roles } from '../roles.ts';
import { seedRoles } from './seed-roles.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = await openHospital({ auth: routes });
});
afterEach(() => hospital.close());

interface Role {
  name: string;
  title: string;
  permissions: string[];
  second_factor_required: boolean;
  version: number;
  accounts: number;
}
const rolesOf = async (client: Client): Promise<Map<string, Role>> => {
  const { body } = await client.call<{ roles: Role[] }>(authContract.listRoles);
  return new Map(body.roles.map((role) => [role.name, role]));
};
const edit = async (client: Client, name: string, change: (role: Role) => Partial<Role>) => {
  const role = (await rolesOf(client)).get(name);
  if (role === undefined) throw new Error(`no role ${name}`);
  const { accounts: _accounts, ...input } = { ...role, ...change(role) } as Role & Record<string, unknown>;
  const { title, permissions, second_factor_required, version } = input;
  return client.call(authContract.updateRole, { name, title, permissions, second_factor_required, version });
};

test('the last administrator can neither be disabled, nor re-roled, nor lose the permission by an edit', async () => {
  const only = await hospital.signIn('administrator');
  const { body } = await only.call(authContract.readAccount, { account_id: only.account_id });
  const last = { status: 409, code: 'auth.last_administrator' };
  expect((await only.call(authContract.disableAccount, { account_id: only.account_id })).body).toMatchObject(last);
  expect((await only.call(authContract.updateAccountRoles, { account_id: only.account_id, version: body['version'], roles: ['nurse'] })).body).toMatchObject(last);
  const without = (permission: string) => edit(only, 'administrator', (role) => ({ permissions: role.permissions.filter((each) => each !== permission) }));
  expect((await without('accounts.manage')).body).toMatchObject(last);
  expect((await without('roles.manage')).body).toMatchObject(last);
  expect((await without('tokens.manage')).status).toBe(200);
  expect((await only.call(authContract.listAccounts)).status).toBe(200);
});

test('two administrators who disable each other at once do not leave the hospital without one', async () => {
  for (let round = 0; round < 3; round += 1) {
    const one = await hospital.signIn('administrator');
    const two = await hospital.signIn('administrator');
    await hospital.asSuperuser(`update auth.account set disabled_at = now() where id not in ($1, $2)`, [one.account_id, two.account_id]);
    await Promise.all([
      one.call(authContract.disableAccount, { account_id: two.account_id }),
      two.call(authContract.disableAccount, { account_id: one.account_id }),
    ]);
    const left = await hospital.asSuperuser(`select id from auth.account where disabled_at is null`);
    expect(left).toHaveLength(1);
  }
});

test('an edited role keeps its edits through a restart and an upgrade, and follows what the product adds', async () => {
  const administrator = await hospital.signIn('administrator');
  await seedRoles(hospital.database);
  await edit(administrator, 'nurse', (role) => ({
    title: 'Ward nurse',
    permissions: [...role.permissions.filter((each) => each !== 'records.write'), 'patients.merge'],
  }));
  const edited = (await rolesOf(administrator)).get('nurse');
  await seedRoles(hospital.database);
  expect((await rolesOf(administrator)).get('nurse')).toEqual(edited);

  await seedRoles(hospital.database, { ...roles, nurse: { ...roles.nurse, permissions: [...roles.nurse.permissions, 'patients.coverage'] } });
  const upgraded = (await rolesOf(administrator)).get('nurse');
  expect(upgraded?.title).toBe('Ward nurse');
  expect(upgraded?.permissions).toEqual([...(edited?.permissions ?? []), 'patients.coverage'].sort());
});

test('seeding twice writes nothing the second time', async () => {
  await seedRoles(hospital.database);
  const version = () => hospital.asSuperuser(`select version from auth.role_version`);
  const before = await version();
  await seedRoles(hospital.database);
  expect(await version()).toEqual(before);
});

test('the database holds the roles as they are shipped', async () => {
  await seedRoles(hospital.database);
  const administrator = await hospital.signIn('administrator');
  const stored = await rolesOf(administrator);
  for (const [name, role] of Object.entries(roles)) {
    expect(stored.get(name), name).toMatchObject({
      title: role.title,
      permissions: [...new Set<string>(role.permissions)].sort(),
      second_factor_required: role.second_factor_required,
    });
  }
});

test('a role of the hospital’s own is made, given, and in force', async () => {
  const administrator = await hospital.signIn('administrator');
  const wanted = { name: 'night-desk', title: 'Night desk', permissions: ['accounts.read'], second_factor_required: false };
  expect((await administrator.call(authContract.createRole, wanted)).body).toMatchObject({ ...wanted, built_in: false, accounts: 0 });
  expect((await administrator.call(authContract.createRole, wanted)).body).toMatchObject({ status: 409, code: 'auth.role_exists' });
  expect((await administrator.call(authContract.createRole, { ...wanted, name: 'x2', permissions: ['fly'] })).body).toMatchObject({
    status: 400,
    errors: [{ field: 'permissions[0]' }],
  });
  const clerk = await hospital.signIn('cashier');
  expect((await clerk.call(authContract.listAccounts)).status).toBe(403);
  const { body } = await administrator.call(authContract.readAccount, { account_id: clerk.account_id });
  await administrator.call(authContract.updateAccountRoles, { account_id: clerk.account_id, version: body['version'], roles: ['cashier', 'night-desk'] });
  expect((await clerk.call(authContract.listAccounts)).status).toBe(200);
  expect((await clerk.call(authContract.resetPassword, { account_id: administrator.account_id })).status).toBe(403);
});

test('of two edits of one version the second is refused, and shows the first', async () => {
  const one = await hospital.signIn('administrator');
  const role = (await rolesOf(one)).get('cashier');
  const input = { name: 'cashier', title: 'Till', permissions: role?.permissions, second_factor_required: true, version: role?.version };
  const answers = await Promise.all([one.call(authContract.updateRole, input), one.call(authContract.updateRole, { ...input, title: 'Counter' })]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'auth.role_changed', current: { second_factor_required: true } });
});
