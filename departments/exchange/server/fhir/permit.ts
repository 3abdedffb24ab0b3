import type { Act } from '@openward/platform/http';
import type { Permission } from '@openward/platform/auth';

/**
 * Asks for a right before it is known whose record it is about. A patient’s own account holds its rights over its own record
 * only: what is not theirs is refused when it is known.
 */
export function permit(act: Act, permission: Permission): void {
  act.authorise(act.actor.kind === 'patient' ? { patient_id: act.actor.patient_id } : {}, permission);
}
