-- Appointments, and what they take up. That nothing is given away twice is one exclusion constraint.
create table scheduling.transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status),
  check (from_status <> to_status)
);
insert into scheduling.transition (from_status, to_status) values
  ('booked', 'arrived'), ('booked', 'cancelled'), ('booked', 'noshow'), ('booked', 'entered-in-error'),
  ('arrived', 'fulfilled'), ('arrived', 'booked'), ('arrived', 'cancelled'), ('arrived', 'entered-in-error'),
  ('noshow', 'arrived'), ('noshow', 'booked'), ('noshow', 'entered-in-error'),
  ('fulfilled', 'arrived'), ('fulfilled', 'entered-in-error'),
  ('cancelled', 'entered-in-error');
comment on table scheduling.transition is 'Which state of an appointment may follow which. Not personal. Changed by migrations only.';
comment on column scheduling.transition.from_status is 'The state before.';
comment on column scheduling.transition.to_status is 'The state after.';

create sequence scheduling.number_seq as bigint minvalue 1000000 maxvalue 99999999999 no cycle cache 1;
create function scheduling.next_number() returns text
language plpgsql volatile security definer set search_path = pg_catalog, scheduling, patients as $$
declare
  digits text := nextval('scheduling.number_seq')::text;
begin
  return digits || patients.damm(digits);
end $$;
comment on function scheduling.next_number() is 'The next number of an appointment, with its check digit. SECURITY DEFINER: the application may not wind the counter.';
revoke all on function scheduling.next_number() from public;
grant execute on function scheduling.next_number() to openward_app;

create table scheduling.appointment (
  id uuid primary key default uuidv7(),
  number text not null default scheduling.next_number() constraint appointment_number_once unique
    check (number ~ '^\d{8,12}$' and patients.damm(number) = 0),
  version int not null default 1,
  sequence int not null default 0,
  request_key text constraint appointment_request_once unique,
  patient_id uuid not null constraint appointment_patient references patients.patient (id),
  visit_type_id uuid not null constraint appointment_visit_type references scheduling.visit_type (id),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  starts_at timestamptz not null generated always as (lower(during)) stored,
  zone text not null,
  wall_clock text not null check (wall_clock ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d'),
  resource_ids uuid[] not null check (resource_ids <> '{}'),
  status text not null default 'booked' check (status in ('booked', 'arrived', 'fulfilled', 'noshow', 'cancelled', 'entered-in-error')),
  overbooked boolean not null default false,
  reason text,
  referral text,
  authorisation text,
  series_id uuid,
  confirmed_at timestamptz,
  arrived_at timestamptz,
  stopped_by text check (stopped_by in ('patient', 'hospital')),
  stopped_reason text,
  booked_at timestamptz not null default now(),
  booked_by uuid default platform.actor_id(),
  updated_at timestamptz not null default now(),
  updated_by uuid default platform.actor_id(),
  updated_by_name text,
  constraint appointment_stopped_says_why check (status not in ('cancelled', 'entered-in-error') or coalesce(stopped_reason ~ '\S' and stopped_by is not null, false)),
  constraint appointment_arrived_has_a_time check (status not in ('arrived', 'fulfilled') or arrived_at is not null)
);
create index appointment_patient on scheduling.appointment (patient_id, starts_at desc);
create index appointment_day on scheduling.appointment (starts_at);
create index appointment_series on scheduling.appointment (series_id) where series_id is not null;
comment on table scheduling.appointment is 'Personal: appointments of patients; each has its FHIR Appointment. Sensitivity high. Kept for the life of the hospital’s records; never deleted.';
comment on column scheduling.appointment.id is 'Key, the id of the FHIR Appointment, and the UID in calendars.';
comment on column scheduling.appointment.number is 'Number with check digit, given by the database. Personal, pseudonymous.';
comment on column scheduling.appointment.version is 'Counts the changes; an update names the version that it changes. The database counts.';
comment on column scheduling.appointment.sequence is 'Counts what a calendar must know of: a new time, a call-off (SEQUENCE of iCalendar).';
comment on column scheduling.appointment.request_key is 'Key of the request that booked it: the same request makes one appointment.';
comment on column scheduling.appointment.patient_id is 'Whose appointment it is. Personal, pseudonymous.';
comment on column scheduling.appointment.visit_type_id is 'Of which kind. Personal, health.';
comment on column scheduling.appointment.during is 'From when to when the patient is there, without buffers.';
comment on column scheduling.appointment.starts_at is 'When it begins; for indexes.';
comment on column scheduling.appointment.zone is 'The zone whose clock was meant.';
comment on column scheduling.appointment.wall_clock is 'What that clock shows at the beginning.';
comment on column scheduling.appointment.resource_ids is 'Who and what it takes up. Personal.';
comment on column scheduling.appointment.status is 'Where it stands; scheduling.transition says what may follow.';
comment on column scheduling.appointment.overbooked is 'Put there on purpose above the ordinary capacity.';
comment on column scheduling.appointment.reason is 'Why the patient comes. Personal, health.';
comment on column scheduling.appointment.referral is 'The referral it rests on. Personal, health.';
comment on column scheduling.appointment.authorisation is 'The payer’s authorisation it rests on. Personal.';
comment on column scheduling.appointment.series_id is 'The series that it belongs to.';
comment on column scheduling.appointment.confirmed_at is 'When the patient said that they will come.';
comment on column scheduling.appointment.arrived_at is 'When the patient came.';
comment on column scheduling.appointment.stopped_by is 'Who called it off: the patient or the hospital.';
comment on column scheduling.appointment.stopped_reason is 'Why. Personal.';
comment on column scheduling.appointment.booked_at is 'When it was booked.';
comment on column scheduling.appointment.booked_by is 'The account that booked it. Personal (staff).';
comment on column scheduling.appointment.updated_at is 'When it was last changed.';
comment on column scheduling.appointment.updated_by is 'The account that changed it last. Personal (staff).';
comment on column scheduling.appointment.updated_by_name is 'What the account was called then. Personal (staff).';

create table scheduling.appointment_history (
  appointment_id uuid not null references scheduling.appointment (id),
  version int not null,
  status text not null,
  during tstzrange not null,
  resource_ids uuid[] not null,
  at timestamptz not null default now(),
  actor_id uuid default platform.actor_id(),
  actor_name text,
  reason text,
  primary key (appointment_id, version)
);
comment on table scheduling.appointment_history is 'Personal: every version of an appointment. Written by the database alone. Sensitivity high. Kept as long as the appointment.';
comment on column scheduling.appointment_history.appointment_id is 'Which appointment.';
comment on column scheduling.appointment_history.version is 'Which version.';
comment on column scheduling.appointment_history.status is 'Where it stood.';
comment on column scheduling.appointment_history.during is 'When it was to be.';
comment on column scheduling.appointment_history.resource_ids is 'With whom and what. Personal.';
comment on column scheduling.appointment_history.at is 'Since when.';
comment on column scheduling.appointment_history.actor_id is 'The account that changed it. Personal (staff).';
comment on column scheduling.appointment_history.actor_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.appointment_history.reason is 'Why, where one must say. Personal.';

-- One lane of one resource for some time, buffers included: held for a while, or taken by an appointment.
create table scheduling.reservation (
  resource_id uuid not null,
  lane int not null check (lane >= 1),
  during tstzrange not null check (not isempty(during) and upper(during) - lower(during) <= interval '24 hours'),
  starts_at timestamptz not null generated always as (lower(during)) stored,
  ends_at timestamptz not null generated always as (upper(during)) stored,
  appointment_id uuid references scheduling.appointment (id),
  hold_id uuid,
  hold_until timestamptz,
  held_by uuid,
  gathering bigint not null default 0,
  constraint reservation_is_held_or_taken check ((appointment_id is null) = (hold_until is not null) and (hold_id is null) = (hold_until is null)),
  constraint reservation_once exclude using gist (resource_id with =, lane with =, during with &&),
  constraint reservation_of_one_gathering exclude using gist (resource_id with =, during with &&, gathering with <>),
  constraint reservation_within_session foreign key (resource_id, period during) references scheduling.session (resource_id, period during)
    deferrable initially immediate
);
create index reservation_time on scheduling.reservation (resource_id, starts_at) include (ends_at, lane, hold_until);
create index reservation_appointment on scheduling.reservation (appointment_id) where appointment_id is not null;
create index reservation_hold on scheduling.reservation (hold_id) where hold_id is not null;
comment on table scheduling.reservation is 'Personal, pseudonymous: what is taken or held of each resource. Sensitivity low: it names no patient. An expired hold is deleted by the next who wants its time; one of an appointment is kept as long as that.';
comment on column scheduling.reservation.resource_id is 'Who or what.';
comment on column scheduling.reservation.lane is 'Which of its places.';
comment on column scheduling.reservation.during is 'From when to when, with the buffers.';
comment on column scheduling.reservation.starts_at is 'When it begins; for the index.';
comment on column scheduling.reservation.ends_at is 'When it ends; for the index.';
comment on column scheduling.reservation.appointment_id is 'The appointment that took it; null for a hold.';
comment on column scheduling.reservation.hold_id is 'The hold; null once it is taken.';
comment on column scheduling.reservation.hold_until is 'Until when it is held.';
comment on column scheduling.reservation.held_by is 'The account that holds it. Personal (staff).';
comment on column scheduling.reservation.gathering is 'Which group it is a place of: the same kind at the same time; 0 for somebody alone. While a group is there, nobody else is.';

/* The group that a kind of appointment makes at a time: everybody who comes to it then has the same number. 0 where one comes alone. */
create function scheduling.gathering_of(p_visit_type uuid, p_during tstzrange) returns bigint
language sql stable security definer set search_path = pg_catalog, scheduling as $$
  select case when t.places > 1 then hashtextextended(t.id::text || ' ' || extract(epoch from lower(p_during)) || ' ' || extract(epoch from upper(p_during)), 0) else 0 end
  from scheduling.visit_type t where t.id = p_visit_type
$$;
comment on function scheduling.gathering_of(uuid, tstzrange) is 'Number of the group that a kind of appointment makes at a time, buffers included; 0 for appointments of one patient alone. SECURITY DEFINER: kinds are no secret.';
revoke all on function scheduling.gathering_of(uuid, tstzrange) from public;
grant execute on function scheduling.gathering_of(uuid, tstzrange) to openward_app;

create function scheduling.keep_lanes() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  if new.lane > (select overbooking + case when new.gathering = 0 then lanes
      else coalesce((select max(t.places) from scheduling.visit_type t where t.places > 1 and scheduling.gathering_of(t.id, new.during) = new.gathering), 0) end
    from scheduling.resource where id = new.resource_id) then
    raise check_violation using constraint = 'reservation_has_a_lane', message = 'There is no such lane';
  end if;
  return new;
end $$;
comment on function scheduling.keep_lanes() is 'Nobody is put beyond the capacity of the calendar, or of the group, and the overbooking that is permitted. SECURITY DEFINER: whoever writes.';
revoke all on function scheduling.keep_lanes() from public;
create trigger keep_lanes before insert or update of resource_id, lane, during, gathering on scheduling.reservation for each row execute function scheduling.keep_lanes();

/* Takes what a holder (an appointment, or a hold) needs, all of it or nothing. Says why not: `outside`, `full`; null when it is taken.
   Resources are gone through in one order by everybody, and nothing is checked before it is inserted: the constraint decides. */
create function scheduling.reserve(p_appointment uuid, p_hold uuid, p_resources uuid[], p_during tstzrange, p_visit_type uuid,
  p_hold_until timestamptz, p_overbook boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, scheduling as $$
declare
  needed record;
  taken boolean;
  together bigint := coalesce(scheduling.gathering_of(p_visit_type, p_during), 0);
begin
  if platform.scope() not in ('staff', 'system') then
    raise insufficient_privilege using message = 'Only staff reserve';
  end if;
  for needed in
    select given.id, case when together = 0 then r.lanes else (select t.places from scheduling.visit_type t where t.id = p_visit_type) end
        + case when p_overbook then r.overbooking else 0 end as lanes, given.id = any (p_resources) and r.active as wanted
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
    if not coalesce((select range_agg(s.during) @> p_during from scheduling.session s
        where s.resource_id = needed.id and s.starts_at < upper(p_during) and s.starts_at > lower(p_during) - interval '25 hours' and s.open_from <= now()
          and (s.visit_type_ids = '{}' or p_visit_type = any (s.visit_type_ids))), false) then
      return 'outside';
    end if;
    delete from scheduling.reservation where ctid = any (array(
      select ctid from scheduling.reservation
      where resource_id = needed.id and starts_at < upper(p_during) and starts_at > lower(p_during) - interval '25 hours' and ends_at > lower(p_during)
        and hold_until <= clock_timestamp() order by lane, starts_at for update skip locked));
    taken := false;
    for lane in 1..needed.lanes loop
      insert into scheduling.reservation (resource_id, lane, during, appointment_id, hold_id, hold_until, held_by, gathering)
        values (needed.id, lane, p_during, p_appointment, p_hold, p_hold_until, case when p_hold is not null then platform.actor_id() end, together)
        on conflict do nothing;
      taken := found;
      exit when taken;
    end loop;
    if not taken then return 'full'; end if;
  end loop;
  if (select count(*) from scheduling.resource where id = any (p_resources) and active) <> cardinality(p_resources) then return 'unknown'; end if;
  return null;
end $$;
comment on function scheduling.reserve(uuid, uuid, uuid[], tstzrange, uuid, timestamptz, boolean) is
  'Reserves every resource or says why not; the caller then rolls back. An appointment that has reservations exchanges them. SECURITY DEFINER: under row-level security a search by time would lose its index; it touches reservations alone, which name no patient, and asks for staff.';
revoke all on function scheduling.reserve(uuid, uuid, uuid[], tstzrange, uuid, timestamptz, boolean) from public;
grant execute on function scheduling.reserve(uuid, uuid, uuid[], tstzrange, uuid, timestamptz, boolean) to openward_app;

/* Books: the appointment, and all that it takes up. The same key gives the same appointment. Raises where it cannot be:
   nothing of it is left then. */
create function scheduling.book(p_key text, p_patient uuid, p_visit_type uuid, p_resources uuid[], p_start timestamptz, p_zone text,
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
  insert into scheduling.appointment (request_key, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, overbooked,
      reason, referral, authorisation, series_id, updated_by_name)
    values (p_key, p_patient, p_visit_type, there, p_zone, p_wall_clock, array(select distinct unnest(p_resources) order by 1), p_overbook,
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
comment on function scheduling.book(text, uuid, uuid, uuid[], timestamptz, text, text, boolean, uuid, jsonb) is
  'Books an appointment with all that it takes up. `refused` says why it could not be: the caller then rolls back.';
revoke all on function scheduling.book(text, uuid, uuid, uuid[], timestamptz, text, text, boolean, uuid, jsonb) from public;
grant execute on function scheduling.book(text, uuid, uuid, uuid[], timestamptz, text, text, boolean, uuid, jsonb) to openward_app;

create function scheduling.keep_appointment() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling, patients as $$
declare
  stands record;
begin
  if tg_op = 'INSERT' or new.during <> old.during then
    if lower(new.during) < now() and platform.scope() <> 'system' then
      raise check_violation using constraint = 'appointment_lies_ahead', message = 'This time is over';
    end if;
    -- Under a lock: a merge or a death that is recorded at this moment waits, or is seen.
    select survivor_id, deceased into stands from patients.patient where id = new.patient_id for share;
    if stands.survivor_id is not null then
      raise check_violation using constraint = 'appointment_patient_stands', message = 'The record was merged into another';
    end if;
    if stands.deceased then
      raise check_violation using constraint = 'appointment_patient_lives', message = 'The patient is recorded as deceased';
    end if;
  end if;
  if tg_op = 'INSERT' then return new; end if;
  new.version := old.version + 1;
  new.updated_at := now();
  if new.id <> old.id or new.number <> old.number or new.patient_id <> old.patient_id then
    raise check_violation using constraint = 'appointment_keeps_its_patient', message = 'An appointment keeps its number and its patient';
  end if;
  if new.status <> old.status and not exists (select from scheduling.transition where from_status = old.status and to_status = new.status) then
    raise check_violation using constraint = 'appointment_transition', message = format('%s does not follow %s', new.status, old.status);
  end if;
  -- Who is here waits longer that day where somebody urgent comes first, and is not sent home.
  if (new.during <> old.during or new.resource_ids <> old.resource_ids) and not (old.status in ('booked', 'noshow') and new.status = 'booked')
    and not (old.status = 'arrived' and new.status = 'arrived'
      and (lower(new.during) at time zone new.zone)::date = (lower(old.during) at time zone old.zone)::date) then
    raise check_violation using constraint = 'appointment_moves_while_booked', message = 'Only an appointment that is still to come moves';
  end if;
  new.sequence := old.sequence + case when new.during <> old.during or new.resource_ids <> old.resource_ids
    or (new.status <> old.status and new.status in ('cancelled', 'entered-in-error')) then 1 else 0 end;
  -- Whoever said that they would come, said it of another time.
  if new.during <> old.during then new.confirmed_at := null; end if;
  return new;
end $$;
comment on function scheduling.keep_appointment() is 'What must hold whoever writes: the order of states, the patient, the time. SECURITY DEFINER: it must see all of it.';
revoke all on function scheduling.keep_appointment() from public;
create trigger keep_appointment before insert or update on scheduling.appointment for each row execute function scheduling.keep_appointment();

create function scheduling.keep_appointment_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  insert into scheduling.appointment_history (appointment_id, version, status, during, resource_ids, actor_name, reason)
    values (new.id, new.version, new.status, new.during, new.resource_ids, new.updated_by_name, new.stopped_reason);
  -- What is called off, or never was, takes up nothing.
  if new.status in ('cancelled', 'entered-in-error') then
    delete from scheduling.reservation where appointment_id = new.id;
  end if;
  return null;
end $$;
comment on function scheduling.keep_appointment_history() is 'Writes down each version, and frees what is called off. SECURITY DEFINER: nobody else may write there.';
revoke all on function scheduling.keep_appointment_history() from public;
create trigger keep_appointment_history after insert or update on scheduling.appointment for each row execute function scheduling.keep_appointment_history();

-- Whom nothing could be offered.
create table scheduling.wanted (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint wanted_patient references patients.patient (id),
  visit_type_id uuid not null constraint wanted_visit_type references scheduling.visit_type (id),
  asked jsonb not null check (jsonb_typeof(asked) = 'object'),
  note text,
  put_at timestamptz not null default now(),
  put_by uuid default platform.actor_id(),
  put_by_name text,
  closed_at timestamptz,
  closed_reason text,
  appointment_id uuid references scheduling.appointment (id),
  constraint wanted_closed_says_how check (closed_at is null or appointment_id is not null or coalesce(closed_reason ~ '\S', false))
);
create index wanted_open on scheduling.wanted (put_at) where closed_at is null;
comment on table scheduling.wanted is 'Personal: patients for whom no time was free when they asked. Sensitivity high. Kept ten years after it is closed.';
comment on column scheduling.wanted.id is 'Key.';
comment on column scheduling.wanted.patient_id is 'Who. Personal, pseudonymous.';
comment on column scheduling.wanted.visit_type_id is 'For what. Personal, health.';
comment on column scheduling.wanted.asked is 'With whom, on which days and at what time of day. Personal.';
comment on column scheduling.wanted.note is 'What else must be known. Personal, health.';
comment on column scheduling.wanted.put_at is 'Since when they wait.';
comment on column scheduling.wanted.put_by is 'The account that put them here. Personal (staff).';
comment on column scheduling.wanted.put_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.wanted.closed_at is 'When it was closed.';
comment on column scheduling.wanted.closed_reason is 'Why, where no appointment came of it. Personal.';
comment on column scheduling.wanted.appointment_id is 'The appointment that came of it.';

do $$
declare
  each text;
begin
  foreach each in array array['appointment', 'wanted'] loop
    execute format('create policy %I on scheduling.%I to openward_app
      using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id))',
      each || '_visible', each);
  end loop;
  execute 'create policy appointment_history_visible on scheduling.appointment_history for select to openward_app
    using (exists (select 1 from scheduling.appointment a where a.id = appointment_id))';
  -- What is taken must be seen by all who look for what is free; it names no patient.
  execute 'create policy reservation_for_staff on scheduling.reservation to openward_app
    using (platform.scope() in (''staff'', ''system'')) with check (platform.scope() in (''staff'', ''system''))';
  execute 'create policy transition_read on scheduling.transition for select to openward_app using (platform.scope() in (''staff'', ''system''))';
  foreach each in array array['transition', 'appointment', 'appointment_history', 'reservation', 'wanted'] loop
    execute format('alter table scheduling.%I enable row level security', each);
    execute format('alter table scheduling.%I force row level security', each);
  end loop;
end $$;
grant select on scheduling.transition, scheduling.appointment, scheduling.appointment_history, scheduling.reservation, scheduling.wanted to openward_app;
grant insert (request_key, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, overbooked, reason, referral, authorisation, series_id, updated_by_name),
  update (during, zone, wall_clock, resource_ids, status, overbooked, reason, referral, authorisation, confirmed_at, arrived_at, stopped_by, stopped_reason, updated_by, updated_by_name)
  on scheduling.appointment to openward_app;
grant insert, update, delete on scheduling.reservation to openward_app;
grant insert (patient_id, visit_type_id, asked, note, put_by_name), update (closed_at, closed_reason, appointment_id) on scheduling.wanted to openward_app;
