import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { addDays, dayAt, spanOn } from '@openward/platform/time';
import { schedulingContract as contract, type DayAppointment, type DayColumn, type DayOfGrid } from '../contract/index.ts';

interface TakenRow extends Omit<DayAppointment, 'appointment' | 'start' | 'end'> {
  start: Date;
  end: Date;
  appointment: DayAppointment['appointment'];
}

/** Midnight to midnight by the clock of the hospital; a clock that jumps at midnight does not hide the day. */
function dayOfGrid(date: string, zone: string): DayOfGrid {
  const midnight = (of: string) => spanOn(of, '00:00', '00:01', zone)?.start ?? `${of}T00:00:00Z`;
  const noon = Date.parse(spanOn(date, '12:00', '12:01', zone)?.start ?? `${date}T12:00:00Z`);
  return { date, start: iso(midnight(date)), end: iso(midnight(addDays(date, 1))), anchor: iso(new Date(noon - 12 * 3_600_000)) };
}

const iso = (text: string | Date) => new Date(text).toISOString();

export const day = serve(contract.day, async ({ date: asked, days: count, department_id, resource_ids }, act) => {
  const { tx } = act;
  const hospital = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const zone = hospital.rows[0]?.zone ?? 'UTC';
  const date = asked ?? dayAt(new Date().toISOString(), zone);
  const days = Array.from({ length: count }, (_each, after) => dayOfGrid(addDays(date, after), zone));
  const [start, end] = [days[0]!.start, days.at(-1)!.end];
  const whole = sql`tstzrange(${start}::timestamptz, ${end}::timestamptz)`;
  const columns = await sql<DayColumn>`
    select r.id as resource_id, r.kind, r.name, r.department_id, d.name as department_name, r.lanes + r.overbooking as lanes, r.overbooking,
      coalesce((select jsonb_agg(jsonb_build_object('start', lower(s.during), 'end', upper(s.during)) order by s.during)
        from scheduling.session s where s.resource_id = r.id and s.during && ${whole}), '[]') as sessions,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'start', lower(e.during * ${whole}), 'end', upper(e.during * ${whole})) order by e.during)
        from scheduling.exception e where (e.resource_id = r.id or e.resource_id is null) and e.during && ${whole}), '[]') as off
    from scheduling.resource r left join staff.department d on d.id = r.department_id
    where r.active and (${department_id ?? null}::uuid is null or r.department_id = ${department_id ?? null}::uuid)
      and (${resource_ids ?? null}::uuid[] is null or r.id = any (${resource_ids ?? null}::uuid[]))
    order by array_position(array['clinician', 'room', 'equipment'], r.kind), platform.fold(r.name), r.id limit 60`.execute(tx);
  const taken = await sql<TakenRow>`
    select coalesce(b.appointment_id, b.hold_id) as id, b.resource_id, b.lane, coalesce(a.starts_at, b.starts_at) as start, coalesce(upper(a.during), b.ends_at) as end,
      b.hold_until is not null as held,
      case when a.id is not null then jsonb_build_object('version', a.version, 'patient_id', a.patient_id, 'patient_name', p.display_name, 'hospital_number', p.hospital_number,
        'status', a.status, 'visit_type_id', a.visit_type_id, 'resource_ids', a.resource_ids, 'overbooked', a.overbooked, 'confirmed', a.confirmed_at is not null) end as appointment
    from scheduling.reservation b left join (scheduling.appointment a join patients.patient p on p.id = a.patient_id) on a.id = b.appointment_id
    where b.resource_id = any (${columns.rows.map(({ resource_id }) => resource_id)}::uuid[])
      and b.starts_at > ${start}::timestamptz - interval '1 day' and b.starts_at < ${end}::timestamptz and b.ends_at > ${start}::timestamptz
      and (b.hold_until is null or b.hold_until > now())
    order by b.resource_id, b.starts_at, b.lane`.execute(tx);
  act.audit.shown(taken.rows.flatMap(({ appointment }) => (appointment === null ? [] : [appointment.patient_id])));
  act.audit.detail({ date });
  const spans = <Each extends { start: string; end: string }>(each: Each): Each => ({ ...each, start: iso(each.start), end: iso(each.end) });
  return {
    date, zone, start, end, days,
    columns: columns.rows.map(({ sessions, off, ...column }) => ({ ...column, sessions: sessions.map(spans), off: off.map(spans) })),
    taken: taken.rows.map((row) => ({ ...row, start: iso(row.start), end: iso(row.end) })),
  };
});
