import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { parseExactly, type Element } from '@openward/platform/fhir';

/** Whoever writes on a patient's allergies waits for the other: two people cannot at once name one and say that there is none. */
export async function lockAllergies(tx: Tx, patient_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('records.allergies/' || records.surviving(${patient_id}::uuid), 0))`.execute(tx);
}

/** An allergy as a safety check sees it: of the whole record. What is hidden from the reader is checked, and never told. */
export interface CheckedAllergy {
  id: string;
  version: number;
  hidden: boolean;
  resource: Element;
}

/** All statements on allergies of a record, also those that the reader may not see. */
export async function allergiesToCheck(tx: Tx, patient_id: string): Promise<CheckedAllergy[]> {
  const { rows } = await sql<{ id: string; version: number; hidden: boolean; body: string }>`
    select id, version, hidden, body::text as body from records.allergies_to_check(${patient_id}::uuid)`.execute(tx);
  return rows.map(({ body, ...row }) => ({ ...row, resource: parseExactly(body) as Element }));
}
