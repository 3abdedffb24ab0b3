import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { visitsContract as contract, type Arrival, type Stop } from '../../contract/index.ts';
import { answerStop, holdStop, openStop } from './held.ts';
import { shownStops } from './shown.ts';
import { prioritiseStop, stopsOfToday, stopsOfToken } from './stop.sql.ts';

interface Today {
  date: string;
  now: string;
}

const today = async (tx: Parameters<typeof stopsOfToday>[0]): Promise<Today> => {
  const { rows } = await sql<{ date: string; now: Date }>`select staff.today()::text as date, clock_timestamp() as now`.execute(tx);
  return { date: rows[0]?.date ?? '', now: rows[0]?.now.toISOString() ?? '' };
};

export const queue = serve(contract.queue, async (input, act) => {
  const rows = await stopsOfToday(act.tx, input);
  const stops = await shownStops(act.tx, rows);
  act.audit.shown(rows.flatMap(({ patient }) => (patient === null ? [] : [patient.id])));
  return { ...(await today(act.tx)), stops: stops.toSorted(byPlace) };
});

/** Those who wait by their place; the others as they came. */
const byPlace = (one: Stop, other: Stop): number =>
  (one.place ?? 0) - (other.place ?? 0) || (one.arrived_at < other.arrived_at ? -1 : one.arrived_at > other.arrived_at ? 1 : 0);

export const arrivals = serve(contract.arrivals, async ({ service_point_id }, act) => {
  const { rows } = await sql<Omit<Arrival, 'start' | 'end'> & { start: Date; end: Date }>`
    select a.id as appointment_id, a.version, a.patient_id, p.display_name as patient_name, p.hospital_number, p.birth_date, a.starts_at as start, upper(a.during) as end,
      a.status, k.name as visit_type_name,
      (select string_agg(r.name, ', ' order by r.kind, r.name) from scheduling.resource r where r.id = any (a.resource_ids)) as with,
      (select q.id from visits.service_point q join scheduling.resource r on r.id = any (a.resource_ids)
        where q.active and (r.id = any (q.resource_ids) or (q.resource_ids = '{}' and q.kind = 'clinic' and q.department_id = r.department_id))
        order by r.id = any (q.resource_ids) desc, q.letter limit 1) as service_point_id,
      (select t.code from visits.token t where t.appointment_id = a.id) as code
    from scheduling.appointment a join patients.patient p on p.id = a.patient_id join scheduling.visit_type k on k.id = a.visit_type_id,
      (select staff.today()::timestamp at time zone staff.local_time_zone(null) as start) local
    where a.starts_at >= local.start and a.starts_at < local.start + interval '1 day' and a.status not in ('cancelled', 'entered-in-error')
    order by a.starts_at, p.sort_name limit 1000`.execute(act.tx);
  const own = service_point_id === undefined ? rows : rows.filter((row) => row.service_point_id === service_point_id);
  act.audit.shown(own.map(({ patient_id }) => patient_id));
  return { ...(await today(act.tx)), arrivals: own.map((row) => ({ ...row, start: row.start.toISOString(), end: row.end.toISOString() })) };
});

export const journey = serve(contract.journey, async ({ token_id }, act) => {
  const rows = await stopsOfToken(act.tx, token_id);
  const first = rows[0];
  if (first === undefined) throw new Problem(404, 'visits.token_unknown', 'There is no such token', { field: 'token_id' });
  await openStop(act, first.id);
  return { stops: await shownStops(act.tx, rows) };
});

export const prioritise = serve(contract.prioritise, async ({ priority, priority_reason, ...named }, act) => {
  const stop = await holdStop(act, named);
  if (!['arrived', 'waiting', 'no-answer'].includes(stop.status)) {
    throw new Problem(409, 'visits.stop_transition', 'Who is called already does not wait any more', { field: 'stop_id' });
  }
  await prioritiseStop(act.tx, stop.id, priority, priority_reason, act.actor.display_name);
  act.audit.detail({ priority, priority_reason });
  return answerStop(act, stop.id);
});
