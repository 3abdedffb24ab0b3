import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Band, Incident } from '../../contract/index.ts';
import { bandCode } from './shown.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Incidents, the newest first, without who was banded. */
export async function readIncidents(tx: Tx, id: string | null = null): Promise<(Omit<Incident, 'bands'> & { banded: number })[]> {
  const { rows } = await sql<Omit<Incident, 'bands'> & { banded: number }>`
    select id, name, department_id, ${iso('started_at')} as started_at, started_by_name as started_by, ${iso('ended_at')} as ended_at, ended_by_name as ended_by, last_number as banded
    from visits.incident where ${id}::uuid is null or id = ${id}::uuid order by started_at desc limit 200`.execute(tx);
  return rows;
}

/** Who was banded; the identity is that of the record in which they stand now. */
export async function readBands(tx: Tx, incident_id: string, numbers: readonly number[] | null = null): Promise<Band[]> {
  const { rows } = await sql<Omit<Band, 'code'>>`
    select b.number, b.visit_id, coalesce(s.id, p.id) as patient_id, coalesce(s.display_name, p.display_name) as patient_name, coalesce(s.unknown, p.unknown) as unknown,
      coalesce(s.hospital_number, p.hospital_number) as hospital_number, b.category, ${iso('b.category_at')} as category_at, b.category_by_name as category_by, v.status, l.name as location_name,
      (select jsonb_build_object('patient_id', k.id, 'name', k.display_name, 'hospital_number', k.hospital_number, 'reason', i.reason, 'by', i.linked_by_name, 'at', ${iso('i.linked_at')})
        from visits.identity_link i join patients.patient a on a.id = i.patient_id join patients.patient k on k.id = a.standing_id
        where i.visit_id = b.visit_id and i.unlinked_at is null and k.id <> coalesce(s.id, p.id)) as known
    from visits.band b join visits.visit v on v.id = b.visit_id join patients.patient p on p.id = v.patient_id left join patients.patient s on s.id = p.survivor_id
      left join staff.location l on l.id = v.location_id
    where b.incident_id = ${incident_id}::uuid and (${numbers}::int[] is null or b.number = any (${numbers}::int[])) order by b.number`.execute(tx);
  return rows.map((row) => ({ ...row, code: bandCode(row.number) }));
}

/** Takes so many numbers of an incident that is not over: the first one; null where there is no such incident. Desks count on one after the other. */
export async function takeNumbers(tx: Tx, incident_id: string, count: number): Promise<{ first: number; department_id: string | null } | null> {
  const { rows } = await sql<{ first: number; department_id: string | null }>`update visits.incident set last_number = last_number + ${count}
    where id = ${incident_id}::uuid and ended_at is null returning last_number - ${count} + 1 as first, department_id`.execute(tx);
  return rows[0] ?? null;
}
