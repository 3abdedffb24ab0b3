-- A major incident: many who come at once, most of them unknown. Numbers are given first, names later.
create table visits.incident (
  id uuid primary key default uuidv7(),
  name text not null check (name ~ '\S'),
  department_id uuid constraint incident_department references staff.department (id),
  last_number int not null default 0 check (last_number between 0 and 9999),
  started_at timestamptz not null default clock_timestamp(),
  started_by uuid default platform.actor_id(),
  started_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  constraint incident_ended_by_somebody check ((ended_at is null) = (ended_by_name is null))
);
create unique index incident_one_at_a_time on visits.incident ((true)) where ended_at is null;
comment on table visits.incident is 'Major incidents. Not personal but for the staff. Kept for the life of the hospital.';
comment on column visits.incident.id is 'Key.';
comment on column visits.incident.name is 'What it is called, such as the place and what happened.';
comment on column visits.incident.department_id is 'The department that receives them.';
comment on column visits.incident.last_number is 'The last band that was given out; two desks count on one after the other.';
comment on column visits.incident.started_at is 'When it was declared.';
comment on column visits.incident.started_by is 'The account that declared it. Personal (staff).';
comment on column visits.incident.started_by_name is 'What the account was called then. Personal (staff).';
comment on column visits.incident.ended_at is 'When it was stood down.';
comment on column visits.incident.ended_by_name is 'By whom. Personal (staff).';

create table visits.band (
  incident_id uuid not null constraint band_incident references visits.incident (id),
  number int not null check (number between 1 and 9999),
  visit_id uuid not null constraint band_visit references visits.emergency (visit_id) constraint band_visit_once unique,
  category text check (category in ('immediate', 'urgent', 'delayed', 'dead')),
  category_at timestamptz,
  category_by_name text,
  primary key (incident_id, number),
  constraint band_category_has_its_time check ((category is null) = (category_at is null))
);
comment on table visits.band is 'Personal, pseudonymous: the bands of a major incident and whose they are. Sensitivity high. Kept as long as the visit.';
comment on column visits.band.incident_id is 'Of which incident.';
comment on column visits.band.number is 'The number on the band; once in an incident.';
comment on column visits.band.visit_id is 'The emergency visit of whoever wears it. The identity follows the patient of that visit.';
comment on column visits.band.category is 'immediate, urgent, delayed or dead; null before somebody looked. Personal, health.';
comment on column visits.band.category_at is 'When somebody looked last.';
comment on column visits.band.category_by_name is 'Who. Personal (staff).';

do $$
declare
  each text;
begin
  foreach each in array array['emergency_department', 'acuity_target', 'incident'] loop
    execute format('create policy %I on visits.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
  foreach each in array array['emergency', 'triage', 'band'] loop
    execute format('create policy %I on visits.%I to openward_app
      using (exists (select 1 from visits.visit v where v.id = visit_id))
      with check (exists (select 1 from visits.visit v where v.id = visit_id))', each || '_visible', each);
  end loop;
  foreach each in array array['emergency_department', 'acuity_target', 'incident', 'emergency', 'triage', 'band'] loop
    execute format('alter table visits.%I enable row level security', each);
    execute format('alter table visits.%I force row level security', each);
  end loop;
end $$;
grant select on visits.emergency_department, visits.acuity_target, visits.emergency, visits.triage, visits.incident, visits.band to openward_app;
grant insert, update on visits.emergency_department to openward_app;
grant update (minutes, version) on visits.acuity_target to openward_app;
-- Never the category, nor a time that the clock gives: the triggers write them.
grant update (arrival_mode, medico_legal, medico_legal_note, next_of_kin, dead, out_of_turn_reason, next_step, nurse_id, disposition, disposition_at,
    disposition_note, disposition_by_name, bed_department_id, boarding_since, advice_form, updated_by_name)
  on visits.emergency to openward_app;
grant insert (id, visit_id, scheme, level, at, news2, reason, actor_name) on visits.triage to openward_app;
grant insert (id, name, department_id, started_by_name), update (last_number, ended_at, ended_by_name) on visits.incident to openward_app;
grant insert, update (category, category_at, category_by_name) on visits.band to openward_app;
