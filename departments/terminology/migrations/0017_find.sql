-- Finding codes: terminology.search. For every kind the codes stand in a fixed order, the best first; for every word, and for
-- every beginning of at most three letters, the places of the codes that have it are kept as sorted arrays, cut into blocks of
-- 16,384 places. A search meets these arrays block by block, and ends as soon as it has enough.

create extension if not exists intarray with schema public;

create table terminology.search_place (
  kind text not null,
  place int not null check (place >= 0),
  concept_id int not null references terminology.concept,
  primary key (kind, place)
);
comment on table terminology.search_place is 'Codes of a kind in the order in which they are offered. Not personal. Built anew with every load (terminology.rebuild_search).';
comment on column terminology.search_place.kind is 'The kind.';
comment on column terminology.search_place.place is 'The place, from 0: the usual before the rest, the short before the long.';
comment on column terminology.search_place.concept_id is 'The code.';

create table terminology.search_word (
  kind text not null,
  leads boolean not null,
  beginning text collate "C" not null,
  block int not null,
  places int[] not null check (cardinality(places) > 0),
  primary key (kind, leads, beginning, block)
);
-- They are read whole: to pack them would only take time.
alter table terminology.search_word alter column places set storage external;
comment on table terminology.search_word is 'Where the codes stand that have a word. Not personal. Built anew with every load (terminology.rebuild_search).';
comment on column terminology.search_word.kind is 'The kind.';
comment on column terminology.search_word.leads is 'True: only codes whose display begins with it.';
comment on column terminology.search_word.beginning is 'A word of four letters or more; or letters with which words begin, three at most; or nothing, for all codes.';
comment on column terminology.search_word.block is 'The place, divided by 16,384.';
comment on column terminology.search_word.places is 'The places, in order.';

create aggregate terminology.all_places(int[]) (sfunc = public._int_union, stype = int[]);
comment on aggregate terminology.all_places(int[]) is 'The places of several words, in order.';

-- Only the owner, who loads codes, may call it.
create function terminology.rebuild_search() returns void language plpgsql
set work_mem = '128MB'
set jit = off
as $$
begin
  -- Loads of two systems end one after the other.
  perform pg_advisory_xact_lock(hashtextextended('terminology.rebuild_search', 0));
  delete from terminology.search_word;
  delete from terminology.search_place;
  insert into terminology.search_place (kind, place, concept_id)
  select k.kind, row_number() over (partition by k.kind order by c.common desc, length(c.display), c.begins, c.id) - 1, c.id
  from terminology.concept c cross join lateral unnest(c.kinds) as k (kind)
  where c.active;

  insert into terminology.search_word (kind, leads, beginning, block, places)
  with word as materialized (
    select p.kind, l.leads, w.word, p.place >> 14 as block, public.uniq(public.sort(array_agg(p.place))) as places
    from terminology.search_place p join terminology.concept c on c.id = p.concept_id
    cross join lateral unnest(c.words) with ordinality as w (word, at)
    cross join lateral (values (false), (true)) as l (leads)
    where (w.at = 1 or not l.leads) and length(w.word) <= 100
    group by p.kind, l.leads, w.word, p.place >> 14
  ), three as materialized (
    select kind, leads, left(word, 3) as word, block, public.uniq(public.sort(array_agg(p.place))) as places
    from word cross join lateral unnest(places) as p (place) group by kind, leads, left(word, 3), block
  ), two as materialized (
    select kind, leads, left(word, 2) as word, block, public.uniq(public.sort(array_agg(p.place))) as places
    from three cross join lateral unnest(places) as p (place) group by kind, leads, left(word, 2), block
  ), one as materialized (
    select kind, leads, left(word, 1) as word, block, public.uniq(public.sort(array_agg(p.place))) as places
    from two cross join lateral unnest(places) as p (place) group by kind, leads, left(word, 1), block
  )
  select * from (
    select * from word where length(word) > 3
    union all select * from three where length(word) = 3
    union all select * from two where length(word) = 2
    union all select * from one
    union all select kind, false, '', place >> 14, array_agg(place order by place) from terminology.search_place group by kind, place >> 14
  ) as every
  -- So that what is read together stands together.
  order by kind, leads, word collate "C", block;
end $$;
comment on function terminology.rebuild_search() is 'Builds the tables of the search anew from terminology.concept. After every change to it.';

-- Words: folded. Where `foremost`, the display begins with the first of them.
create function terminology.search_places(kind text, words text[], foremost boolean, most int) returns int[]
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  -- One past the last that counts: of up to three letters there is one line, which holds all words that begin so.
  ends constant text[] := array(
    select word || case when length(word) > 3 then chr(1114111) else chr(1) end
    from unnest(words) with ordinality as w (word, at) order by at);
  blocks int[];
  wanted int;
  part int[];
  one int[];
  hits int[] := '{}';
begin
  for i in 1..cardinality(words) loop
    one := array(
      select distinct w.block from terminology.search_word w
      where w.kind = search_places.kind and w.leads = (foremost and i = 1) and w.beginning >= words[i] and w.beginning < ends[i] collate "C"
      order by 1);
    blocks := case when i = 1 then one else blocks operator(public.&) one end;
    if cardinality(blocks) = 0 then return hits; end if;
  end loop;
  foreach wanted in array blocks loop
    for i in 1..cardinality(words) loop
      select terminology.all_places(w.places) into one from terminology.search_word w
      where w.kind = search_places.kind and w.leads = (foremost and i = 1) and w.beginning >= words[i] and w.beginning < ends[i] collate "C"
        and w.block = wanted;
      part := case when i = 1 then one else part operator(public.&) one end;
      exit when cardinality(part) = 0;
    end loop;
    hits := hits || part;
    exit when cardinality(hits) >= most;
  end loop;
  return hits[:most];
end $$;
comment on function terminology.search_places(text, text[], boolean, int) is 'The first places of a kind at which all words are begun, in any order.';

create function terminology.search(kind text, typed text, most int)
returns table (system text, code text, display text, kind_of text, system_name text)
language plpgsql stable rows 20
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
#variable_conflict use_column
declare
  -- How many are looked at before the best are chosen; a longer word finds those beyond.
  considered constant int := 100;
  folded constant text := platform.fold(typed);
  key constant text := terminology.key_of(typed);
  all_words constant text[] := terminology.words_of(typed);
  -- Without what another word says already, and no more than anybody types.
  words constant text[] := array(
    select w.word from unnest(all_words) with ordinality as w (word, at)
    where not exists (
      select from unnest(all_words) with ordinality as o (word, at)
      where o.at <> w.at and starts_with(o.word, w.word) and (o.word <> w.word or o.at < w.at))
    order by w.at limit 10);
  ids int[] := '{}';
  places int[];
begin
  if key <> '' then
    ids := array(
      select c.id from terminology.concept c
      where c.active and c.kinds <> '{}' and c.kinds @> array[search.kind]
        and c.code_key >= key and c.code_key < (key || chr(1114111)) collate "C"
      order by c.code_key limit 40);
  end if;
  if cardinality(words) = 0 then
    places := terminology.search_places(search.kind, '{""}', false, most);
  else
    -- Those whose display begins so, and the best of all.
    places := terminology.search_places(search.kind, words, true, considered) operator(public.|)
      terminology.search_places(search.kind, words, false, considered);
  end if;
  return query
  select s.url, c.code, c.display, search.kind, s.name
  from (
    select unnest(ids) as id
    union
    select p.concept_id from unnest(places) as h (place)
      join terminology.search_place p on p.kind = search.kind and p.place = h.place
  ) as hit
  join terminology.concept c on c.id = hit.id
  join terminology.code_system s on s.id = c.system_id
  order by (c.code_key = key and key <> '') desc, (c.begins = folded) desc, c.common desc,
    starts_with(c.begins, folded) desc, length(c.display), c.begins, c.code collate "C"
  limit most;
end $$;
comment on function terminology.search(text, text, int) is
  'Codes of a kind by a code, its beginning, or words begun in any order: first the code itself, then the usual, then what begins so.';

select terminology.rebuild_search();

revoke all on function terminology.rebuild_search(), terminology.search_places(text, text[], boolean, int), terminology.search(text, text, int),
  terminology.all_places(int[]) from public;
grant execute on function terminology.search_places(text, text[], boolean, int), terminology.search(text, text, int), terminology.all_places(int[])
  to openward_app;
grant select on terminology.search_place, terminology.search_word to openward_app;
