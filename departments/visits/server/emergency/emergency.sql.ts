import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Emergency, Triage } from '../../contract/emergency.ts';

/** A row of the board as the database has it. */
export interface EmergencyDbRow extends Omit<Emergency, 'state' | 'attention' | 'news2' | 'allergies' | 'warnings' | 'open_orders' | 'new_results' | 'arrived_at' | 'due_at' | 'triaged_at' | 'triages' | 'band'> {
  arrived_at: Date;
  due_at: Date | null;
  triaged_at: Date | null;
  /** The score that was known at triage. */
  triaged_with: number | null;
  dead: boolean;
  restricted: boolean;
  band_number: number | null;
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Emergency visits: those named, or all that are open of a department. What may not be seen is left out. */
export async function readEmergencies(tx: Tx, of: { ids: readonly string[] } | { department_id: string | null }): Promise<EmergencyDbRow[]> {
  const which = 'ids' in of
    ? sql`v.id = any (${of.ids}::uuid[])`
    : sql`v.class = 'emergency' and v.status in ('arrived', 'triaged', 'in-progress', 'onleave') and (${of.department_id}::uuid is null or v.department_id = ${of.department_id}::uuid)`;
  const { rows } = await sql<EmergencyDbRow>`
    select v.id as visit_id, e.version, v.number, coalesce(s.id, p.id) as patient_id, coalesce(s.display_name, p.display_name) as patient_name, coalesce(s.unknown, p.unknown) as unknown,
      coalesce(s.hospital_number, p.hospital_number) as hospital_number, case when s.id is null then p.birth_date else s.birth_date end as birth_date, coalesce(s.sex, p.sex) as sex, p.restricted,
      v.department_id, v.status, e.scheme, e.level, e.arrival_mode, coalesce(v.arrived_at, v.opened_at) as arrived_at, e.triaged_at, e.due_at, e.news2 as triaged_with, e.dead,
      ${iso('v.started_at')} as started_at, ${iso('e.boarding_since')} as boarding_since, bed.name as bed_department_name, e.bed_department_id, v.location_id, l.name as location_name,
      (select m.display_name from visits.participant w join staff.practitioner m on m.id = w.practitioner_id where w.visit_id = v.id and w.role = 'attender' and upper_inf(w.during) limit 1) as clinician_name,
      e.nurse_id, n.display_name as nurse_name, e.medico_legal, e.medico_legal_note, e.next_of_kin, e.out_of_turn_reason, e.next_step,
      (select string_agg(coalesce(r ->> 'text', r ->> 'display'), ', ') from jsonb_array_elements(v.reasons) r) as complaint,
      e.disposition, ${iso('e.disposition_at')} as disposition_at, e.disposition_note, e.disposition_by_name as disposition_by, b.number as band_number
    from visits.visit v join visits.emergency e on e.visit_id = v.id join patients.patient p on p.id = v.patient_id left join patients.patient s on s.id = p.survivor_id
      left join staff.location l on l.id = v.location_id left join staff.practitioner n on n.id = e.nurse_id left join staff.department bed on bed.id = e.bed_department_id
      left join visits.band b on b.visit_id = v.id
    where ${which}
    order by v.opened_at limit 1000`.execute(tx);
  return rows;
}

/** The triages of a visit, the first one first. */
export async function readTriages(tx: Tx, visit_id: string): Promise<Triage[]> {
  const { rows } = await sql<Triage>`
    select id, sequence, scheme, level, minutes, ${iso('at')} as at, ${iso('due_at')} as due_at, news2, reason, actor_name as by
    from visits.triage where visit_id = ${visit_id}::uuid order by sequence`.execute(tx);
  return rows;
}

/** Triage and taking come one after the other from here on. Before any visit is locked. */
export async function holdTurn(tx: Tx): Promise<void> {
  await sql`select visits.hold_emergency()`.execute(tx);
}

/** The same, only where the visit is an emergency. */
export async function holdTurnOf(tx: Tx, visit_id: string): Promise<void> {
  await sql`select visits.hold_emergency() from visits.visit where id = ${visit_id}::uuid and class = 'emergency'`.execute(tx);
}

/** By which scheme a department triages: its own, else that of the first emergency department. */
export async function schemeOf(tx: Tx, department_id: string | null): Promise<string> {
  const { rows } = await sql<{ scheme: string }>`select d.scheme from visits.emergency_department d join staff.department s on s.id = d.department_id
    order by (d.department_id = ${department_id}::uuid) is true desc, s.name limit 1`.execute(tx);
  return rows[0]?.scheme ?? 'ESI';
}

/** The department that receives emergencies where none is named; null where none is set up. */
export async function usualDepartment(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select d.department_id as id from visits.emergency_department d join staff.department s on s.id = d.department_id order by s.name limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
