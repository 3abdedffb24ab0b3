import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { readStatement } from './statement/statements.sql.ts';

/** Refuses a visit that is not of this record, nor of one that is read as one with it. */
export async function seeVisit(tx: Tx, patient_id: string, visit_id: string | null | undefined): Promise<void> {
  if (visit_id == null || (await readStatement(tx, patient_id, 'Encounter', visit_id)) !== undefined) return;
  throw new Problem(422, 'records.unknown_visit', 'There is no such visit in this record', { field: 'visit_id' });
}
