-- The duty plan: swaps that are asked for and approved, who is on call, blocks that are released at a time, and how long things really take.

-- A duty that a colleague changed meanwhile is not changed unseen.
alter table scheduling.duty add column version int not null default 1;
comment on column scheduling.duty.version is 'Counts the changes.';

alter table scheduling.exception
  add column release_at timestamptz,
  add constraint exception_block_is_released check (release_at is null or (kind = 'block' and release_at < upper(during)));
create index exception_release on scheduling.exception (release_at) where release_at is not null;
comment on column scheduling.exception.release_at is 'When the block is given back to those who book; null where somebody does it by hand.';

-- How long it really took. What is thought of a kind of appointment is compared with it.
create table scheduling.service_time (
  id uuid primary key default uuidv7(),
  visit_type_id uuid not null constraint service_time_visit_type references scheduling.visit_type (id),
  appointment_id uuid constraint service_time_appointment references scheduling.appointment (id) constraint service_time_once unique,
  minutes numeric(6, 1) not null check (minutes between 1 and 720),
  ended_at timestamptz not null
);
create index service_time_recent on scheduling.service_time (visit_type_id, ended_at desc);
comment on table scheduling.service_time is 'Personal, pseudonymous: how many minutes a patient was really with somebody. Sensitivity low. Kept two years.';
comment on column scheduling.service_time.id is 'Key.';
comment on column scheduling.service_time.visit_type_id is 'Of which kind of appointment.';
comment on column scheduling.service_time.appointment_id is 'Which appointment; null for what was measured without one. Personal, pseudonymous.';
comment on column scheduling.service_time.minutes is 'How long.';
comment on column scheduling.service_time.ended_at is 'When it ended.';

/* An appointment that is done, measured by what the desk clicks: from when the patient was there, was due, and the one before was done. */
create function scheduling.measure_appointment(p_appointment uuid) returns void
language sql volatile set search_path = pg_catalog, scheduling as $$
  insert into scheduling.service_time (visit_type_id, appointment_id, minutes, ended_at)
  select a.visit_type_id, a.id, round(extract(epoch from now() - begun.at) / 60, 1), now()
  from scheduling.appointment a cross join lateral (
    select greatest(a.arrived_at, a.starts_at - interval '30 minutes', (
      select max(h.at) from scheduling.appointment_history h join scheduling.reservation b on b.appointment_id = h.appointment_id
      where b.resource_id = a.resource_ids[1] and b.starts_at between a.starts_at - interval '12 hours' and a.starts_at and h.appointment_id <> a.id and h.status = 'fulfilled')) as at
  ) begun
  where a.id = p_appointment and extract(epoch from now() - begun.at) between 60 and 43200
  on conflict do nothing
$$;
comment on function scheduling.measure_appointment(uuid) is 'Writes down how long an appointment took that is done now, where that can be said.';
revoke all on function scheduling.measure_appointment(uuid) from public;
grant execute on function scheduling.measure_appointment(uuid) to openward_app;

-- Who answers for a specialty out of hours. One at each level at a time, so that nobody must ask twice.
create table scheduling.on_call (
  id uuid primary key default uuidv7(),
  practitioner_id uuid not null constraint on_call_practitioner references staff.practitioner (id),
  specialty text not null check (specialty ~ '\S' and length(specialty) <= 120),
  level text not null check (level in ('first', 'second', 'consultant')),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  reach text check (length(reach) <= 60),
  version int not null default 1,
  constraint on_call_once exclude using gist (specialty with =, level with =, during with &&)
);
comment on table scheduling.on_call is 'Personal (staff): who is on call for a specialty. Sensitivity low: visible to all staff. Kept ten years.';
comment on column scheduling.on_call.id is 'Key.';
comment on column scheduling.on_call.practitioner_id is 'Who. Personal (staff).';
comment on column scheduling.on_call.specialty is 'For what.';
comment on column scheduling.on_call.level is 'Who is called first, second, and who decides: first, second, consultant.';
comment on column scheduling.on_call.during is 'From when to when; one at each level of a specialty.';
comment on column scheduling.on_call.reach is 'Telephone or pager for this duty, where it is another than in the directory. Personal (staff).';
comment on column scheduling.on_call.version is 'Counts the changes.';

-- A duty is given to a colleague, or changed for one of theirs. The colleague agrees, and a third approves.
create table scheduling.swap (
  id uuid primary key default uuidv7(),
  duty_id uuid constraint swap_duty references scheduling.duty (id) on delete set null,
  from_resource_id uuid not null references scheduling.resource (id),
  during tstzrange not null,
  other_duty_id uuid references scheduling.duty (id) on delete set null,
  to_resource_id uuid not null constraint swap_colleague references scheduling.resource (id),
  other_during tstzrange,
  note text check (length(note) <= 500),
  status text not null default 'asked' check (status in ('asked', 'agreed', 'approved', 'refused', 'withdrawn')),
  asked_at timestamptz not null default now(),
  asked_by uuid not null default platform.actor_id(),
  asked_by_name text not null,
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  version int not null default 1,
  constraint swap_is_with_somebody_else check (from_resource_id <> to_resource_id),
  constraint swap_is_not_approved_by_those_in_it check (decided_by is null or status = 'withdrawn' or (decided_by <> asked_by and decided_by is distinct from answered_by)),
  constraint swap_approved_says_by_whom check (status <> 'approved' or (decided_by is not null and answered_by is not null))
);
create unique index swap_open_once on scheduling.swap (duty_id) where status in ('asked', 'agreed');
create index swap_asked on scheduling.swap (asked_at desc);
comment on table scheduling.swap is 'Personal (staff): duties that are to change hands, and who agreed and approved. Sensitivity low. Kept ten years.';
comment on column scheduling.swap.id is 'Key.';
comment on column scheduling.swap.duty_id is 'The duty that is given; null once it is gone.';
comment on column scheduling.swap.from_resource_id is 'Whose it is. Personal (staff).';
comment on column scheduling.swap.during is 'When it is, kept where the duty is gone.';
comment on column scheduling.swap.other_duty_id is 'The duty that is taken for it; null where it is only given.';
comment on column scheduling.swap.to_resource_id is 'The colleague. Personal (staff).';
comment on column scheduling.swap.other_during is 'When the other one is.';
comment on column scheduling.swap.note is 'What the colleague is told. Personal (staff).';
comment on column scheduling.swap.status is 'asked, agreed (by the colleague), approved, refused or withdrawn.';
comment on column scheduling.swap.asked_at is 'When it was asked for.';
comment on column scheduling.swap.asked_by is 'The account that asked. Personal (staff).';
comment on column scheduling.swap.asked_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.swap.answered_at is 'When the colleague answered.';
comment on column scheduling.swap.answered_by is 'The account of the colleague. Personal (staff).';
comment on column scheduling.swap.answered_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.swap.decided_at is 'When it was approved, refused or withdrawn.';
comment on column scheduling.swap.decided_by is 'The account that did it; never one of the two. Personal (staff).';
comment on column scheduling.swap.decided_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.swap.version is 'Counts the changes.';

do $$
declare
  each text;
begin
  foreach each in array array['service_time', 'on_call', 'swap'] loop
    execute format('alter table scheduling.%I enable row level security', each);
    execute format('alter table scheduling.%I force row level security', each);
    execute format('create policy %I on scheduling.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select, insert, update (minutes, ended_at) on scheduling.service_time to openward_app;
grant select, insert, update, delete on scheduling.on_call to openward_app;
grant select, insert, update on scheduling.swap to openward_app;
