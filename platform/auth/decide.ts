import type { Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** What is asked about: a patient's record, or nothing personal. */
export interface Resource {
  patient_id?: string | null;
  /** The patient is marked as restricted (VIP, staff, protected). */
  restricted?: boolean;
}

export type Decision = { allow: true } | { allow: false; reason: DenialReason };
export type DenialReason =
  'not-signed-in' | 'state' | 'permission' | 'own-record-only' | 'restricted';

/**
 * The one decision of who may do what: role ∧ own record ∧ sensitivity clearance. Deny wins; the default is deny.
 * Row-level security repeats the patient part in the database (platform.sees_patient).
 * Location, treatment relationship and break-glass join here when visits exist.
 */
export function decide(actor: Actor | null, action: Permission, resource: Resource = {}): Decision {
  if (actor === null) return { allow: false, reason: 'not-signed-in' };
  if (actor.state !== 'active') return { allow: false, reason: 'state' };
  if (!actor.permissions.has(action)) return { allow: false, reason: 'permission' };
  if (actor.kind === 'patient') {
    const own = resource.patient_id != null && resource.patient_id === actor.patient_id;
    return own ? { allow: true } : { allow: false, reason: 'own-record-only' };
  }
  if (resource.restricted === true && !actor.clearance.includes('restricted')) {
    return { allow: false, reason: 'restricted' };
  }
  return { allow: true };
}

const administration: readonly Permission[] = ['accounts.read', 'accounts.manage', 'roles.manage', 'tokens.manage'];

/** The labels beyond the ordinary that a set of permissions opens; given to row-level security as `openward.clearance`. */
export function clearanceOf(permissions: ReadonlySet<string>): string[] {
  const labels: string[] = [];
  if (permissions.has('patients.restricted')) labels.push('restricted');
  if (permissions.has('audit.read')) labels.push('audit');
  if (administration.some((permission) => permissions.has(permission))) labels.push('accounts');
  return labels;
}
