-- Vital signs: the units of this hospital, the growth reference, and what NEWS2 must know of a whole record.

create table records.vital_unit (
  only_row boolean primary key default true check (only_row),
  temperature text not null default 'Cel' check (temperature in ('Cel', '[degF]')),
  weight text not null default 'kg' check (weight in ('kg', 'g', '[lb_av]')),
  length text not null default 'cm' check (length in ('cm', '[in_i]')),
  glucose text not null default 'mmol/L' check (glucose in ('mmol/L', 'mg/dL'))
);
insert into records.vital_unit default values;
comment on table records.vital_unit is 'One row: the units in which this hospital types and reads vital signs; kept are always Cel, kg, cm and mmol/L. Not personal. Kept for good.';
comment on column records.vital_unit.only_row is 'There is one row.';
comment on column records.vital_unit.temperature is 'UCUM unit of temperatures.';
comment on column records.vital_unit.weight is 'UCUM unit of weights.';
comment on column records.vital_unit.length is 'UCUM unit of heights and head circumferences.';
comment on column records.vital_unit.glucose is 'UCUM unit of bedside glucose.';
alter table records.vital_unit enable row level security;
alter table records.vital_unit force row level security;
create policy vital_unit_read on records.vital_unit to openward_app using (platform.scope() in ('staff', 'system', 'patient'))
  with check (platform.scope() in ('staff', 'system'));
grant select on records.vital_unit to openward_app;
grant update (temperature, weight, length, glucose) on records.vital_unit to openward_app;

-- The LMS values of a growth standard, as their publisher gives them: Box-Cox power, median, coefficient of variation.
create table records.growth_reference (
  standard text not null check (standard ~ '^[a-z0-9-]{2,40}$'),
  indicator text not null check (indicator in ('weight_for_age', 'length_for_age', 'head_circumference_for_age', 'body_mass_index_for_age',
    'weight_for_length', 'weight_for_height')),
  sex text not null check (sex in ('male', 'female')),
  axis text not null check (axis in ('day', 'month', 'cm')),
  at numeric(7, 2) not null check (at >= 0),
  l numeric not null,
  m numeric not null check (m > 0),
  s numeric not null check (s > 0),
  primary key (standard, indicator, sex, axis, at),
  constraint growth_reference_axis check ((axis = 'cm') = (indicator in ('weight_for_length', 'weight_for_height')))
);
comment on table records.growth_reference is 'LMS values of growth standards, imported from the files of WHO. Not personal. Kept until imported anew.';
comment on column records.growth_reference.standard is 'Which standard, such as who.';
comment on column records.growth_reference.indicator is 'What is compared with what.';
comment on column records.growth_reference.sex is 'Of the children whom the standard describes.';
comment on column records.growth_reference.axis is 'What at counts: days or months of age, or centimetres of length or height.';
comment on column records.growth_reference.at is 'Age or length.';
comment on column records.growth_reference.l is 'Box-Cox power.';
comment on column records.growth_reference.m is 'Median.';
comment on column records.growth_reference.s is 'Coefficient of variation.';
alter table records.growth_reference enable row level security;
alter table records.growth_reference force row level security;
create policy growth_reference_read on records.growth_reference to openward_app using (platform.scope() in ('staff', 'system', 'patient'))
  with check (platform.scope() = 'system');
grant select, insert, delete on records.growth_reference to openward_app;

-- A score must not be made in pregnancy, also where the entry that tells of it is closed to the reader.
create function records.pregnancy_stated(p_patient_id uuid, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, records as $$
  select coalesce((
    select body -> 'valueCodeableConcept' -> 'coding' @? '$[*] ? (@.system == "http://snomed.info/sct" && @.code == "77386006")'
    from (
      select body::jsonb as body from records.resource
      where patient_id = any (records.alias_set(p_patient_id)) and type = 'Observation' and not deleted
        and codes && array['http://loinc.org|82810-3'] and status in ('final', 'amended', 'corrected')
        and happened_at between p_at - interval '300 days' and p_at + interval '1 day'
      order by happened_at desc limit 1) newest), false)
  or exists (
    select from records.resource
    where patient_id = any (records.alias_set(p_patient_id)) and type = 'Condition' and not deleted and status in ('active', 'recurrence', 'relapse')
      and coalesce(happened_at, last_updated) between p_at - interval '300 days' and p_at + interval '1 day'
      and exists (select from unnest(codes) code where code in (
          'http://snomed.info/sct|77386006', 'http://snomed.info/sct|72892002', 'http://snomed.info/sct|47200007')
        or code ~ '^http://hl7.org/fhir/sid/icd-10(-cm)?\|(Z33|Z34|Z35|O(0[9]|[1-6][0-9]|7[0-5]))'))
$$;
comment on function records.pregnancy_stated(uuid, timestamptz) is 'Whether the record says, to whoever asks, that the patient is pregnant then: the newest pregnancy status, or an active problem of the last 300 days.';
revoke all on function records.pregnancy_stated(uuid, timestamptz) from public;
grant execute on function records.pregnancy_stated(uuid, timestamptz) to openward_app;

create function records.pregnancy_in_whole_record(p_patient_id uuid, p_at timestamptz) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, records as $$
begin
  if not exists (select from records.compartment c where c.patient_id = p_patient_id and platform.sees_patient(c.patient_id, c.restricted)) then
    return false;
  end if;
  return records.pregnancy_stated(p_patient_id, p_at);
end $$;
comment on function records.pregnancy_in_whole_record(uuid, timestamptz) is 'As pregnancy_stated, over the whole record. SECURITY DEFINER: a clinical check runs over what its reader may not see, and tells only that something rules it out. For a patient whom the reader may see.';
revoke all on function records.pregnancy_in_whole_record(uuid, timestamptz) from public;
grant execute on function records.pregnancy_in_whole_record(uuid, timestamptz) to openward_app;
