-- A clinician's own calendar as a subscription: an address that nobody can guess, renewed or revoked by whoever owns it.
create table scheduling.feed (
  id uuid primary key default uuidv7(),
  resource_id uuid not null constraint feed_resource references scheduling.resource (id),
  secret_hash bytea not null constraint feed_secret_once unique check (length(secret_hash) = 32),
  made_at timestamptz not null default now(),
  made_by uuid not null default platform.actor_id(),
  read_at timestamptz,
  revoked_at timestamptz
);
create unique index feed_one_lives on scheduling.feed (resource_id) where revoked_at is null;
comment on table scheduling.feed is 'Personal (staff): addresses under which somebody’s own calendar is subscribed to. Sensitivity medium. Kept two years after they are revoked.';
comment on column scheduling.feed.id is 'Key.';
comment on column scheduling.feed.resource_id is 'Whose calendar. Personal (staff).';
comment on column scheduling.feed.secret_hash is 'SHA-256 of the secret in the address; the secret itself is not kept.';
comment on column scheduling.feed.made_at is 'Since when.';
comment on column scheduling.feed.made_by is 'The account that made it. Personal (staff).';
comment on column scheduling.feed.read_at is 'When it was last asked for.';
comment on column scheduling.feed.revoked_at is 'Since when it answers no more.';

create table scheduling.setting (
  one boolean primary key default true check (one),
  initials_in_feeds boolean not null default false,
  version int not null default 1
);
insert into scheduling.setting default values;
comment on table scheduling.setting is 'What the hospital chose about its calendars. Not personal. One row.';
comment on column scheduling.setting.one is 'There is one row.';
comment on column scheduling.setting.initials_in_feeds is 'Whether the private feed of a clinician shows the initials of patients; nothing of them otherwise.';
comment on column scheduling.setting.version is 'Counts the changes.';

do $$
declare
  each text;
begin
  foreach each in array array['feed', 'setting'] loop
    execute format('alter table scheduling.%I enable row level security', each);
    execute format('alter table scheduling.%I force row level security', each);
    execute format('create policy %I on scheduling.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select, insert, update (read_at, revoked_at) on scheduling.feed to openward_app;
grant select, update (initials_in_feeds, version) on scheduling.setting to openward_app;
