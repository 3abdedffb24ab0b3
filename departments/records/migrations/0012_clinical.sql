-- What the clinical lists need beside the record itself: safety checks over the whole record, and what was moved out of a
-- record it did not belong to.

create function records.allergies_to_check(p_patient_id uuid) returns table (id text, version int, hidden boolean, body json)
language sql stable security definer set search_path = pg_catalog, records as $$
  select r.id, r.version, not records.sees(r.patient_id, r.restricted, r.sensitivity), r.body
  from records.resource r
  where r.patient_id = any (records.alias_set(p_patient_id)) and r.type = 'AllergyIntolerance' and not r.deleted
    and r.status is distinct from 'entered-in-error'
    and exists (select from records.compartment c where c.patient_id = p_patient_id and platform.sees_patient(c.patient_id, c.restricted))
$$;
comment on function records.allergies_to_check(uuid) is 'All allergies of a record that the actor may open, also those with a label that hides them. SECURITY DEFINER: a medicine is checked against the whole record; the application says of what is hidden only that it is there.';
revoke all on function records.allergies_to_check(uuid) from public;
grant execute on function records.allergies_to_check(uuid) to openward_app;

create function records.hidden_medicines_to_check(p_patient_id uuid) returns table (status text, body json)
language sql stable security definer set search_path = pg_catalog, records as $$
  select r.status, r.body
  from records.resource r
  where r.patient_id = any (records.alias_set(p_patient_id)) and r.type in ('MedicationStatement', 'MedicationRequest') and not r.deleted
    and r.status is distinct from 'entered-in-error' and not records.sees(r.patient_id, r.restricted, r.sensitivity)
    and exists (select from records.compartment c where c.patient_id = p_patient_id and platform.sees_patient(c.patient_id, c.restricted))
$$;
comment on function records.hidden_medicines_to_check(uuid) is 'The medicines of a record that the actor may open, which a label hides. SECURITY DEFINER: a medicine is compared with the whole record; the application says of what is hidden only that it is there.';
revoke all on function records.hidden_medicines_to_check(uuid) from public;
grant execute on function records.hidden_medicines_to_check(uuid) to openward_app;

create table records.moved (
  id uuid primary key default uuidv7(),
  type text not null,
  resource_id text not null,
  from_patient_id uuid not null references records.compartment (patient_id),
  patient_id uuid not null references records.compartment (patient_id),
  reason text not null check (reason <> ''),
  moved_at timestamptz not null default now(),
  author uuid not null default platform.actor_id(),
  constraint moved_resource foreign key (type, resource_id) references records.resource (type, id),
  constraint moved_is_another check (from_patient_id <> patient_id)
);
create index moved_from on records.moved (from_patient_id);
create index moved_to on records.moved (patient_id);
create index moved_resource on records.moved (type, resource_id);
comment on table records.moved is 'Personal: statements that stood in the record of the wrong patient. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column records.moved.id is 'Key.';
comment on column records.moved.type is 'FHIR R4 resource type.';
comment on column records.moved.resource_id is 'FHIR id.';
comment on column records.moved.from_patient_id is 'The record it stood in. Personal, pseudonymous.';
comment on column records.moved.patient_id is 'The record it belongs to. Personal, pseudonymous.';
comment on column records.moved.reason is 'Why it was moved. May hold personal data, health.';
comment on column records.moved.moved_at is 'When.';
comment on column records.moved.author is 'The account that moved it. Personal (staff).';

-- Who had opened the wrong record while the statement stood in it: they may have acted on it, and are told.
create table records.moved_reader (
  moved_id uuid not null references records.moved (id),
  account_id uuid not null,
  read_at timestamptz not null,
  primary key (moved_id, account_id)
);
comment on table records.moved_reader is 'Personal (staff): who had opened a record while a statement of another patient stood in it. Kept as long as the move.';
comment on column records.moved_reader.moved_id is 'The move.';
comment on column records.moved_reader.account_id is 'The account that had opened the record. Personal (staff).';
comment on column records.moved_reader.read_at is 'When it last did.';

alter table records.moved enable row level security;
alter table records.moved force row level security;
alter table records.moved_reader enable row level security;
alter table records.moved_reader force row level security;
create policy moved_seen on records.moved to openward_app
  using (platform.scope() in ('staff', 'system')
    and exists (select from records.compartment c where c.patient_id = moved.from_patient_id)
    and exists (select from records.compartment c where c.patient_id = moved.patient_id))
  with check (platform.scope() in ('staff', 'system'));
create policy moved_reader_seen on records.moved_reader to openward_app
  using (exists (select from records.moved m where m.id = moved_reader.moved_id))
  with check (exists (select from records.moved m where m.id = moved_reader.moved_id));
grant select on records.moved, records.moved_reader to openward_app;
grant insert (type, resource_id, from_patient_id, patient_id, reason) on records.moved to openward_app;
grant insert on records.moved_reader to openward_app;

create function records.readers_since(p_patient_id uuid, p_since timestamptz) returns table (account_id uuid, read_at timestamptz)
language sql stable security definer set search_path = pg_catalog, records as $$
  select e.actor_id, max(e.at) from audit.event e
  where e.patient_id = any (records.alias_set(p_patient_id)) and e.at >= p_since and e.outcome = 'success' and e.actor_id is not null
    and e.name ~ '^(records|visits|exchange|fhir)\.' and platform.scope() in ('staff', 'system')
    and exists (select from records.compartment c where c.patient_id = p_patient_id and platform.sees_patient(c.patient_id, c.restricted))
  group by e.actor_id
$$;
comment on function records.readers_since(uuid, timestamptz) is 'Which accounts opened a clinical record since a moment, by the audit log. SECURITY DEFINER: medical records tells those who read what stood in the wrong record, without the right to search the log.';
revoke all on function records.readers_since(uuid, timestamptz) from public;
grant execute on function records.readers_since(uuid, timestamptz) to openward_app;
