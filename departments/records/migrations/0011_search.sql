-- What a resource is searched by over FHIR, beside its text. decisions/0013 says why it is kept so.

alter table records.resource
  add column terms bigint[] not null default '{}',
  add column facts jsonb;
comment on column records.resource.terms is 'What it is found by as a whole (parameter and code, reference, address or exact text), each as the first 64 bits of a SHA-256. Personal, health.';
comment on column records.resource.facts is 'What it is compared by: times, amounts and folded texts, by search parameter. Personal, health.';
grant insert (terms, facts), update (terms, facts) on records.resource to openward_app;

-- A search in one record is a range of resource_chart; these two are for searches over all records.
create index resource_term on records.resource using gin (terms) with (gin_pending_list_limit = 1024) where not deleted;
create index resource_changed on records.resource (type, last_updated desc, id desc);

-- Array operators are not leakproof: under row-level security they would be asked of every row. So this function asks the
-- index, repeats the rule of visibility itself, and gives ids only; the rows are then read under row-level security.
create function records.search_all(
  p_type text, p_groups text[], p_from timestamptz, p_until timestamptz, p_after timestamptz, p_after_id text, p_most int
) returns table (id text, last_updated timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, records as $$
declare
  found_by text := '';
  alternatives text;
begin
  foreach alternatives in array p_groups loop
    found_by := found_by || format(' and r.terms && %L::bigint[]', alternatives);
  end loop;
  -- Planned for these very values: rare terms are looked up, frequent ones met on the way through the latest.
  return query execute format($query$
    select r.id, r.last_updated from records.resource r
    where r.type = $1 and not r.deleted %s
      and ($2 is null or r.last_updated >= $2) and ($3 is null or r.last_updated < $3)
      and ($4 is null or (r.last_updated, r.id) < ($4, $5))
      and records.sees(r.patient_id, r.restricted, r.sensitivity)
    order by r.last_updated desc, r.id desc limit $6$query$, found_by)
  using p_type, p_from, p_until, p_after, p_after_id, least(p_most, 1001);
end $$;
comment on function records.search_all(text, text[], timestamptz, timestamptz, timestamptz, text, int) is
  'The latest resources of a type that have one term of each group, over all records, at most 1,001. SECURITY DEFINER: terms have an index that row-level security cannot use; what the actor may not see is left out here.';
revoke all on function records.search_all(text, text[], timestamptz, timestamptz, timestamptz, text, int) from public;
grant execute on function records.search_all(text, text[], timestamptz, timestamptz, timestamptz, text, int) to openward_app;
