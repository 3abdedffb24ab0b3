import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { Permission } from '@openward/platform/auth';
import type { Tx } from '@openward/platform/db';
import { labelOf } from '@openward/records/api';
import { isLog } from '../../rules/fhir/types.ts';

export const unknownResource = (type: string, id: string): Problem =>
  new Problem(404, 'records.unknown', `There is no ${type}/${id}`);

/** The log has no versions: what happened never changes. */
export function refuseVersions(type: string): void {
  if (isLog(type)) throw new Problem(404, 'fhir.not_kept', `${type} has no versions: what happened stays as it was written`);
}

/** Refuses what was not found: 403, audited, where it is only hidden because its patient is restricted; else 404. */
export async function refuseUnseen(act: Act, type: string, id: string, permission?: Permission): Promise<never> {
  await refuseHidden(act, type, id, permission);
  throw unknownResource(type, id);
}

/** Refuses, audited, what is only hidden because its patient is restricted. */
export async function refuseHidden(act: Act, type: string, id: string, permission?: Permission): Promise<void> {
  const patient_id = act.actor.kind === 'patient' ? null : await hiddenPatient(act.tx, type, id);
  if (patient_id !== null) act.authorise({ patient_id, restricted: true }, permission);
}

async function hiddenPatient(tx: Tx, type: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ patient_id: string | null }>`select exchange.hidden_patient(${type}, ${id}) as patient_id`.execute(tx);
  return rows[0]?.patient_id ?? null;
}

/** Opens a resource’s record: refuses where this actor may not see it, and names the patient in the audit event. */
export async function openRecord(act: Act, patient_id: string | null, permission?: Permission): Promise<void> {
  if (patient_id === null) return act.authorise({}, permission);
  const label = await labelOf(act.tx, patient_id);
  if (label === undefined) throw new Problem(422, 'records.unknown_patient', 'The resource names a patient who is not here', { field: 'subject' });
  authorisePatient(act, patient_id, label.restricted, permission);
  act.audit.patient(patient_id);
}

/** A patient’s own account was let through row-level security, which ranges over merged records: what it shows is their own. */
function authorisePatient(act: Act, patient_id: string, restricted: boolean, permission?: Permission): void {
  const own = act.actor.kind === 'patient';
  act.authorise({ patient_id: own ? act.actor.patient_id : patient_id, restricted }, permission);
}
