-- Merging two records of one person. Nothing is moved: the merged record becomes an alias of the surviving one, reads
-- range over both, and undoing the merge takes the alias away. A surviving record may be merged further.

alter table patients.patient add column survivor_id uuid references patients.patient (id),
  add constraint patient_survives_by_another check (survivor_id <> id);
create index patient_survivor on patients.patient (survivor_id) where survivor_id is not null;
comment on column patients.patient.survivor_id is 'The record under which this one is read since it was merged, at the end of all merges; null while it stands for itself. Kept by triggers of patients.merge.';

create table patients.merge (
  id uuid primary key default uuidv7(),
  surviving_id uuid not null references patients.patient (id),
  merged_id uuid not null references patients.patient (id),
  reason text not null,
  at timestamptz not null default now(),
  actor_id uuid default platform.actor_id(),
  surviving_version_before int not null,
  merged_version_before int not null,
  choices jsonb not null default '{}',
  copied jsonb not null default '{}',
  undone_at timestamptz,
  undone_by uuid,
  undone_reason text,
  assignments jsonb,
  constraint merge_of_two check (surviving_id <> merged_id),
  constraint merge_undone_by_somebody check ((undone_at is null) = (undone_reason is null))
);
create unique index merge_once on patients.merge (merged_id) where undone_at is null;
create index merge_surviving on patients.merge (surviving_id, at desc);
create index merge_merged on patients.merge (merged_id, at desc);
comment on table patients.merge is 'Personal: which records were found to be of one person, and which merges were undone. Sensitivity high. Kept as long as the patients’ records.';
comment on column patients.merge.id is 'Key; later merges have higher keys.';
comment on column patients.merge.surviving_id is 'The record that survives. Personal, pseudonymous.';
comment on column patients.merge.merged_id is 'The record that became its alias. Personal, pseudonymous.';
comment on column patients.merge.reason is 'Why they are one person. Personal.';
comment on column patients.merge.at is 'When they were merged; what was written later was written of both.';
comment on column patients.merge.actor_id is 'Who merged them. Personal (staff).';
comment on column patients.merge.surviving_version_before is 'Version of the surviving registration that an undo brings back.';
comment on column patients.merge.merged_version_before is 'Version of the merged registration that an undo brings back.';
comment on column patients.merge.choices is 'Which value survived, by field.';
comment on column patients.merge.copied is 'Rows that were copied into the surviving registration: key of the copy → key of the original.';
comment on column patients.merge.undone_at is 'When the merge was undone; null while it holds.';
comment on column patients.merge.undone_by is 'Who undid it. Personal (staff).';
comment on column patients.merge.undone_reason is 'Why they are two people. Personal.';
comment on column patients.merge.assignments is 'To whom what was written since the merge was given, by key.';

-- All records that are read under this one by merges that hold, itself included: also those that the person who merges
-- may not see, or a chain would break in its middle.
create function patients.merged_into(p_patient_id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, patients as $$
  with recursive below as (
    select p_patient_id as id
    union
    select m.merged_id from below join patients.merge m on m.surviving_id = below.id and m.undone_at is null
  )
  select array_agg(id) from below
$$;
comment on function patients.merged_into(uuid) is 'This record and all that were merged into it.';

-- Both records must stand for themselves, and are locked while that is looked at: so no merge can close a circle, also
-- where two people merge the same two records in opposite directions at once.
create function patients.merge_of_roots() returns trigger
language plpgsql security definer set search_path = pg_catalog, patients as $$
declare
  standing int;
begin
  perform 1 from patients.patient where id in (new.surviving_id, new.merged_id) order by id for update;
  select count(*) into standing from patients.patient where id in (new.surviving_id, new.merged_id) and survivor_id is null;
  if standing <> 2 then
    raise exception 'a record of this merge has been merged already' using errcode = '23514', constraint = 'merge_of_roots';
  end if;
  if new.undone_at is not null then
    raise exception 'a merge begins as one that holds' using errcode = '23514', constraint = 'merge_begins_holding';
  end if;
  return new;
end $$;
create trigger merge_of_roots before insert on patients.merge for each row execute function patients.merge_of_roots();

-- A merge is changed in one way only: it is undone, once, the last one first.
create function patients.merge_only_undone() returns trigger
language plpgsql security definer set search_path = pg_catalog, patients as $$
begin
  if old.undone_at is not null or new.undone_at is null
    or (new.id, new.surviving_id, new.merged_id, new.reason, new.at, new.surviving_version_before, new.merged_version_before,
        new.choices, new.copied)
      is distinct from (old.id, old.surviving_id, old.merged_id, old.reason, old.at, old.surviving_version_before,
        old.merged_version_before, old.choices, old.copied)
  then
    raise exception 'a merge can only be undone, and once' using errcode = '23514', constraint = 'merge_only_undone';
  end if;
  perform 1 from patients.patient where id in (new.surviving_id, new.merged_id) order by id for update;
  if exists (select from patients.patient where id = new.surviving_id and survivor_id is not null)
    or exists (select from patients.merge m where m.surviving_id = new.surviving_id and m.undone_at is null and m.id > new.id)
  then
    raise exception 'a later merge holds' using errcode = '23514', constraint = 'merge_undone_in_order';
  end if;
  return new;
end $$;
create trigger merge_only_undone before update on patients.merge for each row execute function patients.merge_only_undone();

create function patients.keep_survivors() returns trigger
language plpgsql security definer set search_path = pg_catalog, patients as $$
begin
  if new.undone_at is null then
    update patients.patient set survivor_id = new.surviving_id where id = any (patients.merged_into(new.merged_id));
  else
    update patients.patient set survivor_id = nullif(new.merged_id, id) where id = any (patients.merged_into(new.merged_id));
  end if;
  return null;
end $$;
create trigger keep_survivors after insert or update on patients.merge for each row execute function patients.keep_survivors();

-- Statements of the two records that cannot both be true. They stay visible until a clinician says which one holds.
create table patients.contradiction (
  id uuid primary key default uuidv7(),
  merge_id uuid not null references patients.merge (id),
  kind text not null check (kind in ('allergy', 'allergy_severity', 'blood_group', 'sex')),
  subject text not null,
  statements jsonb not null check (jsonb_array_length(statements) >= 2),
  reconciled_at timestamptz,
  reconciled_by uuid,
  reconciled_reason text,
  holds text,
  constraint contradiction_reconciled_with_reason check ((reconciled_at is null) = (reconciled_reason is null))
);
create index contradiction_merge on patients.contradiction (merge_id);
comment on table patients.contradiction is 'Personal, health: contradictions that a merge brought together. Sensitivity very high. Kept as long as the patients’ records.';
comment on column patients.contradiction.id is 'Key.';
comment on column patients.contradiction.merge_id is 'The merge that brought them together; an undone merge ends them.';
comment on column patients.contradiction.kind is 'What they are about.';
comment on column patients.contradiction.subject is 'The substance, or the observation. Personal, health.';
comment on column patients.contradiction.statements is 'Who says what: patient, resource, words, and which of them prevails. Personal, health.';
comment on column patients.contradiction.reconciled_at is 'When a clinician reconciled them; null while they are open.';
comment on column patients.contradiction.reconciled_by is 'Who. Personal (staff).';
comment on column patients.contradiction.reconciled_reason is 'Why. Personal, health.';
comment on column patients.contradiction.holds is 'The statement that holds, as type/id; null where neither does. Personal, pseudonymous.';

-- Past row-level security on purpose: it tells only whether a record is restricted, so that a refusal can say so.
create function patients.restriction_of(p_patient_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, patients
as $$ select restricted from patients.patient where id = p_patient_id $$;
comment on function patients.restriction_of(uuid) is 'Whether the patient is restricted; null where there is none.';

-- Staff see a merge when they see the record that survives.
alter table patients.merge enable row level security;
alter table patients.merge force row level security;
create policy merge_visible on patients.merge to openward_app
  using (exists (select 1 from patients.patient p where p.id = surviving_id))
  with check (exists (select 1 from patients.patient p where p.id = surviving_id)
    and exists (select 1 from patients.patient p where p.id = merged_id));
alter table patients.contradiction enable row level security;
alter table patients.contradiction force row level security;
create policy contradiction_visible on patients.contradiction to openward_app
  using (exists (select 1 from patients.merge m where m.id = merge_id))
  with check (exists (select 1 from patients.merge m where m.id = merge_id));

revoke all on function patients.merged_into(uuid), patients.restriction_of(uuid) from public;
grant execute on function patients.merged_into(uuid), patients.restriction_of(uuid) to openward_app;
grant select, insert on patients.merge, patients.contradiction to openward_app;
grant update (undone_at, undone_by, undone_reason, assignments) on patients.merge to openward_app;
grant update (reconciled_at, reconciled_by, reconciled_reason, holds) on patients.contradiction to openward_app;
