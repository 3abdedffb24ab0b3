-- A visit that was made for the wrong patient is moved by medical records; who had read it is told.

create table visits.moved (
  id uuid primary key default uuidv7(),
  visit_id uuid not null references visits.visit (id),
  from_patient_id uuid not null references patients.patient (id),
  to_patient_id uuid not null references patients.patient (id),
  reason text not null check (reason ~ '\S'),
  resources int not null check (resources >= 0),
  told int not null check (told >= 0),
  at timestamptz not null default now(),
  actor_id uuid default platform.actor_id(),
  actor_name text not null,
  constraint moved_to_another check (from_patient_id <> to_patient_id)
);
create index moved_visit on visits.moved (visit_id);
create index moved_from on visits.moved (from_patient_id);
comment on table visits.moved is 'Personal: visits that were moved from the record of one patient to that of another. Insert-only. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column visits.moved.id is 'Key.';
comment on column visits.moved.visit_id is 'Which visit.';
comment on column visits.moved.from_patient_id is 'In whose record it stood. Personal, pseudonymous.';
comment on column visits.moved.to_patient_id is 'Whose it is. Personal, pseudonymous.';
comment on column visits.moved.reason is 'Why. Personal.';
comment on column visits.moved.resources is 'How many resources went with it.';
comment on column visits.moved.told is 'How many people had read the record since the visit was opened, and were told.';
comment on column visits.moved.at is 'When.';
comment on column visits.moved.actor_id is 'The account that moved it. Personal (staff).';
comment on column visits.moved.actor_name is 'What the account was called then. Personal (staff).';

alter table visits.moved enable row level security;
alter table visits.moved force row level security;
create policy moved_visible on visits.moved to openward_app
  using (exists (select 1 from patients.patient p where p.id = from_patient_id) and exists (select 1 from patients.patient p where p.id = to_patient_id))
  with check (exists (select 1 from patients.patient p where p.id = from_patient_id) and exists (select 1 from patients.patient p where p.id = to_patient_id));
grant select, insert (visit_id, from_patient_id, to_patient_id, reason, resources, told, actor_name) on visits.moved to openward_app;

create function visits.belongings(p_visit_id uuid) returns table (type text, id text)
language sql stable security definer set search_path = pg_catalog, visits, records as $$
  select r.type, r.id from records.resource r join visits.visit v on v.id = p_visit_id
  where r.visit_id = p_visit_id::text and not r.deleted and r.patient_id = any (records.alias_set(v.patient_id))
    and not exists (select from visits.paper p where r.type = 'DocumentReference' and p.id::text = r.id)
  order by r.type = 'Task', r.type, r.id
$$;
comment on function visits.belongings(uuid) is 'The resources that came out of a visit, but for its papers. SECURITY DEFINER: also those that the actor may not see, so that none is left behind unnoticed; it gives ids only.';
revoke all on function visits.belongings(uuid) from public;
grant execute on function visits.belongings(uuid) to openward_app;

create function visits.readers(p_visit_id uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, visits, audit, auth, records as $$
  select distinct e.actor_id
  from visits.visit v
    join audit.event e on e.patient_id = any (records.alias_set(v.patient_id)) and e.at >= v.opened_at - interval '1 minute'
    join auth.account a on a.id = e.actor_id and a.kind = 'person'
  where v.id = p_visit_id and e.outcome = 'success' and e.actor_id is distinct from platform.actor_id()
    and e.name ~ '^(records|visits|exchange)\.' and e.name !~ '\.(list|search)$' and platform.scope() in ('staff', 'system')
$$;
comment on function visits.readers(uuid) is 'Who has opened the record since the visit stands in it, by the audit log. SECURITY DEFINER: whoever moves a visit need not be cleared for the log; it gives ids only.';
revoke all on function visits.readers(uuid) from public;
grant execute on function visits.readers(uuid) to openward_app;
