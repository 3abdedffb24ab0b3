-- Many book in the same moment: what is plain is booked by one statement for all of them.

-- Who books is said of each row, since nobody acts as a whole where several do.
create or replace function scheduling.keep_appointment_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  insert into scheduling.appointment_history (appointment_id, version, status, during, resource_ids, actor_id, actor_name, reason)
    values (new.id, new.version, new.status, new.during, new.resource_ids, new.updated_by, new.updated_by_name, new.stopped_reason);
  -- What is called off, or never was, takes up nothing.
  if new.status in ('cancelled', 'entered-in-error') then
    delete from scheduling.reservation where appointment_id = new.id;
  end if;
  return null;
end $$;
grant insert (id, booked_by, updated_by) on scheduling.appointment to openward_app;

/* Books those of many that are free, and tells which. Whom it does not tell of is to be asked alone: their time is taken or
   held (also by a hold that ran out), outside the sessions, or they have another appointment then. It looks first, so that a
   refusal of one costs the others nothing; that nothing is given away twice is still decided by the constraint, and where
   somebody else was quicker after the look, nothing of it is kept. Resources are gone through in one order by everybody.
   `asked`: no two of them at one time of one resource. */
create function scheduling.book_together(asked jsonb) returns table (n int, id uuid)
language plpgsql volatile rows 32 set search_path = pg_catalog, scheduling
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  -- Of each lane that is to be taken: for which of those who ask, the appointment that is made of it, the resource, the lane.
  places int[];
  ids uuid[];
  resources uuid[];
  lanes int[];
  taken int;
begin
  with given as materialized (
    select g.* from jsonb_to_recordset(asked) as g(n int, patient_id uuid, visit_type_id uuid, resource_ids uuid[], start timestamptz, "end" timestamptz,
      "from" timestamptz, until timestamptz, although_booked boolean)
  ), needed as materialized (
    select g.n, r.id, (
        select lane from generate_series(1, r.lanes) as lane
        -- A place in a group is asked for alone; nothing else lies beside a group.
        where t.places = 1 and not exists (select from scheduling.reservation b where b.resource_id = r.id and (b.lane = lane.lane or b.gathering <> 0)
          and b.starts_at < g.until and b.starts_at > g."from" - interval '25 hours' and b.ends_at > g."from")
        limit 1) as lane,
      coalesce((select range_agg(s.during) @> tstzrange(g."from", g.until) from scheduling.session s
        where s.resource_id = r.id and s.starts_at < g.until and s.starts_at > g."from" - interval '25 hours' and s.open_from <= now()
          and (s.visit_type_ids = '{}' or g.visit_type_id = any (s.visit_type_ids))), false) as open
    from given g cross join lateral unnest(g.resource_ids) as u(id) join scheduling.resource r on r.id = u.id and r.active
      join scheduling.visit_type t on t.id = g.visit_type_id
  ), free as materialized (
    select g.n, uuidv7() as id from given g
    where (select count(*) from needed where needed.n = g.n and needed.open and needed.lane is not null) = cardinality(g.resource_ids)
      and (g.although_booked or not exists (
        select from unnest(records.alias_set(g.patient_id)) as alias(id) join scheduling.appointment a on a.patient_id = alias.id
        where a.status in ('booked', 'arrived') and a.starts_at < g."end" and a.starts_at > g.start - interval '1 day' and upper(a.during) > g.start))
  )
  select array_agg(free.n), array_agg(free.id), array_agg(needed.id), array_agg(needed.lane) into places, ids, resources, lanes
  from free join needed on needed.n = free.n;
  if places is null then return; end if;

  insert into scheduling.appointment (id, patient_id, visit_type_id, during, zone, wall_clock, resource_ids, reason, referral, authorisation,
    booked_by, updated_by, updated_by_name)
  select free.id, g.patient_id, g.visit_type_id, tstzrange(g.start, g."end"), g.zone, g.wall_clock, array(select unnest(g.resource_ids) order by 1),
    g.reason, g.referral, g.authorisation, g.account_id, g.account_id, g.name
  from (select distinct f.n, f.id from unnest(places, ids) as f(n, id)) free
    join jsonb_to_recordset(asked) as g(n int, patient_id uuid, visit_type_id uuid, resource_ids uuid[], start timestamptz, "end" timestamptz,
      zone text, wall_clock text, reason text, referral text, authorisation text, account_id uuid, name text) on g.n = free.n
  order by g.n;

  insert into scheduling.reservation (resource_id, lane, during, appointment_id)
  select f.resource_id, f.lane, tstzrange(g."from", g.until), f.id
  from unnest(places, ids, resources, lanes) as f(n, id, resource_id, lane)
    join jsonb_to_recordset(asked) as g(n int, "from" timestamptz, until timestamptz) on g.n = f.n
  order by f.resource_id, g."from", f.lane
  -- A plain insert that meets one of its kind would wait for it while that one waits for us.
  on conflict do nothing;
  get diagnostics taken = row_count;
  if taken < cardinality(places) then
    raise exclusion_violation using constraint = 'reservation_once', message = 'Somebody else was quicker';
  end if;
  return query select distinct f.n, f.id from unnest(places, ids) as f(n, id);
end $$;
comment on function scheduling.book_together(jsonb) is
  'Books those of many that are free, and tells which. Raises where somebody else was quicker after the look: then nothing of it is kept.';
revoke all on function scheduling.book_together(jsonb) from public;
grant execute on function scheduling.book_together(jsonb) to openward_app;
