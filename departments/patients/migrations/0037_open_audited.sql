-- Opening a patient is the most frequent act of the hospital: one statement enters, reads, and writes the audit event.
create function patients.open_audited(context jsonb, p_patient_id uuid) returns table (answer text, refusal text)
language plpgsql volatile as $$
declare
  shown uuid;
begin
  perform platform.enter(context);
  answer := patients.open(p_patient_id);
  if answer is not null then
    select coalesce(survivor_id, id) into shown from patients.patient where id = p_patient_id;
    perform audit.write_of(context, 'success', shown,
      case when shown = p_patient_id then '{}' else jsonb_build_object('asked_for', p_patient_id) end);
  elsif patients.restriction_of(p_patient_id) then
    refusal := 'restricted';
    perform audit.write_of(context, 'denied', p_patient_id, '{"reason": "restricted"}');
  end if;
  return next;
end $$;
comment on function patients.open_audited(jsonb, uuid) is
  'A patient as opening it answers, with its audit event; refusal says why nothing is answered where somebody may not see it.';
revoke all on function patients.open_audited(jsonb, uuid) from public;
grant execute on function patients.open_audited(jsonb, uuid) to openward_app;
