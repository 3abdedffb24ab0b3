-- The emergency department: what an emergency visit has beyond a visit, its triage, and the order in which people are seen.
create table visits.emergency_department (
  department_id uuid primary key constraint emergency_department references staff.department (id),
  scheme text not null default 'ESI' check (scheme in ('ESI', 'MTS', 'ATS', 'CTAS')),
  version int not null default 1
);
comment on table visits.emergency_department is 'Emergency departments and the triage scheme of each. Not personal. Kept for the life of the hospital.';
comment on column visits.emergency_department.department_id is 'Which department.';
comment on column visits.emergency_department.scheme is 'ESI, MTS, ATS or CTAS: the scheme that its staff are trained in.';
comment on column visits.emergency_department.version is 'Counts the changes.';

create table visits.acuity_target (
  scheme text not null check (scheme in ('ESI', 'MTS', 'ATS', 'CTAS', 'INCIDENT')),
  level smallint not null check (level between 1 and 5),
  minutes int not null check (minutes between 0 and 1440),
  version int not null default 1,
  primary key (scheme, level)
);
-- Where a hospital begins; it changes them. A more urgent category never waits longer: the act that changes them sees to it.
insert into visits.acuity_target (scheme, level, minutes) values
  ('ESI', 1, 0), ('ESI', 2, 10), ('ESI', 3, 30), ('ESI', 4, 60), ('ESI', 5, 120),
  ('MTS', 1, 0), ('MTS', 2, 10), ('MTS', 3, 60), ('MTS', 4, 120), ('MTS', 5, 240),
  ('ATS', 1, 0), ('ATS', 2, 10), ('ATS', 3, 30), ('ATS', 4, 60), ('ATS', 5, 120),
  ('CTAS', 1, 0), ('CTAS', 2, 15), ('CTAS', 3, 30), ('CTAS', 4, 60), ('CTAS', 5, 120),
  ('INCIDENT', 1, 0), ('INCIDENT', 2, 30), ('INCIDENT', 3, 60), ('INCIDENT', 4, 240), ('INCIDENT', 5, 1440);
comment on table visits.acuity_target is 'Within how many minutes of arrival somebody of a category is to be seen. Not personal. Kept for the life of the hospital.';
comment on column visits.acuity_target.scheme is 'ESI, MTS, ATS, CTAS, or the quick sorting of a major incident.';
comment on column visits.acuity_target.level is 'The category; 1 is the most urgent.';
comment on column visits.acuity_target.minutes is 'The target.';
comment on column visits.acuity_target.version is 'Counts the changes.';

create table visits.emergency (
  visit_id uuid primary key constraint emergency_visit references visits.visit (id),
  version int not null default 1 check (version >= 1),
  arrival_mode text not null default 'walk-in' check (arrival_mode in ('walk-in', 'brought', 'ambulance', 'helicopter', 'police', 'referred', 'transfer')),
  medico_legal boolean not null default false,
  medico_legal_note text,
  flag_id uuid not null default uuidv7(),
  next_of_kin jsonb check (jsonb_typeof(next_of_kin) = 'object'),
  scheme text,
  level smallint check (level between 1 and 5),
  due_at timestamptz,
  triaged_at timestamptz,
  news2 smallint,
  dead boolean not null default false,
  out_of_turn_reason text check (out_of_turn_reason ~ '\S'),
  next_step text,
  nurse_id uuid constraint emergency_nurse references staff.practitioner (id),
  disposition text check (disposition in ('home', 'admit', 'transfer', 'left-unseen', 'against-advice', 'died')),
  disposition_at timestamptz,
  disposition_note text,
  disposition_by_name text,
  bed_department_id uuid constraint emergency_bed_department references staff.department (id),
  boarding_since timestamptz,
  advice_form jsonb check (jsonb_typeof(advice_form) = 'object'),
  updated_at timestamptz not null default clock_timestamp(),
  updated_by_name text,
  constraint emergency_level_of_a_scheme check ((level is null) = (scheme is null) and (level is null) = (due_at is null) and (level is null) = (triaged_at is null)),
  constraint emergency_disposition_has_its_time check ((disposition is null) = (disposition_at is null)),
  constraint emergency_boards_who_is_admitted check ((disposition = 'admit') is true = (boarding_since is not null)),
  constraint emergency_advice_needs_its_form check ((disposition = 'against-advice') is true = (advice_form is not null))
);
comment on table visits.emergency is 'Personal: what an emergency visit has beyond a visit. Each visit of that class has one, however it was opened. Sensitivity very high. Kept as long as the visit.';
comment on column visits.emergency.visit_id is 'Which visit.';
comment on column visits.emergency.version is 'Counts the changes; an update names the version that it changes. The database counts.';
comment on column visits.emergency.arrival_mode is 'How the patient came: walk-in, brought, ambulance, helicopter, police, referred or transfer.';
comment on column visits.emergency.medico_legal is 'Whether the police or a court may ask about it. Personal, legal.';
comment on column visits.emergency.medico_legal_note is 'What about, such as who was informed. Personal, legal.';
comment on column visits.emergency.flag_id is 'The id of the FHIR Flag that says so.';
comment on column visits.emergency.next_of_kin is 'Whom to tell: name, relation, phone. Personal (of somebody else).';
comment on column visits.emergency.scheme is 'The scheme of the triage that holds now. Written by the database alone.';
comment on column visits.emergency.level is 'The category that holds now; 1 is the most urgent; null before triage. Personal, health. Written by the database alone.';
comment on column visits.emergency.due_at is 'By when the patient is to be seen. Written by the database alone.';
comment on column visits.emergency.triaged_at is 'When the triage was that holds now. Written by the database alone.';
comment on column visits.emergency.news2 is 'The NEWS2 score that was known then. Personal, health. Written by the database alone.';
comment on column visits.emergency.dead is 'Found dead at the sorting of a major incident: does not wait to be seen. Personal, health.';
comment on column visits.emergency.out_of_turn_reason is 'Why the patient was seen before somebody more urgent. Personal.';
comment on column visits.emergency.next_step is 'What happens next, in a few words. Personal, health.';
comment on column visits.emergency.nurse_id is 'The nurse who looks after the patient. Personal (staff).';
comment on column visits.emergency.disposition is 'What was decided: home, admit, transfer, left-unseen, against-advice or died. Personal, health.';
comment on column visits.emergency.disposition_at is 'When it was decided.';
comment on column visits.emergency.disposition_note is 'Where to, or what was said. Personal, health.';
comment on column visits.emergency.disposition_by_name is 'Who decided it. Personal (staff).';
comment on column visits.emergency.bed_department_id is 'Which ward is asked for a bed.';
comment on column visits.emergency.boarding_since is 'Since when the patient waits for that bed.';
comment on column visits.emergency.advice_form is 'The form of somebody who leaves against advice: what was told, who saw it, whether they signed. Personal, health.';
comment on column visits.emergency.updated_at is 'When it was last changed.';
comment on column visits.emergency.updated_by_name is 'Who changed it last. Personal (staff).';

create table visits.triage (
  id uuid primary key default uuidv7(),
  visit_id uuid not null constraint triage_visit references visits.emergency (visit_id),
  sequence int not null check (sequence >= 1),
  scheme text not null,
  level smallint not null check (level between 1 and 5),
  minutes int not null,
  at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  news2 smallint,
  reason text,
  actor_id uuid default platform.actor_id(),
  actor_name text not null check (actor_name ~ '\S'),
  constraint triage_sequence_once unique (visit_id, sequence),
  constraint triage_again_says_why check (sequence = 1 or reason ~ '\S'),
  constraint triage_target foreign key (scheme, level) references visits.acuity_target (scheme, level)
);
comment on table visits.triage is 'Personal: every triage of an emergency visit; nothing of it changes. Each has its FHIR Observation. Sensitivity very high. Kept as long as the visit.';
comment on column visits.triage.id is 'Key, and the id of the FHIR Observation.';
comment on column visits.triage.visit_id is 'Of which visit.';
comment on column visits.triage.sequence is 'Counts from 1; more than one is a triage again.';
comment on column visits.triage.scheme is 'ESI, MTS, ATS, CTAS or INCIDENT.';
comment on column visits.triage.level is 'The category; 1 is the most urgent. Personal, health.';
comment on column visits.triage.minutes is 'The target of the category as it was then.';
comment on column visits.triage.at is 'When, by the clock of the database.';
comment on column visits.triage.due_at is 'By when the patient is to be seen. Never later than was said before, unless the category became less urgent.';
comment on column visits.triage.news2 is 'The NEWS2 score that was known then. Personal, health.';
comment on column visits.triage.reason is 'Why again, or a remark. Personal, health.';
comment on column visits.triage.actor_id is 'The account of who judged. Personal (staff).';
comment on column visits.triage.actor_name is 'Who judged. Personal (staff).';

create function visits.hold_emergency() returns void
language sql volatile as $$ select pg_advisory_xact_lock(hashtextextended('visits.emergency', 0)) $$;
comment on function visits.hold_emergency() is 'Triage and taking come one after the other until the transaction ends: who is next is the same for everybody. Taken before any visit is locked.';
revoke all on function visits.hold_emergency() from public;
grant execute on function visits.hold_emergency() to openward_app;

create function visits.add_emergency() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
begin
  insert into visits.emergency (visit_id, out_of_turn_reason, updated_by_name)
    values (new.id, case when new.status = 'in-progress' and platform.scope() = 'staff' then 'Opened as being seen' end, new.updated_by_name);
  return null;
end $$;
comment on function visits.add_emergency() is 'Every emergency visit stands on the board. SECURITY DEFINER: whoever opens it.';
revoke all on function visits.add_emergency() from public;
create trigger add_emergency after insert on visits.visit for each row when (new.class = 'emergency') execute function visits.add_emergency();

-- As whoever acts: a patient whom they may not see is not one whom they could take first.
create function visits.keep_turn() returns trigger
language plpgsql as $$
declare
  own visits.emergency;
begin
  perform visits.hold_emergency();
  select * into own from visits.emergency where visit_id = new.id;
  if own.out_of_turn_reason is null and exists (
    select from visits.emergency e join visits.visit v on v.id = e.visit_id
    where v.id <> new.id and v.status in ('arrived', 'triaged') and v.department_id is not distinct from new.department_id
      and not e.dead and e.level < coalesce(own.level, 6)) then
    raise check_violation using constraint = 'emergency_turn', message = 'Somebody more urgent waits';
  end if;
  return new;
end $$;
comment on function visits.keep_turn() is 'Nobody is seen while somebody more urgent waits in the same department, unless it is said why.';
revoke all on function visits.keep_turn() from public;
create trigger keep_turn before update of status on visits.visit for each row
  when (new.class = 'emergency' and new.status = 'in-progress' and old.status in ('arrived', 'triaged')) execute function visits.keep_turn();

create function visits.keep_emergency() returns trigger
language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  -- A demo tells of times that are over; nobody else says what the clock says.
  if new.disposition is distinct from old.disposition and (platform.scope() <> 'system' or new.disposition_at is null) then
    new.disposition_at := case when new.disposition is not null then clock_timestamp() end;
    new.boarding_since := case when new.disposition = 'admit' then clock_timestamp() end;
  end if;
  return new;
end $$;
comment on function visits.keep_emergency() is 'Versions, and times of the clock.';
revoke all on function visits.keep_emergency() from public;
create trigger keep_emergency before update on visits.emergency for each row execute function visits.keep_emergency();

create function visits.keep_triage() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
declare
  held visits.emergency;
  came timestamptz;
begin
  perform visits.hold_emergency();
  select * into held from visits.emergency where visit_id = new.visit_id for no key update;
  select coalesce(arrived_at, opened_at) into came from visits.visit where id = new.visit_id;
  select minutes into new.minutes from visits.acuity_target where scheme = new.scheme and level = new.level;
  select coalesce(max(sequence), 0) + 1 into new.sequence from visits.triage where visit_id = new.visit_id;
  if platform.scope() <> 'system' or new.at is null then new.at := clock_timestamp(); end if;
  new.due_at := came + make_interval(mins => new.minutes);
  -- Who got worse is to be seen within the target from now on, and never later than was promised.
  if held.level is not null and new.level < held.level then
    new.due_at := least(held.due_at, new.at + make_interval(mins => new.minutes));
  elsif held.level = new.level then
    new.due_at := held.due_at;
  end if;
  update visits.emergency set scheme = new.scheme, level = new.level, due_at = new.due_at, triaged_at = new.at, news2 = new.news2, updated_by_name = new.actor_name
    where visit_id = new.visit_id;
  return new;
end $$;
comment on function visits.keep_triage() is 'The number, the target and the times of a triage, and what holds now of it. SECURITY DEFINER: nobody else may write there.';
revoke all on function visits.keep_triage() from public;
create trigger keep_triage before insert on visits.triage for each row execute function visits.keep_triage();

insert into visits.emergency (visit_id) select id from visits.visit where class = 'emergency';
