import type { Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** What is asked about: a patient's record, or nothing personal. */
export interface Resource {
  patient_id?: string | null;
  /** The patient is marked as restricted (VIP, staff, protected). */
  restricted?: boolean;
  /** The labels of one entry of the record, with commas: a reader must be cleared for all. */
  sensitivity?: string | null;
  /** Whether the actor treats this patient; left out where it has not been asked. */
  treats?: boolean;
  /** The departments where the patient is treated now; none: nowhere. Left out where it has not been asked. */
  places?: readonly string[];
}

export type Decision = { allow: true } | { allow: false; reason: DenialReason };
export type DenialReason =
  'not-signed-in' | 'state' | 'permission' | 'own-record-only' | 'consent' | 'restricted' | 'other-place' | 'no-relation';

const allowed: Decision = { allow: true };
const denied = (reason: DenialReason): Decision => ({ allow: false, reason });

/** One step of a decision: what was asked, and how it stands. `open`: it stands because the glass is broken. */
export interface Step {
  rule: DenialReason;
  holds: boolean;
  open?: true;
}

/** The rules of the decision, in their order. The first that does not hold refuses. */
export function stepsOf(actor: Actor | null, action: Permission, resource: Resource = {}): Step[] {
  if (actor === null) return [{ rule: 'not-signed-in', holds: false }];
  const steps: Step[] = [
    { rule: 'not-signed-in', holds: true },
    { rule: 'state', holds: actor.state === 'active' },
    { rule: 'permission', holds: actor.permissions.has(action) },
  ];
  if (actor.kind === 'patient') {
    return [...steps, { rule: 'own-record-only', holds: isOwn(actor, resource) }];
  }
  const glass = isBroken(actor, resource);
  const beside = (rule: DenialReason, holds: boolean): Step => (!holds && glass ? { rule, holds: true, open: true } : { rule, holds });
  return [
    ...steps, { rule: 'consent', holds: !isWithheld(actor, action, resource) }, beside('restricted', isCleared(actor, resource)), beside('other-place', isHere(actor, action, resource)),
    beside('no-relation', isTreated(actor, action, resource)),
  ];
}

/**
 * The one decision of who may do what: role ∧ own record ∧ not withheld by the patient ∧ (clearance ∨ broken glass) ∧ (place ∨ broken glass) ∧ (treatment
 * relationship ∨ broken glass). Deny wins; the default is deny. Row-level security repeats the patient part in the database (platform.sees_patient).
 */
export function decide(actor: Actor | null, action: Permission, resource: Resource = {}): Decision {
  if (actor === null) return denied('not-signed-in');
  if (actor.state !== 'active') return denied('state');
  if (!actor.permissions.has(action)) return denied('permission');
  if (actor.kind === 'patient') return isOwn(actor, resource) ? allowed : denied('own-record-only');
  if (isWithheld(actor, action, resource)) return denied('consent');
  if (isBroken(actor, resource)) return allowed;
  if (!isCleared(actor, resource)) return denied('restricted');
  if (!isHere(actor, action, resource)) return denied('other-place');
  if (!isTreated(actor, action, resource)) return denied('no-relation');
  return allowed;
}

const isOwn = ({ patient_id }: Actor, resource: Resource): boolean => resource.patient_id != null && resource.patient_id === patient_id;

/** Broken glass that opens what is withheld has taken it off the list (auth.withheld_of): so the glass itself may be broken. */
const isWithheld = ({ withheld }: Actor, action: Permission, { patient_id }: Resource): boolean =>
  withheld.length > 0 && patient_id != null && withheld.includes(patient_id) && action !== 'patients.break_glass';

/** What is in nobody's record yet (`unassigned`) opens to no glass. */
function isBroken({ glass }: Actor, { patient_id, sensitivity }: Resource): boolean {
  return glass.length > 0 && patient_id != null && sensitivity !== 'unassigned' && glass.includes(patient_id);
}

function isCleared({ clearance }: Actor, { restricted, sensitivity }: Resource): boolean {
  return (restricted !== true || clearance.includes('restricted')) && (sensitivity == null || holdsAll(clearance, sensitivity));
}

const holdsAll = (clearance: readonly string[], labels: string): boolean =>
  clearance.includes(labels) || (labels.includes(',') && labels.split(',').every((label) => clearance.includes(label)));

/** Whoever is bound to departments opens no clinical record of somebody who is treated elsewhere alone. */
function isHere({ places: bound }: Actor, action: Permission, { places }: Resource): boolean {
  if (bound.length === 0 || places === undefined || places.length === 0 || !clinical.has(action)) return true;
  return places.some((place) => bound.includes(place));
}

/** Only the clinical record needs a relation, and only where the hospital requires one; who keeps records is exempt. */
function isTreated({ relation_required, permissions }: Actor, action: Permission, { treats }: Resource): boolean {
  return treats !== false || !relation_required || !clinical.has(action) || permissions.has('records.without_relation');
}

const clinical: ReadonlySet<Permission> = new Set<Permission>(['records.read', 'records.write', 'records.order', 'records.oxygen_scale', 'fhir.read', 'fhir.write']);

const administration: readonly Permission[] = ['accounts.read', 'accounts.manage', 'roles.manage', 'tokens.manage'];

/**
 * The labels beyond the ordinary that a set of permissions opens, and those that the account was cleared for (with commas);
 * given to row-level security as `openward.clearance`.
 */
export function clearanceOf(permissions: ReadonlySet<string>, cleared = ''): string[] {
  const labels: string[] = cleared === '' ? [] : cleared.split(',');
  if (permissions.has('patients.restricted')) labels.push('restricted');
  if (permissions.has('audit.read')) labels.push('audit');
  if (permissions.has('access.labels')) labels.push('labels');
  if (permissions.has('rights.answer')) labels.push('rights');
  if (administration.some((permission) => permissions.has(permission))) labels.push('accounts');
  return labels;
}
