import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** The last second before a day begins at a place, and the key of the night of a stay that is had then: the same night has the same key. */
export async function localMidnight(tx: Tx, { day, location_id, stay_id }: { day: string; location_id: string | null; stay_id: string }): Promise<{ at: string; night_id: string }> {
  const { rows } = await sql<{ at: Date; night_id: string }>`
    select (${day}::date::timestamp at time zone staff.local_time_zone(${location_id}::uuid)) - interval '1 second' as at, md5(${`${stay_id} ${day}`})::uuid as night_id`.execute(tx);
  const { at, night_id } = rows[0]!;
  return { at: at.toISOString(), night_id };
}
