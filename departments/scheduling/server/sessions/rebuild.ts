import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays, dayAt, type Span } from '@openward/platform/time';
import type { Effect, Template } from '../../contract/template.ts';
import { days_ahead } from '../../rules/planning-horizon.ts';
import { tellDays } from '../news.ts';
import { occurrences } from './occurrences.ts';
import { stranded } from './stranded.ts';
import { listTemplates } from './template.sql.ts';

interface Planned extends Span {
  template_id: string;
}

/**
 * Makes the coming sessions of a calendar anew (a nightly job, extend.ts, those of the day that is new), of its rules, within duty, without leave and holidays. What has begun stays. Nothing is refused
 * here: the answer says who would be left without a session, and the caller rolls back. One rebuild of a calendar at a time.
 */
export async function rebuild(tx: Tx, resource_id: string, now: Date): Promise<Effect> {
  await sql`select pg_advisory_xact_lock(hashtextextended('scheduling.sessions ' || ${resource_id}, 0))`.execute(tx);
  // Sessions go and come again; only what stands at the end must hold those who are booked.
  await sql`set constraints scheduling.reservation_within_session, scheduling.session_within_duty deferred`.execute(tx);
  const plan = planOf(await listTemplates(tx, resource_id), now);
  const { rows } = await sql<{ added: number; removed: number; sessions: number; next: Span[]; outside: Span[] }>`
    with planned as materialized (
      select template_id, tstzrange(start, "end") as during from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb) as given(template_id uuid, start timestamptz, "end" timestamptz)
    ), duty as materialized (
      select coalesce(range_agg(during), '{}'::tstzmultirange) as spans from scheduling.duty where resource_id = ${resource_id}::uuid and upper(during) > ${now}::timestamptz
    ), off as materialized (
      select coalesce(range_agg(during), '{}'::tstzmultirange) as spans from scheduling.exception
      where (resource_id = ${resource_id}::uuid or resource_id is null) and upper(during) > ${now}::timestamptz
    ), wanted as materialized (
      select p.template_id, unnest(p.during::tstzmultirange * duty.spans - off.spans) as during from planned p, duty, off
    ), kept as materialized (
      select s.id from scheduling.session s join wanted w on w.template_id = s.template_id and w.during = s.during join scheduling.template t on t.id = s.template_id
      where s.resource_id = ${resource_id}::uuid and s.location_id is not distinct from t.location_id and s.visit_type_ids = t.visit_type_ids
        and s.open_from = case when t.released_days_before is null then '-infinity' else lower(s.during) - make_interval(days => t.released_days_before) end
    ), gone as (
      delete from scheduling.session s where s.resource_id = ${resource_id}::uuid and s.template_id is not null and lower(s.during) > ${now}::timestamptz
        and s.id not in (select id from kept) returning s.id
    )
    select (select count(*)::int from gone) as removed, 0 as added, 0 as sessions,
      (select coalesce(jsonb_agg(jsonb_build_object('start', lower(o.span), 'end', upper(o.span)) order by lower(o.span)), '[]')
        from (select unnest(p.during::tstzmultirange - duty.spans) as span from planned p, duty limit 50) o) as outside`.execute(tx);
  const { removed = 0, outside = [] } = rows[0] ?? {};
  // A second statement: a constraint looks at what was there before the first one ended.
  const made = await sql`
    insert into scheduling.session (resource_id, during, template_id, location_id, visit_type_ids, open_from)
    select t.resource_id, w.during, t.id, t.location_id, t.visit_type_ids,
      case when t.released_days_before is null then '-infinity' else lower(w.during) - make_interval(days => t.released_days_before) end
    from (
      select p.template_id, unnest(tstzrange(p.start, p."end")::tstzmultirange * duty.spans - off.spans) as during
      from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb) as p(template_id uuid, start timestamptz, "end" timestamptz),
        (select coalesce(range_agg(during), '{}'::tstzmultirange) as spans from scheduling.duty where resource_id = ${resource_id}::uuid and upper(during) > ${now}::timestamptz) duty,
        (select coalesce(range_agg(during), '{}'::tstzmultirange) as spans from scheduling.exception
          where (resource_id = ${resource_id}::uuid or resource_id is null) and upper(during) > ${now}::timestamptz) off
    ) w join scheduling.template t on t.id = w.template_id
    where not exists (select from scheduling.session s where s.resource_id = t.resource_id and s.template_id = t.id and s.during = w.during)`.execute(tx);
  const next = await sql<Span>`select lower(during) as start, upper(during) as end from scheduling.session
    where resource_id = ${resource_id}::uuid and lower(during) > ${now}::timestamptz order by during limit 60`.execute(tx);
  const count = await sql<{ count: number }>`select count(*)::int as count from scheduling.session where resource_id = ${resource_id}::uuid and lower(during) > ${now}::timestamptz`.execute(tx);
  tellDays(tx);
  const iso = ({ start, end }: Span): Span => ({ start: new Date(start).toISOString(), end: new Date(end).toISOString() });
  return {
    sessions: count.rows[0]?.count ?? 0, added: Number(made.numAffectedRows ?? 0n), removed,
    next: next.rows.map(iso), outside_duty: outside.map(iso), stranded: await stranded(tx, resource_id),
  };
}

function planOf(templates: readonly Template[], now: Date): Planned[] {
  return templates.flatMap((template) => {
    const today = dayAt(now.toISOString(), template.zone);
    return occurrences(template, template.zone, today, addDays(today, days_ahead))
      .filter(({ start }) => Date.parse(start) > now.getTime())
      .map((span) => ({ ...span, template_id: template.id }));
  });
}
