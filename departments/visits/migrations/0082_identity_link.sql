-- Who somebody unknown is: said at the bed, taken back at the bed. The records become one by a merge, which somebody else looks at.
create table visits.identity_link (
  id uuid primary key default uuidv7(),
  visit_id uuid not null constraint identity_link_visit references visits.emergency (visit_id),
  patient_id uuid not null constraint identity_link_patient references patients.patient (id),
  reason text not null check (reason ~ '\S'),
  loop_id uuid,
  linked_at timestamptz not null default clock_timestamp(),
  linked_by uuid default platform.actor_id(),
  linked_by_name text not null,
  unlinked_at timestamptz,
  unlinked_by_name text,
  constraint identity_link_undone_by_somebody check ((unlinked_at is null) = (unlinked_by_name is null))
);
create unique index identity_link_once on visits.identity_link (visit_id) where unlinked_at is null;
create unique index identity_link_nobody_twice on visits.identity_link (patient_id) where unlinked_at is null;
comment on table visits.identity_link is 'Personal: which registered patient somebody unknown was recognised to be. Sensitivity very high. Kept as long as the visit.';
comment on column visits.identity_link.id is 'Key.';
comment on column visits.identity_link.visit_id is 'The emergency visit of the unknown.';
comment on column visits.identity_link.patient_id is 'Who they are. Personal.';
comment on column visits.identity_link.reason is 'By what they were recognised. Personal.';
comment on column visits.identity_link.loop_id is 'The task to merge the two records.';
comment on column visits.identity_link.linked_at is 'When it was said.';
comment on column visits.identity_link.linked_by is 'The account that said it. Personal (staff).';
comment on column visits.identity_link.linked_by_name is 'What it was called then. Personal (staff).';
comment on column visits.identity_link.unlinked_at is 'When it was taken back.';
comment on column visits.identity_link.unlinked_by_name is 'Who took it back. Personal (staff).';
alter table visits.identity_link enable row level security;
alter table visits.identity_link force row level security;
create policy identity_link_visible on visits.identity_link to openward_app
  using (exists (select 1 from visits.visit v where v.id = visit_id) and exists (select 1 from patients.patient p where p.id = patient_id))
  with check (exists (select 1 from visits.visit v where v.id = visit_id) and exists (select 1 from patients.patient p where p.id = patient_id));
grant select, insert (visit_id, patient_id, reason, loop_id, linked_by_name), update (unlinked_at, unlinked_by_name) on visits.identity_link to openward_app;
