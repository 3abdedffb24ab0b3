-- Whom a new patient may be already. Candidates are gathered by index ranges with limits; rules/duplicates.ts weighs them.

-- Reviewed: SECURITY DEFINER, as patients.search is, and with the same rule of visibility: who may not open a restricted
-- patient is not told that there is one. `asked`: an array of facts (names, birth_date, phones (as typed), emails, secrets (hex),
-- numbers, mother_id); `place` says to which of them, from 1, a candidate answers.
create function patients.duplicate_candidates(asked jsonb, most int)
returns table (place int, patient_id uuid, hospital_number text, display_name text, birth_date text, sex text, identity json, phones text[])
language plpgsql stable security definer rows 10
set search_path = pg_catalog, patients
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
-- A hash table is made as large as its estimate, which knows nothing of the few who are found here.
set enable_hashagg = off
set jit = off
as $$
#variable_conflict use_column
declare
  everything constant boolean := platform.scope() = 'system' or platform.cleared('restricted');
begin
  if platform.scope() not in ('staff', 'system') then return; end if;
  return query
  with person as materialized (
    select a.place::int as place, a.facts, a.facts ->> 'birth_date' as born, d.day,
      date_part('year', d.day) as year, date_part('month', d.day) as month, date_part('day', d.day) as day_of_month,
      coalesce((a.facts ->> 'birth_date_estimated')::boolean, false) as estimated
    from jsonb_array_elements(asked) with ordinality as a (facts, place)
      cross join lateral (select patients.first_day(a.facts ->> 'birth_date') as day offset 0) as d
  ), word as materialized (
    select w.place, w.word, count(*) over (partition by w.place) as words
    from (
      select p.place, w.word, row_number() over (partition by p.place order by w.word) as nth
      from person p, jsonb_to_recordset(p.facts -> 'names') as n (family text, given text[], text text),
        unnest(patients.words_of_name(n.family, n.given, n.text)) as w (word)
      where length(w.word) <= 80 group by p.place, w.word) as w
    where w.nth <= 10
  ), phone as materialized (
    select p.place, f.phone, row_number() over (partition by p.place order by f.phone) as nth
    from person p, patients.setting s, jsonb_array_elements_text(p.facts -> 'phones') as typed
      cross join lateral (select patients.phone_digits(patients.e164(typed, s.calling_code, s.trunk_prefix), typed) as phone offset 0) as f
    group by p.place, f.phone
  ), hit as (
    -- One name and the birth date: the day, and the day with its month exchanged.
    select w.place, h.patient_id
    from person p
      cross join lateral (
        select p.day as day where length(p.born) = 10
        union all
        select make_date(p.year::int, p.day_of_month::int, p.month::int)
          where length(p.born) = 10 and p.day_of_month <= 12 and p.day_of_month <> p.month) as d
      join word w on w.place = p.place
      cross join lateral (
        select k.patient_id from patients.search_name k
        where split_part(k.key, ' ', 1) = w.word and k.born = d.day and k.main and (everything or not k.restricted) limit 15) as h
    union all
    -- Two names, and a birth date of the same year, of the same day and month, or not known.
    select p.place, h.patient_id
    from person p
      join word one on one.place = p.place
      join word other on other.place = p.place and one.word < other.word
      cross join lateral (
        select n.patient_id from (
          select k.patient_id, k.born from patients.search_name k
          where k.key >= one.word || ' ' || other.word and k.key < patients.range_end(one.word || ' ' || other.word)
            and (everything or not k.restricted)
          order by k.key limit 300) as n
        where p.day is null or n.born is null or date_part('year', n.born) = p.year
          or (date_part('month', n.born) = p.month and date_part('day', n.born) = p.day_of_month)
          or (p.estimated and n.born between p.day - 2000 and p.day + 2000)
        order by abs(n.born - p.day) nulls last limit 8) as h
    union all
    -- Somebody who has one name only.
    select p.place, h.patient_id
    from person p join word w on w.place = p.place and w.words = 1
      cross join lateral (
        select k.patient_id from patients.search_name k
        where k.key = w.word and (everything or not k.restricted)
          and (p.day is null or k.born is null or date_part('year', k.born) = p.year) limit 8) as h
    union all
    -- The last eight digits: of one number the country may be known, of the other not.
    select f.place, h.patient_id
    from phone f cross join lateral (
        select t.patient_id from patients.telecom t
        where reverse(patients.phone_digits(t.e164, t.value)) ~>=~ left(reverse(f.phone), 8)
          and reverse(patients.phone_digits(t.e164, t.value)) ~<~ patients.range_end(left(reverse(f.phone), 8))
          and t.system in ('phone', 'sms', 'fax', 'pager')
        order by reverse(patients.phone_digits(t.e164, t.value)) using ~<~ limit 10) as h
    where length(f.phone) >= 7 and f.nth <= 6
    union all
    select p.place, h.patient_id
    from person p, jsonb_array_elements_text(p.facts -> 'emails') as email cross join lateral (
        select t.patient_id from patients.telecom t where lower(t.value) = email and t.system = 'email' limit 10) as h
    union all
    select p.place, h.patient_id
    from person p, jsonb_array_elements(p.facts -> 'secrets') as secret cross join lateral (
        select i.patient_id from patients.identifier i
        where i.blind_index = decode(secret ->> 'index', 'hex') and i.removed_in_version is null limit 10) as h
    union all
    select p.place, h.patient_id
    from person p, jsonb_array_elements(p.facts -> 'numbers') as number cross join lateral (
        select i.patient_id from patients.identifier i
        where patients.plain_code(i.value) = number ->> 'value' and i.value is not null and i.removed_in_version is null limit 10) as h
    union all
    select p.place, h.id
    from person p cross join lateral (
        select c.id from patients.patient c where c.mother_id = (p.facts ->> 'mother_id')::uuid limit 15) as h
    where p.facts ->> 'mother_id' is not null
  ), likely as materialized (
    select t.place, t.id
    from (
      select h.place, coalesce(p.survivor_id, p.id) as id, row_number() over (partition by h.place order by count(*) desc) as nth
      from hit h join patients.patient p on p.id = h.patient_id
      where everything or not p.restricted
      group by h.place, coalesce(p.survivor_id, p.id)) as t
    where t.nth <= most
  )
  select l.place, p.id, p.hospital_number::text, p.display_name::text, p.birth_date::text, p.sex::text,
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
    array(select f.phone from phone f where f.place = l.place and f.nth <= 6)
  from likely l join patients.patient p on p.id = l.id
  where everything or not p.restricted;
end $$;
comment on function patients.duplicate_candidates(jsonb, int) is
  'For each of several people the patients who agree with their facts in something that few share, those that agree most often first.';

revoke all on function patients.duplicate_candidates(jsonb, int) from public;
grant execute on function patients.duplicate_candidates(jsonb, int) to openward_app;
