import type { Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** What is asked about: a patient's record, or nothing personal. */
export interface Resource {
  patient_id?: string | null;
  /** The patient is marked as restricted (VIP, staff, protected). */
  restricted?: boolean;
  /** The label of one entry of the record, which a reader must be cleared for. */
  sensitivity?: string | null;
  /** Whether the actor treats this patient; left out where it has not been asked. */
  treats?: boolean;
}

export type Decision = { allow: true } | { allow: false; reason: DenialReason };
export type DenialReason =
  'not-signed-in' | 'state' | 'permission' | 'own-record-only' | 'restricted' | 'no-relation';

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
  return [...steps, beside('restricted', isCleared(actor, resource)), beside('no-relation', isTreated(actor, action, resource))];
}

/**
 * The one decision of who may do what: role ∧ own record ∧ (clearance ∨ broken glass) ∧ (treatment relationship ∨ broken
 * glass). Deny wins; the default is deny. Row-level security repeats the patient part in the database (platform.sees_patient).
 */
export function decide(actor: Actor | null, action: Permission, resource: Resource = {}): Decision {
  if (actor === null) return denied('not-signed-in');
  if (actor.state !== 'active') return denied('state');
  if (!actor.permissions.has(action)) return denied('permission');
  if (actor.kind === 'patient') return isOwn(actor, resource) ? allowed : denied('own-record-only');
  if (isBroken(actor, resource)) return allowed;
  if (!isCleared(actor, resource)) return denied('restricted');
  if (!isTreated(actor, action, resource)) return denied('no-relation');
  return allowed;
}

const isOwn = ({ patient_id }: Actor, resource: Resource): boolean => resource.patient_id != null && resource.patient_id === patient_id;

/** What is in nobody's record yet (`unassigned`) opens to no glass. */
function isBroken({ glass }: Actor, { patient_id, sensitivity }: Resource): boolean {
  return glass.length > 0 && patient_id != null && sensitivity !== 'unassigned' && glass.includes(patient_id);
}

function isCleared({ clearance }: Actor, { restricted, sensitivity }: Resource): boolean {
  return (restricted !== true || clearance.includes('restricted')) && (sensitivity == null || clearance.includes(sensitivity));
}

/** Only the clinical record needs a relation, and only where the hospital requires one; who keeps records is exempt. */
function isTreated({ relation_required, permissions }: Actor, action: Permission, { treats }: Resource): boolean {
  return treats !== false || !relation_required || !clinical.has(action) || permissions.has('records.without_relation');
}

const clinical: ReadonlySet<Permission> = new Set<Permission>(['records.read', 'records.write', 'records.order', 'records.oxygen_scale', 'fhir.read', 'fhir.write']);

const administration: readonly Permission[] = ['accounts.read', 'accounts.manage', 'roles.manage', 'tokens.manage'];

/** The labels beyond the ordinary that a set of permissions opens; given to row-level security as `openward.clearance`. */
export function clearanceOf(permissions: ReadonlySet<string>): string[] {
  const labels: string[] = [];
  if (permissions.has('patients.restricted')) labels.push('restricted');
  if (permissions.has('audit.read')) labels.push('audit');
  if (administration.some((permission) => permissions.has(permission))) labels.push('accounts');
  return labels;
}
