-- Calendars: what kinds of appointments there are, whom and what they need, who is on duty, and when sessions are held.
create schema scheduling;
grant usage on schema scheduling to openward_app;

create table scheduling.visit_type (
  id uuid primary key default uuidv7(),
  code text not null constraint visit_type_code_once unique check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null check (name ~ '\S'),
  minutes int not null check (minutes between 5 and 720),
  buffer_before int not null default 0 check (buffer_before between 0 and 120),
  buffer_after int not null default 0 check (buffer_after between 0 and 120),
  grid_minutes int not null default 15 check (grid_minutes in (5, 10, 15, 20, 30, 60)),
  bookable_by text[] not null default '{desk,clinician}' check (bookable_by <@ array['desk', 'clinician', 'patient'] and bookable_by <> '{}'),
  notice_minutes int not null default 0 check (notice_minutes between 0 and 100000),
  horizon_days int not null default 180 check (horizon_days between 1 and 730),
  colour text not null default 'teal' check (colour in ('teal', 'blue', 'grape', 'orange', 'pink', 'gray')),
  shape text not null default 'round' check (shape in ('round', 'square', 'diamond', 'triangle')),
  places int not null default 1 check (places between 1 and 100),
  active boolean not null default true,
  version int not null default 1
);
comment on table scheduling.visit_type is 'Kinds of appointments: how long, with what before and after, who may book them. Not personal. Kept for the life of the hospital.';
comment on column scheduling.visit_type.id is 'Key.';
comment on column scheduling.visit_type.code is 'Short name, unique.';
comment on column scheduling.visit_type.name is 'What people call it.';
comment on column scheduling.visit_type.minutes is 'How long the patient is there.';
comment on column scheduling.visit_type.buffer_before is 'Minutes before it that are not given away.';
comment on column scheduling.visit_type.buffer_after is 'Minutes after it that are not given away.';
comment on column scheduling.visit_type.grid_minutes is 'What is offered begins at multiples of these minutes.';
comment on column scheduling.visit_type.bookable_by is 'Who may book it: the desk, a clinician, the patient.';
comment on column scheduling.visit_type.notice_minutes is 'How long before its beginning it must be booked.';
comment on column scheduling.visit_type.horizon_days is 'How far ahead it may be booked.';
comment on column scheduling.visit_type.colour is 'Colour of its mark.';
comment on column scheduling.visit_type.shape is 'Shape of its mark, for those who do not see the colour.';
comment on column scheduling.visit_type.places is 'How many patients come to it together; 1 for an appointment of one patient alone.';
comment on column scheduling.visit_type.active is 'False once it is booked no more.';
comment on column scheduling.visit_type.version is 'Counts the changes.';

create table scheduling.resource (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('clinician', 'room', 'equipment')),
  name text not null check (name ~ '\S'),
  practitioner_id uuid constraint resource_practitioner references staff.practitioner (id) constraint resource_practitioner_once unique,
  location_id uuid constraint resource_location references staff.location (id),
  department_id uuid constraint resource_department references staff.department (id),
  languages text[] not null default '{}',
  lanes int not null default 1 check (lanes between 1 and 100),
  overbooking int not null default 0 check (overbooking between 0 and 20),
  active boolean not null default true,
  version int not null default 1,
  constraint resource_is_what_it_says check ((kind = 'clinician') = (practitioner_id is not null) and (kind <> 'room' or location_id is not null))
);
create unique index resource_room_once on scheduling.resource (location_id) where kind = 'room';
comment on table scheduling.resource is 'Personal (staff): what an appointment takes up: somebody, a room, a machine. Sensitivity low: visible to all staff. Kept as long as an appointment names it.';
comment on column scheduling.resource.id is 'Key; also the id of the FHIR Schedule.';
comment on column scheduling.resource.kind is 'clinician, room or equipment.';
comment on column scheduling.resource.name is 'What the column of the day is called. Personal (staff).';
comment on column scheduling.resource.practitioner_id is 'Who it is, for a clinician. Personal (staff).';
comment on column scheduling.resource.location_id is 'The room that it is, or where it stands.';
comment on column scheduling.resource.department_id is 'The department it works for.';
comment on column scheduling.resource.languages is 'Languages that are spoken, as BCP 47 tags. Personal (staff).';
comment on column scheduling.resource.lanes is 'How many appointments it serves at one time.';
comment on column scheduling.resource.overbooking is 'How many more may be put there on purpose.';
comment on column scheduling.resource.active is 'False once nothing more is booked with it.';
comment on column scheduling.resource.version is 'Counts the changes.';

-- Who is on duty, where and when. A longer duty may be made of several that touch.
create table scheduling.duty (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references scheduling.resource (id),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  location_id uuid constraint duty_location references staff.location (id),
  constraint duty_once unique (resource_id, during without overlaps)
);
comment on table scheduling.duty is 'Personal (staff): who or what is on duty where and when. Sensitivity low. Kept ten years.';
comment on column scheduling.duty.id is 'Key.';
comment on column scheduling.duty.resource_id is 'Who, or what.';
comment on column scheduling.duty.during is 'From when to when; no two of one resource overlap.';
comment on column scheduling.duty.location_id is 'Where.';

-- A rule of the calendar. The rule is what is kept; sessions are made of it for some time ahead.
create table scheduling.template (
  id uuid primary key default uuidv7(),
  resource_id uuid not null constraint template_resource references scheduling.resource (id),
  title text not null check (title ~ '\S'),
  rule text not null,
  starts_on date not null,
  ends_on date,
  from_clock time not null,
  to_clock time not null,
  zone text not null,
  location_id uuid constraint template_location references staff.location (id),
  visit_type_ids uuid[] not null default '{}',
  released_days_before int check (released_days_before between 0 and 365),
  version int not null default 1,
  constraint template_ends_after_it_starts check (ends_on is null or ends_on >= starts_on)
);
create index template_resource on scheduling.template (resource_id);
comment on table scheduling.template is 'Personal (staff): recurring sessions of somebody, as a rule on the wall clock. Sensitivity low. Kept as long as its sessions.';
comment on column scheduling.template.id is 'Key.';
comment on column scheduling.template.resource_id is 'Whose sessions.';
comment on column scheduling.template.title is 'What it is called.';
comment on column scheduling.template.rule is 'RFC 5545 recurrence of its days, such as FREQ=WEEKLY;BYDAY=MO,WE.';
comment on column scheduling.template.starts_on is 'First day.';
comment on column scheduling.template.ends_on is 'Last day; null where it goes on.';
comment on column scheduling.template.from_clock is 'When it begins on the wall clock.';
comment on column scheduling.template.to_clock is 'When it ends; not after the beginning means on the next day.';
comment on column scheduling.template.zone is 'The zone of that clock.';
comment on column scheduling.template.location_id is 'Where.';
comment on column scheduling.template.visit_type_ids is 'What may be booked; empty means anything.';
comment on column scheduling.template.released_days_before is 'Its sessions can be booked from so many days before; null means at once.';
comment on column scheduling.template.version is 'Counts the changes.';

-- What takes time out of the calendars.
create table scheduling.exception (
  id uuid primary key default uuidv7(),
  resource_id uuid constraint exception_resource references scheduling.resource (id),
  kind text not null check (kind in ('leave', 'holiday', 'block')),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  reason text,
  constraint exception_holiday_is_everybodys check ((kind = 'holiday') = (resource_id is null))
);
create index exception_during on scheduling.exception using gist (during);
comment on table scheduling.exception is 'Personal (staff): leave of one, blocked time of one, holidays of all: no session is held then. Sensitivity medium. Kept ten years.';
comment on column scheduling.exception.id is 'Key.';
comment on column scheduling.exception.resource_id is 'Whose; null for a holiday of the whole hospital. Personal (staff).';
comment on column scheduling.exception.kind is 'leave, holiday or block.';
comment on column scheduling.exception.during is 'From when to when.';
comment on column scheduling.exception.reason is 'Why. Personal (staff).';

-- A session lies within duty. A duty that is taken away from under one is refused by the database.
create table scheduling.session (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references scheduling.resource (id),
  during tstzrange not null check (not isempty(during) and upper(during) - lower(during) <= interval '25 hours'),
  starts_at timestamptz not null generated always as (lower(during)) stored,
  ends_at timestamptz not null generated always as (upper(during)) stored,
  template_id uuid references scheduling.template (id),
  location_id uuid constraint session_location references staff.location (id),
  visit_type_ids uuid[] not null default '{}',
  open_from timestamptz not null default '-infinity',
  constraint session_once unique (resource_id, during without overlaps),
  constraint session_within_duty foreign key (resource_id, period during) references scheduling.duty (resource_id, period during)
    deferrable initially immediate
);
create index session_time on scheduling.session (resource_id, starts_at) include (ends_at);
create index session_template on scheduling.session (template_id);
comment on table scheduling.session is 'Personal (staff): time of a resource that can be booked. Sensitivity low. Kept ten years.';
comment on column scheduling.session.id is 'Key.';
comment on column scheduling.session.resource_id is 'Whose time.';
comment on column scheduling.session.during is 'From when to when; within duty.';
comment on column scheduling.session.starts_at is 'When it begins; for the index, which row-level security leaves in use for instants alone.';
comment on column scheduling.session.ends_at is 'When it ends; for the index.';
comment on column scheduling.session.template_id is 'The rule it was made of; null for a single one.';
comment on column scheduling.session.location_id is 'Where.';
comment on column scheduling.session.visit_type_ids is 'What may be booked; empty means anything.';
comment on column scheduling.session.open_from is 'From when on it can be booked.';

do $$
declare
  each text;
begin
  foreach each in array array['visit_type', 'resource', 'duty', 'template', 'exception', 'session'] loop
    execute format('alter table scheduling.%I enable row level security', each);
    execute format('alter table scheduling.%I force row level security', each);
    execute format('create policy %I on scheduling.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select, insert, update on scheduling.visit_type, scheduling.resource, scheduling.template to openward_app;
grant select, insert, update, delete on scheduling.duty, scheduling.exception, scheduling.session to openward_app;
