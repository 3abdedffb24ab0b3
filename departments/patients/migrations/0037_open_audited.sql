-- Opening a patient is the most frequent act of the hospital: one statement makes sure that the sessions still stand, reads,
-- and writes the audit events, for all who ask in the same moment.

-- Reviewed: SECURITY DEFINER, because row-level security would look for the patient anew at each row of each table. It repeats
-- the rule for each asker (platform.context_sees), on the record that was asked for and on the one that is shown.
-- `asked`: [{n, context, token, stamp, patient_id}].
create function patients.open_audited(asked jsonb) returns table (n int, answer text, refusal text)
language plpgsql volatile security definer rows 8
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  happened audit.happening[];
  answers text[];
  refusals text[];
  numbers int[];
begin
  select array_agg(a.n), array_agg(case
      when a.stale or v.document is null then null
      else '{"patient":' || v.document::text
        || ',"asked_for":' || case when p.survivor_id is null then 'null' else '"' || p.id || '"' end
        || coalesce(merged.text, ',"aliases":[],"contradictions":0') || '}'
    end), array_agg(case when a.stale then 'stale' when s.id is not null and v.document is null and p.restricted then 'restricted' end),
    array_agg(row(a.context, case when v.document is null then 'denied' else 'success' end,
      case when v.document is null then p.id else s.id end,
      case when v.document is null then '{"reason": "restricted"}'::jsonb
        when p.survivor_id is null then '{}' else jsonb_build_object('asked_for', p.id) end)::audit.happening)
      filter (where not a.stale and (v.document is not null or p.restricted))
  into numbers, answers, refusals, happened
  from (
      select w.n, w.context, w.patient_id,
        w.stamp is not null and w.stamp is distinct from auth.stamp(decode(w.token, 'hex')) as stale
      from jsonb_to_recordset(asked) as w (n int, context jsonb, token text, stamp text, patient_id uuid)
      -- Kept apart, so that the stamp is looked up once, and not wherever `stale` is used.
      offset 0
    ) as a
  left join patients.patient p on p.id = a.patient_id and not a.stale
  left join patients.patient s on s.id = coalesce(p.survivor_id, p.id)
  left join patients.version v on v.patient_id = s.id and v.version = s.version
    and platform.context_sees(a.context, p.id, p.restricted) and platform.context_sees(a.context, s.id, s.restricted)
  left join lateral (
    select ',"aliases":' || json_agg(json_build_object('patient_id', l.id, 'hospital_number', l.hospital_number,
        'display_name', l.display_name, 'merge_id', m.id, 'merged_at', m.at) order by m.at)::text
      || ',"contradictions":' || sum((select count(*) from patients.contradiction c where c.merge_id = m.id and c.reconciled_at is null)) as text
    from patients.patient l join patients.merge m on m.merged_id = l.id and m.undone_at is null
    where l.survivor_id = v.patient_id and platform.context_sees(a.context, l.id, l.restricted)
    having count(*) > 0
  ) as merged on true;
  perform audit.write_of(happened);
  return query select * from unnest(numbers, answers, refusals);
end $$;
comment on function patients.open_audited(jsonb) is
  'Patients as opening them answers, with their audit events; refusal says why nothing is answered where somebody may not see it.';
revoke all on function patients.open_audited(jsonb) from public;
grant execute on function patients.open_audited(jsonb) to openward_app;
