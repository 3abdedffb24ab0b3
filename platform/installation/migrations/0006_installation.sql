-- What this database is: a real hospital, or a demo or training one. Set once and never changed, so that invented patients and
-- real ones can never share a database.
create table platform.installation (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('real', 'demo', 'training')),
  hospital_name text not null check (length(hospital_name) between 1 and 200),
  time_zone text not null default 'Etc/UTC',
  at timestamptz not null default now()
);
comment on table platform.installation is 'One row: what this database is. Not personal.';
comment on column platform.installation.mode is 'real, demo or training; set when the first account is made, never changed.';

create function platform.keep_installation_mode() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.mode <> old.mode then
    raise exception 'the mode of an installation is never changed' using errcode = '23514', constraint = 'installation_mode_is_fixed';
  end if;
  return new;
end $$;
create trigger installation_mode_is_fixed before update or delete on platform.installation
  for each row execute function platform.keep_installation_mode();

grant select, insert on platform.installation to openward_app;
grant update (hospital_name, time_zone) on platform.installation to openward_app;
