-- Visits: who was seen, where, why, by whom, and how far it has come. The database keeps the states in order.
create schema visits;
grant usage on schema visits to openward_app;

-- The states and the ways between them. What is not in this table does not happen; only a migration changes it.
create table visits.transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status),
  check (from_status <> to_status)
);
insert into visits.transition (from_status, to_status) values
  ('planned', 'arrived'), ('planned', 'in-progress'), ('planned', 'cancelled'), ('planned', 'entered-in-error'),
  ('arrived', 'triaged'), ('arrived', 'in-progress'), ('arrived', 'finished'), ('arrived', 'cancelled'), ('arrived', 'entered-in-error'),
  ('triaged', 'in-progress'), ('triaged', 'finished'), ('triaged', 'cancelled'), ('triaged', 'entered-in-error'),
  ('in-progress', 'onleave'), ('in-progress', 'finished'), ('in-progress', 'entered-in-error'),
  ('onleave', 'in-progress'), ('onleave', 'finished'), ('onleave', 'entered-in-error'),
  ('finished', 'in-progress'), ('finished', 'entered-in-error'),
  ('cancelled', 'entered-in-error');
comment on table visits.transition is 'Which state of a visit may follow which. Not personal. Changed by migrations only.';
comment on column visits.transition.from_status is 'The state before.';
comment on column visits.transition.to_status is 'The state after.';

create sequence visits.number_seq as bigint minvalue 1000000 maxvalue 99999999999 no cycle cache 1;

create function visits.next_number() returns text
language plpgsql volatile security definer set search_path = pg_catalog, visits, patients as $$
declare
  digits text := nextval('visits.number_seq')::text;
begin
  return digits || patients.damm(digits);
end $$;
comment on function visits.next_number() is 'The next number of a visit or a certificate, with its check digit. A number is given once.';
revoke all on function visits.next_number() from public;
grant execute on function visits.next_number() to openward_app;

create table visits.visit (
  id uuid primary key default uuidv7(),
  number text not null default visits.next_number() constraint visit_number_once unique
    check (number ~ '^\d{8,12}$' and patients.damm(number) = 0),
  version int not null default 1 check (version >= 1),
  patient_id uuid not null constraint visit_patient references patients.patient (id),
  class text not null check (class in ('outpatient', 'emergency', 'inpatient', 'home', 'tele')),
  status text not null check (status in
    ('planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'entered-in-error')),
  department_id uuid constraint visit_department references staff.department (id),
  location_id uuid constraint visit_location references staff.location (id),
  reasons jsonb not null default '[]' check (jsonb_typeof(reasons) = 'array'),
  history_text text,
  referred_by text,
  referral_text text,
  planned_for timestamptz,
  arrived_at timestamptz,
  triaged_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  stopped_reason text,
  disposition text check (disposition in ('home', 'alt-home', 'other-hcf', 'hosp', 'long', 'aadvice', 'exp', 'psy', 'rehab', 'snf', 'oth')),
  no_diagnosis_reason text,
  signed_at timestamptz,
  signed_by uuid,
  signed_by_name text,
  reopened_at timestamptz,
  reopened_reason text,
  after_death boolean not null default false,
  opened_at timestamptz not null default now(),
  opened_by uuid default platform.actor_id(),
  updated_at timestamptz not null default now(),
  updated_by uuid default platform.actor_id(),
  updated_by_name text,
  constraint visit_times_in_order check (
    coalesce(triaged_at, arrived_at) >= coalesce(arrived_at, triaged_at)
    and coalesce(started_at, triaged_at, arrived_at) >= coalesce(triaged_at, arrived_at, started_at)
    and coalesce(ended_at, started_at, triaged_at, arrived_at) >= coalesce(started_at, triaged_at, arrived_at, ended_at)),
  constraint visit_state_has_its_time check (case status
    when 'planned' then arrived_at is null and started_at is null and ended_at is null
    when 'arrived' then arrived_at is not null and started_at is null and ended_at is null
    when 'triaged' then triaged_at is not null and started_at is null and ended_at is null
    when 'in-progress' then started_at is not null and ended_at is null
    when 'onleave' then started_at is not null and ended_at is null
    when 'finished' then ended_at is not null
    else true end),
  constraint visit_stopped_says_why check (status not in ('cancelled', 'entered-in-error') or stopped_reason ~ '\S'),
  constraint visit_signed_by_somebody check ((signed_at is null) = (signed_by_name is null)),
  constraint visit_signed_when_finished check (signed_at is null or status in ('finished', 'entered-in-error')),
  constraint visit_reopened_says_why check ((reopened_at is null) = (reopened_reason is null))
);
create index visit_patient on visits.visit (patient_id, opened_at desc);
create index visit_open on visits.visit (department_id, opened_at desc) where status in ('planned', 'arrived', 'triaged', 'in-progress', 'onleave');
create index visit_opened on visits.visit (opened_at desc, id desc);

comment on table visits.visit is 'Personal: visits of patients; each has its FHIR Encounter. Sensitivity high. Kept for the life of the hospital’s records; never deleted.';
comment on column visits.visit.id is 'Key, and the id of the FHIR Encounter.';
comment on column visits.visit.number is 'Number of the visit with check digit, given by the database. Personal, pseudonymous.';
comment on column visits.visit.version is 'Counts the changes; an update names the version that it changes. The database counts.';
comment on column visits.visit.patient_id is 'Whose visit it is. Personal, pseudonymous.';
comment on column visits.visit.class is 'outpatient, emergency, inpatient, home or tele.';
comment on column visits.visit.status is 'Where it stands; visits.transition says what may follow.';
comment on column visits.visit.department_id is 'The department that the patient came to.';
comment on column visits.visit.location_id is 'Where the patient is seen.';
comment on column visits.visit.reasons is 'Why the patient came: a list of {system, code, display} or {text}. Personal, health.';
comment on column visits.visit.history_text is 'What the patient tells of it, as the clinician noted it down. Personal, health.';
comment on column visits.visit.referred_by is 'Who sent the patient. Personal.';
comment on column visits.visit.referral_text is 'What they asked. Personal, health.';
comment on column visits.visit.planned_for is 'When the patient is expected.';
comment on column visits.visit.arrived_at is 'When the patient came.';
comment on column visits.visit.triaged_at is 'When somebody judged how urgent it is.';
comment on column visits.visit.started_at is 'When somebody began to see the patient.';
comment on column visits.visit.ended_at is 'When it was over.';
comment on column visits.visit.stopped_reason is 'Why it was cancelled or entered in error. Personal.';
comment on column visits.visit.disposition is 'Where the patient went afterwards: code of HL7 discharge-disposition. Personal, health.';
comment on column visits.visit.no_diagnosis_reason is 'Why it was signed without a diagnosis. Personal, health.';
comment on column visits.visit.signed_at is 'When it was signed, and so closed: from then on it does not change.';
comment on column visits.visit.signed_by is 'The account that signed. Personal (staff).';
comment on column visits.visit.signed_by_name is 'What the account was called then. Personal (staff).';
comment on column visits.visit.reopened_at is 'When it was last opened again after it was signed.';
comment on column visits.visit.reopened_reason is 'Why. Personal.';
comment on column visits.visit.after_death is 'Opened although the patient is recorded as deceased: dead on arrival, or written down late. Personal, health.';
comment on column visits.visit.opened_at is 'When it was put here.';
comment on column visits.visit.opened_by is 'The account that put it here. Personal (staff).';
comment on column visits.visit.updated_at is 'When it was last changed.';
comment on column visits.visit.updated_by is 'The account that changed it last. Personal (staff).';
comment on column visits.visit.updated_by_name is 'What the account was called then. Personal (staff).';

-- Who took part, as what, from when to when.
create table visits.participant (
  visit_id uuid not null constraint participant_visit references visits.visit (id),
  practitioner_id uuid not null constraint participant_practitioner references staff.practitioner (id),
  role text not null check (role in ('attender', 'participant', 'consultant', 'admitter', 'discharger', 'referrer')),
  during tstzrange not null check (not isempty(during) and not lower_inf(during)),
  constraint participant_once exclude using gist (visit_id with =, practitioner_id with =, role with =, during with &&),
  -- One person answers for a visit at a time.
  constraint participant_one_attender exclude using gist (visit_id with =, during with &&) where (role = 'attender')
);
create index participant_practitioner on visits.participant (practitioner_id, visit_id);
comment on table visits.participant is 'Personal: who of the staff took part in a visit. Sensitivity high. Kept as long as the visit.';
comment on column visits.participant.visit_id is 'Which visit.';
comment on column visits.participant.practitioner_id is 'Who. Personal (staff).';
comment on column visits.participant.role is 'attender answers for the visit; the others as FHIR names them.';
comment on column visits.participant.during is 'From when to when.';

create table visits.diagnosis (
  id uuid primary key default uuidv7(),
  visit_id uuid not null constraint diagnosis_visit references visits.visit (id),
  use text not null check (use in ('admission', 'chief-complaint', 'discharge', 'comorbidity', 'pre-op', 'post-op', 'billing')),
  rank smallint not null check (rank between 1 and 99),
  system text,
  code text,
  display text not null check (display ~ '\S'),
  certainty text not null default 'confirmed' check (certainty in ('confirmed', 'provisional', 'differential')),
  recorded_at timestamptz not null default now(),
  recorded_by_name text,
  constraint diagnosis_code_has_a_system check ((system is null) = (code is null)),
  constraint diagnosis_rank_once unique (visit_id, use, rank) deferrable initially deferred
);
comment on table visits.diagnosis is 'Personal: the diagnoses of a visit; each has its FHIR Condition. Sensitivity very high. Kept as long as the visit; one that is taken off stays in the record as entered in error.';
comment on column visits.diagnosis.id is 'Key, and the id of the FHIR Condition.';
comment on column visits.diagnosis.visit_id is 'Of which visit.';
comment on column visits.diagnosis.use is 'What it is used for: admission, discharge, billing …';
comment on column visits.diagnosis.rank is '1 is the first of its use; each rank once.';
comment on column visits.diagnosis.system is 'Code system.';
comment on column visits.diagnosis.code is 'Code. Personal, health.';
comment on column visits.diagnosis.display is 'In words. Personal, health.';
comment on column visits.diagnosis.certainty is 'confirmed, provisional or differential. Personal, health.';
comment on column visits.diagnosis.recorded_at is 'When it was put here.';
comment on column visits.diagnosis.recorded_by_name is 'Who put it here. Personal (staff).';

create table visits.status_history (
  visit_id uuid not null references visits.visit (id),
  sequence int not null check (sequence >= 1),
  status text not null,
  at timestamptz not null default now(),
  actor_id uuid default platform.actor_id(),
  actor_name text,
  reason text,
  primary key (visit_id, sequence)
);
comment on table visits.status_history is 'Personal: every state that a visit has had. Written by the database alone. Sensitivity high. Kept as long as the visit.';
comment on column visits.status_history.visit_id is 'Which visit.';
comment on column visits.status_history.sequence is 'Counts from 1.';
comment on column visits.status_history.status is 'The state; `reopened` where a signed visit was opened again.';
comment on column visits.status_history.at is 'Since when.';
comment on column visits.status_history.actor_id is 'The account that changed it. Personal (staff).';
comment on column visits.status_history.actor_name is 'What the account was called then. Personal (staff).';
comment on column visits.status_history.reason is 'Why, where one must say. Personal.';

create function visits.keep_visit() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits, patients as $$
declare
  free text[] := array['version', 'updated_at', 'updated_by', 'updated_by_name'];
begin
  if tg_op = 'INSERT' then
    if new.status not in ('planned', 'arrived', 'in-progress') then
      raise check_violation using constraint = 'visit_begins', message = 'A visit begins as planned, arrived or in progress';
    end if;
    -- Under a lock: a merge or a death that is recorded at this moment waits, or is seen.
    perform from patients.patient where id = new.patient_id and survivor_id is null for share;
    if not found then
      raise check_violation using constraint = 'visit_patient_stands', message = 'The record was merged into another';
    end if;
    if not new.after_death and exists (select from patients.patient where id = new.patient_id and deceased) then
      raise check_violation using constraint = 'visit_patient_lives', message = 'The patient is recorded as deceased';
    end if;
    return new;
  end if;
  new.version := old.version + 1;
  new.updated_at := now();
  if new.id <> old.id or new.number <> old.number then
    raise check_violation using constraint = 'visit_keeps_its_number', message = 'A visit keeps its number';
  end if;
  if old.status = 'entered-in-error' then
    raise check_violation using constraint = 'visit_in_error_is_final', message = 'A visit that was entered in error does not change';
  end if;
  if new.status <> old.status and not exists (select from visits.transition where from_status = old.status and to_status = new.status) then
    raise check_violation using constraint = 'visit_transition', message = format('%s does not follow %s', new.status, old.status);
  end if;
  if old.status = 'finished' and new.status = 'in-progress' then
    -- Opening again is an act of its own, with its reason; nothing else is changed by it.
    if new.reopened_at is not distinct from old.reopened_at or new.signed_at is not null
      or to_jsonb(new) - free - array['status', 'started_at', 'ended_at', 'signed_at', 'signed_by', 'signed_by_name', 'reopened_at', 'reopened_reason']
        <> to_jsonb(old) - free - array['status', 'started_at', 'ended_at', 'signed_at', 'signed_by', 'signed_by_name', 'reopened_at', 'reopened_reason'] then
      raise check_violation using constraint = 'visit_reopened_says_why', message = 'Opening a visit again needs a reason';
    end if;
  elsif old.signed_at is not null then
    if new.status = 'entered-in-error' then free := free || array['status', 'stopped_reason']; end if;
    -- Medical records may give it to the patient whose it is.
    if new.patient_id <> old.patient_id then free := free || array['patient_id']; end if;
    if to_jsonb(new) - free <> to_jsonb(old) - free then
      raise check_violation using constraint = 'visit_closed', message = 'A signed visit does not change';
    end if;
  end if;
  if new.signed_at is not null and old.signed_at is null and new.no_diagnosis_reason is null
    and not exists (select from visits.diagnosis d where d.visit_id = new.id) then
    raise check_violation using constraint = 'visit_needs_a_diagnosis', message = 'Signing needs a diagnosis, or a reason why there is none';
  end if;
  return new;
end $$;
comment on function visits.keep_visit() is 'What must hold whoever writes: the order of states, that a signed visit does not change, and what signing needs. SECURITY DEFINER: it must see all of the visit.';
revoke all on function visits.keep_visit() from public;
create trigger keep_visit before insert or update on visits.visit for each row execute function visits.keep_visit();

create function visits.keep_status_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
begin
  if tg_op = 'INSERT' then
    insert into visits.status_history (visit_id, sequence, status, at, actor_name)
      values (new.id, 1, new.status, coalesce(new.started_at, new.arrived_at, new.opened_at), new.updated_by_name);
  elsif new.status <> old.status then
    insert into visits.status_history (visit_id, sequence, status, at, actor_name, reason)
      select new.id, max(h.sequence) + 1, new.status,
        case new.status when 'arrived' then new.arrived_at when 'triaged' then new.triaged_at when 'finished' then new.ended_at else now() end,
        new.updated_by_name,
        case when new.status in ('cancelled', 'entered-in-error') then new.stopped_reason when old.status = 'finished' then new.reopened_reason end
      from visits.status_history h where h.visit_id = new.id;
  end if;
  return null;
end $$;
comment on function visits.keep_status_history() is 'Writes down each state. SECURITY DEFINER: nobody else may write there.';
revoke all on function visits.keep_status_history() from public;
create trigger keep_status_history after insert or update on visits.visit for each row execute function visits.keep_status_history();

create function visits.keep_part() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
declare
  signed timestamptz;
begin
  -- Shared with other parts, not with the signing of the visit: what is signed is what stood then.
  select signed_at into signed from visits.visit where id = coalesce(new.visit_id, old.visit_id) for share;
  if signed is not null then
    raise check_violation using constraint = 'visit_closed', message = 'A signed visit does not change';
  end if;
  return coalesce(new, old);
end $$;
comment on function visits.keep_part() is 'Refuses a change to a part of a signed visit. SECURITY DEFINER: it locks the visit.';
revoke all on function visits.keep_part() from public;
create trigger keep_part before insert or update or delete on visits.diagnosis for each row execute function visits.keep_part();
create trigger keep_part before insert or update or delete on visits.participant for each row execute function visits.keep_part();

do $$
declare
  child text;
begin
  execute 'alter table visits.visit enable row level security';
  execute 'alter table visits.visit force row level security';
  execute 'create policy visit_visible on visits.visit to openward_app
    using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id))';
  foreach child in array array['participant', 'diagnosis', 'status_history'] loop
    execute format('alter table visits.%I enable row level security', child);
    execute format('alter table visits.%I force row level security', child);
    execute format('create policy %I on visits.%I to openward_app
      using (exists (select 1 from visits.visit v where v.id = visit_id))
      with check (exists (select 1 from visits.visit v where v.id = visit_id))', child || '_visible', child);
  end loop;
end $$;
alter table visits.transition enable row level security;
alter table visits.transition force row level security;
create policy transition_read on visits.transition for select to openward_app using (platform.scope() in ('staff', 'system'));

grant select on all tables in schema visits to openward_app;
-- Never the number, the version or the time of a change: the database gives them.
grant insert (id, patient_id, class, status, department_id, location_id, reasons, history_text, referred_by, referral_text, planned_for,
    arrived_at, triaged_at, started_at, after_death, opened_at, updated_by_name),
  update (patient_id, class, status, department_id, location_id, reasons, history_text, referred_by, referral_text, planned_for, arrived_at,
    triaged_at, started_at, ended_at, stopped_reason, disposition, no_diagnosis_reason, signed_at, signed_by, signed_by_name,
    reopened_at, reopened_reason, updated_by, updated_by_name)
  on visits.visit to openward_app;
grant insert, update, delete on visits.participant, visits.diagnosis to openward_app;
