-- The waiting list: who wants a time, or an earlier one; and what was offered to whom when a place opened.
alter table scheduling.wanted
  add column urgency text not null default 'routine' check (urgency in ('urgent', 'soon', 'routine')),
  add column target_on date,
  add column notice_hours int not null default 24 check (notice_hours between 0 and 2160),
  add column gives_up_id uuid constraint wanted_gives_up references scheduling.appointment (id),
  add column near_id uuid constraint wanted_near references scheduling.appointment (id),
  add column near_minutes int check (near_minutes between 0 and 720),
  add column paused_until date,
  add column paused_reason text,
  add column updated_at timestamptz not null default now(),
  add column version int not null default 1,
  add constraint wanted_pause_says_why check ((paused_until is null) = (paused_reason is null) and coalesce(paused_reason ~ '\S', true)),
  add constraint wanted_near_says_how_near check ((near_id is null) = (near_minutes is null));
comment on table scheduling.wanted is 'Personal: the waiting list: patients for whom no time was free when they asked, or who want an earlier one. Sensitivity high. Kept ten years after it is closed.';
comment on column scheduling.wanted.urgency is 'How long the patient may wait: urgent, soon, routine. Personal, health.';
comment on column scheduling.wanted.target_on is 'The day by which the patient is to be seen, where a clinician named one. Personal, health.';
comment on column scheduling.wanted.notice_hours is 'How long before a time the patient must know of it. Personal.';
comment on column scheduling.wanted.gives_up_id is 'The later appointment that is given up for an earlier one. Personal, pseudonymous.';
comment on column scheduling.wanted.near_id is 'The appointment around which this one is wanted. Personal, pseudonymous.';
comment on column scheduling.wanted.near_minutes is 'How many minutes before or after that one at most.';
comment on column scheduling.wanted.paused_until is 'Nothing is offered before this day.';
comment on column scheduling.wanted.paused_reason is 'Why nothing is offered. Personal.';
comment on column scheduling.wanted.updated_at is 'When it was last changed.';
comment on column scheduling.wanted.version is 'Counts the changes; an update names the version that it changes. The database counts.';

create function scheduling.keep_wanted() returns trigger
language plpgsql set search_path = pg_catalog, scheduling as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;
comment on function scheduling.keep_wanted() is 'Counts the changes.';
create trigger keep_wanted before update on scheduling.wanted for each row execute function scheduling.keep_wanted();

-- One timed offer of one place. The place itself is held in scheduling.reservation: nobody else can have it meanwhile.
create table scheduling.offer (
  id uuid primary key default uuidv7(),
  wanted_id uuid not null constraint offer_wanted references scheduling.wanted (id),
  patient_id uuid not null constraint offer_patient references patients.patient (id),
  hold_id uuid not null constraint offer_hold_once unique,
  visit_type_id uuid not null constraint offer_visit_type references scheduling.visit_type (id),
  resource_ids uuid[] not null check (resource_ids <> '{}'),
  during tstzrange not null check (not isempty(during)),
  zone text not null,
  wall_clock text not null,
  hold_until timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'passed', 'expired', 'withdrawn')),
  made_at timestamptz not null default now(),
  made_by uuid default platform.actor_id(),
  made_by_name text not null,
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  appointment_id uuid constraint offer_appointment_once unique references scheduling.appointment (id),
  constraint offer_answered_says_when check ((state = 'open') = (answered_at is null)),
  constraint offer_accepted_is_booked check ((state = 'accepted') = (appointment_id is not null))
);
-- Nobody is offered two times at once, of which they could take both.
create unique index offer_open_once on scheduling.offer (wanted_id) where state = 'open';
create index offer_open on scheduling.offer (hold_until) where state = 'open';
create index offer_of_wanted on scheduling.offer (wanted_id, made_at);
comment on table scheduling.offer is 'Personal: places that were offered to patients on the waiting list, each to one at a time. Sensitivity high. Kept as long as the entry.';
comment on column scheduling.offer.id is 'Key; links in messages name it.';
comment on column scheduling.offer.wanted_id is 'The entry of the waiting list.';
comment on column scheduling.offer.patient_id is 'Whose. Personal, pseudonymous.';
comment on column scheduling.offer.hold_id is 'The hold that keeps the place.';
comment on column scheduling.offer.visit_type_id is 'For what. Personal, health.';
comment on column scheduling.offer.resource_ids is 'With whom and what. Personal.';
comment on column scheduling.offer.during is 'When it would be.';
comment on column scheduling.offer.zone is 'The zone whose clock is meant.';
comment on column scheduling.offer.wall_clock is 'What that clock shows at the beginning.';
comment on column scheduling.offer.hold_until is 'Until when it is kept.';
comment on column scheduling.offer.state is 'open, accepted (booked), passed (the patient does not want it), expired (nobody answered), withdrawn (the hospital took it back).';
comment on column scheduling.offer.made_at is 'When it was offered.';
comment on column scheduling.offer.made_by is 'The account that offered it; null when the hospital did by itself. Personal (staff).';
comment on column scheduling.offer.made_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.offer.answered_at is 'When it was answered, or ran out.';
comment on column scheduling.offer.answered_by is 'The account that wrote the answer down; null by a link. Personal (staff).';
comment on column scheduling.offer.answered_by_name is 'Who that was. Personal (staff).';
comment on column scheduling.offer.appointment_id is 'The appointment that came of it.';

-- Time that may have become free. A line is a hint for the job that offers it: it is read, tried, and taken away.
create table scheduling.opening (
  id bigint generated always as identity primary key,
  resource_id uuid not null references scheduling.resource (id),
  during tstzrange not null,
  put_at timestamptz not null default now(),
  next_try_at timestamptz not null default now()
);
comment on table scheduling.opening is 'Not personal: time of calendars that became free, until it was offered to the waiting list. Kept until nobody who waits could want it, or it is over.';
comment on column scheduling.opening.id is 'Key.';
comment on column scheduling.opening.resource_id is 'Whose time.';
comment on column scheduling.opening.during is 'From when to when.';
comment on column scheduling.opening.put_at is 'Since when.';
comment on column scheduling.opening.next_try_at is 'When it is tried again: later where somebody who may want it is answering another offer.';

create function scheduling.note_freed() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  insert into scheduling.opening (resource_id, during)
    select g.resource_id, g.during from gone g
    where upper(g.during) > now() and exists (select from scheduling.wanted w where w.closed_at is null);
  return null;
end $$;
comment on function scheduling.note_freed() is 'What is no longer reserved may be offered to somebody who waits. SECURITY DEFINER: whoever frees it need not see who waits.';
revoke all on function scheduling.note_freed() from public;
create trigger note_freed after delete on scheduling.reservation referencing old table as gone for each statement execute function scheduling.note_freed();

create function scheduling.note_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  insert into scheduling.opening (resource_id, during)
    select c.resource_id, tstzrange(min(lower(c.during)), max(upper(c.during))) from come c
    where upper(c.during) > now() and exists (select from scheduling.wanted w where w.closed_at is null
      and (c.visit_type_ids = '{}' or w.visit_type_id = any (c.visit_type_ids))
      and coalesce((w.asked ->> 'until')::timestamptz > lower(c.during), true) and coalesce((w.asked ->> 'from')::timestamptz < upper(c.during), true))
    group by c.resource_id;
  return null;
end $$;
comment on function scheduling.note_session() is 'New sessions and released blocks may be offered to those who wait for such a time: one line for each calendar that has what somebody waits for. SECURITY DEFINER: whoever keeps calendars need not see who waits.';
revoke all on function scheduling.note_session() from public;
create trigger note_session after insert on scheduling.session referencing new table as come for each statement execute function scheduling.note_session();

create policy offer_visible on scheduling.offer to openward_app
  using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id));
create policy opening_for_staff on scheduling.opening to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table scheduling.offer enable row level security;
alter table scheduling.offer force row level security;
alter table scheduling.opening enable row level security;
alter table scheduling.opening force row level security;
grant select, insert (wanted_id, patient_id, hold_id, visit_type_id, resource_ids, during, zone, wall_clock, hold_until, made_by_name),
  update (state, answered_at, answered_by, answered_by_name, appointment_id) on scheduling.offer to openward_app;
grant select, insert (resource_id, during), update, delete on scheduling.opening to openward_app;
grant insert (urgency, target_on, notice_hours, gives_up_id, near_id, near_minutes),
  update (asked, visit_type_id, note, urgency, target_on, notice_hours, gives_up_id, near_id, near_minutes, paused_until, paused_reason) on scheduling.wanted to openward_app;
