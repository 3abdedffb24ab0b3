import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { OxygenScale } from '../../contract/vitals.ts';
import { flagCode } from '../../rules/vitals/oxygen-flag.ts';

export interface ScaleRow extends OxygenScale {
  id: string | null;
}

/** The scale that was prescribed at a moment: 1 unless a clinician prescribed 2 before it, and did not end it since. */
export async function oxygenScale(tx: Tx, patient_id: string, at?: Date): Promise<ScaleRow> {
  const { rows } = await sql<{ id: string; version: number; status: string; starts: Date; ends: Date | null; by: string | null; last_updated: Date; reason: string | null }>`
    select id, version, status, lower(period) as starts, upper(period) as ends, author_name as by, last_updated, body -> 'code' ->> 'text' as reason
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'Flag' and not deleted and status in ('active', 'inactive')
      and codes && ${[flagCode]}::text[]
    order by lower(period) desc, id`.execute(tx);
  const newest = rows[0];
  if (newest === undefined) return { id: null, scale: 1, version: null, by: null, at: null, reason: null };
  // What is read now is the newest; what is scored is as it stood then.
  const applies = (row: typeof newest) => (at === undefined ? row.status === 'active' : row.starts <= at && (row.ends === null || at < row.ends));
  const { id, version, by, last_updated, reason } = newest;
  return { id, version, by, at: last_updated.toISOString(), reason, scale: (at === undefined ? applies(newest) : rows.some(applies)) ? 2 : 1 };
}
