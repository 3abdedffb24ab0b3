-- How a lane of a calendar is taken stands once: whoever books, holds, moves or fits in goes through take(). (book_together, 0064, takes many by one statement.)

/* The one place at which a calendar is taken. Holds that ran out are swept away, and then it is inserted without looking first: the constraint decides.
   Says why not: `outside`, `full`; null when it is taken. The caller goes through calendars in the order of their ids. */
create function scheduling.take(p_resource uuid, p_lanes int, p_during tstzrange, p_visit_type uuid, p_appointment uuid, p_hold uuid, p_hold_until timestamptz) returns text
language plpgsql volatile set search_path = pg_catalog, scheduling as $$
declare
  together bigint := coalesce(scheduling.gathering_of(p_visit_type, p_during), 0);
begin
  if not coalesce((select range_agg(s.during) @> p_during from scheduling.session s
      where s.resource_id = p_resource and s.starts_at < upper(p_during) and s.starts_at > lower(p_during) - interval '25 hours' and s.open_from <= now()
        and (s.visit_type_ids = '{}' or p_visit_type = any (s.visit_type_ids))), false) then
    return 'outside';
  end if;
  delete from scheduling.reservation where ctid = any (array(
    select ctid from scheduling.reservation
    where resource_id = p_resource and starts_at < upper(p_during) and starts_at > lower(p_during) - interval '25 hours' and ends_at > lower(p_during)
      and hold_until <= clock_timestamp() order by lane, starts_at for update skip locked));
  for each_lane in 1..p_lanes loop
    insert into scheduling.reservation (resource_id, lane, during, appointment_id, hold_id, hold_until, held_by, gathering)
      values (p_resource, each_lane, p_during, p_appointment, p_hold, p_hold_until, case when p_hold is not null then platform.actor_id() end, together)
      on conflict do nothing;
    if found then return null; end if;
  end loop;
  return 'full';
end $$;
comment on function scheduling.take(uuid, int, tstzrange, uuid, uuid, uuid, timestamptz) is 'Takes a lane of a calendar for an appointment or a hold, or says why not.';
revoke all on function scheduling.take(uuid, int, tstzrange, uuid, uuid, uuid, timestamptz) from public;
grant execute on function scheduling.take(uuid, int, tstzrange, uuid, uuid, uuid, timestamptz) to openward_app;

create or replace function scheduling.reserve(p_appointment uuid, p_hold uuid, p_resources uuid[], p_during tstzrange, p_visit_type uuid,
  p_hold_until timestamptz, p_overbook boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, scheduling as $$
declare
  needed record;
  why text;
begin
  if platform.scope() not in ('staff', 'system') then
    raise insufficient_privilege using message = 'Only staff reserve';
  end if;
  for needed in
    select given.id, coalesce((select nullif(t.places, 1) from scheduling.visit_type t where t.id = p_visit_type), r.lanes) + case when p_overbook then r.overbooking else 0 end as lanes, given.id = any (p_resources) and r.active as wanted
    from (select unnest(p_resources) union
      select b.resource_id from scheduling.reservation b where b.appointment_id = p_appointment) as given(id)
      join scheduling.resource r on r.id = given.id
    order by given.id
  loop
    if p_appointment is not null and exists (select from scheduling.reservation where appointment_id = p_appointment and resource_id = needed.id) then
      -- Two that change places on one resource would wait for each other: one at a time.
      perform from scheduling.resource where id = needed.id for no key update;
      delete from scheduling.reservation where appointment_id = p_appointment and resource_id = needed.id;
    end if;
    continue when not needed.wanted;
    why := scheduling.take(needed.id, needed.lanes, p_during, p_visit_type, p_appointment, p_hold, p_hold_until);
    if why is not null then return why; end if;
  end loop;
  if (select count(*) from scheduling.resource where id = any (p_resources) and active) <> cardinality(p_resources) then return 'unknown'; end if;
  return null;
end $$;

create or replace function scheduling.book(p_key text, p_patient uuid, p_visit_type uuid, p_resources uuid[], p_start timestamptz, p_zone text,
  p_wall_clock text, p_overbook boolean, p_hold uuid, p_more jsonb) returns table (id uuid, refused text)
language plpgsql volatile set search_path = pg_catalog, scheduling as $$
declare
  kind scheduling.visit_type;
  there tstzrange;
  occupied tstzrange;
  made uuid;
  why text;
begin
  if p_key is not null then
    select a.id into made from scheduling.appointment a where a.request_key = p_key;
    if found then return query select made, null::text; return; end if;
  end if;
  select * into kind from scheduling.visit_type t where t.id = p_visit_type and t.active;
  if not found then return query select null::uuid, 'visit_type'; return; end if;
  there := tstzrange(p_start, p_start + make_interval(mins => kind.minutes));
  occupied := tstzrange(p_start - make_interval(mins => kind.buffer_before), upper(there) + make_interval(mins => kind.buffer_after));
  insert into scheduling.appointment (request_key, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, overbooked, overbooked_because,
      reason, referral, authorisation, series_id, updated_by_name)
    values (p_key, p_patient, p_visit_type, there, p_zone, p_wall_clock, array(select distinct unnest(p_resources) order by 1), p_overbook, p_more ->> 'overbooked_because',
      p_more ->> 'reason', p_more ->> 'referral', p_more ->> 'authorisation', (p_more ->> 'series_id')::uuid, p_more ->> 'by')
    on conflict (request_key) do nothing
    returning appointment.id into made;
  if made is null then
    return query select a.id, null::text from scheduling.appointment a where a.request_key = p_key;
    return;
  end if;
  if p_hold is not null then
    -- What is held is taken over as it lies there, unless it has run out or is of something else.
    update scheduling.reservation b set appointment_id = made, hold_id = null, hold_until = null, held_by = null
      where b.hold_id = p_hold and b.hold_until > clock_timestamp() and b.during = occupied and b.resource_id = any (p_resources)
        and b.held_by is not distinct from platform.actor_id();
    if not found or (select count(*) from scheduling.reservation b where b.appointment_id = made) <> cardinality(p_resources) then
      return query select made, 'hold'; return;
    end if;
    return query select made, null::text; return;
  end if;
  why := scheduling.reserve(made, null, p_resources, occupied, p_visit_type, null, p_overbook);
  return query select made, why;
end $$;

create or replace function scheduling.fit_in(urgent jsonb, moves jsonb, by_name text) returns table (id uuid, refused text)
language plpgsql volatile set search_path = pg_catalog, scheduling as $$
#variable_conflict use_column
declare
  calendar record;
  place record;
  made uuid := uuidv7();
  there int;
  why text;
begin
  select count(*) into there from (
    select from scheduling.appointment a join jsonb_to_recordset(moves) as m(appointment_id uuid, version int) on m.appointment_id = a.id
    where a.version = m.version and a.status in ('booked', 'arrived')
    order by a.id for no key update of a) locked;
  if there < jsonb_array_length(moves) then return query select null::uuid, 'changed'; return; end if;

  insert into scheduling.appointment (id, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, reason, updated_by_name)
  select made, u.patient_id, u.visit_type_id, tstzrange(u.start, u."end"), u.zone, u.wall_clock, array[u.resource_id], u.reason, by_name
  from jsonb_to_record(urgent) as u(patient_id uuid, visit_type_id uuid, start timestamptz, "end" timestamptz, zone text, wall_clock text, resource_id uuid, reason text);

  for calendar in
    select r.id, r.lanes from scheduling.resource r
    where r.active and r.id in (
      select b.resource_id from scheduling.reservation b join jsonb_to_recordset(moves) as m(appointment_id uuid) on m.appointment_id = b.appointment_id
      union select m.resource_id from jsonb_to_recordset(moves || urgent) as m(resource_id uuid))
    order by r.id for no key update
  loop
    delete from scheduling.reservation b using jsonb_to_recordset(moves) as m(appointment_id uuid)
      where b.appointment_id = m.appointment_id and b.resource_id = calendar.id;
    for place in
      select coalesce(m.appointment_id, made) as appointment_id, tstzrange(m."from", m.until) as during, m.visit_type_id
      from jsonb_to_recordset(moves || urgent) as m(appointment_id uuid, resource_id uuid, "from" timestamptz, until timestamptz, visit_type_id uuid)
      where m.resource_id = calendar.id order by m."from"
    loop
      why := scheduling.take(calendar.id, calendar.lanes, place.during, place.visit_type_id, place.appointment_id, null, null);
      if why is not null then return query select null::uuid, why; return; end if;
    end loop;
  end loop;
  if (select count(*) from scheduling.reservation b where b.appointment_id = made
      or b.appointment_id in (select m.appointment_id from jsonb_to_recordset(moves) as m(appointment_id uuid))) <> jsonb_array_length(moves) + 1 then
    return query select null::uuid, 'outside'; return;
  end if;

  update scheduling.appointment a set during = tstzrange(m.start, m."end"), zone = m.zone, wall_clock = m.wall_clock, resource_ids = array[m.resource_id], overbooked = false,
      updated_by = platform.actor_id(), updated_by_name = by_name
    from jsonb_to_recordset(moves) as m(appointment_id uuid, start timestamptz, "end" timestamptz, zone text, wall_clock text, resource_id uuid)
    where a.id = m.appointment_id;
  return query select made, null::text;
end $$;
