import { Problem, type Act } from '@openward/platform/http';
import type { PatientRecord } from '../contract/record.ts';
import { draftOf } from '../rules/draft.ts';
import { changed } from './change.ts';
import { refuseUnseen } from './hold.ts';
import { holdPatients } from './patient.sql.ts';
import { save } from './save.ts';

/** Writes down that a patient has died, for a department whose act ends with it. Nothing changes where it is known already. */
export async function recordDeath(act: Act, patient_id: string, died_at: string): Promise<PatientRecord> {
  const held = (await holdPatients(act.tx, [patient_id])).get(patient_id);
  if (held === undefined) return refuseUnseen(act, patient_id);
  if (held.survivor_id !== null) throw new Problem(409, 'patients.merged', 'This record was merged into another: change that one', { surviving_id: held.survivor_id });
  if (held.document.deceased) return held.document;
  return save(act, changed(draftOf(held), { deceased: true, deceased_date: died_at }, ''));
}
