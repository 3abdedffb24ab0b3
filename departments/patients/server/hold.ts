import { Problem, type Act } from '@openward/platform/http';
import type { FieldChange } from '../contract/history.ts';
import { fieldChanges } from '../rules/field-changes.ts';
import { holdPatients, restrictionOf, type Held } from './patient.sql.ts';
import { readVersions } from './version.sql.ts';

/** 404: there is no such patient, or none that this person may see. */
export const noSuchPatient = (field = 'patient_id'): Problem =>
  new Problem(404, 'patients.unknown', 'There is no such patient', { field });

/** Refuses on behalf of a patient who was not found: 403 (audited) where it is only hidden from this person, else 404. */
export async function refuseUnseen(act: Act, patient_id: string, field = 'patient_id'): Promise<never> {
  const restricted = await restrictionOf(act.tx, patient_id);
  if (restricted !== null) act.authorise({ patient_id, restricted });
  throw noSuchPatient(field);
}

/**
 * The patient as it stands, locked until the transaction ends, for a change by somebody who saw `version`. Refuses where
 * the record has been merged into another, and where somebody else has saved since: then it says who changed what.
 */
export async function holdForChange(act: Act, patient_id: string, version: number): Promise<Held> {
  const held = (await holdPatients(act.tx, [patient_id])).get(patient_id);
  if (held === undefined) return refuseUnseen(act, patient_id);
  if (held.survivor_id !== null) {
    throw new Problem(409, 'patients.merged', 'This record was merged into another: change that one', {
      surviving_id: held.survivor_id,
    });
  }
  if (held.version !== version) throw await changedSince(act, patient_id, version, held.version);
  return held;
}

/** 409 `patients.changed`: what differs between the version that the caller saw and the one that stands. */
export async function changedSince(act: Act, patient_id: string, seen: number, now: number): Promise<Problem> {
  if (seen > now) {
    return new Problem(400, 'input.invalid', 'There is no such version', { field: 'version' });
  }
  const changes = await changesBetween(act, patient_id, seen, now);
  return new Problem(409, 'patients.changed', 'Somebody else has changed this patient since you opened it', {
    from: seen,
    to: now,
    changes,
  });
}

/** What differs between two versions, field by field, and who changed each field last. */
export async function changesBetween(act: Act, patient_id: string, from: number, to: number): Promise<FieldChange[]> {
  const versions = await readVersions(act.tx, patient_id, from, to);
  return fieldChanges(
    versions.map(({ version, document, account_id, name, at }) => ({
      version,
      document,
      by: { account_id, name },
      at: at.toISOString(),
    })),
  ) as FieldChange[];
}
