-- Reading one resource is the most frequent act of the FHIR API: one statement makes sure that the session still stands,
-- enters, reads under row-level security, and writes the audit event.
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

create function exchange.read_audited(context jsonb, p_token_hash bytea, p_stamp text, p_type text, p_id text)
returns table (answer text, refusal text, version int, last_updated timestamptz, meta_at int, deleted boolean)
language plpgsql volatile as $$
declare
  found_one record;
  hidden uuid;
begin
  if p_stamp is not null and p_stamp is distinct from auth.stamp(p_token_hash) then
    refusal := 'stale';
    return next;
    return;
  end if;
  perform platform.enter(context);
  select r.body::text as body, r.version, r.last_updated, r.meta_at, r.deleted, r.patient_id into found_one
    from records.resource r where r.type = p_type and r.id = p_id;
  if not found then
    hidden := case when platform.scope() = 'staff' then exchange.hidden_patient(p_type, p_id) end;
  elsif found_one.patient_id is not null and not platform.cleared('restricted')
    and exchange.restricted_by_merge(found_one.patient_id) and platform.scope() = 'staff' then
    hidden := found_one.patient_id;
  else
    answer := found_one.body;
    version := found_one.version;
    last_updated := found_one.last_updated;
    meta_at := found_one.meta_at;
    deleted := found_one.deleted;
    perform audit.write_of(context, 'success', found_one.patient_id,
      jsonb_build_object('type', p_type, 'id', p_id, 'version', found_one.version));
    return next;
    return;
  end if;
  if hidden is not null then
    refusal := 'restricted';
    perform audit.write_of(context, 'denied', hidden, '{"reason": "restricted"}');
    return next;
  end if;
end $$;
comment on function exchange.read_audited(jsonb, bytea, text, text, text) is
  'A resource as it was written, with its audit event; refusal says why nothing is answered where somebody may not see it.';

revoke all on function exchange.hidden_patient(text, text), exchange.restricted_by_merge(uuid),
  exchange.read_audited(jsonb, bytea, text, text, text) from public;
grant execute on function exchange.hidden_patient(text, text), exchange.restricted_by_merge(uuid),
  exchange.read_audited(jsonb, bytea, text, text, text) to openward_app;
