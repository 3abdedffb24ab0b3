import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PatientRow } from '../contract/record.ts';
import type { SearchReason } from '../contract/search.ts';
import type { Reading } from '../rules/search.ts';

export interface Found extends Omit<PatientRow, 'registered_at'> {
  registered_at: Date;
  reason: SearchReason;
  merged: { hospital_number: string; display_name: string } | null;
  names: { text: string | null; family: string | null; given: string[] }[];
  phones: string[];
  numbers: string[];
}

/**
 * The patients who fit, best first. `secrets` are the blind indexes that a typed number may have. Row-level security
 * applies once more to what patients.search has found.
 */
export async function searchPatients(tx: Tx, readings: readonly Reading[], secrets: readonly Buffer[], most: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select p.id, p.hospital_number, p.display_name, p.birth_date, p.birth_date_estimated, p.sex, p.unknown, p.deceased,
      p.restricted, p.registered_at, f.reason,
      case when f.found_id <> p.id then
        (select json_build_object('hospital_number', m.hospital_number, 'display_name', m.display_name)
          from patients.patient m where m.id = f.found_id) end as merged,
      (select coalesce(json_agg(json_build_object('text', n.text, 'family', n.family, 'given', n.given) order by n.position), '[]')
        from patients.name n where n.patient_id = f.found_id) as names,
      case when f.reason = 'phone' then array(
        select t.value from patients.telecom t where t.patient_id = f.found_id and t.system <> 'email' order by t.position)
        else '{}' end as phones,
      case when f.reason = 'identifier' then array(
        select i.value from patients.identifier i
        where i.patient_id = f.found_id and i.value is not null and i.removed_in_version is null order by i.position)
        else '{}' end as numbers
    from patients.search(${JSON.stringify(readings)}::jsonb, ${secrets}::bytea[], ${most}) with ordinality
      as f (patient_id, found_id, score, reason, place)
    join patients.patient p on p.id = f.patient_id
    order by f.place`.execute(tx);
  return rows;
}
