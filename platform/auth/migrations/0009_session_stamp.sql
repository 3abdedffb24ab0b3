-- A stamp by which a decision that was made for a session can be known to still hold: it changes whenever anything does
-- that the decision rests on. A server may remember who a session is and what they may do, together with the stamp, and
-- let the statement that acts compare it: one round trip less, and a disabled account or a changed role still acts on the
-- very next request.

-- A change of the roles or of the password touches the account, and so its row version.
alter table auth.account add column touched bigint not null default 0;
comment on column auth.account.touched is 'Counts changes of what belongs to the account: roles, password.';

create function auth.touch_account() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then
    update auth.account set touched = touched + 1 where id = old.account_id;
  end if;
  if tg_op <> 'DELETE' then
    update auth.account set touched = touched + 1 where id = new.account_id;
  end if;
  return null;
end $$;
comment on function auth.touch_account() is 'Touches the account that a changed row belongs to, so that remembered decisions lapse.';
revoke all on function auth.touch_account() from public;
create trigger account_touched after insert or update or delete on auth.account_role
  for each row execute function auth.touch_account();
create trigger account_touched after insert or update or delete on auth.password
  for each row execute function auth.touch_account();

create function auth.stamp(p_token_hash bytea) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_one text;
begin
  -- The row versions (xmin) of session and account say that neither has changed. A session whose time to be touched, locked
  -- or ended has come has no stamp: it is opened in full.
  select session.xmin::text || '.' || account.xmin::text || '.' || roles.version::text into found_one
    from auth.session session
    join auth.account account on account.id = session.account_id
    cross join auth.role_version roles
    where session.token_hash = p_token_hash
      and session.ended_at is null
      and session.locked_at is null
      and session.ends_at > now()
      and session.last_seen_at > now() - least(interval '1 minute', session.lock_after, session.end_after_idle)
      and account.disabled_at is null;
  if found_one is null then
    select 'token.' || token.xmin::text || '.' || account.xmin::text || '.' || roles.version::text into found_one
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
comment on function auth.stamp(bytea) is
  'What a decision made for this session or machine''s token rests on, as one text; null when it must be opened in full.';
revoke all on function auth.stamp(bytea) from public;
grant execute on function auth.stamp(bytea) to openward_app;
