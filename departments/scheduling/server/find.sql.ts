import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Need, Wish } from '../contract/find.ts';
import type { VisitType } from '../contract/calendar.ts';

/** A time that is free, before its names are put to it. */
export interface FreeTime {
  start: Date;
  resource_ids: string[];
}

/** The calendars that fit a need; those that it names, where it names some. */
export async function fitting(tx: Tx, need: Need): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from scheduling.resource r where r.active
      and (cardinality(${need.resource_ids}::uuid[]) = 0 or r.id = any (${need.resource_ids}::uuid[]))
      and (${need.kind ?? null}::text is null or r.kind = ${need.kind ?? null})
      and (${need.department_id ?? null}::uuid is null or r.department_id = ${need.department_id ?? null}::uuid)
      and (${need.language ?? null}::text is null or ${need.language ?? null} = any (r.languages))
      and (${need.specialty ?? null}::text is null or exists (select from staff.specialty s where s.practitioner_id = r.practitioner_id
        and (platform.fold(s.display) = platform.fold(${need.specialty ?? null}) or s.code = ${need.specialty ?? null})))
    order by r.id limit 200`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Groups of a kind that have places left, as free time of just their length. */
const joinable = ({ id, places }: VisitType, from: Date, until: Date) => sql`
      union all
      select open.id, 1, b.during from open join scheduling.reservation b on b.resource_id = open.id
      where b.gathering <> 0 and b.gathering = scheduling.gathering_of(${id}::uuid, b.during)
        and b.starts_at > ${from}::timestamptz - interval '26 hours' and b.starts_at < ${until}::timestamptz + interval '1 day' and (b.hold_until is null or b.hold_until > now())
      group by open.id, b.during having count(*) < ${places}::int`;

export interface Window {
  from: Date;
  until: Date;
}

/**
 * The earliest times in a window at which one of each role is free for the whole of it, buffers included: sessions that are open for this kind
 * of appointment, less what is taken or held, in one lane. The beginnings lie on the grid of the kind. Nothing lies beside a group; one that
 * has places left can be joined at its own time.
 */
export async function freeTimes(
  tx: Tx, type: VisitType, roles: readonly (readonly string[])[], { from, until }: Window, wish: Pick<Wish, 'weekdays' | 'time_from' | 'time_until' | 'location_id'>, zone: string, limit: number,
): Promise<FreeTime[]> {
  const given = JSON.stringify(roles.flatMap((ids, role) => ids.map((id) => ({ role, id }))));
  const grid = type.grid_minutes * 60;
  const { rows } = await sql<FreeTime>`
    with recursive place as (
      select id from staff.location where id = ${wish.location_id ?? null}::uuid
      union all select l.id from staff.location l join place on l.parent_id = place.id
    ), wanted as materialized (
      select given.role, given.id, r.lanes from jsonb_to_recordset(${given}::jsonb) as given(role int, id uuid) join scheduling.resource r on r.id = given.id
    ), open as materialized (
      -- Sessions that touch are one: what the database allows, reaches over both.
      select w.id, w.lanes, range_agg(s.during) as spans
      from (select distinct id, lanes from wanted) w join scheduling.session s on s.resource_id = w.id
      where s.starts_at > ${from}::timestamptz - interval '28 hours' and s.starts_at < ${until}::timestamptz + interval '1 day' and s.open_from <= now()
        and (s.visit_type_ids = '{}' or ${type.id}::uuid = any (s.visit_type_ids))
        and (${wish.location_id ?? null}::uuid is null or s.location_id in (select id from place))
      group by w.id, w.lanes
    ), free as materialized (
      select open.id, lane, unnest(open.spans - coalesce(taken.spans, '{}'::tstzmultirange)) as span
      from open cross join generate_series(1, ${type.places > 1 ? sql`1` : sql`open.lanes`}) as lane
        left join lateral (
          select range_agg(tstzrange(b.starts_at, b.ends_at)) as spans from scheduling.reservation b
          where b.resource_id = open.id and ${type.places > 1 ? sql`true` : sql`(b.lane = lane.lane or b.gathering <> 0)`} and b.starts_at > ${from}::timestamptz - interval '26 hours' and b.starts_at < ${until}::timestamptz + interval '1 day'
            and (b.hold_until is null or b.hold_until > now())
        ) taken on true
      ${type.places > 1 ? joinable(type, from, until) : sql``}
    ), beginning as (
      select distinct w.id, start from wanted w join free on free.id = w.id
        cross join lateral generate_series(
          to_timestamp(ceil(extract(epoch from greatest(lower(free.span) + make_interval(mins => ${type.buffer_before}), ${from}::timestamptz)) / ${grid}) * ${grid}),
          least(upper(free.span) - make_interval(mins => ${type.minutes + type.buffer_after}), ${until}::timestamptz), make_interval(secs => ${grid})) as start
      where w.role = 0
    ), fitting as (
      select id, start from beginning
      where (cardinality(${wish.weekdays}::int[]) = 0 or extract(isodow from start at time zone ${zone})::int = any (${wish.weekdays}::int[]))
        and (start at time zone ${zone})::time >= coalesce(${wish.time_from ?? null}::time, '00:00')
        and (${wish.time_until ?? null}::time is null or (start at time zone ${zone})::time < ${wish.time_until ?? null}::time)
      order by start, id ${roles.length === 1 ? sql`limit ${limit}` : sql``}
    )
    select start, array_prepend(b.id, others.ids) as resource_ids
    from fitting b cross join lateral (
      select array_agg(one.id order by role.role) as ids, count(*) as count
      from generate_series(1, ${roles.length - 1}::int) as role(role) cross join lateral (
        select w.id from wanted w join free on free.id = w.id
        where w.role = role.role and w.id <> b.id and free.span @> tstzrange(start - make_interval(mins => ${type.buffer_before}), start + make_interval(mins => ${type.minutes + type.buffer_after}))
        order by w.id limit 1) as one
    ) others
    where others.count = ${roles.length - 1} and cardinality(array(select distinct unnest(array_prepend(b.id, others.ids)))) = ${roles.length}
    order by start, b.id limit ${limit}`.execute(tx);
  return rows;
}
