import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

export interface NamedParty { id: string; name: string; is_patient: boolean }

/** Patients, payers and clinicians by their keys; those whom the reader may not see are left out. */
export async function partiesNamed(tx: Tx, ids: readonly string[]): Promise<NamedParty[]> {
  const { rows } = await sql<NamedParty>`
    select id, display_name as name, true as is_patient from patients.patient where id = any (${[...ids]}::uuid[])
    union all select id, name, false from patients.payer where id = any (${[...ids]}::uuid[])
    union all select id, display_name, false from staff.practitioner where id = any (${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** What a cost centre and a clinician are called, those of them that are told. */
export async function placesNamed(tx: Tx, { cost_centre_id, practitioner_id }: { cost_centre_id: string | null; practitioner_id: string | null }): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from staff.department where id = ${cost_centre_id}::uuid union all select display_name from staff.practitioner where id = ${practitioner_id}::uuid`.execute(tx);
  return rows.map(({ name }) => name);
}
