-- The queues of a day: where one waits, the tokens that people hold, and each stop of their way. The database measures the times.
create table visits.service_point (
  id uuid primary key default uuidv7(),
  letter text not null constraint service_point_letter_once unique check (letter ~ '^[A-Z]{1,2}$'),
  name text not null check (name ~ '\S'),
  kind text not null check (kind in ('registration', 'triage', 'clinic', 'laboratory', 'imaging', 'pharmacy', 'cashier', 'other')),
  department_id uuid constraint service_point_department references staff.department (id),
  resource_ids uuid[] not null default '{}',
  urgent_visit_type_ids uuid[] not null default '{}',
  target_minutes int not null default 30 check (target_minutes between 1 and 600),
  walk_in_minutes int not null default 20 check (walk_in_minutes between 0 and 240),
  active boolean not null default true,
  version int not null default 1
);
comment on table visits.service_point is 'Where people wait to be served: one queue, over one room or several. Not personal. Kept for the life of the hospital.';
comment on column visits.service_point.id is 'Key.';
comment on column visits.service_point.letter is 'What its tokens begin with; unique, so that a token is one in the whole hospital.';
comment on column visits.service_point.name is 'What it is called on the display.';
comment on column visits.service_point.kind is 'registration, triage, clinic, laboratory, imaging, pharmacy, cashier or other.';
comment on column visits.service_point.department_id is 'The department that it belongs to; visits that begin here are of it.';
comment on column visits.service_point.resource_ids is 'Calendars whose appointments come here; where it is empty, all of the department.';
comment on column visits.service_point.urgent_visit_type_ids is 'Kinds of appointments of which a no-show is followed up.';
comment on column visits.service_point.target_minutes is 'How long one is to wait at most.';
comment on column visits.service_point.walk_in_minutes is 'So much later than their arrival people without an appointment take their turn.';
comment on column visits.service_point.active is 'False once nobody waits here any more.';
comment on column visits.service_point.version is 'Counts the changes.';

create table visits.queue_room (
  id uuid primary key default uuidv7(),
  service_point_id uuid not null constraint queue_room_point references visits.service_point (id),
  name text not null check (name ~ '\S'),
  location_id uuid constraint queue_room_location references staff.location (id),
  active boolean not null default true,
  version int not null default 1
);
create unique index queue_room_name_once on visits.queue_room (service_point_id, platform.fold(name)) where active;
comment on table visits.queue_room is 'Rooms and counters that call from one queue. Not personal. Kept for the life of the hospital.';
comment on column visits.queue_room.id is 'Key.';
comment on column visits.queue_room.service_point_id is 'From which queue it calls.';
comment on column visits.queue_room.name is 'What it is called on the display.';
comment on column visits.queue_room.location_id is 'Which place it is.';
comment on column visits.queue_room.active is 'False once nobody is called there.';
comment on column visits.queue_room.version is 'Counts the changes.';

-- The states of a stop and the ways between them. What is not in this table does not happen; only a migration changes it.
create table visits.stop_transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status),
  check (from_status <> to_status)
);
insert into visits.stop_transition (from_status, to_status) values
  ('arrived', 'waiting'), ('arrived', 'left'), ('arrived', 'done'),
  ('waiting', 'arrived'), ('waiting', 'called'), ('waiting', 'left'), ('waiting', 'done'),
  ('called', 'in-room'), ('called', 'waiting'), ('called', 'no-answer'), ('called', 'left'),
  ('no-answer', 'waiting'), ('no-answer', 'left'),
  ('in-room', 'done'), ('in-room', 'waiting');
comment on table visits.stop_transition is 'Which state of a stop may follow which. Not personal. Changed by migrations only.';
comment on column visits.stop_transition.from_status is 'The state before.';
comment on column visits.stop_transition.to_status is 'The state after.';

-- Whose token it is. Staff who may not see the patient see the stops, and no name.
create table visits.token (
  id uuid primary key default uuidv7(),
  service_point_id uuid not null constraint token_point references visits.service_point (id),
  day date not null default staff.today(),
  number int not null check (number between 1 and 9999),
  code text not null check (code ~ '^[A-Z]{1,2}\d{1,4}$'),
  patient_id uuid constraint token_patient references patients.patient (id),
  visit_id uuid constraint token_visit references visits.visit (id),
  appointment_id uuid constraint token_appointment references scheduling.appointment (id),
  came_by text not null check (came_by in ('desk', 'kiosk', 'phone')),
  issued_at timestamptz not null default clock_timestamp(),
  issued_by uuid default platform.actor_id(),
  constraint token_number_once unique (service_point_id, day, number),
  constraint token_code_once unique (day, code),
  constraint token_of_stop unique (id, day, code),
  constraint token_visit_is_somebodys check (patient_id is not null or (visit_id is null and appointment_id is null))
);
-- Somebody checks in once for an appointment.
create unique index token_appointment_once on visits.token (appointment_id) where appointment_id is not null;
create index token_patient_day on visits.token (patient_id, day) where patient_id is not null;
create index token_visit_of on visits.token (visit_id) where visit_id is not null;
comment on table visits.token is 'Personal: whose token it is, of one day. Sensitivity high. Kept as long as the visit.';
comment on column visits.token.id is 'Key.';
comment on column visits.token.service_point_id is 'Where it was given out.';
comment on column visits.token.day is 'On which day of the hospital.';
comment on column visits.token.number is 'Counts from 1 at each service point and day.';
comment on column visits.token.code is 'What the patient holds and the display shows: letter and number. Personal, pseudonymous.';
comment on column visits.token.patient_id is 'Whose it is; null for somebody who has not been registered yet. Personal, pseudonymous.';
comment on column visits.token.visit_id is 'The visit that goes with it.';
comment on column visits.token.appointment_id is 'The appointment that the patient came for.';
comment on column visits.token.came_by is 'Who checked in: the desk, the kiosk, or the patient by phone.';
comment on column visits.token.issued_at is 'When.';
comment on column visits.token.issued_by is 'The account that gave it out. Personal (staff).';

create table visits.stop (
  id uuid primary key default uuidv7(),
  token_id uuid not null,
  day date not null,
  code text not null,
  sequence int not null check (sequence between 1 and 50),
  service_point_id uuid not null constraint stop_point references visits.service_point (id),
  status text not null default 'waiting' check (status in ('arrived', 'waiting', 'called', 'in-room', 'done', 'no-answer', 'left')),
  priority text not null default 'routine' check (priority in ('emergency', 'urgent', 'priority', 'routine')),
  priority_reason text check (priority_reason in ('emergency', 'labour', 'severe-pain', 'elderly', 'pregnant', 'disabled', 'child', 'staff-decision')),
  due_at timestamptz,
  ahead int check (ahead >= 0),
  arrived_at timestamptz not null default clock_timestamp(),
  waiting_at timestamptz,
  first_called_at timestamptz,
  called_at timestamptz,
  room_id uuid constraint stop_room references visits.queue_room (id),
  called_by uuid,
  called_by_name text,
  calls int not null default 0 check (calls >= 0),
  in_room_at timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by_name text,
  constraint stop_sequence_once unique (token_id, sequence),
  constraint stop_code_of_token foreign key (token_id, day, code) references visits.token (id, day, code),
  constraint stop_priority_says_why check ((priority = 'routine') = (priority_reason is null)),
  constraint stop_called_into_a_room check (status not in ('called', 'in-room') or (room_id is not null and called_at is not null)),
  constraint stop_over_has_its_time check ((status in ('done', 'left')) = (ended_at is not null)),
  constraint stop_times_in_order check (
    coalesce(waiting_at, arrived_at) >= arrived_at and coalesce(called_at, waiting_at, arrived_at) >= coalesce(waiting_at, arrived_at)
    and coalesce(in_room_at, called_at, arrived_at) >= coalesce(called_at, arrived_at)
    and coalesce(ended_at, in_room_at, called_at, arrived_at) >= coalesce(in_room_at, called_at, arrived_at))
);
-- One is at one place of one's way at a time, and a room has one person whom it called.
create unique index stop_one_open on visits.stop (token_id) where status not in ('done', 'left');
create unique index stop_one_in_a_room on visits.stop (room_id) where status in ('called', 'in-room');
create index stop_queue on visits.stop (service_point_id, day) where status not in ('done', 'left');
create index stop_day on visits.stop (service_point_id, day);
comment on table visits.stop is 'Personal, pseudonymous: each place where a token waits and is served, with measured times. It names no patient. Sensitivity low. Kept as long as the visit.';
comment on column visits.stop.id is 'Key.';
comment on column visits.stop.token_id is 'Of which token.';
comment on column visits.stop.day is 'On which day.';
comment on column visits.stop.code is 'What the token is called.';
comment on column visits.stop.sequence is 'Counts the stops of the token.';
comment on column visits.stop.service_point_id is 'Where.';
comment on column visits.stop.status is 'arrived, and waits for something before the queue; waiting; called; in-room; done; no-answer; left.';
comment on column visits.stop.priority is 'emergency, urgent, priority or routine.';
comment on column visits.stop.priority_reason is 'Why it goes before others. Personal, health.';
comment on column visits.stop.due_at is 'The time of the appointment.';
comment on column visits.stop.ahead is 'How many stood before it when it joined the queue.';
comment on column visits.stop.arrived_at is 'When the patient came here.';
comment on column visits.stop.waiting_at is 'Since when they can be called.';
comment on column visits.stop.first_called_at is 'When they were called first: until then they waited.';
comment on column visits.stop.called_at is 'When they were called last.';
comment on column visits.stop.room_id is 'Into which room.';
comment on column visits.stop.called_by is 'The account that called. Personal (staff).';
comment on column visits.stop.called_by_name is 'What the account was called then. Personal (staff).';
comment on column visits.stop.calls is 'How often they were called.';
comment on column visits.stop.in_room_at is 'When they came in.';
comment on column visits.stop.ended_at is 'When it was over here.';
comment on column visits.stop.version is 'Counts the changes; an update names the version that it changes. The database counts.';
comment on column visits.stop.updated_at is 'When it was last changed.';
comment on column visits.stop.updated_by_name is 'Who changed it last. Personal (staff).';

create function visits.hold_point(p_service_point_id uuid) returns setof visits.service_point
language sql volatile as $$ select * from visits.service_point where id = p_service_point_id for no key update $$;
comment on function visits.hold_point(uuid) is 'Takes the queue of a service point until the transaction ends: whoever calls or joins comes one after the other.';
revoke all on function visits.hold_point(uuid) from public;
grant execute on function visits.hold_point(uuid) to openward_app;

create function visits.next_token(p_service_point_id uuid) returns int
language sql stable security definer set search_path = pg_catalog, visits as $$
  select coalesce(max(number), 0) + 1 from visits.token where service_point_id = p_service_point_id and day = staff.today()
$$;
comment on function visits.next_token(uuid) is 'The next number of a service point today; whoever asks holds the point. SECURITY DEFINER: tokens of patients whom the actor may not see count too.';
revoke all on function visits.next_token(uuid) from public;
grant execute on function visits.next_token(uuid) to openward_app;

create function visits.keep_stop() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
declare
  at_this_moment timestamptz := clock_timestamp();
begin
  -- A demo, or an import, tells of times that are over; nobody else says what the clock says.
  if tg_op = 'INSERT' then
    if platform.scope() <> 'system' or new.arrived_at > at_this_moment then new.arrived_at := at_this_moment; end if;
    if platform.scope() = 'system' and new.status in ('done', 'left', 'called', 'in-room', 'no-answer') then return new; end if;
    if new.status not in ('arrived', 'waiting') then
      raise check_violation using constraint = 'stop_begins', message = 'A stop begins as arrived or waiting';
    end if;
    if new.status = 'waiting' and (platform.scope() <> 'system' or new.waiting_at is null) then new.waiting_at := new.arrived_at; end if;
    return new;
  end if;
  if new.id <> old.id or new.token_id <> old.token_id or new.code <> old.code or new.service_point_id <> old.service_point_id or new.arrived_at <> old.arrived_at then
    raise check_violation using constraint = 'stop_keeps_its_token', message = 'A stop keeps its token and its place';
  end if;
  if new.status <> old.status and not exists (select from visits.stop_transition where from_status = old.status and to_status = new.status) then
    raise check_violation using constraint = 'stop_transition', message = format('%s does not follow %s', new.status, old.status);
  end if;
  -- Whom one room has called no other room calls: the call is taken back first.
  if old.status in ('called', 'in-room') and new.status in ('called', 'in-room') and new.room_id is distinct from old.room_id then
    raise check_violation using constraint = 'stop_called_once', message = 'Another room has called this token';
  end if;
  new.version := old.version + 1;
  new.updated_at := at_this_moment;
  if new.status <> old.status then
    if new.status = 'waiting' then
      new.waiting_at := coalesce(old.waiting_at, at_this_moment);
      new.called_at := null; new.in_room_at := null; new.room_id := null; new.called_by := null; new.called_by_name := null;
    elsif new.status = 'called' then
      new.called_at := at_this_moment;
      new.first_called_at := coalesce(old.first_called_at, at_this_moment);
    elsif new.status = 'in-room' then new.in_room_at := at_this_moment;
    elsif new.status = 'no-answer' then new.room_id := null;
    elsif new.status in ('done', 'left') then new.ended_at := at_this_moment;
    end if;
  end if;
  if new.status = 'called' and new.calls > old.calls then new.called_at := at_this_moment; end if;
  return new;
end $$;
comment on function visits.keep_stop() is 'What must hold whoever writes: the order of states, one caller, and times of the clock. SECURITY DEFINER: whoever writes.';
revoke all on function visits.keep_stop() from public;
create trigger keep_stop before insert or update on visits.stop for each row execute function visits.keep_stop();

create function visits.keep_token() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
begin
  if new.id <> old.id or new.code <> old.code or new.day <> old.day or (old.patient_id is not null and new.patient_id is distinct from old.patient_id) then
    raise check_violation using constraint = 'token_keeps_its_patient', message = 'A token keeps its code, its day and its patient';
  end if;
  return new;
end $$;
comment on function visits.keep_token() is 'A token is of one patient. SECURITY DEFINER: whoever writes.';
revoke all on function visits.keep_token() from public;
create trigger keep_token before update on visits.token for each row execute function visits.keep_token();

-- A public display: which queues it shows, and whether it speaks.
create table visits.display (
  id uuid primary key default uuidv7(),
  name text not null constraint display_name_once unique check (name ~ '\S'),
  service_point_ids uuid[] not null check (service_point_ids <> '{}'),
  language text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  chime boolean not null default true,
  voice boolean not null default true,
  names boolean not null default false,
  version int not null default 1
);
comment on table visits.display is 'Public displays of tokens. Not personal. Kept for the life of the hospital.';
comment on column visits.display.id is 'Key.';
comment on column visits.display.name is 'What it is called.';
comment on column visits.display.service_point_ids is 'Whose calls it shows.';
comment on column visits.display.language is 'In which language it speaks: a BCP 47 tag.';
comment on column visits.display.chime is 'Whether it chimes at a call.';
comment on column visits.display.voice is 'Whether it speaks the call.';
comment on column visits.display.names is 'Whether names are shown: only where the hospital has decided that they may be.';
comment on column visits.display.version is 'Counts the changes.';

create function visits.board(p_display_id uuid) returns table (service_point_id uuid, code text, status text, room text, calls int, called_at timestamptz, patient_id uuid, patient_name text)
language sql stable security definer set search_path = pg_catalog, visits, patients as $$
  select s.service_point_id, s.code, s.status, r.name, s.calls, s.called_at,
    case when d.names and not p.restricted then p.id end, case when d.names and not p.restricted then p.display_name end
  from visits.display d join visits.stop s on s.service_point_id = any (d.service_point_ids) and s.day = staff.today()
    left join visits.queue_room r on r.id = s.room_id
    join visits.token t on t.id = s.token_id left join patients.patient p on p.id = t.patient_id
  where d.id = p_display_id and s.status in ('called', 'in-room') and platform.scope() = 'staff'
$$;
comment on function visits.board(uuid) is 'What a public display may show: tokens and rooms; names only where its setting allows, and never of a restricted patient. SECURITY DEFINER: a token is shown whoever it is of.';
revoke all on function visits.board(uuid) from public;
grant execute on function visits.board(uuid) to openward_app;

do $$
declare
  each text;
begin
  foreach each in array array['service_point', 'queue_room', 'stop', 'display'] loop
    execute format('create policy %I on visits.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
  execute 'create policy stop_transition_read on visits.stop_transition for select to openward_app using (platform.scope() in (''staff'', ''system''))';
  execute 'create policy token_visible on visits.token to openward_app
    using (platform.scope() in (''staff'', ''system'') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
    with check (platform.scope() in (''staff'', ''system'') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))';
  foreach each in array array['service_point', 'queue_room', 'stop_transition', 'token', 'stop', 'display'] loop
    execute format('alter table visits.%I enable row level security', each);
    execute format('alter table visits.%I force row level security', each);
  end loop;
end $$;
grant select on visits.service_point, visits.queue_room, visits.stop_transition, visits.token, visits.stop, visits.display to openward_app;
grant insert, update on visits.service_point, visits.queue_room to openward_app;
grant insert, update, delete on visits.display to openward_app;
grant insert (id, service_point_id, day, number, code, patient_id, visit_id, appointment_id, came_by, issued_at), update (patient_id, visit_id, appointment_id) on visits.token to openward_app;
-- Never the version, nor a time that the clock gives: the trigger takes those of a demo alone.
grant insert (token_id, day, code, sequence, service_point_id, status, priority, priority_reason, due_at, ahead, arrived_at, waiting_at, first_called_at, called_at, room_id,
    called_by, called_by_name, calls, in_room_at, ended_at, updated_by_name),
  update (status, priority, priority_reason, due_at, room_id, called_by, called_by_name, calls, updated_by_name)
  on visits.stop to openward_app;
