import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Coded } from '../contract/text.ts';
import type { Diagnosis, Visit, VisitClass, VisitStatus } from '../contract/visit.ts';
import { nextOf } from '../rules/transition.ts';

/** A visit with all that belongs to it, whoever may read it. */
export type WholeVisit = Visit & { clinical: NonNullable<Visit['clinical']> };

interface VisitRow extends Omit<WholeVisit, 'next' | 'clinical' | 'signed_by'> {
  signed_by_name: string | null;
  reasons: Coded[];
  history_text: string | null;
  referred_by: string | null;
  referral_text: string | null;
  no_diagnosis_reason: string | null;
  diagnoses: Diagnosis[];
}

/** An instant as FHIR and the contract write it. */
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Visits whole, in no order; those that may not be seen are left out. */
export async function readVisits(tx: Tx, ids: readonly string[]): Promise<WholeVisit[]> {
  const { rows } = await sql<VisitRow>`
    select v.id, v.number, v.patient_id, v.class, v.status, v.department_id, d.name as department_name, v.location_id,
      l.name as location_name, ${iso('v.planned_for')} as planned_for, ${iso('v.arrived_at')} as arrived_at,
      ${iso('v.triaged_at')} as triaged_at, ${iso('v.started_at')} as started_at, ${iso('v.ended_at')} as ended_at,
      v.stopped_reason, v.disposition, ${iso('v.signed_at')} as signed_at, v.signed_by_name, ${iso('v.reopened_at')} as reopened_at,
      v.reopened_reason, v.after_death, v.reasons, v.history_text, v.referred_by, v.referral_text, v.no_diagnosis_reason, v.version,
      (select coalesce(jsonb_agg(jsonb_build_object('practitioner_id', p.practitioner_id, 'name', s.display_name, 'role', p.role,
          'from', ${iso('lower(p.during)')}, 'to', ${iso('upper(p.during)')}) order by lower(p.during), s.display_name), '[]')
        from visits.participant p join staff.practitioner s on s.id = p.practitioner_id where p.visit_id = v.id) as participants,
      (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'use', g.use, 'rank', g.rank, 'system', g.system, 'code', g.code,
          'display', g.display, 'certainty', g.certainty) order by g.use, g.rank), '[]')
        from visits.diagnosis g where g.visit_id = v.id) as diagnoses,
      (select coalesce(jsonb_agg(jsonb_build_object('status', h.status, 'at', ${iso('h.at')}, 'by', h.actor_name, 'reason', h.reason)
          order by h.sequence), '[]')
        from visits.status_history h where h.visit_id = v.id) as history,
      (select jsonb_build_object('happened_at', ${iso('f.happened_at')}, 'entered_at', ${iso('f.entered_at')}, 'entered_by_name', f.entered_by_name)
        from visits.form_number f where f.visit_id = v.id) as written_later
    from visits.visit v left join staff.department d on d.id = v.department_id left join staff.location l on l.id = v.location_id
    where v.id = any (${ids}::uuid[])`.execute(tx);
  return rows.map(visitOf);
}

function visitOf(row: VisitRow): WholeVisit {
  const { signed_by_name, reasons, history_text, referred_by, referral_text, no_diagnosis_reason, diagnoses, ...rest } = row;
  return {
    ...rest,
    signed_by: signed_by_name,
    next: rest.signed_at === null ? nextOf(rest.status) : nextOf(rest.status).filter((status) => status === 'entered-in-error'),
    clinical: { reasons, history_text, referred_by, referral_text, no_diagnosis_reason, diagnoses },
  };
}

/** A visit to put here. */
export interface VisitToMake {
  id?: string;
  patient_id: string;
  class: VisitClass;
  status: 'planned' | 'arrived' | 'in-progress';
  department_id: string | null;
  location_id: string | null;
  practitioner_id: string | null;
  reasons: Coded[];
  history_text?: string | null;
  referred_by: string | null;
  referral_text: string | null;
  planned_for: string | null;
  /** When it began; now unless told. */
  at?: string;
  after_death: boolean;
}

/** Puts visits here, in one statement. Returns their ids in the order given. */
export async function insertVisits(tx: Tx, visits: readonly VisitToMake[], author_name: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    with given as materialized (
      select coalesce(id, uuidv7()) as id, place, patient_id, class, status, department_id, location_id, practitioner_id, reasons, history_text,
        referred_by, referral_text, planned_for, coalesce(at, now()) as at, after_death
      from rows from (jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as (id uuid, patient_id uuid, class text, status text, department_id uuid,
        location_id uuid, practitioner_id uuid, reasons jsonb, history_text text, referred_by text, referral_text text, planned_for timestamptz,
        at timestamptz, after_death boolean)) with ordinality as given(id, patient_id, class, status, department_id, location_id, practitioner_id,
        reasons, history_text, referred_by, referral_text, planned_for, at, after_death, place)
    ), made as (
      insert into visits.visit (id, patient_id, class, status, department_id, location_id, reasons, history_text, referred_by, referral_text,
        planned_for, arrived_at, started_at, after_death, opened_at, updated_by_name)
      select id, patient_id, class, status, department_id, location_id, reasons, history_text, referred_by, referral_text, planned_for,
        case when status <> 'planned' then at end, case when status = 'in-progress' then at end, after_death, at, ${author_name}
      from given
      returning id
    )
    select array_agg(given.id order by given.place) as ids from given join made using (id)`.execute(tx);
  // A visit must be there before anything can belong to it.
  const ids = rows[0]?.ids ?? [];
  const people = visits.flatMap(({ practitioner_id, at }, place) => (practitioner_id === null ? [] : [{ visit_id: ids[place], practitioner_id, at: at ?? null }]));
  await sql`insert into visits.participant (visit_id, practitioner_id, role, during)
    select visit_id, practitioner_id, 'attender', tstzrange(coalesce(at, now()), null)
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as given(visit_id uuid, practitioner_id uuid, at timestamptz)`.execute(tx);
  return ids;
}

/** The visit as it is locked: nobody changes it until the transaction ends. Undefined where there is none to see. */
export async function lockVisit(tx: Tx, id: string): Promise<{ patient_id: string; version: number; status: VisitStatus; signed: boolean; updated_at: Date; updated_by_name: string | null } | undefined> {
  const { rows } = await sql<{ patient_id: string; version: number; status: VisitStatus; signed: boolean; updated_at: Date; updated_by_name: string | null }>`
    select patient_id, version, status, signed_at is not null as signed, updated_at, updated_by_name
    from visits.visit where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0];
}

/** An open outpatient visit of the patient with this clinician; null where there is none. */
export async function openWith(tx: Tx, patient_ids: readonly string[], practitioner_id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select v.id from visits.visit v join visits.participant p on p.visit_id = v.id
    where v.patient_id = any (${patient_ids}::uuid[]) and v.class = 'outpatient' and p.practitioner_id = ${practitioner_id}::uuid
      and v.status in ('planned', 'arrived', 'triaged', 'in-progress', 'onleave') and p.role = 'attender' and upper_inf(p.during)
    order by v.opened_at desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** The entry in the staff directory of whoever acts; null for a machine, or an account without one. */
export async function ownStaffId(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ staff_id: string | null }>`select staff_id from auth.account where id = platform.actor_id()`.execute(tx);
  return rows[0]?.staff_id ?? null;
}

