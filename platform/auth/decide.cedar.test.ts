import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { type Decision, decide, type Resource, stepsOf } from './decide.ts';
import { allPermissions, type Permission } from './permissions.ts';

// The rules once more, in another language and by another engine, written from what they mean and not from decide().
const policy = `
permit (principal, action, resource) when { context.mayAct };
forbid (principal, action, resource) when { context.session != "active" };
forbid (principal, action, resource) unless { context.held };
forbid (principal, action, resource) when { !context.staff } unless { context.hasPatient && context.patient == context.own };
forbid (principal, action, resource) when { context.staff && context.withheld && !context.breaking };
forbid (principal, action, resource) when { context.staff && context.restricted } unless { context.clearance.contains("restricted") || context.broken };
forbid (principal, action, resource) when { context.staff } unless { context.clearance.containsAll(context.labels) || context.broken };
forbid (principal, action, resource) when { context.staff && context.clinical && context.askedWhere && !context.bound.isEmpty() && !context.places.isEmpty() }
  unless { context.bound.containsAny(context.places) || context.broken };
forbid (principal, action, resource) when { context.staff && context.clinical && context.required && context.relation == "none" }
  unless { context.exempt || context.broken };
`;
const clinical = ['records.read', 'records.write', 'records.order', 'records.oxygen_scale', 'fhir.read', 'fhir.write'];

const random = (() => {
  // A sequence that is the same at each run (mulberry32).
  let state = 37;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
})();
const one = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
const some = <T>(chance: number, ...of: readonly T[]): T[] => of.filter(() => random() < chance);
const people = ['p1', 'p2', 'p3'];

interface Request {
  actor: Actor | null;
  action: Permission;
  resource: Resource;
}

function request(): Request {
  const action = one(...(random() < 0.5 ? (clinical as Permission[]) : allPermissions));
  const held = random() < 0.85 ? [action] : [];
  const actor: Actor = {
    account_id: 'a', username: 'a', display_name: 'A', session_id: null, token_id: null, roles: [],
    kind: one('person', 'person', 'person', 'service', 'patient'),
    permissions: new Set<Permission>([...held, ...some(0.2, 'records.without_relation' as const, 'patients.restricted' as const)]),
    clearance: some(0.5, 'restricted', 'audit', 'PSY', 'HIV'),
    glass: some(0.25, ...people),
    withheld: some(0.15, ...people),
    relation_required: random() < 0.6,
    places: some(0.3, 'ward-1', 'ward-2'),
    practitioner_id: null,
    patient_id: one(null, ...people),
    state: random() < 0.9 ? 'active' : one('locked', 'second-factor', 'password-change', 'enrol-second-factor'),
  };
  const resource: Resource = {
    ...(random() < 0.9 ? { patient_id: one(null, ...people) } : {}),
    ...(random() < 0.7 ? { restricted: random() < 0.4 } : {}),
    ...(random() < 0.4 ? { sensitivity: one(null, 'restricted', 'PSY', 'HIV,PSY', 'HIV,PSY,restricted', 'unassigned') } : {}),
    ...(random() < 0.7 ? { treats: random() < 0.5 } : {}),
    ...(random() < 0.6 ? { places: some(0.4, 'ward-1', 'ward-2', 'ward-3') } : {}),
  };
  return { actor: random() < 0.02 ? null : actor, action, resource };
}

/** What Cedar says of a request. */
function judged({ actor, action, resource }: Request): boolean {
  const { patient_id = null, restricted = false, sensitivity = null, treats, places } = resource;
  const answer = statefulIsAuthorized({
    preparsedPolicySetId: 'openward',
    principal: { type: 'Account', id: 'a' }, action: { type: 'Action', id: action }, resource: { type: 'Record', id: 'r' }, entities: [],
    context: {
      mayAct: actor !== null,
      session: actor?.state ?? '',
      staff: actor?.kind !== 'patient',
      held: actor?.permissions.has(action) === true,
      hasPatient: patient_id !== null, patient: patient_id ?? '', own: actor?.patient_id ?? 'none',
      restricted, labels: sensitivity === null ? [] : sensitivity.split(','),
      clearance: [...(actor?.clearance ?? [])],
      broken: patient_id !== null && sensitivity !== 'unassigned' && actor?.glass.includes(patient_id) === true,
      breaking: action === 'patients.break_glass',
      withheld: patient_id !== null && actor?.withheld.includes(patient_id) === true,
      clinical: clinical.includes(action), required: actor?.relation_required === true,
      relation: treats === undefined ? 'unasked' : treats ? 'some' : 'none',
      askedWhere: places !== undefined, places: [...(places ?? [])], bound: [...(actor?.places ?? [])],
      exempt: actor?.permissions.has('records.without_relation') === true,
    },
  });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === 'allow';
}

/** How often somebody else's decision differs from Cedar's. */
function differences(requests: readonly Request[], decideOn: (...asked: Parameters<typeof decide>) => Decision): number {
  return requests.filter((each) => decideOn(each.actor, each.action, each.resource).allow !== judged(each)).length;
}

const parsed = preparsePolicySet('openward', { staticPolicies: policy });
// All of them with CEDAR_REQUESTS=100000; in the suite as many as take a few seconds.
const requests = Array.from({ length: Number(process.env['CEDAR_REQUESTS'] ?? 4000) }, request);

test('the policy in Cedar and decide() say the same of every request, and each refuses and allows enough', () => {
  expect(parsed.type).toBe('success');
  expect(differences(requests, decide)).toBe(0);
  const allowed = requests.filter(({ actor, action, resource }) => decide(actor, action, resource).allow).length;
  expect(allowed).toBeGreaterThan(requests.length / 10);
  expect(allowed).toBeLessThan((requests.length * 9) / 10);
});

test.each<[string, typeof decide]>([
  ['forgets restricted patients', (actor, action, resource) => decide(actor, action, { ...resource, restricted: false })],
  ['is content with one label of several', (actor, action, resource) => decide(actor, action, { ...resource, sensitivity: resource?.sensitivity?.split(',')[0] ?? null })],
  ['forgets labels', (actor, action, resource) => decide(actor, action, { ...resource, sensitivity: null })],
  ['forgets relations', (actor, action, resource) => decide(actor, action, { ...resource, treats: true })],
  ['forgets places', (actor, action, resource) => decide(actor, action, { ...resource, places: [] })],
  ['forgets what patients withhold', (actor, action, resource) => decide(actor && { ...actor, withheld: [] }, action, resource)],
  ['breaks no glass', (actor, action, resource) => decide(actor && { ...actor, glass: [] }, action, resource)],
  ['takes a patient for staff', (actor, action, resource) => decide(actor && { ...actor, kind: 'person' }, action, resource)],
])('a decision that %s is found out', (_what, mutant) => {
  expect(differences(requests.slice(0, 2000), mutant)).toBeGreaterThan(0);
});

test('the steps that are shown lead to the decision that is taken', () => {
  for (const { actor, action, resource } of requests) {
    const decision = decide(actor, action, resource);
    const failed = stepsOf(actor, action, resource).find(({ holds }) => !holds);
    expect(decision).toEqual(failed === undefined ? { allow: true } : { allow: false, reason: failed.rule });
  }
});
