import type { Actor } from '../auth/actor.ts';
import type { AuditEvent, Purpose } from '../audit/event.ts';
import type { Settings } from '../db/index.ts';

/** Where a request comes from, as the audit log keeps it. */
export interface RequestOrigin {
  request_id: string;
  address: string;
  device: string | null;
  purpose: Purpose;
}

/** The transaction-local settings that row-level security reads for this actor. */
export function settingsOf(actor: Actor | null): Settings {
  if (actor === null) return { scope: 'system' };
  if (actor.kind === 'patient') {
    return { actor: actor.account_id, scope: 'patient', ...(actor.patient_id ? { patient: actor.patient_id } : {}) };
  }
  return { actor: actor.account_id, scope: 'staff', clearance: [...actor.clearance], glass: [...actor.glass], withheld: [...actor.withheld] };
}

/** The who, where and why of an audit event. */
export function originOf(actor: Actor | null, origin: RequestOrigin, patient_ids: readonly string[] = []): Omit<AuditEvent, 'name' | 'outcome'> {
  // What is read behind broken glass is emergency treatment, whatever the request says.
  const broken = actor !== null && patient_ids.some((id) => actor.glass.includes(id));
  return {
    actor_id: actor?.account_id ?? null,
    actor_name: actor?.username ?? null,
    actor_roles: actor?.roles ?? [],
    session_id: actor?.session_id ?? null,
    token_id: actor?.token_id ?? null,
    purpose: broken ? 'ETREAT' : origin.purpose,
    address: origin.address,
    device: origin.device,
    request_id: origin.request_id,
  };
}
