import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { Browser, enrolTotp, eventsOf, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
let administrator: Client;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
  administrator = await hospital.signIn('administrator');
});
afterAll(() => hospital.close());

let made = 0;
const draft = (more: object = {}) => ({ username: `made.${(made += 1)}`, display_name: 'Made', roles: ['nurse'], ...more });

test('an administrator makes an account; its one-time password opens only the choice of another', async () => {
  const wanted = draft();
  const answer = await administrator.call(authContract.createAccount, wanted);
  expect(answer.status, answer.text).toBe(201);
  expect(answer.body['account']).toMatchObject({ username: wanted.username, roles: ['nurse'], must_change_password: true, version: 1 });
  const browser = new Browser(hospital);
  expect((await browser.signIn(wanted.username, answer.body['one_time_password'])).body).toMatchObject({ state: 'password-change' });
  expect((await browser.call(authContract.replaceOneTimePassword, { new_password: goodPassword })).body).toMatchObject({ state: 'active' });
  const id = answer.body['account'].id;
  expect((await eventsOf(hospital, id))[0]).toMatchObject({ name: 'auth.account.create', actor_id: administrator.account_id, subject_account_id: id });
});

test('a username is taken whatever its case, and the field is named', async () => {
  const wanted = draft();
  await administrator.call(authContract.createAccount, wanted);
  const again = await administrator.call(authContract.createAccount, { ...wanted, username: wanted.username.toUpperCase() });
  expect(again.body).toMatchObject({ status: 409, code: 'auth.username_taken', errors: [{ field: 'username' }] });
});

test('the same username made twice at once makes one account', async () => {
  const wanted = draft();
  const both = await Promise.all([1, 2, 3].map(() => administrator.call(authContract.createAccount, wanted)));
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
});

test.each<[string, object, string]>([
  ['a role that does not exist', { roles: ['nurse', 'wizard'] }, 'roles[1]'],
  ['a patient without their record', { kind: 'patient' }, 'patient_id'],
  ['a person with a patient’s record', { patient_id: '01990000-0000-7000-8000-000000000001' }, 'patient_id'],
  ['a username with a space', { username: 'a b' }, 'username'],
  ['an unknown field', { is_admin: true }, 'is_admin'],
])('%s is refused by its field', async (_what, more, field) => {
  const answer = await administrator.call(authContract.createAccount, draft(more));
  expect(answer.body).toMatchObject({ status: 400, errors: [{ field }] });
});

test('a change made on an older version is refused and shows the present one', async () => {
  const { id } = await makePerson(hospital, 'nurse');
  const change = { account_id: id, version: 1 };
  expect((await administrator.call(authContract.updateAccount, { ...change, display_name: 'One' })).body).toMatchObject({ display_name: 'One', version: 2 });
  const late = await administrator.call(authContract.updateAccount, { ...change, display_name: 'Two' });
  expect(late.body).toMatchObject({ status: 409, code: 'auth.account_changed', current: { display_name: 'One', version: 2 } });
  expect((await administrator.call(authContract.updateAccountRoles, { ...change, roles: [] })).status).toBe(409);
});

test('accounts are listed a page at a time, each once, and found by name', async () => {
  for (let at = 0; at < 5; at += 1) await makePerson(hospital, 'cashier');
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { body } = await administrator.call<{ accounts: { username: string }[]; next: string | null }>(authContract.listAccounts, {
      role: 'cashier',
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
    seen.push(...body.accounts.map((account) => account.username));
    after = body.next ?? undefined;
  } while (after !== undefined);
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(seen).toHaveLength(5);
  const odd = (await administrator.call(authContract.createAccount, draft({ display_name: '100%_Ö\\x' }))).body['account'];
  const found = await administrator.call(authContract.listAccounts, { query: '0%_ö\\' });
  expect(found.body['accounts']).toMatchObject([{ id: odd.id }]);
  expect((await administrator.call(authContract.listAccounts, { query: '%nobody%' })).body['accounts']).toEqual([]);
});

test('who may only read accounts changes none; who may not sees none', async () => {
  const compliance = await hospital.signIn('compliance');
  const nurse = await hospital.signIn('nurse');
  const { id } = await makePerson(hospital);
  expect((await compliance.call(authContract.readAccount, { account_id: id })).status).toBe(200);
  for (const contract of [authContract.resetPassword, authContract.disableAccount, authContract.removeSecondFactor, authContract.unlockAccount]) {
    expect((await compliance.call(contract, { account_id: id })).status).toBe(403);
  }
  expect((await nurse.call(authContract.listAccounts)).status).toBe(403);
  expect((await nurse.call(authContract.createAccount, draft())).status).toBe(403);
  const [denial] = await hospital.asSuperuser(
    `select outcome from audit.event where actor_id = $1 and name = 'auth.account.create'`,
    [nurse.account_id],
  );
  expect(denial).toEqual({ outcome: 'denied' });
});

test('a lost second factor is removed by an administrator, and the sessions with it', async () => {
  const { id, username } = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  await enrolTotp(browser);
  const removed = await administrator.call(authContract.removeSecondFactor, { account_id: id });
  expect(removed.body).toMatchObject({ second_factor_methods: [] });
  expect(await browser.state()).toBe('signed-out');
  expect((await browser.signIn(username, goodPassword)).body.state).toBe('active');
  expect((await administrator.call(authContract.removeSecondFactor, { account_id: id })).body).toMatchObject({ code: 'auth.no_second_factor' });
});

test('an administrator sees and ends the sessions of an account, not of another under its name', async () => {
  const { id, username } = await makePerson(hospital);
  const other = await makePerson(hospital);
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  const { body } = await administrator.call(authContract.listAccountSessions, { account_id: id });
  const session_id = body['sessions'][0].id;
  expect((await administrator.call(authContract.revokeAccountSession, { account_id: other.id, session_id })).status).toBe(404);
  expect(await browser.state()).toBe('active');
  expect((await administrator.call(authContract.revokeAccountSession, { account_id: id, session_id })).body['sessions']).toEqual([]);
  expect(await browser.state()).toBe('signed-out');
});

test('a colleague’s name is seen by staff; a patient’s account, and every credential, is not', async () => {
  const nurse = await hospital.signIn('nurse');
  const { id } = await makePerson(hospital);
  await administrator.call(authContract.createAccount, draft({ kind: 'patient', roles: ['patient'], patient_id: '01990000-0000-7000-8000-0000000000aa' }));
  const seen = await hospital.database.transaction({ scope: 'staff', actor: nurse.account_id }, async (tx) => {
    const { sql } = await import('kysely');
    const count = async (table: string): Promise<number> =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx)).rows[0]?.n ?? -1;
    const colleague = await sql<{ display_name: string }>`select display_name from auth.account where id = ${id}::uuid`.execute(tx);
    const patients = await sql`select from auth.account where kind = 'patient'`.execute(tx);
    const lifted = await sql`update auth.account set disabled_at = now() where id = ${id}::uuid returning id`.execute(tx);
    const others = await Promise.all(['auth.password', 'auth.recovery_code', 'auth.second_factor', 'auth.api_token', 'auth.first_run'].map(count));
    return { colleague: colleague.rows.length, patients: patients.rows.length, lifted: lifted.rows.length, others, sessions: await count('auth.session') };
  });
  expect(seen).toEqual({ colleague: 1, patients: 0, lifted: 0, others: [0, 0, 0, 0, 0], sessions: 1 });
});

test('a connection that set nothing sees no account, no role and no session', async () => {
  for (const table of ['account', 'password', 'session', 'role', 'role_permission', 'account_role', 'api_token', 'policy']) {
    expect((await hospital.database.pool.query(`select from auth.${table}`)).rows, table).toEqual([]);
  }
  await expect(hospital.database.pool.query(`insert into auth.role (name, title) values ('planted', 'Planted')`)).rejects.toThrow(/row-level security/);
});

test('nobody gives themselves a role in the database', async () => {
  const nurse = await hospital.signIn('nurse');
  const { sql } = await import('kysely');
  const give = hospital.database.transaction({ scope: 'staff', actor: nurse.account_id }, (tx) =>
    sql`insert into auth.account_role (account_id, role) values (${nurse.account_id}::uuid, 'administrator')`.execute(tx),
  );
  await expect(give).rejects.toThrow(/row-level security/);
});
