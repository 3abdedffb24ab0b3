-- Writing resources is one call of a function: its statement is planned once for each connection, and not at each write.

-- Hardly any record was merged: that is known before the set is gathered.
create or replace function records.label_of(p_patient_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, records as $$
begin
  if exists (select from records.alias where patient_id = p_patient_id) or exists (select from records.alias where surviving_id = p_patient_id) then
    return (select bool_or(restricted) from records.compartment where patient_id = any (records.alias_set(p_patient_id)));
  end if;
  return (select restricted from records.compartment where patient_id = p_patient_id);
end $$;

-- The same rules as before. A bounded repetition ({1,64}) makes a regular expression so large that it was a sixth of a write.
alter table records.resource
  drop constraint resource_type_check, drop constraint resource_id_check,
  add constraint resource_type_check check (length(type) between 2 and 64 and type ~ '^[A-Z][A-Za-z]+$'),
  add constraint resource_id_check check (length(id) <= 64 and id ~ '^[A-Za-z0-9.-]+$');

-- Under row-level security, as whoever acts in the transaction. Rows of one call have different keys. Each step is a statement
-- of its own, since most calls need one or two of them, and a statement costs more to start than to run for a few rows.
create function records.write_rows(
  types text[], ids text[], patients uuid[], bodies text[], meta_ats int[], digests bytea[], sensitivities text[], sources text[],
  authors uuid[], author_names text[], if_versions int[], moving boolean[], bounds boolean[], kinds text[], categories text[],
  codings text[], statuses text[], starts timestamptz[], ends timestamptz[], precisions text[], visit_ids text[], titles text[],
  amounts text[], units text[], flags text[], wordings text[], termings text[], factings text[], only_open boolean, are_new boolean
) returns table (what text, type text, id text, version int, last_updated timestamptz, same_patient boolean, same_source boolean)
language plpgsql volatile
-- Planned when the tables are small, the statements still run when they are large: by index, row by row.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  count_all constant int := cardinality(types);
  -- Places that are not to be inserted, and places that are to be replaced.
  not_new bigint[] := '{}';
  replaced bigint[] := '{}';
  one record;
begin
  if only_open then
    select coalesce(array_agg(item.at), '{}') into not_new
      from unnest(patients) with ordinality as item (patient_id, at)
      where item.patient_id is not null and records.label_of(item.patient_id) is distinct from false;
  end if;

  if not are_new then
    for one in
      select item.at, r.type, r.id, r.version, r.last_updated, item.if_version, item.moves,
        r.patient_id is not distinct from item.patient_id or coalesce(item.patient_id = any (records.alias_set(r.patient_id)), false) as same_patient,
        not item.bound or r.source = item.source as same_source
      from unnest(types, ids, patients, digests, sources, if_versions, moving, bounds) with ordinality
        as item (type, id, patient_id, digest, source, if_version, moves, bound, at)
      join records.resource r on r.type = item.type and r.id = item.id
      where (r.digest <> item.digest or r.deleted) and item.at <> all (not_new)
      order by item.type, item.id
      for no key update of r
    loop
      if (one.same_patient or one.moves) and one.same_source and coalesce(one.if_version, one.version) = one.version then
        replaced := replaced || one.at;
      end if;
      not_new := not_new || one.at;
      what := 'locked';
      type := one.type;
      id := one.id;
      version := one.version;
      last_updated := one.last_updated;
      same_patient := one.same_patient;
      same_source := one.same_source;
      return next;
    end loop;
    -- What stands with this very content is not locked.
    if cardinality(not_new) < count_all then
      for one in
        select item.at, r.type, r.id, r.version, r.last_updated
        from unnest(types, ids, digests) with ordinality as item (type, id, digest, at)
        join records.resource r on r.type = item.type and r.id = item.id
        where r.digest = item.digest and not r.deleted and item.at <> all (not_new)
      loop
        not_new := not_new || one.at;
        what := 'same';
        type := one.type;
        id := one.id;
        version := one.version;
        last_updated := one.last_updated;
        same_patient := null;
        same_source := null;
        return next;
      end loop;
    end if;
  end if;

  if cardinality(not_new) < count_all then
    return query
    with inserted as (
      insert into records.resource (type, id, patient_id, restricted, deleted, body, meta_at, digest, sensitivity,
        source, author, author_name, kind, category, codes, status, period, precision, visit_id, title, value, unit, flag, words, terms, facts)
      select item.type, item.id, item.patient_id,
        coalesce((select c.restricted from records.compartment c where c.patient_id = item.patient_id), item.patient_id is not null),
        false, item.body::json, item.meta_at, item.digest, item.sensitivity, item.source, coalesce(item.author, platform.actor_id()),
        item.author_name, item.kind, string_to_array(item.category, e'\n'), string_to_array(item.codes, e'\n'), item.status,
        case when item.starts is not null then tstzrange(item.starts, nullif(item.ends, 'infinity')) end,
        item.precision, item.visit_id, item.title, item.value, item.unit, item.flag, item.words, item.terms::bigint[], item.facts::jsonb
      from unnest(types, ids, patients, bodies, meta_ats, digests, sensitivities, sources, authors, author_names, if_versions, kinds, categories,
          codings, statuses, starts, ends, precisions, visit_ids, titles, amounts, units, flags, wordings, termings, factings) with ordinality
        as item (type, id, patient_id, body, meta_at, digest, sensitivity, source, author, author_name, if_version, kind, category,
          codes, status, starts, ends, precision, visit_id, title, value, unit, flag, words, terms, facts, at)
      where coalesce(item.if_version, 0) = 0 and item.at <> all (not_new)
      order by item.type, item.id
      on conflict on constraint resource_pkey do nothing
      returning type, id, version, last_updated
    )
    select 'written', i.type, i.id, i.version, i.last_updated, null::boolean, null::boolean from inserted i;
  end if;

  if cardinality(replaced) > 0 then
    return query
    update records.resource r set
      patient_id = item.patient_id,
      restricted = coalesce((select c.restricted from records.compartment c where c.patient_id = item.patient_id), item.patient_id is not null),
      deleted = false, body = item.body::json, meta_at = item.meta_at, digest = item.digest, sensitivity = item.sensitivity, source = item.source,
      author = coalesce(item.author, platform.actor_id()), author_name = item.author_name, kind = item.kind,
      category = string_to_array(item.category, e'\n'), codes = string_to_array(item.codes, e'\n'), status = item.status,
      period = case when item.starts is not null then tstzrange(item.starts, nullif(item.ends, 'infinity')) end,
      precision = item.precision, visit_id = item.visit_id, title = item.title, value = item.value, unit = item.unit, flag = item.flag,
      words = item.words, terms = item.terms::bigint[], facts = item.facts::jsonb
    from unnest(types, ids, patients, bodies, meta_ats, digests, sensitivities, sources, authors, author_names, kinds, categories,
        codings, statuses, starts, ends, precisions, visit_ids, titles, amounts, units, flags, wordings, termings, factings) with ordinality
      as item (type, id, patient_id, body, meta_at, digest, sensitivity, source, author, author_name, kind, category,
        codes, status, starts, ends, precision, visit_id, title, value, unit, flag, words, terms, facts, at)
    where item.at = any (replaced) and r.type = item.type and r.id = item.id
    returning 'written', r.type, r.id, r.version, r.last_updated, null::boolean, null::boolean;
  end if;
end $$;
comment on function records.write_rows is
  'Writes resources that are new or whose content differs, and tells of each what stood and what was written. What is there unchanged is not touched, and neither is what belongs to another patient or has another version than expected. Rows are locked in the order of their keys. only_open: leaves out what belongs to a restricted or unknown record. are_new: nothing of it is expected to stand.';
revoke all on function records.write_rows from public;
grant execute on function records.write_rows to openward_app;
