-- Why there is more than there is room for, why an appointment was moved, and what the patient had said at each version.
alter table scheduling.appointment
  add column overbooked_because text,
  add constraint appointment_overbooked_says_why check (not overbooked or coalesce(overbooked_because ~ '\S', false));
comment on column scheduling.appointment.overbooked_because is 'Why it was put above the ordinary capacity. Personal, health.';
grant insert (overbooked_because), update (overbooked_because) on scheduling.appointment to openward_app;

alter table scheduling.appointment_history add column confirmed_at timestamptz;
comment on column scheduling.appointment_history.confirmed_at is 'When the patient had said that they would come; null where they had not.';

/* Why a version differs is said for the transaction (`scheduling.because`), by whoever moves: a column would keep the reason of the move before for
   every change after it. */
create or replace function scheduling.keep_appointment_history() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  insert into scheduling.appointment_history (appointment_id, version, status, during, resource_ids, confirmed_at, actor_id, actor_name, reason)
    values (new.id, new.version, new.status, new.during, new.resource_ids, new.confirmed_at, new.updated_by, new.updated_by_name,
      coalesce(new.stopped_reason, nullif(current_setting('scheduling.because', true), ''), case when tg_op = 'INSERT' then new.overbooked_because end));
  -- What is called off, or never was, takes up nothing.
  if new.status in ('cancelled', 'entered-in-error') then
    delete from scheduling.reservation where appointment_id = new.id;
  end if;
  return null;
end $$;
