-- A visit that is moved to another record takes its token along: whoever holds the number is the patient of the visit.
create or replace function visits.keep_token() returns trigger
language plpgsql security definer set search_path = pg_catalog, visits as $$
begin
  if new.id <> old.id or new.code <> old.code or new.day <> old.day
    or (old.patient_id is not null and new.patient_id is distinct from old.patient_id
      and not exists (select from visits.visit v where v.id = new.visit_id and v.patient_id = new.patient_id)) then
    raise check_violation using constraint = 'token_keeps_its_patient', message = 'A token keeps its code, its day and the patient of its visit';
  end if;
  return new;
end $$;
comment on function visits.keep_token() is 'A token is of one patient: that of its visit, wherever that is moved. SECURITY DEFINER: whoever writes.';
