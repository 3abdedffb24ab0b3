-- The medical record: FHIR resources as their senders wrote them, each with its versions, its patient, and the columns
-- by which it is found. All writing goes through departments/records/server/api.ts; this file keeps what must never be false.

-- Whose record it is. One row for each patient, kept up to date by the department of patients through records.set_compartment.
create table records.compartment (
  patient_id uuid primary key,
  restricted boolean not null default false,
  created_at timestamptz not null default now(),
  constraint compartment_label unique (patient_id, restricted)
);
comment on table records.compartment is 'Personal: the patients who have a record. Sensitivity high. Kept as long as the record.';
comment on column records.compartment.patient_id is 'The patient; the id of the FHIR Patient. Personal, pseudonymous.';
comment on column records.compartment.restricted is 'Only people who are cleared for restricted records may see it.';
comment on column records.compartment.created_at is 'When the record was opened.';

-- A merged record is read together with the one that survives; undoing the merge removes the row.
create table records.alias (
  patient_id uuid primary key references records.compartment (patient_id),
  surviving_id uuid not null references records.compartment (patient_id),
  created_at timestamptz not null default now(),
  author uuid default platform.actor_id(),
  constraint alias_is_another check (patient_id <> surviving_id)
);
create index alias_surviving on records.alias (surviving_id);
comment on table records.alias is 'Personal: records that were merged. Sensitivity high. Kept until the merge is undone.';
comment on column records.alias.patient_id is 'The record that was merged away. Personal, pseudonymous.';
comment on column records.alias.surviving_id is 'The record that it is read with. Personal, pseudonymous.';
comment on column records.alias.created_at is 'When they were merged: what was written later was written of both.';
comment on column records.alias.author is 'The account that merged them. Personal (staff).';

create function records.surviving(p_patient_id uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, records as $$
  with recursive up as (
    select p_patient_id as id, 0 as steps
    union all
    select a.surviving_id, up.steps + 1 from up join records.alias a on a.patient_id = up.id where up.steps < 100
  )
  select id from up order by steps desc limit 1
$$;
comment on function records.surviving(uuid) is 'The record under which a merged one is read; the same id when it was not merged.';

create function records.alias_set(p_patient_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, records as $$
  with recursive down as (
    select records.surviving(p_patient_id) as id, 0 as steps
    union all
    select a.patient_id, down.steps + 1 from down join records.alias a on a.surviving_id = down.id where down.steps < 100
  )
  select array_agg(id order by steps, id) from down
$$;
comment on function records.alias_set(uuid) is 'All records that are read as one with this one, the surviving one first. SECURITY DEFINER: it gives ids only, and a patient must be able to see what was merged into their record.';

-- Records merged in a circle would survive nowhere. Merges are rare: they wait for each other, also over chains of records.
create function records.guard_alias() returns trigger
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  perform pg_advisory_xact_lock('records.alias'::regclass::oid::bigint);
  if new.patient_id = any (records.alias_set(new.surviving_id)) then
    raise check_violation using constraint = 'alias_no_circle', message = 'These two records are read as one already';
  end if;
  return new;
end $$;
comment on function records.guard_alias() is 'Refuses a merge that would close a circle.';
revoke all on function records.guard_alias() from public;
create trigger guard_alias before insert on records.alias for each row execute function records.guard_alias();

-- The current version of every resource.
create table records.resource (
  type text not null check (type ~ '^[A-Z][A-Za-z]{1,63}$'),
  id text not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  version int not null default 1 check (version >= 1),
  patient_id uuid,
  restricted boolean not null default false,
  last_updated timestamptz not null default date_trunc('milliseconds', now()),
  deleted boolean not null default false,
  body json,
  meta_at int not null default 0 check (meta_at >= 0),
  digest bytea not null check (length(digest) = 32),
  sensitivity text,
  source text not null,
  author uuid default platform.actor_id(),
  author_name text,
  kind text,
  category text[] not null default '{}',
  codes text[] not null default '{}',
  status text,
  period tstzrange check (not isempty(period) and not lower_inf(period)),
  precision text check (precision in ('year', 'month', 'day', 'second', 'instant')),
  happened_at timestamptz generated always as (lower(period)) stored,
  visit_id text,
  title text,
  value text,
  unit text,
  flag text,
  words text not null default '',
  primary key (type, id),
  constraint resource_has_a_body_until_deleted check ((body is null) = deleted),
  constraint resource_precision_of_a_period check ((period is null) = (precision is null)),
  constraint resource_without_patient_is_open check (patient_id is not null or not restricted),
  -- The label of the patient stands in each row, where row-level security reads it; the database keeps them equal.
  constraint resource_patient foreign key (patient_id, restricted)
    references records.compartment (patient_id, restricted) on update cascade
);
create index resource_chart on records.resource (patient_id, type, happened_at desc nulls last) where patient_id is not null;

comment on table records.resource is 'Personal: the medical record, the current version of each FHIR resource. Sensitivity high. Kept for the life of the hospital’s records; a deletion is a version.';
comment on column records.resource.type is 'FHIR R4 resource type.';
comment on column records.resource.id is 'FHIR id, unique within its type.';
comment on column records.resource.version is 'Counts from 1 without gaps; given by the database alone.';
comment on column records.resource.patient_id is 'The patient whose record it belongs to; null for what belongs to nobody (an organisation). Personal, pseudonymous.';
comment on column records.resource.restricted is 'The patient’s label, copied from records.compartment by the foreign key.';
comment on column records.resource.last_updated is 'When this version was written; given by the database alone.';
comment on column records.resource.deleted is 'This version says that the resource was deleted.';
comment on column records.resource.body is 'The sender’s JSON, but for the space between tokens, the id, and meta.versionId and meta.lastUpdated, which are spliced in when it is read. Personal, health.';
comment on column records.resource.meta_at is 'Place in the body where version and time are spliced in, in UTF-16 units.';
comment on column records.resource.digest is 'SHA-256 of the body: the same content put again is no new version.';
comment on column records.resource.sensitivity is 'Label that a reader must be cleared for; null for the ordinary record.';
comment on column records.resource.source is 'Where this version came from: the name of an import, an interface or a department.';
comment on column records.resource.author is 'The account that wrote this version. Personal (staff).';
comment on column records.resource.author_name is 'What the account was called then. Personal (staff).';
comment on column records.resource.kind is 'What it is in the chart (visit, problem, vital …); null where it has no line there. Personal, health.';
comment on column records.resource.category is 'Categories as system|code. Personal, health.';
comment on column records.resource.codes is 'What it is about, as system|code. Personal, health.';
comment on column records.resource.status is 'Its status, whichever element says it.';
comment on column records.resource.period is 'When it happened, at the stated precision: a date alone covers the whole day, in UTC. Personal, health.';
comment on column records.resource.precision is 'How exactly the beginning was stated.';
comment on column records.resource.happened_at is 'The beginning of the period.';
comment on column records.resource.visit_id is 'The visit (Encounter) that it came out of. Personal, pseudonymous.';
comment on column records.resource.title is 'What a line of the chart calls it. Personal, health.';
comment on column records.resource.value is 'Its value as it was written. Personal, health.';
comment on column records.resource.unit is 'Unit of the value.';
comment on column records.resource.flag is 'H, L, A … of a result; criticality of an allergy. Personal, health.';
comment on column records.resource.words is 'Folded words for the search in a chart. Personal, health.';

-- Every version that was replaced. Written by the trigger below and by nothing else, a month to a partition.
create table records.resource_history (
  type text not null,
  id text not null,
  version int not null check (version >= 1),
  patient_id uuid,
  last_updated timestamptz not null,
  replaced_at timestamptz not null,
  deleted boolean not null,
  body json,
  meta_at int not null,
  digest bytea not null,
  sensitivity text,
  source text not null,
  author uuid,
  author_name text,
  primary key (type, id, version, replaced_at)
) partition by range (replaced_at);
create table records.resource_history_default partition of records.resource_history default;

comment on table records.resource_history is 'Personal: the versions of resources that were replaced. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column records.resource_history.type is 'FHIR R4 resource type.';
comment on column records.resource_history.id is 'FHIR id.';
comment on column records.resource_history.version is 'Number of this version.';
comment on column records.resource_history.patient_id is 'The patient whose record it belonged to. Personal, pseudonymous.';
comment on column records.resource_history.last_updated is 'When this version was written.';
comment on column records.resource_history.replaced_at is 'When the next version was written.';
comment on column records.resource_history.deleted is 'This version said that the resource was deleted.';
comment on column records.resource_history.body is 'The resource as it was. Personal, health.';
comment on column records.resource_history.meta_at is 'Place in the body where version and time are spliced in.';
comment on column records.resource_history.digest is 'SHA-256 of the body.';
comment on column records.resource_history.sensitivity is 'Label that a reader must be cleared for.';
comment on column records.resource_history.source is 'Where this version came from.';
comment on column records.resource_history.author is 'The account that wrote this version. Personal (staff).';
comment on column records.resource_history.author_name is 'What the account was called then. Personal (staff).';

create function records.keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  insert into records.resource_history (type, id, version, patient_id, last_updated, replaced_at, deleted, body, meta_at,
    digest, sensitivity, source, author, author_name)
  values (old.type, old.id, old.version, old.patient_id, old.last_updated, now(), old.deleted, old.body, old.meta_at,
    old.digest, old.sensitivity, old.source, old.author, old.author_name);
  new.version := old.version + 1;
  -- Later than the version before it, also within one transaction.
  new.last_updated := greatest(date_trunc('milliseconds', now()), old.last_updated + interval '1 millisecond');
  return new;
end $$;
comment on function records.keep_version() is 'Whoever changes a body keeps the version that it replaces, and gets the next number: there is no way around it.';
revoke all on function records.keep_version() from public;
create trigger keep_version before update of body, digest, deleted, meta_at, version, last_updated on records.resource
  for each row execute function records.keep_version();

-- Identifiers that systems outside give, for conditional references. Those of patients are kept by the department of
-- patients, which seals the secret ones.
create table records.identifier (
  type text not null,
  system text not null,
  value text not null,
  id text not null,
  primary key (type, value, system, id),
  constraint identifier_resource foreign key (type, id) references records.resource (type, id)
);
create index identifier_resource on records.identifier (type, id);
comment on table records.identifier is 'Personal: numbers of visits, orders, reports and claims. Sensitivity high. Kept as long as the resource.';
comment on column records.identifier.type is 'FHIR R4 resource type.';
comment on column records.identifier.system is 'Who gave the number, as a URI; empty where nobody said.';
comment on column records.identifier.value is 'The number. Personal, pseudonymous.';
comment on column records.identifier.id is 'FHIR id of the resource.';

-- Row-level security: the second wall behind the decision of the application.
alter table records.compartment enable row level security;
alter table records.compartment force row level security;
alter table records.alias enable row level security;
alter table records.alias force row level security;
alter table records.resource enable row level security;
alter table records.resource force row level security;
alter table records.resource_history enable row level security;
alter table records.resource_history force row level security;
alter table records.resource_history_default enable row level security;
alter table records.resource_history_default force row level security;
alter table records.identifier enable row level security;
alter table records.identifier force row level security;

create function records.sees(p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then platform.scope() in ('staff', 'system')
  else platform.sees_patient(p_patient_id, p_restricted)
    or (platform.scope() = 'patient' and p_patient_id = any (records.alias_set(platform.own_patient())))
end and (p_sensitivity is null or platform.scope() = 'system' or platform.cleared(p_sensitivity));
comment on function records.sees(uuid, boolean, text) is 'Whether the actor may see a resource of this patient with this label.';

-- The same rule for the person of a context: for functions that read past row-level security on purpose.
create function records.context_cleared(context jsonb, label text) returns boolean language sql immutable parallel safe
return coalesce(label = any (string_to_array(context ->> 'clearance', ',')), false);
comment on function records.context_cleared(jsonb, text) is 'Whether the person of a context is cleared for this label.';
create function records.context_sees(context jsonb, p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then coalesce(context ->> 'scope', '') in ('staff', 'system')
  else platform.context_sees(context, p_patient_id, p_restricted)
    or (context ->> 'scope' = 'patient' and p_patient_id = any (records.alias_set(nullif(context ->> 'patient', '')::uuid)))
end and (p_sensitivity is null or context ->> 'scope' = 'system' or records.context_cleared(context, p_sensitivity));
comment on function records.context_sees(jsonb, uuid, boolean, text) is 'As records.sees, for the person of a context.';
revoke all on function records.context_cleared(jsonb, text), records.context_sees(jsonb, uuid, boolean, text) from public;

create policy compartment_seen on records.compartment for select to openward_app
  using (platform.sees_patient(patient_id, restricted));
create policy alias_seen on records.alias to openward_app
  using (exists (select from records.compartment c where c.patient_id = alias.patient_id)
    and exists (select from records.compartment c where c.patient_id = alias.surviving_id))
  with check (exists (select from records.compartment c where c.patient_id = alias.patient_id)
    and exists (select from records.compartment c where c.patient_id = alias.surviving_id));
create policy resource_seen on records.resource to openward_app
  using (records.sees(patient_id, restricted, sensitivity))
  with check (records.sees(patient_id, restricted, sensitivity));
create policy history_seen on records.resource_history for select to openward_app
  using (exists (select from records.resource r where r.type = resource_history.type and r.id = resource_history.id)
    and (sensitivity is null or platform.scope() = 'system' or platform.cleared(sensitivity)));
create policy identifier_seen on records.identifier to openward_app
  using (exists (select from records.resource r where r.type = identifier.type and r.id = identifier.id))
  with check (exists (select from records.resource r where r.type = identifier.type and r.id = identifier.id));

grant select on records.compartment, records.resource_history to openward_app;
grant select, insert, delete on records.alias, records.identifier to openward_app;
-- Version and time are the database's to give; nothing is ever deleted.
grant select on records.resource to openward_app;
grant insert (type, id, patient_id, restricted, deleted, body, meta_at, digest, sensitivity, source, author, author_name, kind, category,
  codes, status, period, precision, visit_id, title, value, unit, flag, words) on records.resource to openward_app;
grant update (patient_id, restricted, deleted, body, meta_at, digest, sensitivity, source, author, author_name, kind, category,
  codes, status, period, precision, visit_id, title, value, unit, flag, words) on records.resource to openward_app;
revoke all on function records.surviving(uuid), records.alias_set(uuid) from public;
grant execute on function records.surviving(uuid), records.alias_set(uuid) to openward_app;

create function records.label_of(p_patient_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, records as $$
  select bool_or(restricted) from records.compartment where patient_id = any (records.alias_set(p_patient_id))
$$;
comment on function records.label_of(uuid) is 'Whether a record, or one merged with it, is restricted; null where there is none. SECURITY DEFINER: so that a refusal can be told from an unknown patient, and audited.';
revoke all on function records.label_of(uuid) from public;
grant execute on function records.label_of(uuid) to openward_app;

create function records.set_compartment(p_patient_id uuid, p_restricted boolean) returns void
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  if platform.scope() not in ('staff', 'system') then
    raise insufficient_privilege using message = 'Only staff and the system keep compartments';
  end if;
  insert into records.compartment as known (patient_id, restricted) values (p_patient_id, p_restricted)
  on conflict (patient_id) do update set restricted = excluded.restricted where known.restricted <> excluded.restricted;
end $$;
comment on function records.set_compartment(uuid, boolean) is 'Opens the record of a patient, or changes its label, which follows to every resource. SECURITY DEFINER: the department of patients decides who may.';
revoke all on function records.set_compartment(uuid, boolean) from public;
grant execute on function records.set_compartment(uuid, boolean) to openward_app;

create function records.open_compartments(p_patient_ids uuid[], p_restricted boolean[]) returns void
language plpgsql set search_path = pg_catalog, records as $$
begin
  insert into records.compartment (patient_id, restricted) select * from unnest(p_patient_ids, p_restricted);
end $$;
comment on function records.open_compartments(uuid[], boolean[]) is 'Opens the records of patients who are new. For patients.register alone, which has asked whether the actor may.';
revoke all on function records.open_compartments(uuid[], boolean[]) from public;

-- A month has its own partition. Called at each start and daily.
create function records.keep_partitions(months_ahead int default 3) returns int
language plpgsql security definer set search_path = pg_catalog, records as $$
declare
  month_start timestamp := date_trunc('month', now() at time zone 'UTC');
  made int := 0;
  name text;
begin
  for months in 0..least(greatest(months_ahead, 0), 24) loop
    name := 'resource_history_' || to_char(month_start + make_interval(months => months), 'YYYY_MM');
    if to_regclass('records.' || quote_ident(name)) is null then
      execute format('create table records.%I partition of records.resource_history for values from (%L) to (%L)', name,
        (month_start + make_interval(months => months)) at time zone 'UTC',
        (month_start + make_interval(months => months + 1)) at time zone 'UTC');
      execute format('alter table records.%I enable row level security', name);
      execute format('alter table records.%I force row level security', name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
comment on function records.keep_partitions(int) is 'Makes the partitions of this month and of the months ahead; returns how many it made.';
revoke all on function records.keep_partitions(int) from public;
grant execute on function records.keep_partitions(int) to openward_app;
select records.keep_partitions();

-- Long bodies are packed with lz4 where this PostgreSQL was built with it: three times faster to read than pglz.
do $$
begin
  alter table records.resource alter column body set compression lz4;
  alter table records.resource_history alter column body set compression lz4;
exception when feature_not_supported then null;
end $$;
