-- In which lists a patient was shown is found by an index of arrays. Under row-level security PostgreSQL does not use it (it must not show an operator
-- that may leak what the policy hides), and would read the whole log instead. So it is asked by this function, which asks for the clearance first.
create function audit.shown_to(patients uuid[], from_at timestamptz, until_at timestamptz, begin_at timestamptz, begin_id uuid, ascending boolean, most int)
returns table (at timestamptz, id uuid)
language plpgsql stable security definer rows 50
set search_path = pg_catalog
set enable_seqscan = off
set plan_cache_mode = force_custom_plan
as $$
begin
  if platform.scope() <> 'system' and not platform.cleared('audit') then return; end if;
  -- Found first and put in order then: in order at once it would walk through the log backwards.
  return query with found as materialized (
    select e.at, e.id from audit.event e
    where e.shown is not null and e.shown && patients and e.at >= coalesce(from_at, '-infinity') and e.at < coalesce(until_at, 'infinity')
  )
  select f.at, f.id from found f
  where begin_at is null or case when ascending then (f.at, f.id) >= (begin_at, begin_id) else (f.at, f.id) <= (begin_at, begin_id) end
  order by case when ascending then f.at end, case when ascending then f.id end, f.at desc, f.id desc
  limit most;
end $$;
comment on function audit.shown_to(uuid[], timestamptz, timestamptz, timestamptz, uuid, boolean, int) is
  'The queries that showed one of these patients, in order, from a place on which is among them; nothing to who is not cleared for the audit log.';
revoke all on function audit.shown_to(uuid[], timestamptz, timestamptz, timestamptz, uuid, boolean, int) from public;
grant execute on function audit.shown_to(uuid[], timestamptz, timestamptz, timestamptz, uuid, boolean, int) to openward_app;
