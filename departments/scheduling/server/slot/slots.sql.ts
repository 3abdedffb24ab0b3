import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { VisitType } from '../../contract/calendar.ts';

/** `busy-unavailable`: no session is held for this then, or it can be booked no more. `busy-tentative`: it is held for somebody. */
export const slotStatuses = ['free', 'busy', 'busy-tentative', 'busy-unavailable'] as const;
export type SlotStatus = (typeof slotStatuses)[number];

/** One time of one calendar for one kind of appointment. */
export interface SlotRow {
  resource_id: string;
  visit_type_id: string;
  start: Date;
  status: SlotStatus;
}

/** A kind of appointment, and between which times it may begin. */
export interface Asking {
  type: VisitType;
  from: Date;
  until: Date;
}

/** Where a page ended. */
export type After = Pick<SlotRow, 'resource_id' | 'visit_type_id' | 'start'>;

const given = (asked: readonly Asking[]) => JSON.stringify(asked.map(({ type, from, until }) => ({
  visit_type_id: type.id, places: type.places, minutes: type.minutes, before: type.buffer_before, after: type.buffer_after, grid: type.grid_minutes * 60, from, until,
})));
const asking = (asked: readonly Asking[]) => sql`jsonb_to_recordset(${given(asked)}::jsonb) as g(visit_type_id uuid, places int, minutes int, before int, after int, grid int, "from" timestamptz, until timestamptz)`;

/** Whether there is room beside these reservations: a lane that is free from end to end, or a place in the group of just this kind and time. */
const room = (which: string) => sql.raw(`case when g.places = 1
    then not coalesce(bool_or(b.gathering <> 0) ${which}, false) and count(distinct b.lane) ${which} < r.lanes
    else coalesce(bool_and(case when g.places > 1 then b.gathering = scheduling.gathering_of(g.visit_type_id, tstzrange(t.begins - make_interval(mins => g.before), t.begins + make_interval(mins => g.minutes + g.after))) end) ${which}, true)
      and count(*) ${which} < g.places end`);

/** Of a time `t` of calendar `r` for kind `g`, buffers included: how it stands. */
const standing = sql`
  select case when ${room('filter (where b.gathering <> 0 or g.places > 1 or b.lane <= r.lanes)')} then 'free'
    when ${room('filter (where b.hold_until is null and (b.gathering <> 0 or g.places > 1 or b.lane <= r.lanes))')} then 'busy-tentative' else 'busy' end as status
  from scheduling.reservation b
  where b.resource_id = r.id and b.starts_at < t.begins + make_interval(mins => g.minutes + g.after) and b.starts_at > t.begins - make_interval(mins => g.before) - interval '25 hours'
    and b.ends_at > t.begins - make_interval(mins => g.before) and (b.hold_until is null or b.hold_until > now())`;

/** The times on the grid of each kind, within sessions that are open for it, in one order. */
export async function slotsOf(tx: Tx, resource_ids: readonly string[], asked: readonly Asking[], statuses: readonly SlotStatus[], after: After | null, limit: number): Promise<SlotRow[]> {
  const { rows } = await sql<SlotRow>`
    with asked as materialized (select * from ${asking(asked)}), open as materialized (
      select r.id, r.lanes, g.*, unnest(range_agg(s.during)) as span
      from scheduling.resource r cross join asked g join scheduling.session s on s.resource_id = r.id
      where r.active and r.id = any (${resource_ids}::uuid[]) and s.starts_at > g."from" - interval '28 hours' and s.starts_at < g.until + interval '1 day' and s.open_from <= now()
        and (s.visit_type_ids = '{}' or g.visit_type_id = any (s.visit_type_ids))
      group by r.id, r.lanes, g.visit_type_id, g.places, g.minutes, g.before, g.after, g.grid, g."from", g.until
    ), beginning as (
      select r.id, r.visit_type_id, begins, r.lanes, r.places, r.minutes, r.before, r.after from open r cross join lateral generate_series(
        to_timestamp(ceil(extract(epoch from greatest(lower(r.span) + make_interval(mins => r.before), r."from")) / r.grid) * r.grid),
        least(upper(r.span) - make_interval(mins => r.minutes + r.after), r.until), make_interval(secs => r.grid)) as begins
    )
    select r.id as resource_id, r.visit_type_id, r.begins as start, stands.status
    from beginning r cross join lateral (select r.visit_type_id, r.places, r.minutes, r.before, r.after) g cross join lateral (select r.begins) t(begins) cross join lateral (${standing}) stands
    where stands.status = any (${statuses}::text[])
      and (${after?.start ?? null}::timestamptz is null
        or (r.begins, r.visit_type_id, r.id) > (${after?.start ?? null}::timestamptz, ${after?.visit_type_id ?? null}::uuid, ${after?.resource_id ?? null}::uuid))
    order by r.begins, r.visit_type_id, r.id limit ${limit}`.execute(tx);
  return rows;
}

/** How one time stands, whether or not it can be booked; null where there is no such calendar. */
export async function slotAt(tx: Tx, resource_id: string, { type, from, until }: Asking, at: Date): Promise<SlotStatus | null> {
  const { rows } = await sql<{ status: SlotStatus }>`
    select case when r.active and t.begins between g."from" and g.until and coalesce((select range_agg(s.during) @> tstzrange(t.begins - make_interval(mins => g.before), t.begins + make_interval(mins => g.minutes + g.after))
        from scheduling.session s where s.resource_id = r.id and s.starts_at < t.begins + make_interval(mins => g.minutes + g.after) and s.starts_at > t.begins - make_interval(mins => g.before) - interval '25 hours'
          and s.open_from <= now() and (s.visit_type_ids = '{}' or g.visit_type_id = any (s.visit_type_ids))), false)
      then stands.status else case stands.status when 'free' then 'busy-unavailable' else stands.status end end as status
    from scheduling.resource r cross join ${asking([{ type, from, until }])} cross join lateral (select ${at}::timestamptz) t(begins) cross join lateral (${standing}) stands
    where r.id = ${resource_id}::uuid`.execute(tx);
  return rows[0]?.status ?? null;
}
