-- The stamp of a session went through all that patients withhold, from whomever, at each request. It now names the state of that register: its
-- count of changes, and when the next entry runs out.

create table auth.withholding_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 1
);
insert into auth.withholding_version default values;
comment on table auth.withholding_version is 'Changes with what patients withhold and with which records are one, so that servers may keep what they know of an account and still notice at the next request. Not personal.';
comment on column auth.withholding_version.only_row is 'Always true.';
comment on column auth.withholding_version.version is 'Counts the changes.';
alter table auth.withholding_version enable row level security;
alter table auth.withholding_version force row level security;
create policy withholding_version_system on auth.withholding_version using (platform.scope() = 'system');

create index withholding_until on auth.withholding (until) where ended_at is null and until is not null;

create function auth.count_withholding() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update auth.withholding_version set version = version + 1;
  return null;
end $$;
comment on function auth.count_withholding() is 'Counts a change of what patients withhold. SECURITY DEFINER: whoever makes it, nobody else may write there.';
revoke all on function auth.count_withholding() from public;
create trigger count_withholding after insert or update or delete on auth.withholding for each statement execute function auth.count_withholding();

-- Which records are one decides which are withheld. Merges of others count nothing: they would wait for each other here.
create function auth.count_withholding_of_merged() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  touched records.alias := coalesce(new, old);
begin
  if exists (select from auth.withholding w where w.ended_at is null
      and (w.patient_id in (touched.patient_id, touched.surviving_id) or w.patient_id = any (records.alias_set(touched.patient_id)) or w.patient_id = any (records.alias_set(touched.surviving_id)))) then
    update auth.withholding_version set version = version + 1;
  end if;
  return null;
end $$;
comment on function auth.count_withholding_of_merged() is 'Counts a merge, or its undoing, of a record that is withheld. SECURITY DEFINER: whoever merges.';
revoke all on function auth.count_withholding_of_merged() from public;
create trigger count_withholding after insert or update or delete on records.alias for each row execute function auth.count_withholding_of_merged();

create function auth.withholding_state() returns text
language sql stable security definer set search_path = pg_catalog
return (select version::text from auth.withholding_version)
  || coalesce('/' || extract(epoch from (select min(until) from auth.withholding where ended_at is null and until > now()))::text, '');
comment on function auth.withholding_state() is 'Differs whenever what is withheld from anybody may. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.withholding_state() from public;

create or replace function auth.stamp(p_token_hash bytea) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_one text;
begin
  -- The row versions (xmin) of session and account say that neither has changed. A session whose time to be touched, locked
  -- or ended has come has no stamp: it is opened in full.
  select session.xmin::text || '.' || account.xmin::text || '.' || roles.version::text || '.' || policy.version::text
      || '.' || auth.glass_of(account.id) || '.' || auth.withholding_state() into found_one
    from auth.session session
    join auth.account account on account.id = session.account_id
    cross join auth.role_version roles
    cross join auth.policy policy
    where session.token_hash = p_token_hash
      and session.ended_at is null
      and session.locked_at is null
      and session.ends_at > now()
      and session.last_seen_at > now() - least(interval '1 minute', session.lock_after, session.end_after_idle)
      and account.disabled_at is null;
  if found_one is null then
    select 'token.' || token.xmin::text || '.' || account.xmin::text || '.' || roles.version::text || '.' || auth.withholding_state() into found_one
      from auth.api_token token
      join auth.account account on account.id = token.account_id
      cross join auth.role_version roles
      where token.token_hash = p_token_hash
        and token.revoked_at is null
        and (token.expires_at is null or token.expires_at > now())
        and token.last_used_at > now() - interval '1 minute'
        and account.disabled_at is null
        and account.kind = 'service';
  end if;
  return found_one;
end $$;
