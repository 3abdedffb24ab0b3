-- Erasure (GDPR 17): how long records are kept, what is asked to go, and what another person let go.

create table compliance.retention (
  only_one boolean primary key default true check (only_one),
  clinical_years int not null default 10 check (clinical_years between 1 and 100),
  minor_until_age int not null default 28 check (minor_until_age between 18 and 100),
  accounts_years int not null default 10 check (accounts_years between 1 and 100),
  version int not null default 1
);
insert into compliance.retention default values;
comment on table compliance.retention is 'How long records are kept by law. Not personal. One row.';
comment on column compliance.retention.only_one is 'There is one row.';
comment on column compliance.retention.clinical_years is 'Years that the clinical record is kept after the last treatment.';
comment on column compliance.retention.minor_until_age is 'Who was treated under 18: the clinical record is kept at least until this birthday.';
comment on column compliance.retention.accounts_years is 'Years that bills and payments are kept after the end of the year in which the last was booked.';
comment on column compliance.retention.version is 'Counts the changes.';
alter table compliance.retention enable row level security;
alter table compliance.retention force row level security;
create policy retention_read on compliance.retention for select to openward_app using (platform.scope() in ('staff', 'system'));
create policy retention_set on compliance.retention for update to openward_app using (platform.cleared('rights')) with check (platform.cleared('rights'));
grant select, update (clinical_years, minor_until_age, accounts_years, version) on compliance.retention to openward_app;

create table compliance.erasure (
  id uuid primary key default uuidv7(),
  request_id uuid not null constraint erasure_request references compliance.request (id),
  patient_id uuid not null constraint erasure_patient references records.compartment (patient_id),
  categories text[] not null check (cardinality(categories) > 0 and categories <@ array['contact', 'clinical', 'accounts', 'identity']),
  state text not null default 'asked' check (state in ('asked', 'done', 'refused', 'withdrawn')),
  asked_at timestamptz not null default now(),
  asked_by uuid not null default platform.actor_id(),
  asked_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  note text check (length(note) <= 1000),
  record_ids uuid[] not null default '{}',
  rows jsonb,
  constraint erasure_decided_whole check ((state = 'asked') = (num_nulls(decided_at, decided_by, decided_by_name) = 3) and num_nulls(decided_at, decided_by, decided_by_name) in (0, 3)),
  -- Four eyes: whoever asked for it may take it back, and nothing else.
  constraint erasure_by_another check (state not in ('done', 'refused') or decided_by <> asked_by),
  constraint erasure_withdrawn_by_who_asked check (state <> 'withdrawn' or decided_by = asked_by),
  constraint erasure_done_says_what check ((state = 'done') = (rows is not null))
);
create unique index erasure_asked_once on compliance.erasure (request_id) where state = 'asked';
create index erasure_patient on compliance.erasure (patient_id);
create index erasure_request on compliance.erasure (request_id);
comment on table compliance.erasure is 'Personal, pseudonymous: what was proposed to be erased, who let it go, and how many rows went. Never erased itself: it is the proof, and what a restored backup is erased by again. Sensitivity high. Kept as long as backups and ten years.';
comment on column compliance.erasure.id is 'Key.';
comment on column compliance.erasure.request_id is 'The request that it answers.';
comment on column compliance.erasure.patient_id is 'Whose record. Personal, pseudonymous.';
comment on column compliance.erasure.categories is 'What goes: contact, clinical, accounts, identity.';
comment on column compliance.erasure.state is 'asked: waits for another person. done: it is erased. refused: the other person said no. withdrawn: who asked took it back.';
comment on column compliance.erasure.asked_at is 'When it was proposed.';
comment on column compliance.erasure.asked_by is 'Who proposed it. Personal (staff).';
comment on column compliance.erasure.asked_by_name is 'What they were called then. Personal (staff).';
comment on column compliance.erasure.decided_at is 'When it was decided.';
comment on column compliance.erasure.decided_by is 'Who decided: somebody else. Personal (staff).';
comment on column compliance.erasure.decided_by_name is 'What they were called then. Personal (staff).';
comment on column compliance.erasure.note is 'What was said of the decision. Personal.';
comment on column compliance.erasure.record_ids is 'The record and those that were merged with it, when it was erased. Personal, pseudonymous.';
comment on column compliance.erasure.rows is 'How many rows of each table went or were blanked.';
alter table compliance.erasure enable row level security;
alter table compliance.erasure force row level security;
create policy erasure_kept on compliance.erasure to openward_app using (compliance.keeps(patient_id)) with check (compliance.keeps(patient_id));
grant select, insert (request_id, patient_id, categories, asked_by_name), update (state, decided_at, decided_by, decided_by_name, note) on compliance.erasure to openward_app;

create function compliance.decide_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'asked' or (new.request_id, new.patient_id, new.categories, new.asked_by, new.asked_by_name) is distinct from (old.request_id, old.patient_id, old.categories, old.asked_by, old.asked_by_name) then
    raise check_violation using message = 'What was decided of an erasure stays decided', constraint = 'erasure_decided_once', table = 'erasure', schema = 'compliance';
  end if;
  if new.state = 'done' and current_user <> 'openward_owner' then
    raise insufficient_privilege using message = 'Only erasing makes it done';
  end if;
  return new;
end $$;
comment on function compliance.decide_once() is 'An erasure is decided once; it is done by being done.';
revoke all on function compliance.decide_once() from public;
create trigger erasure_decided_once before update on compliance.erasure for each row execute function compliance.decide_once();

alter table compliance.request_act drop constraint request_act_act_check,
  add constraint request_act_act_check check (act in ('received', 'extended', 'copied', 'erased', 'granted', 'partly', 'refused', 'withdrawn', 'erasure-asked', 'erasure-refused', 'erasure-withdrawn'));

create function compliance.records_of(p_patient_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, compliance as $$
  select array(select id from unnest(records.alias_set(records.surviving(p_patient_id)) || p_patient_id) id group by id order by id)
$$;
comment on function compliance.records_of(uuid) is 'A record and all that are merged with it, in the order in which they are locked.';
revoke all on function compliance.records_of(uuid) from public;

-- What retention is reckoned from. As the owner: an entry that the officer may not read keeps the record all the same.
create function compliance.facts_of(p_ids uuid[]) returns jsonb
language sql stable security definer set search_path = pg_catalog, compliance as $$
  with zone as (select coalesce((select time_zone from platform.installation), 'Etc/UTC') as name),
  treated(at) as (
    select coalesce(v.ended_at, v.started_at, v.triaged_at, v.arrived_at) from visits.visit v where v.patient_id = any (p_ids) and v.status not in ('planned', 'cancelled', 'entered-in-error')
    union all select case when r.author is not null or r.happened_at is null then r.last_updated else least(r.happened_at, now()) end from records.resource r
      where r.patient_id = any (p_ids) and not r.deleted and r.type not in ('Patient', 'RelatedPerson', 'Appointment', 'Account', 'ChargeItem', 'Coverage', 'Invoice', 'PaymentNotice', 'Consent')
    union all select n.signed_at from records.note n where n.patient_id = any (p_ids)
    union all select d.created_at from records.document d where d.patient_id = any (p_ids)
    union all select p.issued_at from visits.paper p where p.patient_id = any (p_ids)
    union all select upper(a.during) from scheduling.appointment a where a.patient_id = any (p_ids) and a.status = 'fulfilled'
  ), booked(day) as (
    select business_date from billing.charge where patient_id = any (p_ids)
    union all select business_date from billing.invoice where patient_id = any (p_ids) or debtor_patient_id = any (p_ids)
    union all select business_date from billing.payment where patient_id = any (p_ids)
    union all select business_date from billing.refund where patient_id = any (p_ids)
  ), open(kind, many) as (
    select 'visit', count(*) from visits.visit where patient_id = any (p_ids) and status in ('planned', 'arrived', 'triaged', 'in-progress', 'onleave')
    union all select 'appointment', count(*) from scheduling.appointment where patient_id = any (p_ids) and status in ('booked', 'arrived') and upper(during) > now()
    union all select 'waiting', count(*) from scheduling.wanted where patient_id = any (p_ids) and closed_at is null
    union all select 'referral', count(*) from scheduling.referral where patient_id = any (p_ids) and state not in ('done', 'rejected')
    union all select 'loop', count(*) from records.loop where patient_id = any (p_ids) and state = 'open'
    union all select 'draft', count(*) from records.note_draft where patient_id = any (p_ids)
    union all select 'charge', count(*) from billing.charge where patient_id = any (p_ids) and state in ('held', 'billable')
    union all select 'invoice', count(*) from billing.invoice where (patient_id = any (p_ids) or debtor_patient_id = any (p_ids)) and (state = 'draft' or state = 'issued' and billing.open_of(id) <> 0)
    union all select 'approval', count(*) from billing.approval where patient_id = any (p_ids) and state = 'waiting'
    union all select 'request', count(*) from compliance.request where patient_id = any (p_ids) and state = 'open' and kind <> 'erasure'
  )
  select jsonb_build_object(
    'born', (select min(birth_day)::text from patients.patient where id = any (p_ids)),
    'treated', (select max((at at time zone zone.name)::date)::text from treated, zone),
    'booked', (select max(day)::text from booked),
    'open', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'count', many)), '[]') from open where many > 0),
    'erased', (select coalesce(bool_and(erased_at is not null), false) from records.compartment where patient_id = any (p_ids)))
$$;
comment on function compliance.facts_of(uuid[]) is 'What decides how long these records are kept, and what is still under way.';
revoke all on function compliance.facts_of(uuid[]) from public;

-- The rule of rules/erasure/retention.ts once more: the last word is here. A test compares the two.
create function compliance.may_go(facts jsonb, today date, clinical_years int, minor_until_age int, accounts_years int) returns text[]
language sql immutable parallel safe
return (
  with day as (
    select (facts ->> 'born')::date as born, (facts ->> 'treated')::date as treated, (facts ->> 'booked')::date as booked
  ), until as (
    select case when treated is null then null else greatest((treated + make_interval(years => clinical_years))::date,
        case when born is not null and treated < (born + interval '18 years')::date then (born + make_interval(years => minor_until_age))::date end) end as clinical,
      make_date(extract(year from booked)::int + accounts_years, 12, 31) as accounts
    from day
  ), free as (
    select coalesce(clinical < today, true) as clinical, coalesce(accounts < today, true) as accounts from until
  )
  select case when facts -> 'open' <> '[]' or (facts ->> 'erased')::boolean then '{}'::text[] else
    array['contact'] || case when clinical then array['clinical'] else '{}' end || case when accounts then array['accounts'] else '{}' end
      || case when clinical and accounts then array['identity'] else '{}' end end
  from free);
comment on function compliance.may_go(jsonb, date, int, int, int) is 'What may be erased of a record with these facts.';
revoke all on function compliance.may_go(jsonb, date, int, int, int) from public;
grant execute on function compliance.may_go(jsonb, date, int, int, int) to openward_app;

create function compliance.erasure_facts(p_patient_id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, compliance as $$
begin
  if not compliance.keeps(p_patient_id) then
    raise insufficient_privilege using message = 'Only who answers for the rights of patients';
  end if;
  return compliance.facts_of(compliance.records_of(p_patient_id));
end $$;
comment on function compliance.erasure_facts(uuid) is 'The facts of a record, for who answers for rights.';
revoke all on function compliance.erasure_facts(uuid) from public;
grant execute on function compliance.erasure_facts(uuid) to openward_app;

create function compliance.erasure_parts(p_patient_id uuid) returns table (place int, category text, act text, table_name text, about text, many bigint)
language plpgsql stable security definer set search_path = pg_catalog, compliance as $$
begin
  if not compliance.keeps(p_patient_id) then
    raise insufficient_privilege using message = 'Only who answers for the rights of patients';
  end if;
  return query select * from platform.count_parts(compliance.records_of(p_patient_id));
end $$;
comment on function compliance.erasure_parts(uuid) is 'How many rows of each table a record has, and what would become of them.';
revoke all on function compliance.erasure_parts(uuid) from public;
grant execute on function compliance.erasure_parts(uuid) to openward_app;

-- Erases these records: the list, the words of names that nobody has any more, and what the record says of itself afterwards.
create function compliance.erase_records(p_ids uuid[], p_categories text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, compliance as $$
declare
  words text[] := array(select distinct split_part(key, ' ', 1) from patients.search_name where patient_id = any (p_ids));
  counts jsonb;
begin
  counts := platform.erase_parts(p_ids, p_categories);
  if 'identity' = any (p_categories) then
    delete from patients.search_word w where w.word = any (words)
      and not exists (select from patients.search_name k where k.key = w.word or (k.key >= w.word || ' ' and k.key < w.word || '!'));
    delete from patients.search_variant v where v.word = any (words) and not exists (select from patients.search_word w where w.word = v.word);
    insert into patients.version (patient_id, version, act, document)
    select p.id, p.version, 'erase', patients.document_of(p.id) from patients.patient p where p.id = any (p_ids);
    update records.compartment set erased_at = now() where patient_id = any (p_ids);
  end if;
  return counts;
end $$;
comment on function compliance.erase_records(uuid[], text[]) is 'Erases these categories of these records. The FHIR Patients of those that stay are put again by the caller.';
revoke all on function compliance.erase_records(uuid[], text[]) from public;

create function compliance.carry_out(p_erasure_id uuid, p_by_name text, p_note text) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, compliance as $$
declare
  asked compliance.erasure;
  request compliance.request;
  rule compliance.retention;
  ids uuid[];
begin
  select * into asked from compliance.erasure e where e.id = p_erasure_id for update;
  if not found or not compliance.keeps(asked.patient_id) then
    raise insufficient_privilege using message = 'Only who answers for the rights of patients';
  end if;
  select * into request from compliance.request r where r.id = asked.request_id for update;
  if request.state <> 'open' or request.kind <> 'erasure' then
    raise check_violation using constraint = 'erasure_of_an_open_request', message = 'The request is answered already', schema = 'compliance', table = 'erasure';
  end if;
  ids := compliance.records_of(asked.patient_id);
  -- Whoever writes into these records holds their keys: they finish first, and are seen, or wait.
  perform from records.compartment c where c.patient_id = any (ids) order by c.patient_id for update;
  perform from patients.patient p where p.id = any (ids) order by p.id for update;
  if ids <> compliance.records_of(asked.patient_id) then
    raise check_violation using constraint = 'erasure_still_may', message = 'A record was merged or parted meanwhile: look again', schema = 'compliance', table = 'erasure';
  end if;
  select * into rule from compliance.retention for share;
  if not asked.categories <@ compliance.may_go(compliance.facts_of(ids), staff.today(), rule.clinical_years, rule.minor_until_age, rule.accounts_years) then
    raise check_violation using constraint = 'erasure_still_may', message = 'Something of this must be kept, or is under way again: look again', schema = 'compliance', table = 'erasure';
  end if;
  update compliance.erasure e set state = 'done', decided_at = now(), decided_by = platform.actor_id(), decided_by_name = p_by_name, note = p_note, record_ids = ids,
    rows = compliance.erase_records(ids, asked.categories) where e.id = p_erasure_id;
  return ids;
end $$;
comment on function compliance.carry_out(uuid, text, text) is 'Erases what was asked, under locks, if it still may go and another person acts; which records it was.';
revoke all on function compliance.carry_out(uuid, text, text) from public;
grant execute on function compliance.carry_out(uuid, text, text) to openward_app;
