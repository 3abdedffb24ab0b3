-- Somebody urgent is fitted in: who may be moved for that, what harm it does, and what was done.

alter table scheduling.visit_type add column protected boolean not null default false;
comment on column scheduling.visit_type.protected is 'Nobody who comes for this is moved for somebody else: chemotherapy, dialysis, antenatal, after an operation.';

alter table scheduling.appointment
  add column protected_because text check (protected_because in ('chemotherapy', 'dialysis', 'antenatal', 'post-operative', 'other')),
  add column see_by date,
  add column may_come_earlier boolean not null default false;
comment on column scheduling.appointment.protected_because is 'Why it is not moved for somebody else; null where it may be. Personal, health.';
comment on column scheduling.appointment.see_by is 'The day by which the patient is to be seen. Personal, health.';
comment on column scheduling.appointment.may_come_earlier is 'The patient said that they could come earlier. Personal.';
grant update (protected_because, see_by, may_come_earlier) on scheduling.appointment to openward_app;

create table scheduling.harm_weight (
  only_one boolean primary key default true check (only_one),
  missed_date int not null default 1000000 check (missed_date between 0 and 10000000),
  missed_day int not null default 1000 check (missed_day between 0 and 100000),
  other_day int not null default 500 check (other_day between 0 and 100000),
  other_clinician int not null default 200 check (other_clinician between 0 and 100000),
  each_patient int not null default 100 check (each_patient between 0 and 100000),
  short_notice int not null default 100 check (short_notice between 0 and 100000),
  short_notice_hours int not null default 24 check (short_notice_hours between 0 and 336),
  minute_moved int not null default 1 check (minute_moved between 0 and 100),
  minute_urgent_waits int not null default 0 check (minute_urgent_waits between 0 and 100),
  protect_days int not null default 90 check (protect_days between 0 and 730),
  days_ahead int not null default 7 check (days_ahead between 1 and 30),
  version int not null default 1
);
insert into scheduling.harm_weight default values;
comment on table scheduling.harm_weight is 'What each kind of harm counts when somebody is moved for an urgent need; one row. Not personal. Kept for the life of the hospital.';
comment on column scheduling.harm_weight.only_one is 'There is one row.';
comment on column scheduling.harm_weight.missed_date is 'A day by which somebody was to be seen is missed. More than all else together.';
comment on column scheduling.harm_weight.missed_day is 'Each day beyond it.';
comment on column scheduling.harm_weight.other_day is 'Somebody must come on another day: each day between the old and the new.';
comment on column scheduling.harm_weight.other_clinician is 'Somebody is seen by another clinician.';
comment on column scheduling.harm_weight.each_patient is 'Each patient who is moved at all.';
comment on column scheduling.harm_weight.short_notice is 'Somebody is told late.';
comment on column scheduling.harm_weight.short_notice_hours is 'What late is: less than so many hours before.';
comment on column scheduling.harm_weight.minute_moved is 'Each minute between the old time and the new, on the same day.';
comment on column scheduling.harm_weight.minute_urgent_waits is 'Each minute that the urgent one waits.';
comment on column scheduling.harm_weight.protect_days is 'For so many days nobody is moved a second time.';
comment on column scheduling.harm_weight.days_ahead is 'So many days after today new times are looked for.';
comment on column scheduling.harm_weight.version is 'Counts the changes.';

create table scheduling.add_on (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint add_on_patient references patients.patient (id),
  appointment_id uuid not null constraint add_on_appointment references scheduling.appointment (id) constraint add_on_once unique,
  latest timestamptz not null,
  reason text not null check (reason ~ '\S'),
  harm int not null check (harm >= 0),
  at timestamptz not null default now(),
  accepted_by uuid default platform.actor_id(),
  accepted_by_name text not null
);
create index add_on_patient_at on scheduling.add_on (patient_id, at desc);
comment on table scheduling.add_on is 'Personal: urgent needs that were fitted in, and who accepted what it does to others. Sensitivity high. Kept as long as the appointment.';
comment on column scheduling.add_on.id is 'Key.';
comment on column scheduling.add_on.patient_id is 'Who was fitted in. Personal, pseudonymous.';
comment on column scheduling.add_on.appointment_id is 'The appointment that was made.';
comment on column scheduling.add_on.latest is 'How long it could have waited. Personal, health.';
comment on column scheduling.add_on.reason is 'Why the clinician accepted the harm to others. Personal, health.';
comment on column scheduling.add_on.harm is 'The harm to others, by the weights of that moment.';
comment on column scheduling.add_on.at is 'When it was accepted.';
comment on column scheduling.add_on.accepted_by is 'The account of the clinician who accepted it. Personal (staff).';
comment on column scheduling.add_on.accepted_by_name is 'What the account was called then. Personal (staff).';

create table scheduling.displacement (
  add_on_id uuid not null references scheduling.add_on (id),
  appointment_id uuid not null references scheduling.appointment (id),
  patient_id uuid not null constraint displacement_patient references patients.patient (id),
  was tstzrange not null,
  becomes tstzrange not null,
  was_resource_id uuid not null references scheduling.resource (id),
  becomes_resource_id uuid not null references scheduling.resource (id),
  harm int not null check (harm >= 0),
  reasons text[] not null,
  at timestamptz not null default now(),
  primary key (add_on_id, appointment_id),
  constraint displacement_moves check (was <> becomes or was_resource_id <> becomes_resource_id)
);
create index displacement_of_patient on scheduling.displacement (patient_id, at desc);
comment on table scheduling.displacement is 'Personal: who was moved for an urgent need, from when to when. Written once. Sensitivity high. Kept as long as the appointment.';
comment on column scheduling.displacement.add_on_id is 'For which need; its patient is nobody’s business who reads this one.';
comment on column scheduling.displacement.appointment_id is 'Which appointment was moved.';
comment on column scheduling.displacement.patient_id is 'Whose. Personal, pseudonymous.';
comment on column scheduling.displacement.was is 'When it was.';
comment on column scheduling.displacement.becomes is 'When it became.';
comment on column scheduling.displacement.was_resource_id is 'With whom it was. Personal (staff).';
comment on column scheduling.displacement.becomes_resource_id is 'With whom it became. Personal (staff).';
comment on column scheduling.displacement.harm is 'What harm that did, by the weights of that moment.';
comment on column scheduling.displacement.reasons is 'In what the harm lay: missed_date, other_day, other_clinician, short_notice, earlier, later.';
comment on column scheduling.displacement.at is 'When it was moved.';

do $$
declare
  each text;
begin
  foreach each in array array['add_on', 'displacement'] loop
    execute format('create policy %I on scheduling.%I to openward_app
      using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id))',
      each || '_visible', each);
  end loop;
  execute 'create policy harm_weight_for_staff on scheduling.harm_weight to openward_app
    using (platform.scope() in (''staff'', ''system'')) with check (platform.scope() in (''staff'', ''system''))';
  foreach each in array array['harm_weight', 'add_on', 'displacement'] loop
    execute format('alter table scheduling.%I enable row level security', each);
    execute format('alter table scheduling.%I force row level security', each);
  end loop;
end $$;
grant select, update on scheduling.harm_weight to openward_app;
grant select, insert on scheduling.add_on, scheduling.displacement to openward_app;

/* Fits one in, and brings those who make room to their new places: all of it, or it says why not (`changed`, `outside`, `full`) and the
   caller takes it back. `moves`: [{appointment_id, version, resource_id, start, end, from, until, zone, wall_clock}], from and until with the
   buffers; `urgent` the same for the new appointment, and what it says. Locks appointments by their ids, and then calendar by calendar:
   as everybody does who moves. */
create function scheduling.fit_in(urgent jsonb, moves jsonb, by_name text) returns table (id uuid, refused text)
language plpgsql volatile set search_path = pg_catalog, scheduling as $$
#variable_conflict use_column
declare
  calendar record;
  place record;
  made uuid := uuidv7();
  taken boolean;
  there int;
begin
  select count(*) into there from (
    select from scheduling.appointment a join jsonb_to_recordset(moves) as m(appointment_id uuid, version int) on m.appointment_id = a.id
    where a.version = m.version and a.status in ('booked', 'arrived')
    order by a.id for no key update of a) locked;
  if there < jsonb_array_length(moves) then return query select null::uuid, 'changed'; return; end if;

  insert into scheduling.appointment (id, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, reason, updated_by_name)
  select made, u.patient_id, u.visit_type_id, tstzrange(u.start, u."end"), u.zone, u.wall_clock, array[u.resource_id], u.reason, by_name
  from jsonb_to_record(urgent) as u(patient_id uuid, visit_type_id uuid, start timestamptz, "end" timestamptz, zone text, wall_clock text, resource_id uuid, reason text);

  for calendar in
    select r.id, r.lanes from scheduling.resource r
    where r.active and r.id in (
      select b.resource_id from scheduling.reservation b join jsonb_to_recordset(moves) as m(appointment_id uuid) on m.appointment_id = b.appointment_id
      union select m.resource_id from jsonb_to_recordset(moves || urgent) as m(resource_id uuid))
    order by r.id for no key update
  loop
    delete from scheduling.reservation b using jsonb_to_recordset(moves) as m(appointment_id uuid)
      where b.appointment_id = m.appointment_id and b.resource_id = calendar.id;
    for place in
      select coalesce(m.appointment_id, made) as appointment_id, tstzrange(m."from", m.until) as during, m.visit_type_id
      from jsonb_to_recordset(moves || urgent) as m(appointment_id uuid, resource_id uuid, "from" timestamptz, until timestamptz, visit_type_id uuid)
      where m.resource_id = calendar.id order by m."from"
    loop
      if not coalesce((select range_agg(s.during) @> place.during from scheduling.session s
          where s.resource_id = calendar.id and s.starts_at < upper(place.during) and s.starts_at > lower(place.during) - interval '25 hours' and s.open_from <= now()
            and (s.visit_type_ids = '{}' or place.visit_type_id = any (s.visit_type_ids))), false) then
        return query select null::uuid, 'outside'; return;
      end if;
      delete from scheduling.reservation where ctid = any (array(
        select ctid from scheduling.reservation
        where resource_id = calendar.id and starts_at < upper(place.during) and starts_at > lower(place.during) - interval '25 hours' and ends_at > lower(place.during)
          and hold_until <= clock_timestamp() order by lane, starts_at for update skip locked));
      taken := false;
      for lane in 1..calendar.lanes loop
        insert into scheduling.reservation (resource_id, lane, during, appointment_id) values (calendar.id, lane, place.during, place.appointment_id) on conflict do nothing;
        taken := found;
        exit when taken;
      end loop;
      if not taken then return query select null::uuid, 'full'; return; end if;
    end loop;
  end loop;
  if (select count(*) from scheduling.reservation b where b.appointment_id = made
      or b.appointment_id in (select m.appointment_id from jsonb_to_recordset(moves) as m(appointment_id uuid))) <> jsonb_array_length(moves) + 1 then
    return query select null::uuid, 'outside'; return;
  end if;

  update scheduling.appointment a set during = tstzrange(m.start, m."end"), zone = m.zone, wall_clock = m.wall_clock, resource_ids = array[m.resource_id], overbooked = false,
      updated_by = platform.actor_id(), updated_by_name = by_name
    from jsonb_to_recordset(moves) as m(appointment_id uuid, start timestamptz, "end" timestamptz, zone text, wall_clock text, resource_id uuid)
    where a.id = m.appointment_id;
  return query select made, null::text;
end $$;
comment on function scheduling.fit_in(jsonb, jsonb, text) is
  'Fits an urgent appointment in, with everybody who makes room; `refused` says why it could not be: the caller then takes it back.';
revoke all on function scheduling.fit_in(jsonb, jsonb, text) from public;
grant execute on function scheduling.fit_in(jsonb, jsonb, text) to openward_app;
