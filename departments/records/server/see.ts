import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { labelOf } from './compartment.sql.ts';

/** Refuses unless there is such a record and this actor may see it; a refusal is audited. */
export async function seeRecord(act: Act, patient_id: string): Promise<void> {
  const label = await labelOf(act.tx, patient_id);
  if (label === undefined) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  act.authorise({ patient_id, ...label });
}
