import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** Whoever adds a medicine or goes through the list waits for the other: no line is passed over because it came a moment later. */
export async function lockMedicines(tx: Tx, patient_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('records.medicines/' || records.surviving(${patient_id}::uuid), 0))`.execute(tx);
}

/** When the list was last gone through; null where it never was. */
export async function lastReconciliation(tx: Tx, patient_id: string): Promise<{ id: string; at: string | null; by: string | null } | null> {
  const { rows } = await sql<{ id: string; at: Date | null; by: string | null }>`
    select r.id, r.happened_at as at, r.body -> 'source' ->> 'display' as by from records.resource r
    where r.patient_id = any (records.alias_set(${patient_id}::uuid)) and r.type = 'List' and not r.deleted
      and r.status is distinct from 'entered-in-error' and r.codes @> array['http://loinc.org|10160-0']
    order by r.happened_at desc nulls last limit 1`.execute(tx);
  return rows[0] === undefined ? null : { ...rows[0], at: rows[0].at?.toISOString() ?? null };
}
