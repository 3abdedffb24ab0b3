-- What must be closed: an order until its result is there, a result until somebody has seen it, a draft until it is signed.
-- Each has an owner and a due time from the moment it exists, so that nothing is left open by nobody.

create table records.loop (
  id uuid primary key default uuidv7(),
  kind text not null constraint loop_kind
    check (kind in ('order', 'referral', 'result', 'follow_up', 'note', 'cosign', 'task', 'message')),
  title text not null constraint loop_title check (title ~ '\S' and length(title) <= 500),
  patient_id uuid not null,
  restricted boolean not null,
  sensitivity text,
  visit_id text,
  about_type text,
  about_id text,
  owner_account uuid constraint loop_owner_account references auth.account,
  owner_role text constraint loop_owner_role references auth.role,
  owner_department text,
  -- Departments come after the records; their FHIR face is here already, and it is what the owner must be.
  owner_department_type text generated always as (case when owner_department is not null then 'Organization' end) stored,
  due timestamptz not null,
  state text not null default 'open' constraint loop_state check (state in ('open', 'done', 'cancelled')),
  outcome text constraint loop_outcome check (outcome in ('done', 'no_action', 'patient_told', 'follow_up_made', 'read')),
  note text constraint loop_note check (note ~ '\S' and length(note) <= 2000),
  opened_at timestamptz not null default now(),
  opened_by uuid default platform.actor_id(),
  opened_by_name text,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  version int not null default 1,
  constraint loop_has_one_owner check (num_nonnulls(owner_account, owner_role, owner_department) = 1),
  constraint loop_is_about_something check (num_nonnulls(about_type, about_id) <> 1),
  constraint loop_closed_says_how check (
    (state = 'open') = (closed_at is null) and (state = 'done') = (outcome is not null) and (state <> 'cancelled' or note is not null)),
  constraint loop_patient foreign key (patient_id, restricted)
    references records.compartment (patient_id, restricted) on update cascade,
  constraint loop_about foreign key (about_type, about_id) references records.resource (type, id),
  constraint loop_owner_department foreign key (owner_department_type, owner_department) references records.resource (type, id)
);
create index loop_of_account on records.loop (owner_account, due) where state = 'open' and owner_account is not null;
create index loop_of_role on records.loop (owner_role, due) where state = 'open' and owner_role is not null;
create index loop_of_department on records.loop (owner_department, due) where state = 'open' and owner_department is not null;
create index loop_due on records.loop (due, id) where state = 'open';
create index loop_of_patient on records.loop (patient_id, due);
-- The same thing waits for the same act only once, however often its cause is told.
create unique index loop_open_once on records.loop (about_type, about_id, kind)
  where state = 'open' and kind in ('order', 'referral', 'result', 'cosign');
create index loop_about on records.loop (about_type, about_id) where about_id is not null;

comment on table records.loop is 'Personal, health: what must be closed, by whom and until when (FHIR Task). Sensitivity high. Kept for the life of the hospital’s records.';
comment on column records.loop.id is 'Key; also the id of the FHIR Task.';
comment on column records.loop.kind is 'order, referral, result, follow_up, note (unsigned), cosign, task or message.';
comment on column records.loop.title is 'What is to be done. Personal, health.';
comment on column records.loop.patient_id is 'The patient whom it is about. Personal, pseudonymous.';
comment on column records.loop.restricted is 'The patient’s label, copied from records.compartment by the foreign key.';
comment on column records.loop.sensitivity is 'Label that a reader must be cleared for, as that of what it is about.';
comment on column records.loop.visit_id is 'The visit (Encounter) that it came out of. Personal, pseudonymous.';
comment on column records.loop.about_type is 'FHIR type of what it is about: the order, the result, the note.';
comment on column records.loop.about_id is 'FHIR id of what it is about. Personal, pseudonymous.';
comment on column records.loop.owner_account is 'Who has to close it. Personal (staff).';
comment on column records.loop.owner_role is 'Whoever holds this role has to close it.';
comment on column records.loop.owner_department is 'Whoever works in this department (FHIR Organization) has to close it.';
comment on column records.loop.owner_department_type is 'Organization where a department owns it; for the foreign key.';
comment on column records.loop.due is 'Until when it is to be closed.';
comment on column records.loop.state is 'open, done or cancelled. What is closed stays closed.';
comment on column records.loop.outcome is 'How it was done: done, no_action, patient_told, follow_up_made, read.';
comment on column records.loop.note is 'What was said on closing; why it was cancelled. Personal, health.';
comment on column records.loop.opened_at is 'When it was opened.';
comment on column records.loop.opened_by is 'The account that caused it. Personal (staff).';
comment on column records.loop.opened_by_name is 'What that account was called then. Personal (staff).';
comment on column records.loop.closed_at is 'When it was closed.';
comment on column records.loop.closed_by is 'The account that closed it. Personal (staff).';
comment on column records.loop.closed_by_name is 'What that account was called then. Personal (staff).';
comment on column records.loop.version is 'Counts the changes; given by the database alone.';

create function records.keep_loop() returns trigger language plpgsql set search_path = pg_catalog, records as $$
begin
  -- The record that it lies in, and that record’s label, may still change.
  if old.state <> 'open' and (new.kind, new.title, new.about_type, new.about_id, new.owner_account, new.owner_role, new.owner_department, new.due,
    new.state, new.outcome, new.note, new.closed_at, new.closed_by) is distinct from (old.kind, old.title, old.about_type, old.about_id,
    old.owner_account, old.owner_role, old.owner_department, old.due, old.state, old.outcome, old.note, old.closed_at, old.closed_by) then
    raise check_violation using constraint = 'loop_closed_stays', message = 'What is closed stays closed';
  end if;
  new.version := old.version + 1;
  return new;
end $$;
comment on function records.keep_loop() is 'Counts the version, and refuses to change what is closed.';
revoke all on function records.keep_loop() from public;
create trigger keep_loop before update on records.loop for each row execute function records.keep_loop();

-- Who looks after whose inbox while they are away.
create table records.cover (
  id uuid primary key default uuidv7(),
  account_id uuid not null default platform.actor_id() constraint cover_account references auth.account,
  colleague_id uuid not null constraint cover_colleague references auth.account,
  during tstzrange not null constraint cover_has_both_ends
    check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  created_at timestamptz not null default now(),
  constraint cover_is_by_another check (account_id <> colleague_id),
  constraint cover_once_at_a_time exclude using gist (account_id with =, during with &&)
);
create index cover_of_colleague on records.cover using gist (colleague_id, during);
comment on table records.cover is 'Personal (staff): who looks after whose inbox, from when to when. Sensitivity low. Kept for as long as the audit log, which it explains.';
comment on column records.cover.id is 'Key.';
comment on column records.cover.account_id is 'Who is away. Personal (staff).';
comment on column records.cover.colleague_id is 'Who looks after their inbox. Personal (staff).';
comment on column records.cover.during is 'From when to when, half-open; never two colleagues at once.';
comment on column records.cover.created_at is 'When it was named.';

alter table records.loop enable row level security;
alter table records.loop force row level security;
alter table records.cover enable row level security;
alter table records.cover force row level security;
create policy loop_seen on records.loop to openward_app
  using (records.sees(patient_id, restricted, sensitivity)) with check (records.sees(patient_id, restricted, sensitivity));
create policy cover_seen on records.cover for select to openward_app using (platform.scope() in ('staff', 'system'));
create policy cover_own_added on records.cover for insert to openward_app
  with check (platform.scope() in ('staff', 'system') and account_id = platform.actor_id());
create policy cover_own_changed on records.cover for update to openward_app
  using (platform.scope() in ('staff', 'system') and account_id = platform.actor_id());
create policy cover_own_removed on records.cover for delete to openward_app
  using (platform.scope() in ('staff', 'system') and account_id = platform.actor_id());

grant select on records.loop to openward_app;
grant insert (id, kind, title, patient_id, restricted, sensitivity, visit_id, about_type, about_id, owner_account, owner_role,
  owner_department, due, opened_by_name) on records.loop to openward_app;
grant update (patient_id, restricted, owner_account, owner_role, owner_department, due, state, outcome, note, closed_at, closed_by,
  closed_by_name) on records.loop to openward_app;
grant select, insert (account_id, colleague_id, during), update (during), delete on records.cover to openward_app;

create function records.hidden_loops(p_accounts uuid[], p_roles text[], p_departments text[]) returns int
language sql stable security definer set search_path = pg_catalog, records as $$
  select count(*)::int from records.loop
  where state = 'open' and not records.sees(patient_id, restricted, sensitivity)
    and (owner_account = any (p_accounts) or owner_role = any (p_roles) or owner_department = any (p_departments))
    and platform.scope() = 'staff'
$$;
comment on function records.hidden_loops(uuid[], text[], text[]) is 'How many open loops of these owners the actor may not see. SECURITY DEFINER: a number only, so that nobody believes an inbox empty that is not.';
revoke all on function records.hidden_loops(uuid[], text[], text[]) from public;
grant execute on function records.hidden_loops(uuid[], text[], text[]) to openward_app;
