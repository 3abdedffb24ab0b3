// Every endpoint × every role: what the roles say is what HTTP does, and what is denied is in the audit log.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../platform/auth/actor.ts';
import { clearanceOf, decide } from '../platform/auth/decide.ts';
import type { Permission } from '../platform/auth/permissions.ts';
import { type RoleName, roleNames, roles } from '../platform/auth/roles.ts';
import { endpointsOf, type Served } from '@openward/platform/http';
import { type Answer, type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from '../app/departments.ts';
import { arbitraryOf } from './arbitrary.ts';
import { codeOf, placeOf } from './endpoints.ts';

let hospital: TestHospital;
const standing = new Map<RoleName, Client>();

beforeAll(async () => {
  hospital = await openHospital(routes);
  for (const role of roleNames) standing.set(role, await hospital.signIn(role));
});
afterAll(() => hospital.close());

/** Refusals by the pipeline itself; a wrong password, say, is a 401 of another kind. */
const refusedAtTheDoor = ['access.not_signed_in', 'access.state', 'access.permission', 'access.own_record_only'];

/** Whether the rules open the endpoint to a person who holds just this role. */
function isAllowed({ declaration: { permission } }: Served, role: RoleName, patient_id: string | null): boolean {
  if (permission === 'public' || permission === 'signed-in') return true;
  const permissions = new Set<Permission>(roles[role].permissions);
  const actor: Actor = {
    account_id: '', username: '', display_name: '', kind: role === 'patient' ? 'patient' : 'person', session_id: null, token_id: null,
    roles: [role], permissions, clearance: clearanceOf(permissions), patient_id: null, glass: [], withheld: [], relation_required: false, places: [], practitioner_id: null, state: 'active',
  };
  return decide(actor, permission, { patient_id }).allow;
}

/** The smallest of many inputs that the schema takes, the same at each run: what it may carry beside may need more rights. */
function sampleOf({ input }: Served): Record<string, unknown> {
  if (input === undefined) return {};
  const samples = fc.sample(arbitraryOf(input), { numRuns: 60, seed: 20_260_101 }).map((sample) => JSON.stringify(sample));
  const smallest = samples.reduce((one, other) => (other.length < one.length ? other : one));
  return JSON.parse(smallest) as Record<string, unknown>;
}

const callAs = (client: Client, served: Served, input: object): Promise<Answer> =>
  client.call({ '~orpc': { meta: served.declaration } }, input);

const idOf = (answer: Answer): string => String(answer.body['request_id'] ?? answer.headers['x-request-id']);

/** What the audit log keeps of refused requests: for each, its lines. */
async function denialsOf(answers: Answer[]): Promise<{ name: string; reason: string }[][]> {
  const rows = await hospital.asSuperuser<{ id: string; name: string; reason: string }>(
    `select request_id as id, name, detail->>'reason' as reason from audit.event where outcome = 'denied' and request_id = any ($1::uuid[])`, [answers.map(idOf)]);
  return answers.map((answer) => rows.filter(({ id }) => id === idOf(answer)).map(({ name, reason }) => ({ name, reason })));
}

describe.each(endpointsOf(routes).map((served) => [placeOf(served), served] as const))('%s', (_place, served) => {
  const input = sampleOf(served);
  const patient_id = typeof input['patient_id'] === 'string' ? input['patient_id'] : null;
  const { permission, event } = served.declaration;
  // What nothing personal is read by leaves no event, but its denial does.
  const deniedAs = event === 'none' ? 'platform.endpoint.denied' : event;

  it('is open to the roles that hold its permission', async () => {
    const allowed = roleNames.filter((each) => isAllowed(served, each, patient_id));
    // Before sign-in no role is asked for, and proving a password takes its time: some roles stand for all.
    for (const role of permission === 'public' ? allowed.slice(0, 2) : allowed) {
      // A session of its own: the call may be the one that signs out.
      const answer = await callAs(await hospital.signIn(role), served, input);
      expect({ role, refused: refusedAtTheDoor.includes(codeOf(answer.body)) }).toEqual({ role, refused: false });
      expect(answer.status, `${role}: ${answer.text}`).toBeLessThan(500);
    }
  });

  it('is closed to the others, and each denial is kept', async () => {
    const closed = roleNames.filter((each) => !isAllowed(served, each, patient_id));
    const answers = await Promise.all(closed.map((role) => callAs(standing.get(role)!, served, input)));
    expect(closed.map((role, at) => ({ role, status: answers[at]?.status }))).toEqual(closed.map((role) => ({ role, status: 403 })));
    const kept = [{ name: deniedAs, reason: expect.stringMatching(/^(permission|own-record-only)$/) as string }];
    expect(await denialsOf(answers)).toEqual(closed.map(() => kept));
  });

  it('is closed to who has not signed in, unless it says so', async () => {
    const answer = await callAs(hospital.visitor(), served, input);
    if (permission === 'public') {
      expect(refusedAtTheDoor).not.toContain(codeOf(answer.body));
      return;
    }
    expect({ status: answer.status, code: codeOf(answer.body) }).toEqual({ status: 401, code: 'access.not_signed_in' });
    expect((await denialsOf([answer]))[0]).toHaveLength(1);
  });
});
