-- What an upstream department tells those downstream: written in the transaction of the act, delivered by a job.
create table platform.event (
  id bigint generated always as identity primary key,
  name text not null check (name ~ '^[a-z]+\.[a-z_]+$'),
  subject_id uuid not null,
  other_id uuid,
  at timestamptz not null default now(),
  delivered_to text[] not null default '{}',
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  done_at timestamptz
);
create index event_waiting on platform.event (next_try_at) where done_at is null;
comment on table platform.event is 'Personal, pseudonymous: events such as a death or a merge, until every department that follows it has heard. Sensitivity medium. Forgotten 30 days after it was delivered.';
comment on column platform.event.id is 'Key; the order in which they were written.';
comment on column platform.event.name is 'department.what, such as patients.died.';
comment on column platform.event.subject_id is 'Whom it is about, such as the patient. Personal, pseudonymous.';
comment on column platform.event.other_id is 'A second one, such as the surviving record of a merge. Personal, pseudonymous.';
comment on column platform.event.at is 'When.';
comment on column platform.event.delivered_to is 'The departments that have acted on it.';
comment on column platform.event.tries is 'How often one of them failed.';
comment on column platform.event.next_try_at is 'Not tried before.';
comment on column platform.event.done_at is 'When all had acted on it.';

alter table platform.event enable row level security;
alter table platform.event force row level security;
create policy event_for_system on platform.event to openward_app using (platform.scope() = 'system') with check (platform.scope() = 'system');
grant select, update (delivered_to, tries, next_try_at, done_at), delete on platform.event to openward_app;

create function platform.tell(name text, subject_id uuid, other_id uuid default null) returns void
language sql volatile security definer set search_path = pg_catalog, platform
begin atomic
  insert into platform.event (name, subject_id, other_id) values (tell.name, tell.subject_id, tell.other_id);
end;
comment on function platform.tell(text, uuid, uuid) is
  'Tells the departments downstream of something, in this transaction. SECURITY DEFINER: whoever acts may tell, and read nothing of it.';
revoke all on function platform.tell(text, uuid, uuid) from public;
grant execute on function platform.tell(text, uuid, uuid) to openward_app;
