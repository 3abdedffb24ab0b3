-- Checking in by the link of a reminder: from when and until when, around the time of the appointment.
create table visits.phone_check_in (
  one boolean primary key default true check (one),
  active boolean not null default true,
  before_minutes int not null default 60 check (before_minutes between 5 and 720),
  after_minutes int not null default 30 check (after_minutes between 0 and 720),
  version int not null default 1
);
insert into visits.phone_check_in default values;
comment on table visits.phone_check_in is 'How patients check in by telephone. Not personal. One row.';
comment on column visits.phone_check_in.one is 'There is one row.';
comment on column visits.phone_check_in.active is 'Whether they may.';
comment on column visits.phone_check_in.before_minutes is 'From so long before the appointment on.';
comment on column visits.phone_check_in.after_minutes is 'Until so long after its time.';
comment on column visits.phone_check_in.version is 'Counts the changes.';
alter table visits.phone_check_in enable row level security;
alter table visits.phone_check_in force row level security;
create policy phone_check_in_for_staff on visits.phone_check_in to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
grant select, update (active, before_minutes, after_minutes, version) on visits.phone_check_in to openward_app;
