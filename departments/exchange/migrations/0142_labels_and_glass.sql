-- Fast reads and broken glass: it opens a record that was merged with a restricted one, and what is read so is emergency treatment. And the diagnoses of visits, which are as sensitive as their entries.

create function exchange.emergency(context jsonb, patient_ids uuid[]) returns jsonb language sql immutable parallel safe
return case when coalesce(context ->> 'glass', '') <> '' and exists (select from unnest(patient_ids) as shown where platform.broke_glass(context ->> 'glass', shown))
  then context || '{"purpose": "ETREAT"}' else context end;
comment on function exchange.emergency(jsonb, uuid[]) is 'The context of an audit event: emergency treatment where a record is shown whose glass its reader broke.';
revoke all on function exchange.emergency(jsonb, uuid[]) from public;

create or replace function exchange.read_audited(asked jsonb)
returns table (n int, answer text, refusal text, version int, last_updated timestamptz, meta_at int, deleted boolean)
language plpgsql volatile security definer rows 8
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  one record;
  happened audit.happening[] := '{}';
begin
  for one in
    select a.n, a.context, a.type, a.id, a.stale, r.id is not null as there, r.patient_id, r.version, r.last_updated, r.meta_at, r.deleted,
      seen.seen, case when seen.seen then r.body::text end as body,
      seen.seen is false and (a.context ->> 'scope') = 'staff' and (r.restricted or seen.by_merge) as refused
    from (
        select w.*, w.stamp is not null and w.stamp is distinct from auth.stamp(decode(w.token, 'hex')) as stale
        from jsonb_to_recordset(asked) as w (n int, context jsonb, token text, stamp text, type text, id text)
        -- Kept apart, so that the stamp is looked up once, and not wherever `stale` is used.
        offset 0
      ) as a
    left join records.resource r on r.type = a.type and r.id = a.id and not a.stale
    left join lateral (
      select m.by_merge, not m.by_merge and records.context_sees(a.context, r.patient_id, r.restricted, r.sensitivity) as seen
      from (select r.patient_id is not null and (a.context ->> 'scope') = 'staff'
          and not records.context_cleared(a.context, 'restricted') and not platform.broke_glass(a.context ->> 'glass', r.patient_id)
          and exchange.restricted_by_merge(r.patient_id) as by_merge) as m
    ) as seen on r.id is not null
  loop
    n := one.n;
    answer := null;
    refusal := case when one.stale then 'stale' when one.refused then 'restricted' end;
    if one.seen then
      answer := one.body;
      version := one.version;
      last_updated := one.last_updated;
      meta_at := one.meta_at;
      deleted := one.deleted;
      happened := happened || row(exchange.emergency(one.context, array[one.patient_id]), 'success', one.patient_id,
        jsonb_build_object('type', one.type, 'id', one.id, 'version', one.version))::audit.happening;
    elsif one.refused then
      happened := happened || row(one.context, 'denied', one.patient_id, '{"reason": "restricted"}')::audit.happening;
    end if;
    if one.seen or refusal is not null then return next; end if;
  end loop;
  perform audit.write_of(happened);
end $$;
create or replace function exchange.search_audited(asked jsonb) returns table (n int, answer text, refusal text, finds text)
language plpgsql volatile security definer rows 8
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
-- A page is read along an index, in its order, and stops early.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  one record;
  ids uuid[];
  places text[];
  merged boolean;
  looked int;
  whom uuid[];
  shown audit.showing[] := '{}';
begin
  for one in
    select w.*, w.stamp is not null and w.stamp is distinct from auth.stamp(decode(w.token, 'hex')) as stale
    from jsonb_to_recordset(asked) as w (n int, context jsonb, token text, stamp text, type text, terms bigint[], more_terms jsonb,
      no_terms bigint[], facts jsonpath, most int, parameters jsonb, patient_id uuid, after_at timestamptz, after_id text, beginning text,
      births daterange, after_place text, look_at int)
  loop
    n := one.n;
    answer := null;
    finds := null;
    refusal := case when one.stale then 'stale' when not exchange.searched_plainly(one.context, one.patient_id) then 'other' end;
    whom := null;
    if refusal is null and one.patient_id is not null then
      select string_agg(f.body, E'\x1e'), string_agg(exchange.found_line(f.id, f.version, f.last_updated, f.meta_at, f.happened_at::text), E'\x1e')
      into answer, finds
      from (
        select r.id, r.version, r.last_updated, r.meta_at, r.happened_at, r.body::text as body
        from records.resource r
        where r.patient_id = one.patient_id and r.type = one.type and not r.deleted
          and (one.terms is null or r.terms && one.terms)
          and (one.no_terms is null or not r.terms && one.no_terms)
          and (one.more_terms is null or exchange.terms_fit(r.terms, one.more_terms))
          and (one.facts is null or jsonb_path_exists(r.facts, one.facts, '{}', true))
          and records.context_sees(one.context, r.patient_id, r.restricted, r.sensitivity)
          and (one.after_id is null or r.happened_at < one.after_at or (r.happened_at is null and one.after_at is not null)
            or (r.happened_at is not distinct from one.after_at and r.id collate "C" > one.after_id))
        order by r.happened_at desc nulls last, r.id collate "C"
        limit one.most
      ) as f;
      whom := case when finds is not null then array[one.patient_id] end;
    elsif refusal is null then
      looked := one.look_at;
      loop
        select array_agg(c.patient_id), array_agg(c.place) into ids, places
        from patients.candidates_of(one.context, one.beginning, one.births, one.after_place, one.after_id::uuid, looked) as c;
        merged := exists (select from records.alias l where l.patient_id = any (ids)) or exists (select from records.alias l where l.surviving_id = any (ids));
        select string_agg(f.body, E'\x1e'), string_agg(exchange.found_line(f.id, f.version, f.last_updated, f.meta_at, f.place), E'\x1e'),
          array_agg(f.patient_id)
        into answer, finds, whom
        from (
          select r.id, r.version, r.last_updated, r.meta_at, r.patient_id, k.place, r.body::text as body
          from unnest(ids, places) with ordinality as k (patient_id, place, at)
          join records.resource r on r.type = one.type and r.id = k.patient_id::text
          where not r.deleted
            and (one.terms is null or r.terms && one.terms)
            and (one.no_terms is null or not r.terms && one.no_terms)
            and (one.more_terms is null or exchange.terms_fit(r.terms, one.more_terms))
            and (one.facts is null or jsonb_path_exists(r.facts, one.facts, '{}', true))
            and records.context_sees(one.context, r.patient_id, r.restricted, r.sensitivity)
            and (not merged or records.context_cleared(one.context, 'restricted') or platform.broke_glass(one.context ->> 'glass', r.patient_id)
              or not exchange.restricted_by_merge(r.patient_id))
          order by k.at
          limit one.most
        ) as f;
        exit when coalesce(cardinality(ids), 0) < looked or cardinality(whom) = one.most or looked >= 400;
        -- Many hold the word elsewhere in the name.
        looked := least(looked * 4, 1000);
      end loop;
      if cardinality(ids) = looked and coalesce(cardinality(whom), 0) < one.most then
        answer := null;
        finds := null;
        refusal := 'other';
      end if;
      whom := whom[:one.most - 1];
    end if;
    if refusal is null then
      shown := shown || row(exchange.emergency(one.context, whom), coalesce(whom, '{}'),
        jsonb_build_object('type', one.type, 'by', one.parameters, 'shown', coalesce(cardinality(whom), 0)))::audit.showing;
    end if;
    return next;
  end loop;
  perform audit.write_shown(shown);
end $$;

-- A diagnosis of a visit is as its Condition in the record ----------------------------------------------------------------

-- Said here, below the visits, for what it rests on came after them.
alter policy diagnosis_visible on visits.diagnosis
  using (exists (select from visits.visit v where v.id = visit_id
    and (records.label_at('Condition', diagnosis.id::text) is null or records.sees(v.patient_id, false, records.label_at('Condition', diagnosis.id::text)))))
  with check (exists (select from visits.visit v where v.id = visit_id
    and (records.label_at('Condition', diagnosis.id::text) is null or records.sees(v.patient_id, false, records.label_at('Condition', diagnosis.id::text)))));

create function visits.diagnosis_references(p_visit_ids uuid[]) returns table (visit_id uuid, id uuid, use text, rank smallint)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select d.visit_id, d.id, d.use, d.rank from visits.diagnosis d
  where d.visit_id = any (p_visit_ids) and platform.scope() in ('staff', 'system') order by d.use, d.rank;
end;
comment on function visits.diagnosis_references(uuid[]) is 'Which diagnoses visits have, by their ids alone. SECURITY DEFINER: whoever writes the FHIR face of a visit may not see all of them, and none falls out of it.';
revoke all on function visits.diagnosis_references(uuid[]) from public;
grant execute on function visits.diagnosis_references(uuid[]) to openward_app;

create function visits.rank_hidden_last(p_visit_id uuid) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update visits.diagnosis d set rank = ranked.rank
  from (
    select hidden.id, (100 - row_number() over (partition by hidden.use order by hidden.rank desc))::smallint as rank
    from visits.diagnosis hidden join visits.visit v on v.id = hidden.visit_id
    where hidden.visit_id = p_visit_id and platform.scope() = 'staff' and records.label_at('Condition', hidden.id::text) is not null
      and not records.sees(v.patient_id, false, records.label_at('Condition', hidden.id::text))) as ranked
  where d.id = ranked.id and d.rank <> ranked.rank;
end;
comment on function visits.rank_hidden_last(uuid) is 'Ranks the diagnoses of a visit that the actor does not see behind those that they do. SECURITY DEFINER: so that whoever sets the ranks of what they see meets none that they do not.';
revoke all on function visits.rank_hidden_last(uuid) from public;
grant execute on function visits.rank_hidden_last(uuid) to openward_app;
