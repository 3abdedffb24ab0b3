-- What must exist before the first migration; run at each start, and changes nothing when it is there.
-- Roles belong to the whole server, so another hospital of the same server may have made them already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'openward_owner') then
    begin
      create role openward_owner nologin;
    exception when duplicate_object or unique_violation then
      null; -- another hospital of this server was faster
    end;
  end if;
  if not exists (select from pg_roles where rolname = 'openward_app') then
    begin
      create role openward_app nologin;
    exception when duplicate_object or unique_violation then
      null; -- another hospital of this server was faster
    end;
  end if;
  if not pg_has_role('openward_owner', 'set') then
    execute format('grant openward_owner to %I with set true, inherit true', current_user);
  end if;
  if not has_database_privilege('openward_owner', current_database(), 'create') then
    execute format('grant create on database %I to openward_owner', current_database());
  end if;
  if to_regnamespace('platform') is null then
    create schema platform authorization openward_owner;
  end if;
  if to_regclass('platform.migration') is null then
    create table platform.migration (
      number int primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default clock_timestamp()
    );
    comment on table platform.migration is 'The changes of the database that were applied, in order.';
    comment on column platform.migration.sha256 is 'Of the file as it was applied: an applied file is never changed.';
    alter table platform.migration owner to openward_owner;
  end if;
end
$$;
