-- An entry may carry several labels, and what is made of it carries them too: its note, its file, its task, what was moved.

create or replace function records.label_open(p_sensitivity text, glass text, p_patient_id uuid) returns boolean language sql immutable parallel safe
return p_sensitivity is null or (p_sensitivity <> 'unassigned' and platform.broke_glass(glass, p_patient_id));

create or replace function records.sees(p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then platform.scope() in ('staff', 'system')
  else platform.sees_patient(p_patient_id, p_restricted)
    or (platform.scope() = 'patient' and p_patient_id = any (records.alias_set(platform.own_patient())))
end and (p_sensitivity is null or platform.scope() = 'system'
  or (platform.scope() = 'staff' and (platform.cleared_for(p_sensitivity, current_setting('openward.clearance', true))
    or records.label_open(p_sensitivity, current_setting('openward.glass', true), p_patient_id))));

create or replace function records.context_sees(context jsonb, p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then coalesce(context ->> 'scope', '') in ('staff', 'system')
  else platform.context_sees(context, p_patient_id, p_restricted)
    or (context ->> 'scope' = 'patient' and p_patient_id = any (records.alias_set(nullif(context ->> 'patient', '')::uuid)))
end and (p_sensitivity is null or context ->> 'scope' = 'system'
  or (context ->> 'scope' = 'staff' and (platform.cleared_for(p_sensitivity, context ->> 'clearance')
    or records.label_open(p_sensitivity, context ->> 'glass', p_patient_id))));

drop policy history_seen on records.resource_history;
create policy history_seen on records.resource_history for select to openward_app
  using (exists (select from records.resource r where r.type = resource_history.type and r.id = resource_history.id)
    and (sensitivity is null or platform.scope() = 'system'
      or (platform.scope() = 'staff' and (platform.cleared_for(sensitivity, current_setting('openward.clearance', true))
        or records.label_open(sensitivity, current_setting('openward.glass', true), patient_id)))));

create index resource_labelled on records.resource (patient_id) where sensitivity is not null;

create function records.label_at(p_type text, p_id text) returns text
language sql stable security definer set search_path = pg_catalog
return (select sensitivity from records.resource where type = p_type and id = p_id);
comment on function records.label_at(text, text) is 'The labels of an entry; null for none. SECURITY DEFINER: what is made of an entry is hidden as it is, from those too who do not see it.';
revoke all on function records.label_at(text, text) from public;
grant execute on function records.label_at(text, text) to openward_app;

-- A note and a file are as their face in the record is: it alone is labelled.
drop policy note_seen on records.note;
create policy note_seen on records.note to openward_app
  using (records.sees(patient_id, restricted, records.label_at('DocumentReference', id::text)))
  with check (records.sees(patient_id, restricted, records.label_at('DocumentReference', id::text)));
drop policy document_seen on records.document;
create policy document_seen on records.document to openward_app
  using (records.sees(patient_id, restricted, records.label_at('DocumentReference', id::text)) and (state <> 'uploading' or author = platform.actor_id()))
  with check (records.sees(patient_id, restricted, records.label_at('DocumentReference', id::text)));

-- Why something was moved tells of it.
drop policy moved_seen on records.moved;
create policy moved_seen on records.moved to openward_app
  using (platform.scope() in ('staff', 'system')
    and exists (select from records.compartment c where c.patient_id = moved.from_patient_id)
    and exists (select from records.compartment c where c.patient_id = moved.patient_id)
    and exists (select from records.resource r where r.type = moved.type and r.id = moved.resource_id))
  with check (platform.scope() in ('staff', 'system'));

-- What waits in an inbox is hidden as what it is about, also where that is labelled later.
create function records.label_loops() returns trigger
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  update records.loop set sensitivity = new.sensitivity where about_type = new.type and about_id = new.id and sensitivity is distinct from new.sensitivity;
  return null;
end $$;
comment on function records.label_loops() is 'Gives what is to be done about an entry the labels of the entry. SECURITY DEFINER: also where whoever labels it does not see the inbox of others.';
revoke all on function records.label_loops() from public;
create trigger label_loops after update of sensitivity on records.resource
  for each row when (old.sensitivity is distinct from new.sensitivity) execute function records.label_loops();

create function records.has_hidden(p_patient_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
return platform.scope() = 'staff' and exists (
  select from records.resource r
  where r.patient_id = any (records.alias_set(p_patient_id)) and r.sensitivity is not null and not r.deleted and r.kind is not null
    and r.status is distinct from 'entered-in-error' and not records.sees(r.patient_id, r.restricted, r.sensitivity))
  and exists (select from records.compartment c where c.patient_id = p_patient_id and platform.sees_patient(c.patient_id, c.restricted));
comment on function records.has_hidden(uuid) is 'Whether a record that the actor may open has entries which a label hides from them. SECURITY DEFINER: it tells that there are such, and nothing of them, so that nobody believes a record whole that is not.';
revoke all on function records.has_hidden(uuid) from public;
grant execute on function records.has_hidden(uuid) to openward_app;

-- Labels by rule ---------------------------------------------------------------------------------------------------------

create table records.label_rule (
  id uuid primary key default uuidv7(),
  label text not null constraint label_rule_label references auth.label (code),
  system text not null constraint label_rule_system check (system ~ '^\S{3,200}$' and system !~ '\|'),
  code text not null constraint label_rule_code check (code ~ '^[^\s|]([^|]{0,58}[^\s|])?$'),
  below boolean not null default false,
  constraint label_rule_once unique (label, system, code)
);
comment on table records.label_rule is 'Which codes give an entry a label when it is written. Kept by the hospital. Not personal.';
comment on column records.label_rule.id is 'Key.';
comment on column records.label_rule.label is 'The label that is given.';
comment on column records.label_rule.system is 'Code system, as a URI.';
comment on column records.label_rule.code is 'The code; with `below`, what it begins with.';
comment on column records.label_rule.below is 'Also all codes that begin so, as F3 covers F32.1 in ICD-10.';
alter table records.label_rule enable row level security;
alter table records.label_rule force row level security;
create policy label_rule_read on records.label_rule for select using (platform.scope() in ('staff', 'system'));
create policy label_rule_kept on records.label_rule using (platform.cleared('labels') or platform.scope() = 'system');
grant select, insert (label, system, code, below), delete on records.label_rule to openward_app;

-- What is asked of rows that are about to be written: codes and sources are lists with line feeds between.
create function records.labels_at_writing(types text[], ids text[], patients uuid[], codings text[], sources text[], given text[], lifting boolean[])
returns table (at bigint, labels text, open boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select item.at, found.labels,
    platform.scope() = 'system' or platform.cleared_for(found.labels, current_setting('openward.clearance', true))
      or records.label_open(found.labels, current_setting('openward.glass', true), item.patient_id)
  from unnest(types, ids, patients, codings, sources, given, lifting) with ordinality as item (type, id, patient_id, codings, sources, given, lifts, at)
  cross join lateral (
    select string_agg(distinct one.label, ',' order by one.label) as labels from (
      select rule.label from records.label_rule rule, unnest(string_to_array(item.codings, e'\n')) as coding
      where coding = rule.system || '|' || rule.code or (rule.below and starts_with(coding, rule.system || '|' || rule.code))
      union all
      select unnest(string_to_array(r.sensitivity, ',')) from unnest(string_to_array(item.sources, e'\n')) as made_of
        join records.resource r on r.type = split_part(made_of, '/', 1) and r.id = split_part(made_of, '/', 2)
      where r.sensitivity is not null and not r.deleted
      union all
      select unnest(string_to_array(r.sensitivity, ',')) from records.resource r
      where r.type = item.type and r.id = item.id and not item.lifts and r.sensitivity is not null and not r.deleted
      union all
      select unnest(string_to_array(item.given, ','))
    ) as one
    where one.label <> 'unassigned'
  ) as found
  where found.labels is not null
$$;
comment on function records.labels_at_writing is 'The labels of entries that are about to be written: given with them, by rule of their codes, those of what they are made from, and those that they carry already; and whether the writer is cleared for them. SECURITY DEFINER: whoever writes may not see what gives the label.';
revoke all on function records.labels_at_writing from public;
grant execute on function records.labels_at_writing to openward_app;

-- Where a patient is treated now: the departments and places of visits that are open or were lately, and of appointments near
-- today, with all that those lie in. The faces in the record say it, as they say who treats whom (records.treats).
create function records.places_of(p_patient_id uuid) returns text[]
language sql stable security definer set search_path = pg_catalog as $$
  with recursive lies as (
    select reference #>> '{}' as place, 0 as steps
    from records.resource r
    cross join lateral (
      select r.body::jsonb #> '{serviceProvider,reference}' as reference where r.type = 'Encounter'
      union all
      select jsonb_path_query(r.body::jsonb, '$.location[*].location.reference') where r.type = 'Encounter'
      union all
      select jsonb_path_query(r.body::jsonb, '$.participant[*].actor.reference') where r.type = 'Appointment') as named
    where r.patient_id = any (records.alias_set(p_patient_id)) and not r.deleted
      and case r.type
        when 'Appointment' then r.status not in ('cancelled', 'noshow', 'entered-in-error') and r.period && tstzrange(now() - interval '30 days', now() + interval '7 days')
        when 'Encounter' then r.status not in ('cancelled', 'entered-in-error')
          and (r.status <> 'finished' or coalesce(upper(r.period), r.last_updated) > now() - interval '30 days')
        else false
      end
    union
    select larger #>> '{}', lies.steps + 1
    from lies
    join records.resource r on r.type = split_part(lies.place, '/', 1) and r.id = split_part(lies.place, '/', 2) and r.type in ('Organization', 'Location') and not r.deleted
    cross join lateral (values (r.body::jsonb #> '{partOf,reference}'), (r.body::jsonb #> '{managingOrganization,reference}')) as up (larger)
    where larger is not null and lies.steps < 12
  )
  select coalesce(array_agg(distinct split_part(place, '/', 2)), '{}') from lies where place ~ '^(Organization|Location)/'
$$;
comment on function records.places_of(uuid) is
  'The departments and places where a patient is treated now, by their FHIR ids, and those that these lie in. SECURITY DEFINER: places only; what tells of them may be hidden from who asks.';
revoke all on function records.places_of(uuid) from public;
grant execute on function records.places_of(uuid) to openward_app;
