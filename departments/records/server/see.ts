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

/** What a decision rests on beside the record: each is asked only where it matters for this actor. */
export async function relationOf(act: Pick<Act, 'tx' | 'actor'>, patient_id: string): Promise<{ treats?: boolean; places?: string[] }> {
  return { ...(await placesOf(act, patient_id)), ...(await treatsOf(act, patient_id)) };
}

/** Where the patient is treated now, for who is bound to departments. */
async function placesOf({ tx, actor }: Pick<Act, 'tx' | 'actor'>, patient_id: string): Promise<{ places?: string[] }> {
  if (actor.places.length === 0) return {};
  const { rows } = await sql<{ places: string[] }>`select records.places_of(${patient_id}::uuid) as places`.execute(tx);
  return { places: rows[0]?.places ?? [] };
}

/** Whether who asks treats the patient, where the hospital requires it. */
async function treatsOf({ tx, actor }: Pick<Act, 'tx' | 'actor'>, patient_id: string): Promise<{ treats?: boolean }> {
  if (!actor.relation_required || actor.kind !== 'person') return {};
  if (actor.practitioner_id === null) return { treats: false };
  const { rows } = await sql<{ treats: boolean }>`select records.treats(${actor.practitioner_id}::uuid, ${patient_id}::uuid,
    ${actor.permissions.has('emergency.read')}) as treats`.execute(tx);
  return { treats: rows[0]?.treats === true };
}
