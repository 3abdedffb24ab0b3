-- Whoever broke the glass of a record sees what a label hides in it; never what is in nobody's record.

create function records.label_open(p_sensitivity text, glass text, p_patient_id uuid) returns boolean language sql immutable parallel safe
return p_sensitivity is null or (p_sensitivity <> 'unassigned' and platform.broke_glass(glass, p_patient_id));
comment on function records.label_open(text, text, uuid) is 'Whether a label is none, or the glass of the record that it hides something in is broken.';

create or replace function records.sees(p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then platform.scope() in ('staff', 'system')
  else platform.sees_patient(p_patient_id, p_restricted)
    or (platform.scope() = 'patient' and p_patient_id = any (records.alias_set(platform.own_patient())))
end and (p_sensitivity is null or platform.scope() = 'system' or platform.cleared(p_sensitivity)
  or (platform.scope() = 'staff' and records.label_open(p_sensitivity, current_setting('openward.glass', true), p_patient_id)));

create or replace function records.context_sees(context jsonb, p_patient_id uuid, p_restricted boolean, p_sensitivity text) returns boolean
language sql stable parallel safe
return case
  when p_patient_id is null then coalesce(context ->> 'scope', '') in ('staff', 'system')
  else platform.context_sees(context, p_patient_id, p_restricted)
    or (context ->> 'scope' = 'patient' and p_patient_id = any (records.alias_set(nullif(context ->> 'patient', '')::uuid)))
end and (p_sensitivity is null or context ->> 'scope' = 'system' or records.context_cleared(context, p_sensitivity)
  or (context ->> 'scope' = 'staff' and records.label_open(p_sensitivity, context ->> 'glass', p_patient_id)));

drop policy history_seen on records.resource_history;
create policy history_seen on records.resource_history for select to openward_app
  using (exists (select from records.resource r where r.type = resource_history.type and r.id = resource_history.id)
    and (sensitivity is null or platform.scope() = 'system' or platform.cleared(sensitivity)
      or (platform.scope() = 'staff' and records.label_open(sensitivity, current_setting('openward.glass', true), patient_id))));

-- What is true says who treats whom: an appointment near today, a visit that is open or was lately, an order or referral that
-- still stands, a care team, a matter to be closed. Nobody keeps a list.
create function records.treats(p_practitioner_id uuid, p_patient_id uuid, p_emergency boolean) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from records.resource r
  where r.patient_id = any (records.alias_set(p_patient_id)) and not r.deleted
    and r.type in ('Appointment', 'Encounter', 'ServiceRequest', 'CareTeam', 'Task')
    and case r.type
      when 'Appointment' then r.status not in ('cancelled', 'noshow', 'entered-in-error')
        and r.period && tstzrange(now() - interval '30 days', now() + interval '7 days')
      when 'Encounter' then r.status not in ('cancelled', 'entered-in-error')
        and (r.status <> 'finished' or coalesce(upper(r.period), r.last_updated) > now() - interval '30 days')
      else r.status in ('active', 'draft', 'on-hold', 'requested', 'accepted', 'in-progress', 'received', 'ready')
    end
    and (r.body::text like '%"Practitioner/' || p_practitioner_id::text || '"%'
      -- Everybody of the emergency department treats whoever is there.
      or (p_emergency and r.type = 'Encounter' and r.status in ('arrived', 'triaged', 'in-progress', 'onleave')
        and r.body::jsonb #>> '{class,code}' = 'EMER')));
comment on function records.treats(uuid, uuid, boolean) is
  'Whether this practitioner treats this patient, by what is true now. SECURITY DEFINER: a label may hide what makes it true; one range over the compartment.';
revoke all on function records.treats(uuid, uuid, boolean) from public;
grant execute on function records.treats(uuid, uuid, boolean) to openward_app;
