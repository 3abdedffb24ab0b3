import { sql } from 'kysely';
import { Problem, relationsBy } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { labelOf } from './compartment.sql.ts';

/** Refuses unless there is such a record and this actor may see it; a refusal is audited. */
export async function seeRecord(act: Act, patient_id: string): Promise<void> {
  const label = await labelOf(act.tx, patient_id);
  if (label === undefined) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  act.authorise({ patient_id, ...label, ...(await relationOf(act, patient_id)) });
}

relationsBy(relationOf);

/** Whether who asks treats the patient; asked only where the hospital requires it. */
export async function relationOf({ tx, actor }: Pick<Act, 'tx' | 'actor'>, patient_id: string): Promise<{ treats?: boolean }> {
  if (!actor.relation_required || actor.kind !== 'person') return {};
  if (actor.practitioner_id === null) return { treats: false };
  const { rows } = await sql<{ treats: boolean }>`select records.treats(${actor.practitioner_id}::uuid, ${patient_id}::uuid,
    ${actor.permissions.has('emergency.read')}) as treats`.execute(tx);
  return { treats: rows[0]?.treats === true };
}
