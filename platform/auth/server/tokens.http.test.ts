import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { eventsOf, makePerson } from './test-browser.ts';

let hospital: TestHospital;
let administrator: Client;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
  administrator = await hospital.signIn('administrator');
});
afterAll(() => hospital.close());

let made = 0;
async function machine(...roles: string[]): Promise<string> {
  const username = `machine-${(made += 1)}`;
  const { status, body, text } = await administrator.call(authContract.createServiceAccount, { username, display_name: 'Machine', roles });
  if (status !== 201) throw new Error(text);
  return body['id'];
}

async function token(account_id: string, scopes: string[], more: object = {}): Promise<{ id: string; secret: string }> {
  const { status, body, text } = await administrator.call(authContract.createToken, { account_id, name: 'test', scopes, ...more }, { idempotency_key: `token-${made}-${scopes.join()}` });
  if (status !== 201) throw new Error(text);
  return { id: body['token'].id, secret: body['secret'] };
}

const as = (secret: string, contract: Parameters<Client['call']>[0], input: object = {}) =>
  hospital.visitor().call(contract, input, { headers: { authorization: `Bearer ${secret}`, 'x-openward': '' } });

test('a token opens what its scopes name, and nothing else that its role allows', async () => {
  const account_id = await machine('administrator');
  const { secret } = await token(account_id, ['accounts.read']);
  expect((await as(secret, authContract.listAccounts)).status).toBe(200);
  expect((await as(secret, authContract.createServiceAccount, { username: 'more', display_name: 'More', roles: [] })).body).toMatchObject({
    status: 403,
    code: 'access.permission',
  });
  expect((await as(secret, authContract.listTokens)).status).toBe(403);
});

test('a scope that the roles lose is lost to the token at its next request, and comes back with them', async () => {
  const account_id = await machine('administrator');
  const { secret } = await token(account_id, ['accounts.read']);
  const roles = async (names: string[]) => {
    const { body } = await administrator.call(authContract.readAccount, { account_id });
    await administrator.call(authContract.updateAccountRoles, { account_id, version: body['version'], roles: names });
  };
  await roles(['nurse']);
  expect((await as(secret, authContract.listAccounts)).status).toBe(403);
  await roles(['compliance']);
  expect((await as(secret, authContract.listAccounts)).status).toBe(200);
});

test('a scope beyond the roles is refused by its field', async () => {
  const account_id = await machine('nurse');
  const answer = await administrator.call(authContract.createToken, { account_id, name: 'x', scopes: ['records.read', 'roles.manage'] });
  expect(answer.body).toMatchObject({ status: 400, code: 'auth.scope_not_held', errors: [{ field: 'scopes[1]' }] });
});

test('a token is refused once revoked, expired, of a disabled account, or not a token', async () => {
  const account_id = await machine('compliance');
  const revoked = await token(account_id, ['accounts.read']);
  expect((await as(revoked.secret, authContract.listAccounts)).status).toBe(200);
  await administrator.call(authContract.revokeToken, { token_id: revoked.id });
  expect((await as(revoked.secret, authContract.listAccounts)).status).toBe(401);

  const expiring = await token(account_id, ['accounts.read'], { expires_at: new Date(Date.now() + 60_000).toISOString() });
  expect((await as(expiring.secret, authContract.listAccounts)).status).toBe(200);
  await hospital.asSuperuser(`update auth.api_token set expires_at = now() where id = $1`, [expiring.id]);
  expect((await as(expiring.secret, authContract.listAccounts)).status).toBe(401);

  const disabled = await token(account_id, ['accounts.read']);
  await administrator.call(authContract.disableAccount, { account_id });
  expect((await as(disabled.secret, authContract.listAccounts)).status).toBe(401);
  await administrator.call(authContract.enableAccount, { account_id });
  expect((await as(disabled.secret, authContract.listAccounts)).status, 'revoked for good').toBe(401);

  expect((await as(`openward_${'A'.repeat(43)}`, authContract.listAccounts)).status).toBe(401);
  const past = await administrator.call(authContract.createToken, { account_id, name: 'x', scopes: ['accounts.read'], expires_at: '2020-01-01T00:00:00Z' });
  expect(past.body).toMatchObject({ status: 400, errors: [{ field: 'expires_at' }] });
});

test('a token is no session and touches no credentials; a session is no token', async () => {
  const account_id = await machine('administrator');
  const { secret } = await token(account_id, ['accounts.read']);
  for (const contract of [authContract.beginTotp, authContract.listOwnSessions, authContract.signOutEverywhere, authContract.lock, authContract.regenerateRecoveryCodes]) {
    expect((await as(secret, contract)).body).toMatchObject({ status: 403, code: 'auth.session_needed' });
  }
  expect((await as(administrator.session_token, authContract.listAccounts)).status).toBe(401);
  const cookie = await hospital.visitor().call(authContract.listAccounts, {}, { headers: { cookie: `openward=${secret}` } });
  expect(cookie.status).toBe(401);
});

test('only a machine has tokens', async () => {
  const { id } = await makePerson(hospital, 'compliance');
  const answer = await administrator.call(authContract.createToken, { account_id: id, name: 'x', scopes: ['accounts.read'] });
  expect(answer.body).toMatchObject({ status: 409, code: 'auth.not_a_machine' });
  expect((await administrator.call(authContract.resetPassword, { account_id: await machine() })).body).toMatchObject({ code: 'auth.machine_has_no_password' });
});

test('who may only make tokens cannot give a machine more than its role', async () => {
  await hospital.asSuperuser(`insert into auth.role (name, title) values ('integrator', 'Integrator')`);
  await hospital.asSuperuser(`insert into auth.role_permission values ('integrator', 'tokens.manage')`);
  const integrator = await hospital.signIn('integrator' as 'machine');
  const wanted = { username: 'grabby', display_name: 'Grabby', roles: ['administrator'] };
  expect((await integrator.call(authContract.createServiceAccount, wanted)).body).toMatchObject({ status: 403, code: 'auth.roles_not_yours_to_give' });
  expect((await integrator.call(authContract.createServiceAccount, { ...wanted, roles: ['machine'] })).status).toBe(201);
});

test('the token is told once and kept nowhere; its use is audited under its id', async () => {
  const account_id = await machine('compliance');
  const { id, secret } = await token(account_id, ['accounts.read']);
  await as(secret, authContract.listAccounts);
  const rows = await hospital.asSuperuser<{ text: string }>(`
    select row::text as text from auth.api_token row union all select row::text from audit.event row
    union all select row::text from platform.idempotency row`);
  expect(rows.map(({ text }) => text).join('\n')).not.toContain(secret);
  const events = await eventsOf(hospital, account_id);
  expect(events.map(({ name }) => name)).toEqual(['auth.account.create', 'auth.token.create', 'auth.account.search']);
  const [used] = await hospital.asSuperuser(`select token_id from audit.event where name = 'auth.account.search' and actor_id = $1`, [account_id]);
  expect(used).toEqual({ token_id: id });
  const { body } = await administrator.call(authContract.listTokens, { account_id });
  expect(body['tokens']).toMatchObject([{ id, name: 'test', scopes: ['accounts.read'], last_used_at: expect.any(String) }]);
  expect(JSON.stringify(body)).not.toContain(secret);
});
