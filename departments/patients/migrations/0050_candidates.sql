-- Whom a FHIR search by name and birth date may mean, as a stream that is read in pages: over the tables of 0031_search.sql,
-- which nobody but functions can read. Written for the person of a context, so that searches that are one statement for
-- several askers use it too; patients.candidates asks it for whoever acts in the transaction.
create function patients.candidates_of(context jsonb, p_beginning text, p_births daterange, p_after text, p_after_id uuid, p_most int)
returns table (patient_id uuid, place text)
language plpgsql stable set search_path = pg_catalog, patients
set plan_cache_mode = force_generic_plan
-- Always along the index, in its order: a page stops early.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  -- Words are folded here as they were when the names were written.
  word text := (select w.word from unnest(patients.name_words(left(p_beginning, 200))) as w (word) order by length(w.word) desc limit 1);
begin
  if word is null and p_births is null then return; end if;
  -- Few are born within a week: they are looked at one by one.
  if word is null or upper(p_births) - lower(p_births) <= 7 then
    return query
    select p.id, p.birth_day::text from patients.patient p
    where p.birth_day >= lower(p_births) and p.birth_day < upper(p_births)
      and (p_after is null or (p.birth_day, p.id) > (p_after::date, p_after_id))
      and platform.context_sees(context, p.id, p.restricted)
    order by p.birth_day, p.id limit least(p_most, 1001);
    return;
  end if;
  return query
  select k.patient_id, k.key from patients.search_name k
  where k.key >= coalesce(p_after collate "C", word) and k.key < patients.range_end(word) and k.main
    and (p_after is null or (k.key, k.patient_id) > (p_after collate "C", p_after_id))
    and platform.context_sees(context, k.patient_id, k.restricted)
    -- Two words of a name may begin so: each patient is met once, at the first. A key that was not cut holds all the words.
    and (strpos(k.key, ' ' || word) = 0 and length(k.key) < 600
      or not exists (select from patients.search_name o
        where o.patient_id = k.patient_id and o.main and o.key >= word and o.key < k.key))
  group by k.key, k.patient_id
  order by k.key, k.patient_id limit least(p_most, 1001);
end $$;
comment on function patients.candidates_of(jsonb, text, daterange, text, uuid, int) is
  'Patients who have a name that begins so, or who were born then, in a stable order after a place; whom the person of the context may not see is left out.';
revoke all on function patients.candidates_of(jsonb, text, daterange, text, uuid, int) from public;

create function patients.candidates(p_beginning text, p_births daterange, p_after text, p_after_id uuid, p_most int)
returns table (patient_id uuid, place text)
language sql stable security definer set search_path = pg_catalog, patients as $$
  select * from patients.candidates_of(
    jsonb_build_object('scope', platform.scope(), 'patient', platform.own_patient(), 'clearance', current_setting('openward.clearance', true)),
    p_beginning, p_births, p_after, p_after_id, p_most)
$$;
comment on function patients.candidates(text, daterange, text, uuid, int) is
  'As patients.candidates_of, for whoever acts. SECURITY DEFINER: a prefix search under row-level security loses its index; who may not be seen is left out there.';
revoke all on function patients.candidates(text, daterange, text, uuid, int) from public;
grant execute on function patients.candidates(text, daterange, text, uuid, int) to openward_app;
