import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Appointment } from '../contract/appointment.ts';
import { transitions } from '../rules/transition.ts';

/** An instant as FHIR and the contract write it. */
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Appointments whole, by their beginning; those that may not be seen are left out. */
export async function readAppointments(tx: Tx, ids: readonly string[]): Promise<Appointment[]> {
  const { rows } = await sql<Omit<Appointment, 'next'>>`
    select a.id, a.number, a.version, a.sequence, a.patient_id, a.visit_type_id, t.name as visit_type_name, ${iso('a.starts_at')} as start,
      ${iso('upper(a.during)')} as end, a.zone, a.wall_clock, a.status, a.overbooked, a.overbooked_because, a.reason, a.referral, a.authorisation, (select f.service_request_id from scheduling.referral f where f.appointment_id = a.id) as referral_request_id, a.series_id, a.protected_because, a.see_by::text as see_by, a.may_come_earlier,
      ${iso('a.confirmed_at')} as confirmed_at, ${iso('a.arrived_at')} as arrived_at,
      case when a.arrived_at > a.starts_at then floor(extract(epoch from a.arrived_at - a.starts_at) / 60)::int end as late_minutes,
      a.stopped_by, a.stopped_reason, ${iso('a.booked_at')} as booked_at,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'practitioner_id', r.practitioner_id, 'location_id', r.location_id)
          order by array_position(array['clinician', 'room', 'equipment'], r.kind), r.name), '[]')
        from scheduling.resource r where r.id = any (a.resource_ids)) as resources,
      (select coalesce(jsonb_agg(jsonb_build_object('version', h.version, 'status', h.status, 'start', ${iso('lower(h.during)')}, 'end', ${iso('upper(h.during)')},
          'resource_ids', h.resource_ids, 'confirmed', h.confirmed_at is not null, 'at', ${iso('h.at')}, 'by', h.actor_name, 'reason', h.reason) order by h.version), '[]')
        from scheduling.appointment_history h where h.appointment_id = a.id) as history
    from scheduling.appointment a join scheduling.visit_type t on t.id = a.visit_type_id
    where a.id = any (${ids}::uuid[]) order by a.starts_at, a.id`.execute(tx);
  return rows.map((row) => ({ ...row, next: [...transitions[row.status]] }));
}

/** Locks an appointment for a change; undefined where there is none to see. */
export async function lockAppointment(tx: Tx, id: string): Promise<{ version: number; updated_by_name: string | null; updated_at: Date } | undefined> {
  const { rows } = await sql<{ version: number; updated_by_name: string | null; updated_at: Date }>`
    select version, updated_by_name, updated_at from scheduling.appointment where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0];
}

/** An appointment of the same person that lies at the same time; null where there is none. */
export async function bookedThen(tx: Tx, patient_ids: readonly string[], start: Date, end: Date, except: string | null = null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from scheduling.appointment where patient_id = any (${patient_ids}::uuid[]) and status in ('booked', 'arrived')
      and during && tstzrange(${start}::timestamptz, ${end}::timestamptz) and id is distinct from ${except}::uuid
      and starts_at > ${start}::timestamptz - interval '1 day' and starts_at < ${end}::timestamptz
    order by starts_at limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export interface ToBook {
  request_key: string | null;
  patient_id: string;
  visit_type_id: string;
  resource_ids: readonly string[];
  start: string;
  zone: string;
  wall_clock: string;
  overbook: boolean;
  hold_id: string | null;
  more: { overbooked_because?: string | null; reason: string | null; referral: string | null; authorisation: string | null; series_id?: string; by: string };
}

/** Why the database did not take it. */
export type Refused = 'visit_type' | 'outside' | 'full' | 'hold' | 'unknown';

/** Books in one statement; where it is refused, what it did is to be rolled back. */
export async function bookOne(tx: Tx, it: ToBook): Promise<{ id: string; refused: Refused | null }> {
  const { rows } = await sql<{ id: string; refused: Refused | null }>`select id, refused from scheduling.book(${it.request_key}, ${it.patient_id}::uuid,
    ${it.visit_type_id}::uuid, ${it.resource_ids}::uuid[], ${it.start}::timestamptz, ${it.zone}, ${it.wall_clock}, ${it.overbook}, ${it.hold_id}::uuid,
    ${JSON.stringify(it.more)}::jsonb)`.execute(tx);
  return rows[0]!;
}

export interface ToReserve {
  appointment_id: string | null;
  hold: { id: string; minutes: number } | null;
  resource_ids: readonly string[];
  visit_type_id: string;
  /** With the buffers. */
  from: Date;
  until: Date;
  overbook: boolean;
}

/** Reserves for a hold, or exchanges what an appointment has; null when it is done. */
export async function reserve(tx: Tx, { appointment_id, hold, resource_ids, visit_type_id, from, until, overbook }: ToReserve): Promise<{ refused: Refused | null; hold_until: Date | null }> {
  const { rows } = await sql<{ refused: Refused | null; hold_until: Date | null }>`
    with given as materialized (select case when ${hold?.minutes ?? null}::int is not null then clock_timestamp() + make_interval(mins => ${hold?.minutes ?? null}::int) end as until)
    select scheduling.reserve(${appointment_id}::uuid, ${hold?.id ?? null}::uuid, ${resource_ids}::uuid[], tstzrange(${from}::timestamptz, ${until}::timestamptz),
      ${visit_type_id}::uuid, given.until, ${overbook}) as refused, given.until as hold_until from given`.execute(tx);
  return rows[0]!;
}
