-- Reading one resource is the most frequent act of the FHIR API: one statement makes sure that the sessions still stand,
-- reads, and writes the audit events, for all who ask in the same moment.
create schema if not exists exchange;
grant usage on schema exchange to openward_app;

create function exchange.hidden_patient(p_type text, p_id text) returns uuid
language sql stable security definer set search_path = pg_catalog, records as $$
  select r.patient_id from records.resource r
  where r.type = p_type and r.id = p_id and r.restricted
$$;
comment on function exchange.hidden_patient(text, text) is
  'The restricted patient whose record a resource belongs to; null for what is not there or not restricted. SECURITY DEFINER: so that a refusal can be told from an unknown resource, and audited.';

create function exchange.restricted_by_merge(p_patient_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, records as $$
begin
  -- Hardly any record was merged: that is known before the set is gathered.
  if not exists (select from records.alias where patient_id = p_patient_id)
    and not exists (select from records.alias where surviving_id = p_patient_id) then
    return false;
  end if;
  return records.label_of(p_patient_id);
end $$;
comment on function exchange.restricted_by_merge(uuid) is
  'Whether a record that is read as one with this one is restricted. SECURITY DEFINER: the other record may be hidden from the reader.';

-- Reviewed: SECURITY DEFINER, and the rule of row-level security (records.sees) said for each asker, as patients.open_audited
-- does. `asked`: [{n, context, token, stamp, type, id}].
create function exchange.read_audited(asked jsonb)
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
          and not records.context_cleared(a.context, 'restricted') and exchange.restricted_by_merge(r.patient_id) as by_merge) as m
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
      happened := happened || row(one.context, 'success', one.patient_id,
        jsonb_build_object('type', one.type, 'id', one.id, 'version', one.version))::audit.happening;
    elsif one.refused then
      happened := happened || row(one.context, 'denied', one.patient_id, '{"reason": "restricted"}')::audit.happening;
    end if;
    if one.seen or refusal is not null then return next; end if;
  end loop;
  perform audit.write_of(happened);
end $$;
comment on function exchange.read_audited(jsonb) is
  'Resources as they were written, with their audit events; refusal says why nothing is answered where somebody may not see it.';

revoke all on function exchange.hidden_patient(text, text), exchange.restricted_by_merge(uuid),
  exchange.read_audited(jsonb) from public;
grant execute on function exchange.hidden_patient(text, text), exchange.restricted_by_merge(uuid),
  exchange.read_audited(jsonb) to openward_app;
