-- Whom a new patient may be already. Candidates are gathered by index ranges with limits; rules/duplicates.ts weighs them.

-- Reviewed: SECURITY DEFINER, as patients.search is, and with the same rule of visibility: who may not open a restricted
-- patient is not told that there is one. `facts`: names, birth_date, phones (as typed), emails, secrets (hex), numbers, mother_id.
create function patients.duplicate_candidates(facts jsonb, most int)
returns table (patient_id uuid, hospital_number text, display_name text, birth_date text, sex text, identity json, phones text[])
language plpgsql stable security definer rows 10
set search_path = pg_catalog, patients
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
#variable_conflict use_column
declare
  everything constant boolean := platform.scope() = 'system' or platform.cleared('restricted');
  born constant text := facts ->> 'birth_date';
  first_day constant date := patients.first_day(born);
  days date[] := '{}';
  words text[];
  own_phones text[];
  seen uuid[] := '{}';
begin
  if platform.scope() not in ('staff', 'system') then return; end if;
  words := array(
    select distinct w.word
    from jsonb_to_recordset(facts -> 'names') as n (family text, given text[], text text),
      unnest(patients.words_of_name(n.family, n.given, n.text)) as w (word)
    where length(w.word) <= 80 limit 10);
  own_phones := array(
    select distinct patients.phone_digits(patients.e164(phone, s.calling_code, s.trunk_prefix), phone)
    from jsonb_array_elements_text(facts -> 'phones') as phone, patients.setting s limit 6);
  if length(born) = 10 then
    -- The day, and the day with its month exchanged.
    days := array[first_day];
    if substr(born, 9, 2) <= '12' and substr(born, 9, 2) <> substr(born, 6, 2) then
      days := days || make_date(substr(born, 1, 4)::int, substr(born, 9, 2)::int, substr(born, 6, 2)::int);
    end if;
  end if;
  -- One name and the birth date.
  if cardinality(days) > 0 then
    seen := array(
      select h.patient_id from unnest(words) as word, unnest(days) as day cross join lateral (
        select k.patient_id from patients.search_name k
        where split_part(k.key, ' ', 1) = word and k.born = day and k.main and (everything or not k.restricted) limit 15) as h);
  end if;
  if cardinality(words) > 1 then
    -- Two names, and a birth date of the same year, of the same day and month, or not known.
    seen := seen || array(
      select h.patient_id from unnest(words) as one, unnest(words) as other cross join lateral (
        select n.patient_id from (
          select k.patient_id, k.born from patients.search_name k
          where k.key >= one || ' ' || other and k.key < patients.range_end(one || ' ' || other) and (everything or not k.restricted)
          order by k.key limit 300) as n
        where first_day is null or n.born is null or date_part('year', n.born) = date_part('year', first_day)
          or (date_part('month', n.born), date_part('day', n.born)) = (date_part('month', first_day), date_part('day', first_day))
          or (facts ->> 'birth_date_estimated')::boolean and n.born between first_day - 2000 and first_day + 2000
        order by abs(n.born - first_day) nulls last limit 8) as h
      where one < other);
  elsif cardinality(words) = 1 then
    -- Somebody who has one name only.
    seen := seen || array(
      select k.patient_id from patients.search_name k
      where k.key = words[1] and (everything or not k.restricted)
        and (first_day is null or k.born is null or date_part('year', k.born) = date_part('year', first_day)) limit 8);
  end if;
  -- The last eight digits: of one number the country may be known, of the other not.
  if cardinality(own_phones) > 0 then
    seen := seen || array(
      select h.patient_id from unnest(own_phones) as phone cross join lateral (
        select t.patient_id from patients.telecom t
        where reverse(patients.phone_digits(t.e164, t.value)) ~>=~ left(reverse(phone), 8)
          and reverse(patients.phone_digits(t.e164, t.value)) ~<~ patients.range_end(left(reverse(phone), 8))
          and length(phone) >= 7 and t.system in ('phone', 'sms', 'fax', 'pager')
        order by reverse(patients.phone_digits(t.e164, t.value)) using ~<~ limit 10) as h);
  end if;
  if jsonb_array_length(facts -> 'emails') > 0 then
    seen := seen || array(
      select h.patient_id from jsonb_array_elements_text(facts -> 'emails') as email cross join lateral (
        select t.patient_id from patients.telecom t where lower(t.value) = email and t.system = 'email' limit 10) as h);
  end if;
  if jsonb_array_length(facts -> 'secrets') > 0 then
    seen := seen || array(
      select h.patient_id from jsonb_array_elements(facts -> 'secrets') as secret cross join lateral (
        select i.patient_id from patients.identifier i
        where i.blind_index = decode(secret ->> 'index', 'hex') and i.removed_in_version is null limit 10) as h);
  end if;
  if jsonb_array_length(facts -> 'numbers') > 0 then
    seen := seen || array(
      select h.patient_id from jsonb_array_elements(facts -> 'numbers') as number cross join lateral (
        select i.patient_id from patients.identifier i
        where patients.plain_code(i.value) = number ->> 'value' and i.value is not null and i.removed_in_version is null limit 10) as h);
  end if;
  if facts ->> 'mother_id' is not null then
    seen := seen || array(
      select c.id from patients.patient c where c.mother_id = (facts ->> 'mother_id')::uuid limit 15);
  end if;
  if cardinality(seen) = 0 then return; end if;

  return query
  select p.id, p.hospital_number::text, p.display_name::text, p.birth_date::text, p.sex::text,
    -- As rules/duplicates.ts compares it (Identity).
    json_build_object(
      'names', (select coalesce(json_agg(json_build_object('family', n.family, 'given', n.given, 'text', n.text) order by n.position), '[]')
        from patients.name n where n.patient_id = p.id and n.use is distinct from 'temp'),
      'birth_date', p.birth_date, 'birth_date_estimated', p.birth_date_estimated, 'sex', p.sex,
      'phones', (select coalesce(json_agg(patients.phone_digits(t.e164, t.value)), '[]')
        from patients.telecom t where t.patient_id = p.id and t.system in ('phone', 'sms')),
      'emails', (select coalesce(json_agg(lower(t.value)), '[]')
        from patients.telecom t where t.patient_id = p.id and t.system = 'email'),
      'addresses', (select coalesce(json_agg(json_build_object('lines', a.lines, 'city', a.city, 'postal_code', a.postal_code)), '[]')
        from patients.address a where a.patient_id = p.id),
      'secrets', (select coalesce(json_agg(json_build_object('kind', i.kind, 'index', encode(i.blind_index, 'hex'))), '[]')
        from patients.identifier i where i.patient_id = p.id and i.blind_index is not null and i.removed_in_version is null),
      'numbers', (select coalesce(json_agg(json_build_object('system', coalesce(i.system, i.issuer, i.kind), 'value', patients.plain_code(i.value))), '[]')
        from patients.identifier i where i.patient_id = p.id and i.value is not null and i.removed_in_version is null),
      'mother_id', p.mother_id, 'multiple_birth_order', p.multiple_birth_order),
    own_phones
  from (
    select coalesce(p.survivor_id, p.id) as id, count(*) as times
    from unnest(seen) as hit (patient_id) join patients.patient p on p.id = hit.patient_id
    where everything or not p.restricted
    group by 1 order by 2 desc limit most
  ) as likely
  join patients.patient p on p.id = likely.id
  where everything or not p.restricted;
end $$;
comment on function patients.duplicate_candidates(jsonb, int) is
  'Patients who agree with these facts in something that few share, those that agree most often first.';

revoke all on function patients.duplicate_candidates(jsonb, int) from public;
grant execute on function patients.duplicate_candidates(jsonb, int) to openward_app;
