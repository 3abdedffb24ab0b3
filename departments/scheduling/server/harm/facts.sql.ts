import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** Sessions, what is taken, and who could be moved, of some calendars in some time. All instants are milliseconds since 1970. */
export interface Facts {
  sessions: { resource_id: string; from: number; until: number; kinds: string[] }[];
  taken: { resource_id: string; lane: number; from: number; until: number; appointment_id: string | null }[];
  /** Those who may be moved at all; whom the reader may not see is only taken time. */
  movable: Standing[];
  /** What else these patients have then, and the one who is fitted in. */
  others: { patient_id: string; appointment_id: string; from: number; until: number }[];
}

export interface Standing {
  appointment_id: string;
  version: number;
  patient_id: string;
  patient_name: string;
  hospital_number: string;
  visit_type_id: string;
  visit_type_name: string;
  minutes: number;
  before: number;
  after: number;
  grid: number;
  start: number;
  /** The last moment of the day by which the patient is to be seen. */
  see_by: number | null;
  see_by_day: string | null;
  earlier: boolean;
  arrived: boolean;
}

export interface Asked {
  resource_ids: readonly string[];
  patient_ids: readonly string[];
  from: Date;
  /** Only those who begin before this are moved. */
  moved_until: Date;
  until: Date;
  protect_days: number;
  zone: string;
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

export async function readFacts(tx: Tx, { resource_ids, patient_ids, from, moved_until, until, protect_days, zone }: Asked): Promise<Facts> {
  const [sessions, taken, movable] = await Promise.all([
    sql<Facts['sessions'][number]>`select resource_id, ${ms('starts_at')} as "from", ${ms('ends_at')} as until, visit_type_ids as kinds from scheduling.session
      where resource_id = any (${resource_ids}::uuid[]) and starts_at < ${until}::timestamptz and starts_at > ${from}::timestamptz - interval '25 hours' and ends_at > ${from}::timestamptz
        and open_from <= now()`.execute(tx),
    // A group takes the calendar up in all its lanes.
    sql<Facts['taken'][number]>`select distinct on (b.resource_id, taken.lane, b.starts_at) b.resource_id, taken.lane, ${ms('b.starts_at')} as "from", ${ms('b.ends_at')} as until, b.appointment_id
      from scheduling.reservation b join scheduling.resource r on r.id = b.resource_id
        cross join lateral generate_series(case when b.gathering = 0 then b.lane else 1 end, case when b.gathering = 0 then b.lane else r.lanes end) as taken(lane)
      where b.resource_id = any (${resource_ids}::uuid[]) and b.starts_at < ${until}::timestamptz and b.starts_at > ${from}::timestamptz - interval '25 hours' and b.ends_at > ${from}::timestamptz
        and (b.hold_until is null or b.hold_until > now())`.execute(tx),
    // Of one calendar only: whoever needs several at once keeps them.
    sql<Standing>`select a.id as appointment_id, a.version, a.patient_id, p.display_name as patient_name, p.hospital_number, a.visit_type_id, t.name as visit_type_name,
        ${ms('upper(a.during) - lower(a.during)')} / 60000 as minutes, t.buffer_before as before, t.buffer_after as after, t.grid_minutes as grid, ${ms('a.starts_at')} as start,
        (extract(epoch from ((a.see_by + 1)::timestamp at time zone ${zone})) * 1000)::float8 as see_by, a.see_by::text as see_by_day,
        a.may_come_earlier as earlier, a.status = 'arrived' as arrived
      from scheduling.appointment a join scheduling.visit_type t on t.id = a.visit_type_id join patients.patient p on p.id = a.patient_id
      where a.starts_at >= ${from}::timestamptz and a.starts_at < ${moved_until}::timestamptz and a.status in ('booked', 'arrived')
        and cardinality(a.resource_ids) = 1 and a.resource_ids[1] = any (${resource_ids}::uuid[]) and not a.overbooked
        and a.protected_because is null and not t.protected and t.places = 1 and a.patient_id <> all (${patient_ids}::uuid[])
        and not exists (select from scheduling.displacement d where d.patient_id = a.patient_id and d.at > now() - make_interval(days => ${protect_days}))
        and (a.see_by is null or a.see_by >= (a.starts_at at time zone ${zone})::date)`.execute(tx),
  ]);
  const ids = [...patient_ids, ...movable.rows.map(({ patient_id }) => patient_id)];
  const others = await sql<Facts['others'][number]>`select patient_id, id as appointment_id, ${ms('starts_at')} as "from", ${ms('upper(during)')} as until from scheduling.appointment
    where patient_id = any (${ids}::uuid[]) and status in ('booked', 'arrived') and starts_at > ${from}::timestamptz - interval '1 day' and starts_at < ${until}::timestamptz`.execute(tx);
  return { sessions: sessions.rows, taken: taken.rows, movable: movable.rows, others: others.rows };
}

export interface ToMove {
  appointment_id: string;
  version: number;
  visit_type_id: string;
  resource_id: string;
  start: string;
  end: string;
  /** With the buffers. */
  from: string;
  until: string;
  wall_clock: string;
}

export type ToFitIn = Omit<ToMove, 'appointment_id' | 'version'> & { patient_id: string; zone: string; reason: string };

/** Fits in and moves in one statement; where it is refused, what it did is to be taken back. */
export async function fitIn(tx: Tx, urgent: ToFitIn, moves: readonly ToMove[], by: string): Promise<{ id: string; refused: 'changed' | 'outside' | 'full' | null }> {
  const { rows } = await sql<{ id: string; refused: 'changed' | 'outside' | 'full' | null }>`
    select id, refused from scheduling.fit_in(${JSON.stringify(urgent)}::jsonb, ${JSON.stringify(moves)}::jsonb, ${by})`.execute(tx);
  return rows[0]!;
}

export interface Displaced {
  appointment_id: string;
  patient_id: string;
  was: readonly [Date, Date];
  becomes: readonly [Date, Date];
  was_resource_id: string;
  becomes_resource_id: string;
  harm: number;
  reasons: readonly string[];
}

/** Writes down what was accepted, and who was moved for it. */
export async function writeAddOn(
  tx: Tx, it: { patient_id: string; appointment_id: string; latest: string; reason: string; harm: number; by: string }, displaced: readonly Displaced[],
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into scheduling.add_on (patient_id, appointment_id, latest, reason, harm, accepted_by_name)
    values (${it.patient_id}::uuid, ${it.appointment_id}::uuid, ${it.latest}::timestamptz, ${it.reason}, ${it.harm}, ${it.by}) returning id`.execute(tx);
  const id = rows[0]!.id;
  const given = displaced.map(({ was: [was_from, was_until], becomes: [from, until], ...one }) => ({ ...one, was_from, was_until, from, until }));
  await sql`insert into scheduling.displacement (add_on_id, appointment_id, patient_id, was, becomes, was_resource_id, becomes_resource_id, harm, reasons)
    select ${id}::uuid, g.appointment_id, g.patient_id, tstzrange(g.was_from, g.was_until), tstzrange(g."from", g.until), g.was_resource_id, g.becomes_resource_id, g.harm, g.reasons
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(appointment_id uuid, patient_id uuid, was_from timestamptz, was_until timestamptz, "from" timestamptz, until timestamptz,
      was_resource_id uuid, becomes_resource_id uuid, harm int, reasons text[])`.execute(tx);
  return id;
}
