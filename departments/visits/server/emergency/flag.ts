import { sql } from 'kysely';
import type { Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { toMedicoLegalFlag } from '../../rules/emergency/fhir.ts';
import { authorOf } from '../author.ts';

/** Gives the FHIR record the flag of a medico-legal case as it is now. */
export async function projectFlag(act: Act, visit_id: string): Promise<void> {
  const { rows } = await sql<{ flag_id: string; medico_legal: boolean; patient_id: string; at: Date }>`
    select e.flag_id, e.medico_legal, v.patient_id, coalesce(v.arrived_at, v.opened_at) as at
    from visits.emergency e join visits.visit v on v.id = e.visit_id where e.visit_id = ${visit_id}::uuid`.execute(act.tx);
  for (const { flag_id, medico_legal, patient_id, at } of rows) {
    await records.put(act.tx, { resource: toMedicoLegalFlag(flag_id, { patient_id, visit_id }, medico_legal, at.toISOString()), patient_id, author: authorOf(act) });
  }
}
