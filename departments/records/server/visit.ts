import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { aliasSet } from './compartment.sql.ts';
import { get } from './read.sql.ts';

/** Refuses unless the visit belongs to this record, or to one that is read as one with it. */
export async function seeVisit(tx: Tx, patient_id: string, visit_id: string | undefined): Promise<void> {
  if (visit_id === undefined) return;
  const visit = await get(tx, 'Encounter', visit_id);
  const ours = visit !== undefined && !visit.deleted && visit.patient_id !== null && (await aliasSet(tx, patient_id)).includes(visit.patient_id);
  if (!ours) throw new Problem(422, 'records.unknown_visit', 'There is no such visit in this record', { field: 'visit_id' });
}
