import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { numberIndex } from './secret.ts';

/**
 * The patients who have this number: their hospital number, a number that others gave, or a secret one, which is found
 * by its blind index. The record that is answered is the surviving one where records were merged.
 */
export async function findByIdentifier(tx: Tx, { system, value }: { system?: string; value: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with found as (
      select p.id, p.survivor_id from patients.patient p, patients.setting s
      where p.hospital_number = ${value} and (${system ?? null}::text is null or ${system ?? null} = s.number_system)
      union
      select p.id, p.survivor_id from patients.identifier i join patients.patient p on p.id = i.patient_id
      where i.removed_in_version is null and (i.value = ${value} or i.blind_index = ${numberIndex(value)})
        and (${system ?? null}::text is null or i.system = ${system ?? null})
    )
    select distinct coalesce(survivor_id, id) as id from found order by id limit 10`.execute(tx);
  return rows.map(({ id }) => id);
}
