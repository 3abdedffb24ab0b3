-- What is named in a list is there: a list takes no foreign key, so a trigger keeps it, and another keeps what is named from going away.

create function scheduling.keep_named_calendars() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  if exists (select from unnest(new.resource_ids) as named(id) where not exists (select from scheduling.resource r where r.id = named.id)) then
    raise foreign_key_violation using constraint = 'appointment_calendars', message = 'Names a calendar that is not there';
  end if;
  return null;
end $$;
comment on function scheduling.keep_named_calendars() is 'The calendars of an appointment are there. SECURITY DEFINER: whoever writes.';
revoke all on function scheduling.keep_named_calendars() from public;
create trigger keep_named_calendars after insert or update of resource_ids on scheduling.appointment for each row execute function scheduling.keep_named_calendars();

create function scheduling.keep_named_kinds() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  if exists (select from unnest(new.visit_type_ids) as named(id) where not exists (select from scheduling.visit_type t where t.id = named.id)) then
    raise foreign_key_violation using constraint = tg_table_name || '_visit_types', message = 'Names a kind of appointment that is not there';
  end if;
  return null;
end $$;
comment on function scheduling.keep_named_kinds() is 'The kinds of appointments that a rule or a session is open for are there. SECURITY DEFINER: whoever writes.';
revoke all on function scheduling.keep_named_kinds() from public;
create trigger keep_named_kinds after insert or update of visit_type_ids on scheduling.template for each row when (new.visit_type_ids <> '{}') execute function scheduling.keep_named_kinds();
create trigger keep_named_kinds after insert or update of visit_type_ids on scheduling.session for each row when (new.visit_type_ids <> '{}') execute function scheduling.keep_named_kinds();

/* Under a lock that every writer of such a list is in the way of: one who names it at this moment is waited for and seen, one who comes later finds
   it gone. The application deletes neither calendars nor kinds, so nobody who books waits here. */
create function scheduling.keep_what_is_named() returns trigger
language plpgsql security definer set search_path = pg_catalog, scheduling as $$
begin
  if tg_table_name = 'resource' then
    lock table scheduling.appointment in share mode;
    if exists (select from scheduling.appointment where old.id = any (resource_ids)) then
      raise foreign_key_violation using constraint = 'appointment_calendars', message = 'Appointments name this calendar';
    end if;
  else
    lock table scheduling.template, scheduling.session in share mode;
    if exists (select from scheduling.template where old.id = any (visit_type_ids)) or exists (select from scheduling.session where old.id = any (visit_type_ids)) then
      raise foreign_key_violation using constraint = 'template_visit_types', message = 'Sessions are open for this kind of appointment';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function scheduling.keep_what_is_named() is 'A calendar that an appointment names, and a kind that sessions are open for, are not deleted, and keep their keys. SECURITY DEFINER: it must see all of it.';
revoke all on function scheduling.keep_what_is_named() from public;
create trigger keep_what_is_named before delete on scheduling.resource for each row execute function scheduling.keep_what_is_named();
create trigger keep_what_is_named before delete on scheduling.visit_type for each row execute function scheduling.keep_what_is_named();
create trigger keep_its_key before update of id on scheduling.resource for each row when (new.id <> old.id) execute function scheduling.keep_what_is_named();
create trigger keep_its_key before update of id on scheduling.visit_type for each row when (new.id <> old.id) execute function scheduling.keep_what_is_named();
