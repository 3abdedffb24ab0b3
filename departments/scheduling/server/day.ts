import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { addDays, dayAt, spanOn } from '@openward/platform/time';
import { schedulingContract as contract, type DayAppointment } from '../contract/index.ts';

interface TakenRow extends Omit<DayAppointment, 'appointment' | 'start' | 'end'> {
  start: Date;
  end: Date;
  appointment: DayAppointment['appointment'];
}

export const day = serve(contract.day, async ({ date: asked, department_id, resource_ids }, act) => {
  const { tx } = act;
  const hospital = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const zone = hospital.rows[0]?.zone ?? 'UTC';
  const date = asked ?? dayAt(new Date().toISOString(), zone);
  const start = spanOn(date, '00:00', '00:01', zone)?.start ?? `${date}T00:00:00Z`;
  const end = spanOn(addDays(date, 1), '00:00', '00:01', zone)?.start ?? `${addDays(date, 1)}T00:00:00Z`;
  const whole = sql`tstzrange(${start}::timestamptz, ${end}::timestamptz)`;
  const columns = await sql<{ resource_id: string; kind: string; name: string; lanes: number; sessions: { start: string; end: string }[] }>`
    select r.id as resource_id, r.kind, r.name, r.lanes + r.overbooking as lanes,
      coalesce((select jsonb_agg(jsonb_build_object('start', lower(s.during), 'end', upper(s.during)) order by s.during)
        from scheduling.session s where s.resource_id = r.id and s.during && ${whole}), '[]') as sessions
    from scheduling.resource r
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
  const iso = (text: string | Date) => new Date(text).toISOString();
  return {
    date, zone, start: iso(start), end: iso(end),
    columns: columns.rows.map(({ sessions, ...column }) => ({ ...column, sessions: sessions.map((each) => ({ start: iso(each.start), end: iso(each.end) })) })),
    taken: taken.rows.map((row) => ({ ...row, start: iso(row.start), end: iso(row.end) })),
  };
});
