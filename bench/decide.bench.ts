// Decisions in a second, over requests as they come: most allowed, some refused by each rule.
import { type Actor, clearanceOf, decide, type Permission, type Resource } from '@openward/platform/auth';

const permissions = new Set<Permission>(['patients.read', 'records.read', 'records.write', 'visits.read', 'scheduling.read']);
const actor = (change: Partial<Actor>): Actor => ({
  account_id: 'a', username: 'ann.lee', display_name: 'Ann Lee', kind: 'person', session_id: 's', token_id: null, roles: ['doctor'], permissions,
  clearance: clearanceOf(permissions), glass: [], withheld: [], relation_required: true, places: [], practitioner_id: 'p', patient_id: null, state: 'active', ...change,
});
const actors = [actor({}), actor({ glass: ['p1', 'p2'] }), actor({ kind: 'patient', patient_id: 'p1' }), actor({ relation_required: false, places: ['w1', 'w2'] })];
const actions: Permission[] = ['records.read', 'records.read', 'patients.read', 'billing.read'];
const resources: Resource[] = [
  { patient_id: 'p1', restricted: false, treats: true, places: ['w3', 'w2'] }, { patient_id: 'p2', restricted: true }, { patient_id: 'p3', restricted: false, treats: false }, {},
];

/** Decisions in a second, and which part of them allowed: a judge that always says no is quick too. */
export function decisionsInASecond(count = 5_000_000): { rate: number; allowed: number } {
  let allowed = 0;
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) {
    if (decide(actors[at & 3]!, actions[(at >> 2) & 3]!, resources[(at >> 4) & 3]!).allow) allowed += 1;
  }
  return { rate: (count / (performance.now() - begun)) * 1000, allowed: allowed / count };
}
