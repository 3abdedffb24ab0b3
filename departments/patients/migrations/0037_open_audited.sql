-- Opening a patient is the most frequent act of the hospital: one statement makes sure that the session still stands, enters,
-- reads, and writes the audit event.
create function patients.open_audited(context jsonb, p_token_hash bytea, p_stamp text, p_patient_id uuid)
returns table (answer text, refusal text)
language plpgsql volatile as $$
declare
  asked record;
  document text;
  aliases text := '[]';
  unreconciled bigint := 0;
begin
  if p_stamp is not null and p_stamp is distinct from auth.stamp(p_token_hash) then
    refusal := 'stale';
    return next;
    return;
  end if;
  perform platform.enter(context);
  select coalesce(p.survivor_id, p.id) as id, p.survivor_id into asked from patients.patient p where p.id = p_patient_id;
  if found then
    select v.document::text into document
      from patients.patient p join patients.version v on v.patient_id = p.id and v.version = p.version
      where p.id = asked.id;
  end if;
  if document is null then
    if patients.restriction_of(p_patient_id) then
      refusal := 'restricted';
      perform audit.write_of(context, 'denied', p_patient_id, '{"reason": "restricted"}');
    end if;
    return next;
    return;
  end if;
  if exists (select from patients.patient p where p.survivor_id = asked.id) then
    select coalesce(json_agg(json_build_object('patient_id', a.id, 'hospital_number', a.hospital_number,
        'display_name', a.display_name, 'merge_id', m.id, 'merged_at', m.at) order by m.at), '[]')::text into aliases
      from patients.patient a join patients.merge m on m.merged_id = a.id and m.undone_at is null
      where a.survivor_id = asked.id;
    select count(*) into unreconciled
      from patients.patient a
      join patients.merge m on m.merged_id = a.id and m.undone_at is null
      join patients.contradiction c on c.merge_id = m.id and c.reconciled_at is null
      where a.survivor_id = asked.id;
  end if;
  answer := '{"patient":' || document
    || ',"asked_for":' || case when asked.survivor_id is null then 'null' else '"' || p_patient_id || '"' end
    || ',"aliases":' || aliases || ',"contradictions":' || unreconciled || '}';
  perform audit.write_of(context, 'success', asked.id,
    case when asked.survivor_id is null then '{}' else jsonb_build_object('asked_for', p_patient_id) end);
  return next;
end $$;
comment on function patients.open_audited(jsonb, bytea, text, uuid) is
  'A patient as opening it answers, with its audit event; refusal says why nothing is answered where somebody may not see it.';
revoke all on function patients.open_audited(jsonb, bytea, text, uuid) from public;
grant execute on function patients.open_audited(jsonb, bytea, text, uuid) to openward_app;
