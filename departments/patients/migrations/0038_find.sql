-- Finding patients: patients.search, over the tables of 0031_search.sql. Every step reads ranges of an index with a limit,
-- and the steps that are kind to mistakes are taken only while few have been found.

create type patients.search_hit as (patient_id uuid, score real, reason text);

-- One past the last text that begins so, in the byte order of collation "C".
create function patients.range_end(beginning text) returns text language sql immutable strict parallel safe
return beginning || chr(1114111);

create function patients.likely_words(typed text) returns table (word text, score real, reason text)
language plpgsql stable as $$
declare
  latin constant text := patients.romanise(typed);
  plain constant boolean := latin ~ '^[a-z]{2,30}$';
  shorter constant text[] := case when length(typed) between 4 and 20 and typed !~ '[0-9]' then
    array(select overlay(typed placing '' from place for 1) from generate_series(1, length(typed)) as place) else '{}' end;
begin
  -- Two Latin letters sound like half the alphabet.
  if typed ~ '^[a-z]{1,2}$' then return; end if;
  return query
  select f.word, max(f.score)::real, (array_agg(f.reason order by f.score desc))[1]
  from (
    -- Another script: typed in Latin letters, or recorded in them.
    (select v.word::text, 0.9 as score, 'other_script' as reason from patients.search_variant v
      where v.kind = 'r' and v.variant >= latin and v.variant < patients.range_end(latin) order by v.variant limit 30)
    union all
    (select w.word, 0.9, 'other_script' from patients.search_word w
      where latin <> typed and w.word >= latin and w.word < patients.range_end(latin) order by w.word limit 30)
    union all
    -- The middle or the end of a word.
    (select v.word, 0.8, 'part_of_name' from patients.search_variant v
      where v.kind = 's' and v.variant >= typed and v.variant < patients.range_end(typed)
        and length(typed) >= case when typed ~ '^[a-z0-9]+$' then 3 else 1 end order by v.variant limit 40)
    union all
    -- One letter too many, too few, wrong, or two exchanged.
    (select w.word, 0.6, 'spelt_like' from patients.search_word w where w.word = any (shorter) limit 20)
    union all
    (select v.word, 0.7 - 0.1 * public.levenshtein(v.word, typed), 'spelt_like' from patients.search_variant v
      where v.kind = 'd' and v.variant = any (shorter || typed) and public.levenshtein_less_equal(v.word, typed, 2) <= 2 limit 60)
    union all
    (select v.word, 0.3 + 0.4 * public.similarity(v.word, typed), 'sounds_like'
      from unnest(case when plain then public.daitch_mokotoff(latin) else '{}' end) as code
      cross join lateral (select s.word from patients.search_variant s where s.kind = 'p' and s.variant = code limit 200) as v)
  ) as f
  where f.word <> typed
  group by f.word
  order by 2 desc limit 100;
end $$;
comment on function patients.likely_words(text) is 'Words of names that may be meant by a typed word, likeliest first: at most a hundred.';

-- Words hold no %, _ or backslash: name_words takes them for ends of words.
create function patients.word_patterns(words text[], ending text) returns text[] language sql immutable strict parallel safe
return array(select '% ' || word || ending from unnest(words) with ordinality as w (word, place) order by place);
comment on function patients.word_patterns(text[], text) is 'Patterns for LIKE ALL: with ending %, that a key has words that begin so; with ending " %", that it has them whole.';

-- Which word leads: the one that begins the fewest known words, and how many those are (400 stands for more).
create function patients.leading_word(words text[], out place int, out known int) language sql stable strict as $$
  select w.place, k.known
  from unnest(words) with ordinality as w (word, place)
  cross join lateral (
    select count(*) from (
      select from patients.search_word s where s.word >= w.word and s.word < patients.range_end(w.word) limit 400) as few
  ) as k (known)
  order by k.known, w.place limit 1
$$;
comment on function patients.leading_word(text[]) is 'The typed word that narrows a search most.';

-- `forgiving`: also what is not quite what was typed, while only few fit.
create function patients.search_by_name(words text[], everything boolean, most int, forgiving boolean)
returns setof patients.search_hit
language plpgsql stable as $$
declare
  n constant int := cardinality(words);
  begun constant text[] := patients.word_patterns(words, '%');
  whole constant text[] := patients.word_patterns(words, ' %');
  enough constant int := case n when 1 then 8 else 3 end;
  hits patients.search_hit[] := '{}';
  -- For each word the other one, with a space before it, that narrows its range most: looked up where there are several,
  -- or else the longest.
  partner text[] := array(
    select coalesce(
      (select ' ' || o.word from unnest(words) as o (word)
        cross join lateral (select w.word || ' ' || o.word as beginning offset 0) as pair
        cross join lateral (
          select count(*) from (
            select from patients.search_name k
            where k.key >= pair.beginning and k.key < patients.range_end(pair.beginning) limit 300) as few) as k (keys)
        where n > 2 and o.word <> w.word and k.keys > 0
        order by k.keys, length(o.word) desc limit 1),
      (select ' ' || o.word from unnest(words) with ordinality as o (word, place) where o.place <> w.place
        order by length(o.word) desc, o.place limit 1))
    from unnest(words) with ordinality as w (word, place) order by w.place);
  leader int;
  known int;
begin
  -- 1: a single word, begun. A patient has at most eight keys that begin with it.
  if n = 1 then
    hits := array(
      select row(r.patient_id, case when ' ' || r.key || ' ' like all (whole) then 1 else 0.85 end, 'name')::patients.search_hit
      from (
        select s.patient_id, min(s.key) as key from (
          select k.key, k.patient_id from patients.search_name k
          where k.key >= words[1] and k.key < patients.range_end(words[1]) and (everything or not k.restricted)
          order by k.key limit 8 * most) as s
        group by s.patient_id order by 2 limit most) as r);
  else
    -- One word whole, the others begun.
    hits := array(
      select row(r.patient_id, case when ' ' || r.key || ' ' like all (whole) then 1 else 0.85 end, 'name')::patients.search_hit
      from generate_subscripts(words, 1) as i
      cross join lateral (select words[i] || partner[i] as beginning offset 0) as w
      cross join lateral (
        select s.key, s.patient_id from (
          select k.key, k.patient_id from patients.search_name k
          where k.key >= w.beginning and k.key < patients.range_end(w.beginning) and (everything or not k.restricted)
          order by k.key limit 1000) as s
        where n < 3 or ' ' || s.key like all (begun)
        limit most) as r);
  end if;

  -- 2: every word begun.
  if n > 1 and cardinality(hits) < most then
    select l.place, l.known into leader, known from patients.leading_word(words) as l;
    if known < 400 then
      hits := hits || array(
        select row(r.patient_id, 0.75, 'name')::patients.search_hit
        from (select distinct w.word from patients.search_word w
          where w.word >= words[leader] and w.word < patients.range_end(words[leader])) as v
        cross join lateral (
          select s.patient_id from (
            select k.key, k.patient_id from patients.search_name k
            where k.key >= v.word || partner[leader] and k.key < patients.range_end(v.word || partner[leader])
              and (everything or not k.restricted)
            order by k.key limit 500) as s
          where n < 3 or ' ' || s.key like all (begun)
          limit most) as r
        limit most);
    else
      -- Beginnings that thousands of names have: some of them fit soon.
      hits := hits || array(
        select row(s.patient_id, 0.75, 'name')::patients.search_hit from (
          select k.key, k.patient_id from patients.search_name k
          where k.key >= words[1] and k.key < patients.range_end(words[1]) and (everything or not k.restricted)
          order by k.key limit 4000) as s
        where ' ' || s.key like all (begun)
        limit 2 * most);
    end if;
  end if;

  if not forgiving then
    return query select * from unnest(hits);
    return;
  end if;

  -- Words typed apart that are recorded as one: O Brien, Mac Donald.
  if n between 2 and 4 and cardinality(hits) < enough then
    for leader in 1..n - 1 loop
      hits := hits || array(
        select row(h.patient_id, 0.9 * h.score, h.reason)::patients.search_hit from patients.search_by_name(
          words[:leader - 1] || (words[leader] || words[leader + 1]) || words[leader + 2:], everything, most, false) as h);
    end loop;
  end if;

  -- 3: one word not quite as it is recorded.
  if cardinality(hits) < enough then
    hits := hits || array(
      select row(r.patient_id, 0.65 * r.score, r.reason)::patients.search_hit
      from generate_subscripts(words, 1) as i
      cross join lateral (select begun[:i - 1] || begun[i + 1:] as others offset 0) as o
      cross join lateral (
        select s.patient_id, l.score, l.reason
        -- Of three words, one that begins no name at all is likelier the wrong one.
        from (select * from patients.likely_words(words[i]) limit case when n < 3 then 100
          when exists (select from patients.search_word w where w.word >= words[i] and w.word < patients.range_end(words[i])) then 10
          else 40 end) as l
        cross join lateral (select l.word || coalesce(partner[i], '') as beginning offset 0) as w
        cross join lateral (
          select s.patient_id from (
            select k.key, k.patient_id from patients.search_name k
            where k.key >= w.beginning and k.key < patients.range_end(w.beginning) and (everything or not k.restricted)
            order by k.key limit 100) as s
          where n < 3 or ' ' || s.key like all (o.others)
          limit 5) as s
        limit most) as r);
  end if;

  -- 4: two words not quite as they are recorded.
  if n > 1 and cardinality(hits) = 0 then
    hits := array(
      select row(r.patient_id, 0.5 * a.score * b.score, a.reason)::patients.search_hit
      from (select * from patients.likely_words(words[1]) limit 25) as a
      cross join (select * from patients.likely_words(ltrim(partner[1])) limit 25) as b
      cross join lateral (
        select k.patient_id from patients.search_name k
        where k.key >= a.word || ' ' || b.word and k.key < patients.range_end(a.word || ' ' || b.word)
          and (everything or not k.restricted)
        order by k.key limit 3) as r
      order by a.score * b.score desc limit most);
  end if;

  -- 5: of three words or more, without the one that says least.
  if n > 2 and cardinality(hits) = 0 then
    select w.place into leader from unnest(words) with ordinality as w (word, place) order by length(w.word), w.place desc limit 1;
    hits := array(
      select row(h.patient_id, 0.5 * h.score, h.reason)::patients.search_hit
      from patients.search_by_name(words[:leader - 1] || words[leader + 1:], everything, most, true) as h);
  end if;
  return query select * from unnest(hits);
end $$;
comment on function patients.search_by_name(text[], boolean, int, boolean) is 'Patients by the words of their names, in any order.';

create function patients.search_by_name_and_birth(words text[], births daterange[], everything boolean, most int)
returns setof patients.search_hit language plpgsql stable as $$
declare
  n constant int := cardinality(words);
  begun constant text[] := patients.word_patterns(words, '%');
  whole constant text[] := patients.word_patterns(words, ' %');
  enough constant int := case n when 1 then 8 else 3 end;
  hits patients.search_hit[] := '{}';
  leader int;
  known int;
begin
  -- 1: one word whole, the others begun.
  hits := array(
    select row(r.patient_id, case when ' ' || r.key || ' ' like all (whole) then 1 else 0.85 end, 'name_and_birth')::patients.search_hit
    from generate_subscripts(words, 1) as i, unnest(births) as b
    cross join lateral (
      select s.key, s.patient_id from (
        select k.key, k.patient_id from patients.search_name k
        where split_part(k.key, ' ', 1) = words[i] and k.born >= lower(b) and k.born < upper(b) and k.main
          and (everything or not k.restricted)
        order by k.born limit 1000) as s
      where n = 1 or ' ' || s.key like all (begun)
      limit most) as r);

  -- 2: every word begun.
  if cardinality(hits) < most then
    select l.place, l.known into leader, known from patients.leading_word(words) as l;
    if known < 400 then
      hits := hits || array(
        select row(r.patient_id, 0.75, 'name_and_birth')::patients.search_hit
        from (select distinct w.word from patients.search_word w
          where w.word >= words[leader] and w.word < patients.range_end(words[leader])) as v, unnest(births) as b
        cross join lateral (
          select k.key, k.patient_id from patients.search_name k
          where split_part(k.key, ' ', 1) = v.word and k.born >= lower(b) and k.born < upper(b) and k.main
            and (everything or not k.restricted)
          order by k.born limit 200) as r
        where n = 1 or ' ' || r.key like all (begun)
        limit most);
    else
      -- Beginnings that thousands of names have. Of the few who were born on a day all are looked at; of those of a
      -- longer time, the index skips from word to word.
      hits := hits || array(
        select row(r.patient_id, 0.75, 'name_and_birth')::patients.search_hit
        from unnest(births) as b
        cross join lateral (
          select k.patient_id from (
            select p.id from patients.patient p
            where p.birth_day >= lower(b) and p.birth_day < upper(b) and (everything or not p.restricted)
            order by p.birth_day limit 200) as p
          join patients.search_name k on k.patient_id = p.id and k.main and ' ' || k.key like all (begun)
          where upper(b) - lower(b) <= 3
          limit most) as r
        union all
        select row(r.patient_id, 0.75, 'name_and_birth')::patients.search_hit
        from unnest(births) as b
        cross join lateral (
          select s.patient_id from (
            select k.key, k.patient_id from patients.search_name k
            where split_part(k.key, ' ', 1) >= words[leader] and split_part(k.key, ' ', 1) < patients.range_end(words[leader])
              and k.born >= lower(b) and k.born < upper(b) and k.main and (everything or not k.restricted)
              and upper(b) - lower(b) > 3
            limit 1000) as s
          where n = 1 or ' ' || s.key like all (begun)
          limit most) as r);
    end if;
  end if;

  -- 3: one word not quite as it is recorded.
  if cardinality(hits) < 3 then
    hits := hits || array(
      select row(r.patient_id, 0.7 * r.score, r.reason)::patients.search_hit
      from generate_subscripts(words, 1) as i
      cross join lateral (select begun[:i - 1] || begun[i + 1:] as others offset 0) as o
      cross join lateral (
        select s.patient_id, l.score, l.reason
        from patients.likely_words(words[i]) as l
        cross join unnest(births) as b
        cross join lateral (
          select k.key, k.patient_id from patients.search_name k
          where split_part(k.key, ' ', 1) = l.word and k.born >= lower(b) and k.born < upper(b) and k.main
            and (everything or not k.restricted)
          order by k.born limit 50) as s
        where n = 1 or ' ' || s.key like all (o.others)
        limit most) as r);
  end if;
  return query select * from unnest(hits);
end $$;
comment on function patients.search_by_name_and_birth(text[], daterange[], boolean, int) is
  'Patients by the words of their names and when they were born.';

create function patients.search_by_number(code text, secrets bytea[], most int) returns setof patients.search_hit
language sql stable as $$
  (select p.id, case when p.hospital_number = code then 2.0 else 1.2 end, 'hospital_number' from patients.patient p
    where code ~ '^[0-9]{3,}$' and p.hospital_number ~>=~ code and p.hospital_number ~<~ patients.range_end(code)
    order by p.hospital_number using ~<~ limit most)
  union all
  (select i.patient_id, 1.9, 'national_id' from patients.identifier i
    where i.blind_index = any (secrets) and i.removed_in_version is null limit most)
  union all
  (select i.patient_id, case when patients.plain_code(i.value) = code then 1.8 else 1.1 end, 'identifier' from patients.identifier i
    where length(code) >= 3 and patients.plain_code(i.value) ~>=~ code and patients.plain_code(i.value) ~<~ patients.range_end(code)
      and i.value is not null and i.removed_in_version is null
    order by patients.plain_code(i.value) using ~<~ limit most)
  union all
  (select t.patient_id, 1.5, 'phone' from patients.telecom t, lateral (select reverse(ltrim(code, '0')) as digits) as d
    where code ~ '^[0-9]{4,}$' and t.system in ('phone', 'sms', 'fax', 'pager')
      and reverse(patients.phone_digits(t.e164, t.value)) ~>=~ d.digits
      and reverse(patients.phone_digits(t.e164, t.value)) ~<~ patients.range_end(d.digits)
      and d.digits <> ''
    order by reverse(patients.phone_digits(t.e164, t.value)) using ~<~ limit most)
  union all
  (select t.patient_id, 1.0, 'phone' from patients.telecom t, lateral (select ltrim(code, '0') as digits) as d
    where code ~ '^[0-9]{4,}$' and t.system in ('phone', 'sms', 'fax', 'pager')
      and patients.national_digits(t.e164, t.value) ~>=~ d.digits
      and patients.national_digits(t.e164, t.value) ~<~ patients.range_end(d.digits)
      and d.digits <> ''
    order by patients.national_digits(t.e164, t.value) using ~<~ limit most)
$$;
comment on function patients.search_by_number(text, bytea[], int) is
  'Patients by hospital number or another (from its beginning), secret number (exact), or phone (from its beginning or its end).';

create function patients.search_by_birth(births daterange[], everything boolean, most int) returns setof patients.search_hit
language sql stable as $$
  select r.id, (0.5 - b.place * 0.01)::real, 'birth_date'
  from unnest(births) with ordinality as b (range, place)
  cross join lateral (
    select p.id from patients.patient p
    where p.birth_day >= lower(b.range) and p.birth_day < upper(b.range) and (everything or not p.restricted)
    order by p.birth_day limit most) as r
$$;
comment on function patients.search_by_birth(daterange[], boolean, int) is 'Patients by when they were born, as far as it is known.';

-- Reviewed: SECURITY DEFINER, because row-level security would take the indexes away. It repeats the rule of
-- platform.sees_patient, before the limits and once more at the end; a connection without a scope, or that of a patient's
-- account, finds nobody.
create function patients.search(readings jsonb, secrets bytea[], most int)
returns table (patient_id uuid, found_id uuid, score real, reason text)
language plpgsql stable security definer rows 20
set search_path = pg_catalog, patients
-- One plan for every search, by indexes only: a plan that is made for a small table must not be kept as it grows.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
  everything boolean := platform.scope() = 'system' or platform.cleared('restricted');
  enough int := least(greatest(most, 1), 100) + 10;
  one record;
  words text[];
  begun text[];
  births daterange[];
  hits patients.search_hit[] := '{}';
begin
  if platform.scope() not in ('staff', 'system') then return; end if;
  for one in select value as reading, ordinality as place from jsonb_array_elements(readings) with ordinality where ordinality <= 4 loop
    words := (patients.name_words(left(
      (select string_agg(word, ' ') from jsonb_array_elements_text(one.reading -> 'words') as word), 200)))[1:6];
    words := array(select left(word, 40) from unnest(coalesce(words, '{}')) with ordinality as w (word, at)
      group by word order by min(at));
    births := array(select daterange((birth ->> 'from')::date, (birth ->> 'before')::date)
      from jsonb_array_elements(one.reading -> 'births') with ordinality as b (birth, at) where at <= 4 order by at);
    if one.reading ->> 'code' is not null then
      -- A year beside a name is a number only where few fit as a year.
      continue when cardinality(words) > 0 and cardinality(hits) >= 8;
      begun := patients.word_patterns(words, '%');
      hits := hits || array(
        select row(h.patient_id, h.score, h.reason)::patients.search_hit
        from patients.search_by_number(one.reading ->> 'code', secrets, 60) as h
        where (cardinality(words) = 0 or exists (select from patients.search_name k
            where k.patient_id = h.patient_id and k.main and ' ' || k.key like all (begun)))
          and (cardinality(births) = 0 or exists (select from patients.patient p
            where p.id = h.patient_id and p.birth_day <@ any (births)))
        limit enough);
    elsif cardinality(words) = 0 then
      hits := hits || array(select h from patients.search_by_birth(births, everything, enough) as h);
    elsif cardinality(births) > 0 then
      hits := hits || array(select h from patients.search_by_name_and_birth(words, births, everything, enough) as h);
    else
      hits := hits || array(select h from patients.search_by_name(words, everything, enough, true) as h);
    end if;
  end loop;
  -- A record that was merged is found under its own names and numbers, and leads to the one that survives.
  return query
  select found.patient_id, found.found_id, found.score, found.reason
  from (
    select distinct on (s.id) s.id as patient_id, p.id as found_id, h.score, h.reason, s.sort_name, s.birth_day
    from unnest(hits) as h
    join patients.patient p on p.id = h.patient_id
    join patients.patient s on s.id = coalesce(p.survivor_id, p.id)
    where everything or not (p.restricted or s.restricted)
    order by s.id, h.score desc, p.survivor_id nulls first
  ) as found
  order by found.score desc, found.sort_name, found.birth_day
  limit most;
end $$;
comment on function patients.search(jsonb, bytea[], int) is
  'Patients who fit one of the readings of what was typed (rules/search.ts), best first, with the reason why.';

do $$
declare
  item regprocedure;
begin
  for item in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'patients'::regnamespace
      and p.proname in ('search', 'search_by_name', 'search_by_name_and_birth', 'search_by_number', 'search_by_birth',
        'likely_words', 'rebuild_search', 'index_names', 'remember_words')
  loop
    execute format('revoke all on function %s from public', item);
  end loop;
end $$;
grant execute on function patients.search(jsonb, bytea[], int) to openward_app;
