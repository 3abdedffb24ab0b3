-- Search as one types, over a million patients. The work of a search is bounded: it reads ranges of indexes, each with a
-- limit, and never grows with the number of people who fit. docs/search.md explains the plan.
--
-- A LIKE or trigram search on patients.name under row-level security loses its index, so the search reads tables of its
-- own, which nobody but these functions can read, and repeats the visibility rule itself.

-- How names are compared -------------------------------------------------------------------------------------------------

-- Marks above and below letters (accents, Arabic and Hebrew vowels, nukta) go; ya, kaf and ta marbuta are written in
-- several ways; hiragana reads as katakana.
create function patients.fold_name(value text) returns text language sql immutable strict parallel safe
return translate(
  platform.fold(regexp_replace(normalize(regexp_replace(value, '[''`´’‘ʹ-ʿ\u200b-\u200f]', '', 'g'), nfkd),
    '[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c]', '', 'g')),
  'ٱةىیکςぁあぃいぅうぇえぉおかきくけこさしすせそたちっつてとなにぬねのはひふへほまみむめもゃやゅゆょよらりるれろわをん',
  'اهييكσァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロワヲン');
comment on function patients.fold_name(text) is 'A name as it is compared: without accents, vowel marks, apostrophes and capitals.';

-- Most names are plain letters, of which nothing needs to be folded.
create function patients.name_words(value text) returns text[] language plpgsql immutable strict parallel safe as $$
begin
  if value collate "C" ~ '^[ -~]*$' then
    return array_remove(regexp_split_to_array(lower(translate(value, '''`', '') collate "C"), '[^a-z0-9]+'), '');
  end if;
  return array_remove(regexp_split_to_array(patients.fold_name(value),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u060c\u061b\u2000-\u206f\u3000-\u303f\u30fb\s]+'), '');
end $$;
comment on function patients.name_words(text) is 'The words of a name, folded, in order.';

-- Cyrillic and Greek read as Latin letters: who types Ivanova finds Иванова. Scripts that need a dictionary stay as they are.
create function patients.romanise(word text) returns text language sql immutable strict parallel safe
return translate(
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    word, 'щ', 'shch'), 'ж', 'zh'), 'ч', 'ch'), 'ш', 'sh'), 'ц', 'ts'), 'х', 'kh'), 'ю', 'yu'), 'я', 'ya'), 'є', 'ye'),
    'ου', 'ou'), 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'), 'φ', 'f'), 'ξ', 'x'),
  'абвгґдезиіїйклмнопрстуфыэјљњћђџαβγδεζηικλμνοπρστυωъьў',
  'abvggdeziiiyklmnoprstufyejlncddavgdeziiklmnoprstyo');
comment on function patients.romanise(text) is 'A folded word with its Cyrillic and Greek letters as Latin ones.';

-- What is searched -------------------------------------------------------------------------------------------------------

-- No foreign key and no primary key: derived rows, made again whenever a name changes, many for each registration.
create table patients.search_name (
  key text collate "C" not null,
  patient_id uuid not null,
  main boolean not null,
  born date,
  restricted boolean not null
);
create index search_name_key on patients.search_name (key) include (patient_id, born, restricted, main);
create index search_name_born on patients.search_name ((split_part(key, ' ', 1)), born) where main;
create index search_name_patient on patients.search_name (patient_id);
comment on table patients.search_name is 'Personal: the words of each patient’s names, by which they are found; derived from patients.name. Sensitivity high. Kept as long as the names.';
comment on column patients.search_name.key is 'All words of a name, folded; once with each ordered pair of them in front. Personal.';
comment on column patients.search_name.patient_id is 'Whose name it is. Personal, pseudonymous.';
comment on column patients.search_name.main is 'The one row for its first word; the others exist for their first two words together.';
comment on column patients.search_name.born is 'The patient’s first possible day of birth. Personal.';
comment on column patients.search_name.restricted is 'As patients.patient.restricted.';

-- A word that is in use may stand here twice: writing it never waits for another registration of the same name.
create table patients.search_word (word text collate "C" not null);
create index search_word_word on patients.search_word (word);
comment on table patients.search_word is 'Personal: every word of any patient’s name, without saying whose. Sensitivity high. Kept until patients.rebuild_search.';
comment on column patients.search_word.word is 'Folded word. Personal.';

create table patients.search_variant (
  kind "char" not null check (kind in ('p', 's', 'd', 'r')),
  variant text collate "C" not null,
  word text collate "C" not null
);
create index search_variant_variant on patients.search_variant (kind, variant) include (word);
comment on table patients.search_variant is 'Personal: other ways to arrive at a word of a name. Sensitivity high. Kept until patients.rebuild_search.';
comment on column patients.search_variant.kind is 'p: how it sounds (Daitch–Mokotoff); s: its endings; d: with one letter left out; r: in Latin letters.';
comment on column patients.search_variant.variant is 'What is looked up. Personal.';
comment on column patients.search_variant.word is 'The word of patients.search_word that it leads to. Personal.';

do $$
declare
  item text;
begin
  foreach item in array array['search_name', 'search_word', 'search_variant'] loop
    execute format('alter table patients.%I enable row level security', item);
    execute format('alter table patients.%I force row level security', item);
    -- The application reads and writes them through the functions below only.
    execute format('revoke all on patients.%I from openward_app', item);
  end loop;
end $$;

-- The numbers, in the forms in which they are typed.
create function patients.plain_code(value text) returns text language sql immutable strict parallel safe
return upper(regexp_replace(value, '[^0-9A-Za-z]', '', 'g'));
comment on function patients.plain_code(text) is 'A number as it is looked up: letters and digits only.';

create function patients.phone_digits(e164 text, value text) returns text language sql immutable parallel safe
return ltrim(regexp_replace(coalesce(e164, value), '[^0-9]', '', 'g'), '0');
comment on function patients.phone_digits(text, text) is 'The digits of a telephone number, without zeros in front.';

-- Country codes have one digit (1, 7), two, or three; the two-digit ones are listed.
create function patients.national_digits(e164 text, value text) returns text language sql immutable parallel safe
return case
  when e164 is null then patients.phone_digits(null, value)
  when e164 ~ '^\+[17]' then substr(e164, 3)
  when e164 ~ '^\+(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])' then substr(e164, 4)
  else substr(e164, 5)
end;
comment on function patients.national_digits(text, text) is 'The digits of a telephone number as one begins to type it in its own country, without the zero in front.';

create index patient_number_prefix on patients.patient (hospital_number text_pattern_ops);
create index identifier_code on patients.identifier (patients.plain_code(value) text_pattern_ops)
  where value is not null and removed_in_version is null;
create index telecom_digits_reversed on patients.telecom (reverse(patients.phone_digits(e164, value)) text_pattern_ops)
  where system in ('phone', 'sms', 'fax', 'pager');
create index telecom_national on patients.telecom (patients.national_digits(e164, value) text_pattern_ops)
  where system in ('phone', 'sms', 'fax', 'pager');

-- Keeping it up to date --------------------------------------------------------------------------------------------------

create function patients.search_keys(words text[]) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  n constant int := cardinality(words);
  main text[] := '{}';
  paired text[] := '{}';
  rest text[];
begin
  if n = 1 then return words; end if;
  for one in 1..n loop
    rest := words[:one - 1] || words[one + 1:];
    main := main || left(words[one] || ' ' || array_to_string(rest, ' '), 600);
    if one <= 8 then
      for other in 2..least(n - 1, 7) loop
        paired := paired || left(words[one] || ' ' || rest[other] || ' ' ||
          array_to_string(rest[:other - 1] || rest[other + 1:], ' '), 600);
      end loop;
    end if;
  end loop;
  return main || paired;
end $$;
comment on function patients.search_keys(text[]) is
  'The keys under which a name of these words is found: each word in front once, in order; then the other ordered pairs of its first eight words.';

-- A name of several words may be typed as one (Vanderberg, Delacruz), and Chinese, Japanese and Korean names are.
create function patients.words_of_name(family text, given text[], whole text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  family_words text[] := coalesce(patients.name_words(left(family, 200)), '{}');
  words text[] := family_words;
  part text;
  part_words text[];
  joined text[] := case when cardinality(family_words) > 1 then array[array_to_string(family_words, '')] else '{}' end;
begin
  foreach part in array coalesce(given, '{}') loop
    part_words := patients.name_words(left(part, 200));
    words := words || part_words;
    if cardinality(part_words) > 1 then joined := joined || array_to_string(part_words, ''); end if;
  end loop;
  if cardinality(words) = 0 then words := coalesce(patients.name_words(left(whole, 300)), '{}'); end if;
  if cardinality(words) between 2 and 4 and array_to_string(words, '') ~ '^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$' then
    joined := joined || array_to_string(words, '');
  end if;
  return words || joined;
end $$;
comment on function patients.words_of_name(text, text[], text) is 'The words of one name: family, given, and those that may be typed as one.';

create function patients.remember_words(words text[]) returns void
language plpgsql volatile as $$
declare
  fresh text[] := array(
    select distinct w.word from unnest(words) as w (word)
    where not exists (select from patients.search_word known where known.word = w.word));
begin
  if cardinality(fresh) = 0 then return; end if;
  insert into patients.search_word (word) select unnest(fresh);
  insert into patients.search_variant (kind, variant, word)
  select v.kind::"char", v.variant, f.word
  from unnest(fresh) as f (word)
  cross join lateral (select patients.romanise(f.word) as latin, length(f.word) as letters, f.word ~ '^[a-z0-9]+$' as plain offset 0) as w
  cross join lateral (
    select 'p' as kind, unnest(public.daitch_mokotoff(w.latin)) as variant where w.latin ~ '^[a-z]{2,}$'
    union all
    select 's', substr(f.word, place) from generate_series(2, least(w.letters, 40)) as place
      where w.letters - place >= case when w.plain then 2 else 0 end
    union all
    select distinct 'd', overlay(f.word placing '' from place for 1) from generate_series(1, w.letters) as place
      where w.letters between 4 and 20 and f.word !~ '[0-9]'
    union all
    select 'r', w.latin where w.latin <> f.word and w.latin ~ '^[a-z]+$'
  ) as v;
end $$;
comment on function patients.remember_words(text[]) is 'Adds words that no patient’s name had before, and the ways to arrive at them.';

create function patients.index_names(patient_ids uuid[]) returns void
language plpgsql volatile as $$
begin
  delete from patients.search_name where patient_id = any (patient_ids);
  with met as (
    select n.patient_id, w.word, row_number() over (partition by n.patient_id order by n.position, w.place) as place
    from patients.name n, unnest(patients.words_of_name(n.family, n.given, n.text)) with ordinality as w (word, place)
    where n.patient_id = any (patient_ids) and length(w.word) <= 80
  ), script as (
    select patient_id, (array_agg(word order by place))[:24] as words
    from (select patient_id, word, min(place) as place from met where place <= 80 group by patient_id, word) as once
    group by patient_id, word ~ '^[a-z0-9]+$'
  )
  insert into patients.search_name (key, patient_id, main, born, restricted)
  select k.key, p.id, k.place <= cardinality(s.words), p.birth_day, p.restricted
  from script s join patients.patient p on p.id = s.patient_id,
    unnest(patients.search_keys(s.words)) with ordinality as k (key, place);
  perform patients.remember_words(array(
    select split_part(key, ' ', 1) from patients.search_name where patient_id = any (patient_ids) and main));
end $$;
comment on function patients.index_names(uuid[]) is 'Makes the search keys of these patients anew. Words of one script are keyed together, whichever of the names they are of.';

create function patients.names_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, patients
-- Planned once: planning anew for each registration would take longer than writing.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
begin
  if exists (select from changed) then
    perform patients.index_names(array(select distinct patient_id from changed));
  end if;
  return null;
end $$;
comment on function patients.names_changed() is 'Keeps the search keys true, in the transaction that changes a name.';
create trigger search_name_added after insert on patients.name
  referencing new table as changed for each statement execute function patients.names_changed();
create trigger search_name_changed after update on patients.name
  referencing new table as changed for each statement execute function patients.names_changed();
create trigger search_name_removed after delete on patients.name
  referencing old table as changed for each statement execute function patients.names_changed();

create function patients.searched_facts_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, patients as $$
begin
  update patients.search_name set born = new.birth_day, restricted = new.restricted where patient_id = new.id;
  return null;
end $$;
comment on function patients.searched_facts_changed() is 'Keeps birth day and restriction beside the search keys true.';
create trigger search_facts_changed after update on patients.patient
  for each row when (old.birth_date is distinct from new.birth_date or old.restricted is distinct from new.restricted)
  execute function patients.searched_facts_changed();

create function patients.rebuild_search() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, patients as $$
declare
  batch uuid[];
  last uuid := '00000000-0000-0000-0000-000000000000';
  made bigint := 0;
begin
  delete from patients.search_name;
  delete from patients.search_word;
  delete from patients.search_variant;
  loop
    batch := array(select id from patients.patient where id > last order by id limit 2000);
    exit when cardinality(batch) = 0;
    perform patients.index_names(batch);
    last := batch[cardinality(batch)];
    made := made + cardinality(batch);
  end loop;
  return made;
end $$;
comment on function patients.rebuild_search() is 'Makes all search keys anew and forgets words that no name has any more; returns the number of patients.';
