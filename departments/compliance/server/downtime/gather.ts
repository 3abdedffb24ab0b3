import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printedDate } from '@openward/platform/time';
import { wardFacts } from '@openward/records/api';
import type { DowntimeAppointment, DowntimeContent, DowntimePatient } from '../../rules/downtime/content.ts';

const patients_max = 3000;
const zone = sql`coalesce((select time_zone from platform.installation), 'UTC')`;
const words = (column: string, format = 'DD-Mon-YYYY HH24:MI') => sql`to_char(${sql.raw(column)} at time zone ${zone}, ${sql.lit(format)})`;

interface VisitRow extends Omit<DowntimePatient, 'warnings' | 'allergies' | 'medicines' | 'orders' | 'hidden' | 'emergency'> {
  patient_id: string;
  is_emergency: boolean;
  level: string | null;
  due: string | null;
  next_step: string | null;
}

/** All that a snapshot tells, as of now. The transaction must see restricted patients, whose names are left out, and no label beyond. */
export async function gather(tx: Tx, every_minutes: number): Promise<DowntimeContent & { patient_ids: string[] }> {
  const { rows: [now] } = await sql<{ hospital: string | null; at: string; made_at_words: string }>`
    select (select hospital_name from platform.installation) as hospital, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, ${words('now()', 'Dy DD-Mon-YYYY HH24:MI')} as made_at_words`.execute(tx);
  const visits = await openVisits(tx);
  const facts = await wardFacts(tx, [...new Set(visits.map(({ patient_id }) => patient_id))]);
  const patients = visits.map(({ patient_id, is_emergency, level, due, next_step, ...visit }): DowntimePatient => ({
    ...visit, born: visit.born === null ? null : printedDate(visit.born), ...(facts.get(patient_id) ?? { warnings: [], allergies: [], medicines: [], orders: [], hidden: true }), emergency: is_emergency ? { level, due, next_step } : null,
  }));
  return {
    hospital: now?.hospital ?? 'OpenWard', made_at: now!.at, made_at_words: now!.made_at_words, every_minutes, patients, appointments: await appointmentsToday(tx),
    patient_ids: [...facts.keys()],
  };
}

/** Everybody who is here: those in emergency by acuity and then arrival, the others by place. */
async function openVisits(tx: Tx): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select coalesce(s.id, p.id) as patient_id, case when coalesce(s.restricted, p.restricted) then 'Restricted record' else coalesce(s.display_name, p.display_name) end as name,
      coalesce(s.hospital_number, p.hospital_number) as number, coalesce(s.birth_date, p.birth_date) as born, coalesce(s.sex, p.sex) as sex,
      v.number as visit_number, v.class, coalesce(l.name, d.name, 'No place') as place, ${words('coalesce(v.arrived_at, v.started_at, v.opened_at)')} as since,
      case when coalesce(s.restricted, p.restricted) then null else (select string_agg(coalesce(r ->> 'text', r ->> 'display'), ', ') from jsonb_array_elements(v.reasons) r) end as reason,
      (select m.display_name from visits.participant w join staff.practitioner m on m.id = w.practitioner_id where w.visit_id = v.id and w.role = 'attender' order by lower(w.during) desc limit 1) as attender,
      e.visit_id is not null as is_emergency, e.scheme || ' ' || e.level as level, ${words('e.due_at', 'HH24:MI')} as due, e.next_step
    from visits.visit v join patients.patient p on p.id = v.patient_id left join patients.patient s on s.id = p.survivor_id
      left join visits.emergency e on e.visit_id = v.id and v.class = 'emergency' left join staff.department d on d.id = v.department_id left join staff.location l on l.id = v.location_id
    where v.status in ('arrived', 'triaged', 'in-progress', 'onleave')
    order by e.visit_id is null, e.level nulls first, coalesce(l.name, d.name), v.opened_at limit ${patients_max}`.execute(tx);
  return rows;
}

async function appointmentsToday(tx: Tx): Promise<DowntimeAppointment[]> {
  const { rows } = await sql<DowntimeAppointment>`
    select ${words('a.starts_at', 'HH24:MI')} as at, case when p.restricted then 'Restricted record' else p.display_name end as name, p.hospital_number as number, t.name as kind,
      (select string_agg(r.name, ', ' order by r.name) from scheduling.resource r where r.id = any (a.resource_ids)) as with, a.status
    from scheduling.appointment a join patients.patient p on p.id = a.patient_id join scheduling.visit_type t on t.id = a.visit_type_id
    where a.starts_at >= (staff.today()::timestamp at time zone ${zone}) and a.starts_at < ((staff.today() + 1)::timestamp at time zone ${zone}) and a.status in ('booked', 'arrived')
    order by a.starts_at, p.display_name limit ${patients_max}`.execute(tx);
  return rows;
}
