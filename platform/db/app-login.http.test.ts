import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { checkAppLogin, ensureAppLogin } from './app-login.ts';
import { openDatabase } from './database.ts';

let hospital: TestDatabase;
beforeAll(async () => { hospital = await testDatabase(); });
afterAll(() => hospital.close());

test('a login that is a member of openward_app and owns nothing may serve', async () => {
  await expect(checkAppLogin(hospital.app)).resolves.toBeUndefined();
});

test.each(['superuser', 'owner'] as const)('the %s may not: the rules of the database do not hold for it', async (who) => {
  await expect(checkAppLogin(hospital[who])).rejects.toMatchObject({ code: 'database.login' });
});

test('neither may a login that passes by row-level security, nor one outside the group, nor a member of the owner', async () => {
  await hospital.asSuperuser("create role passes_by login password 'x' bypassrls in role openward_app; create role outside login password 'x'; create role half_owner login password 'x' in role openward_app, openward_owner");
  for (const user of ['passes_by', 'outside', 'half_owner']) {
    await expect(checkAppLogin({ ...hospital.app, user, password: 'x' })).rejects.toMatchObject({ code: 'database.login' });
  }
  await hospital.asSuperuser('drop role passes_by; drop role outside; drop role half_owner');
});

test('is made once by servers that start together, and takes the password of the last', async () => {
  await Promise.all(['first', 'second', 'third'].map((password) => ensureAppLogin(hospital.owner, 'openward_login_test', password)));
  await ensureAppLogin(hospital.owner, 'openward_login_test', 'last');
  const database = openDatabase({ ...hospital.app, user: 'openward_login_test', password: 'last' }, { connections: 1 });
  await expect(database.pool.query('create table public.mine ()')).rejects.toMatchObject({ code: '42501' });
  await expect(database.pool.query('set role openward_owner')).rejects.toMatchObject({ code: '42501' });
  await expect(database.pool.query('set role openward_app')).rejects.toMatchObject({ code: '42501' });
  await database.close();
});
