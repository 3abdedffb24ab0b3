-- The people who work here: who they are professionally, and where they work as what.

create table staff.practitioner (
  id uuid primary key default uuidv7(),
  family_name text,
  given_name text,
  prefix text,
  suffix text,
  display_name text not null,
  staff_number text constraint practitioner_staff_number_once unique,
  phone text,
  email text,
  employed daterange not null,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by uuid,
  updated_by_name text,
  search_text text not null,
  sort_text text collate "C" not null generated always as (
    platform.fold(coalesce(family_name || ' ', '') || coalesce(given_name, ''))) stored,
  constraint practitioner_has_a_name check (coalesce(family_name, given_name) ~ '\S'),
  constraint practitioner_employed_has_a_beginning check (not isempty(employed) and not lower_inf(employed)),
  -- What assignments refer to: nobody works outside the time in which they are employed.
  constraint practitioner_employment unique (id, employed without overlaps)
);
create index practitioner_order on staff.practitioner (sort_text, id);

comment on table staff.practitioner is 'Personal (staff): somebody who works here, or did. Sensitivity low: visible to all staff. Kept as long as a record names them.';
comment on column staff.practitioner.id is 'Key; also the id of the FHIR Practitioner.';
comment on column staff.practitioner.family_name is 'Family name. Personal.';
comment on column staff.practitioner.given_name is 'Given names. Personal.';
comment on column staff.practitioner.prefix is 'Title before the name.';
comment on column staff.practitioner.suffix is 'Title after the name.';
comment on column staff.practitioner.display_name is 'The name as it is shown. Personal.';
comment on column staff.practitioner.staff_number is 'The hospital''s own number of the person. Personal.';
comment on column staff.practitioner.phone is 'Telephone at work. Personal.';
comment on column staff.practitioner.email is 'E-mail at work. Personal.';
comment on column staff.practitioner.employed is 'The days on which they work here, half-open.';
comment on column staff.practitioner.version is 'Counts the changes, those of registrations and specialties among them.';
comment on column staff.practitioner.updated_at is 'When the entry was last changed.';
comment on column staff.practitioner.updated_by is 'The account that last changed it. Personal (staff).';
comment on column staff.practitioner.updated_by_name is 'The name of that account at that time. Personal (staff).';
comment on column staff.practitioner.search_text is 'Names, staff number, registration numbers and specialties as they are searched. Personal.';
comment on column staff.practitioner.sort_text is 'The name as it is ordered. Personal.';

create table staff.registration (
  practitioner_id uuid not null references staff.practitioner,
  place int not null,
  issuer text not null,
  number text not null,
  valid daterange not null constraint registration_valid_some_day check (not isempty(valid)),
  primary key (practitioner_id, place),
  -- A body gives a number to one person at a time.
  constraint registration_once exclude using gist (
    platform.fold(issuer) with =, platform.fold(number) with =, valid with &&)
);
comment on table staff.registration is 'Personal (staff): numbers by which professional bodies know somebody. Sensitivity low. Kept with the person''s entry.';
comment on column staff.registration.practitioner_id is 'Whose number it is.';
comment on column staff.registration.place is 'Its place in the list.';
comment on column staff.registration.issuer is 'The body that gave it.';
comment on column staff.registration.number is 'The number. Personal.';
comment on column staff.registration.valid is 'The days on which it is valid, half-open; open where nothing is known.';

create table staff.specialty (
  practitioner_id uuid not null references staff.practitioner,
  place int not null,
  display text not null,
  system text,
  code text,
  primary key (practitioner_id, place),
  constraint specialty_code_has_a_system check ((system is null) = (code is null))
);
comment on table staff.specialty is 'Personal (staff): what somebody is trained for. Sensitivity low. Kept with the person''s entry.';
comment on column staff.specialty.practitioner_id is 'Whose specialty it is.';
comment on column staff.specialty.place is 'Its place in the list; the first is the main one.';
comment on column staff.specialty.display is 'The specialty in words.';
comment on column staff.specialty.system is 'The code system, where the hospital uses one.';
comment on column staff.specialty.code is 'The code in that system.';

create table staff.assignment (
  id uuid primary key default uuidv7(),
  practitioner_id uuid not null,
  department_id uuid not null constraint assignment_department references staff.department,
  location_id uuid constraint assignment_location references staff.location,
  job text not null constraint assignment_job_known check (job ~ '^[a-z][a-z-]{1,39}$'),
  title text,
  during daterange not null constraint assignment_some_day check (not isempty(during) and not lower_inf(during)),
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by uuid,
  updated_by_name text,
  constraint assignment_while_employed foreign key (practitioner_id, period during)
    references staff.practitioner (id, period employed),
  -- The same work at the same place is said once.
  constraint assignment_once exclude using gist (
    practitioner_id with =, department_id with =, job with =,
    coalesce(location_id, '00000000-0000-0000-0000-000000000000') with =, during with &&)
);
create index assignment_department on staff.assignment (department_id);
create index assignment_location on staff.assignment (location_id) where location_id is not null;

comment on table staff.assignment is 'Personal (staff): who works where, as what and when. Sensitivity low. Kept as long as a record names the person.';
comment on column staff.assignment.id is 'Key; also the id of the FHIR PractitionerRole.';
comment on column staff.assignment.practitioner_id is 'Who works.';
comment on column staff.assignment.department_id is 'In which department.';
comment on column staff.assignment.location_id is 'At which place, where it is one.';
comment on column staff.assignment.job is 'As what: doctor, nurse, cashier …';
comment on column staff.assignment.title is 'What it says on the door.';
comment on column staff.assignment.during is 'The days, half-open.';
comment on column staff.assignment.version is 'Counts the changes; a save names the one it saw.';
comment on column staff.assignment.updated_at is 'When it was last changed.';
comment on column staff.assignment.updated_by is 'The account that last changed it. Personal (staff).';
comment on column staff.assignment.updated_by_name is 'The name of that account at that time. Personal (staff).';

alter table staff.practitioner enable row level security;
alter table staff.practitioner force row level security;
create policy practitioner_for_staff on staff.practitioner to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

alter table staff.registration enable row level security;
alter table staff.registration force row level security;
create policy registration_for_staff on staff.registration to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

alter table staff.specialty enable row level security;
alter table staff.specialty force row level security;
create policy specialty_for_staff on staff.specialty to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

alter table staff.assignment enable row level security;
alter table staff.assignment force row level security;
create policy assignment_for_staff on staff.assignment to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));

grant select, insert, update on staff.practitioner to openward_app;
-- An assignment that has not begun may be taken back; FHIR history keeps that it was planned.
grant select, insert, update, delete on staff.assignment to openward_app;
-- The lists of an entry are replaced as a whole; FHIR history keeps what they were.
grant select, insert, delete on staff.registration, staff.specialty to openward_app;
