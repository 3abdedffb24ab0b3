import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '../../testing/index.ts';
import { authContract } from '../contract/index.ts';
import type { HeldSession } from '../contract/index.ts';
import { routes } from '../mount.ts';
import { Browser, goodPassword, makePerson } from './test-browser.ts';

let hospital: TestHospital;
let officer: Client;
beforeAll(async () => {
  hospital = await openHospital({ auth: routes });
  officer = await hospital.signIn('compliance');
});
afterAll(() => hospital.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = new Browser(hospital);
  await browser.signIn(username, goodPassword);
  return browser;
}

async function sessionsOf(query: string): Promise<HeldSession[]> {
  const answer = await officer.call(authContract.listSessions, { query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body['sessions'];
}

test('live sessions of everybody are found by who it is, each once over pages, without a token', async () => {
  const { id, username } = await makePerson(hospital, 'nurse');
  const browsers = [await signedIn(username), await signedIn(username), await signedIn(username)];
  const seen: HeldSession[] = [];
  let after: string | undefined;
  do {
    const answer = await officer.call<{ sessions: HeldSession[]; next: string | null }>(authContract.listSessions, { query: username, limit: 2, ...(after === undefined ? {} : { after }) });
    expect(answer.text).not.toMatch(/token|hash/);
    seen.push(...answer.body.sessions);
    after = answer.body.next ?? undefined;
  } while (after !== undefined);
  expect(new Set(seen.map((session) => session.id)).size).toBe(3);
  expect(seen).toHaveLength(3);
  expect(seen[0]).toMatchObject({ account: { id, username, kind: 'person', roles: ['nurse'] }, current: false });
  await browsers[0]!.call(authContract.signOut);
  expect(await sessionsOf(username)).toHaveLength(2);
  expect(await sessionsOf('%')).toEqual([]);
});

test('one session is ended, whosever it is, once; the others go on', async () => {
  const { id, username } = await makePerson(hospital);
  const [first, second] = [await signedIn(username), await signedIn(username)];
  const session_id = (await sessionsOf(username)).at(-1)!.id;
  const both = await Promise.all([1, 2].map(() => officer.call(authContract.revokeSession, { session_id })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  expect([await first!.state(), await second!.state()]).toEqual(['signed-out', 'active']);
  const events = await hospital.asSuperuser(`select subject_account_id, detail->>'session_id' as session_id from audit.event where name = 'auth.session.revoke' and outcome = 'success' and actor_id = $1`, [officer.account_id]);
  expect(events).toEqual([{ subject_account_id: id, session_id }]);
});

test('all sessions of a person end, and of oneself all but the one that asks', async () => {
  const { id, username } = await makePerson(hospital);
  const browsers = [await signedIn(username), await signedIn(username)];
  expect((await officer.call(authContract.revokeSessionsOf, { account_id: id })).body).toEqual({ ended: 2 });
  for (const browser of browsers) expect(await browser.state()).toBe('signed-out');
  await officer.call(authContract.revokeSessionsOf, { account_id: officer.account_id });
  expect((await officer.call(authContract.listSessions)).status).toBe(200);
});

test('who may not sees none and ends none', async () => {
  const nurse = await hospital.signIn('nurse');
  const { id, username } = await makePerson(hospital);
  const browser = await signedIn(username);
  const session_id = (await sessionsOf(username))[0]!.id;
  expect((await nurse.call(authContract.listSessions)).status).toBe(403);
  expect((await nurse.call(authContract.revokeSession, { session_id })).status).toBe(403);
  expect((await nurse.call(authContract.revokeSessionsOf, { account_id: id })).status).toBe(403);
  expect((await officer.call(authContract.revokeSessionsOf, { account_id: '01990000-0000-7000-8000-0000000000aa' })).status).toBe(404);
  expect(await browser.state()).toBe('active');
});
