-- Searches that are one statement, for all who ask in the same moment: it makes sure that the sessions still stand, judges,
-- finds a page, and writes the audit events. What they cannot answer (merged and restricted records, the accounts of
-- patients) is refused as `other`, and the handler does it.
create type audit.showing as (context jsonb, shown uuid[], detail jsonb);
comment on type audit.showing is 'What is written of one search: the context of who asked, whom the answer showed.';

create function audit.write_shown(showings audit.showing[]) returns void language plpgsql volatile
set plan_cache_mode = force_generic_plan as $$
begin
  insert into audit.event (name, outcome, actor_id, actor_name, actor_roles, session_id, token_id, shown, purpose,
      address, device, request_id, detail)
    select c.name, 'success', c.actor_id, c.actor_name, string_to_array(coalesce(c.actor_roles, ''), ','), c.session_id,
      c.token_id, s.shown, c.purpose, c.address, c.device, c.request_id, s.detail
    from unnest(showings) as s, jsonb_to_record(s.context) as c (name text, actor_id uuid, actor_name text, actor_roles text,
      session_id uuid, token_id uuid, purpose text, address text, device text, request_id uuid);
end $$;
comment on function audit.write_shown(audit.showing[]) is 'Writes the audit events of searches, each with the context in which it was asked.';
revoke all on function audit.write_shown(audit.showing[]) from public;

-- Separated by control characters, which no JSON text can hold: what is found is told as texts, and not as values that would have to be
-- read and written anew.
create function exchange.found_line(id text, version int, last_updated timestamptz, meta_at int, place text) returns text
language sql stable parallel safe
return concat_ws(E'\x1f', id, version, (extract(epoch from last_updated) * 1000)::bigint, meta_at, place);
comment on function exchange.found_line(text, int, timestamptz, int, text) is 'What is told of a find beside its text.';
revoke all on function exchange.found_line(text, int, timestamptz, int, text) from public;

create function exchange.terms_fit(terms bigint[], asked jsonb) returns boolean
language sql immutable parallel safe
return not exists (select from jsonb_array_elements_text(asked) as alternatives where not terms && alternatives::bigint[]);
comment on function exchange.terms_fit(bigint[], jsonb) is 'Whether a resource has, of each list of terms, at least one.';
revoke all on function exchange.terms_fit(bigint[], jsonb) from public;

create function exchange.searched_plainly(context jsonb, p_patient_id uuid) returns boolean
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  return (context ->> 'scope') = 'staff' and (p_patient_id is null
    or exists (select from records.compartment c where c.patient_id = p_patient_id and not c.restricted)
      and not exists (select from records.alias l where l.patient_id = p_patient_id)
      and not exists (select from records.alias l where l.surviving_id = p_patient_id));
end $$;
comment on function exchange.searched_plainly(jsonb, uuid) is
  'Whether a search is by staff, and in no record, or in one that is neither restricted nor merged.';
revoke all on function exchange.searched_plainly(jsonb, uuid) from public;

-- Reviewed: SECURITY DEFINER, and the rule of row-level security said for each asker, of each record and of each row.
-- `asked`: [{n, context, token, stamp, type, terms, more_terms, no_terms, facts, most, parameters}] and either {patient_id, after_at,
-- after_id}: the latest first in one record; or {beginning, births, after_place, after_id, look_at}:
-- patients whose name begins so, or who were born then. Where less than a page fits of
-- several hundred, and there are more, it is `other`.
create function exchange.search_audited(asked jsonb) returns table (n int, answer text, refusal text, finds text)
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
            and (not merged or records.context_cleared(one.context, 'restricted') or not exchange.restricted_by_merge(r.patient_id))
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
      shown := shown || row(one.context, coalesce(whom, '{}'),
        jsonb_build_object('type', one.type, 'by', one.parameters, 'shown', coalesce(cardinality(whom), 0)))::audit.showing;
    end if;
    return next;
  end loop;
  perform audit.write_shown(shown);
end $$;
comment on function exchange.search_audited(jsonb) is
  'Pages of searches, with their audit events; refusal is `stale`, or `other` where the handler must answer.';
revoke all on function exchange.search_audited(jsonb) from public;
grant execute on function exchange.search_audited(jsonb) to openward_app;
