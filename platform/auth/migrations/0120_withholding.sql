-- What a patient withholds from whom. Row-level security knows of it as it knows of broken glass: by a list of records, here of closed ones.

alter table auth.policy add column glass_opens_withheld boolean not null default true;
comment on column auth.policy.glass_opens_withheld is 'Whether broken glass opens, in an emergency, what the patient withholds: as the law of the country has it.';

create table auth.withholding (
  id uuid primary key default uuidv7(),
  patient_id uuid not null,
  role text constraint withholding_role references auth.role (name),
  account_id uuid constraint withholding_account references auth.account (id),
  reason text not null default '' check (length(reason) <= 1000),
  since timestamptz not null default now(),
  until timestamptz,
  by uuid not null default platform.actor_id(),
  by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  constraint withholding_from_one check (num_nonnulls(role, account_id) <= 1),
  constraint withholding_ends check (until > since),
  constraint withholding_end_is_whole check (num_nulls(ended_at, ended_by_name) in (0, 2))
);
create unique index withholding_once on auth.withholding (patient_id, coalesce(role, ''), coalesce(account_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
create index withholding_role on auth.withholding (role) where ended_at is null;
create index withholding_account on auth.withholding (account_id) where ended_at is null;
comment on table auth.withholding is 'Personal: what patients withhold from whom; projected into a FHIR Consent of the same id. Sensitivity high. Kept as long as the patient’s record.';
comment on column auth.withholding.id is 'Key, and that of the FHIR Consent.';
comment on column auth.withholding.patient_id is 'Whose record. Personal, pseudonymous.';
comment on column auth.withholding.role is 'From whoever holds this role.';
comment on column auth.withholding.account_id is 'From this person. Personal (staff). Without role and person: from everybody but those who answer for rights.';
comment on column auth.withholding.reason is 'Why, in the words of the patient. May tell of health. Personal.';
comment on column auth.withholding.since is 'Since when.';
comment on column auth.withholding.until is 'Until when; null for good.';
comment on column auth.withholding.by is 'Who wrote it down. Personal (staff).';
comment on column auth.withholding.by_name is 'What they were called then. Personal (staff).';
comment on column auth.withholding.ended_at is 'When the patient took it back.';
comment on column auth.withholding.ended_by_name is 'Who wrote that down. Personal (staff).';
alter table auth.withholding enable row level security;
alter table auth.withholding force row level security;
create policy withholding_kept on auth.withholding using (platform.scope() = 'system' or (platform.scope() = 'staff' and platform.cleared('rights')));
grant select, insert (patient_id, role, account_id, reason, until, by_name), update (ended_at, ended_by_name) on auth.withholding to openward_app;

create function auth.end_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null then
    raise check_violation using message = 'What was taken back stays so', constraint = 'withholding_ended_once', table = 'withholding', schema = 'auth';
  end if;
  return new;
end $$;
comment on function auth.end_once() is 'A withholding ends once.';
revoke all on function auth.end_once() from public;
create trigger withholding_ended_once before update on auth.withholding for each row execute function auth.end_once();

create function auth.withheld_of(p_account_id uuid) returns text
language sql stable security definer set search_path = pg_catalog
return coalesce((
  select string_agg(distinct record::text, ',' order by record::text)
  from auth.withholding w, unnest(array_append(records.alias_set(w.patient_id), w.patient_id)) as record
  where w.ended_at is null and (w.until is null or w.until > now())
    and case
      when w.account_id is not null then w.account_id = p_account_id
      when w.role is not null then exists (select from auth.account_role held where held.account_id = p_account_id and held.role = w.role)
      else not exists (select from auth.account_role held join auth.role_permission may using (role) where held.account_id = p_account_id and may.permission = 'rights.answer')
    end
    and not exists (select from auth.broken_glass glass, auth.policy
      where policy.glass_opens_withheld and glass.account_id = p_account_id and glass.ends_at > now() and record = any (glass.record_ids))), '');
comment on function auth.withheld_of(uuid) is 'The records that patients withhold from this account, with commas. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.withheld_of(uuid) from public;
grant execute on function auth.withheld_of(uuid) to openward_app;

create or replace function platform.sees_patient(patient_id uuid, restricted boolean) returns boolean
language sql stable parallel safe
return platform.may_see(platform.scope(), platform.own_patient(),
  platform.cleared('restricted') or platform.broke_glass(current_setting('openward.glass', true), patient_id), patient_id, restricted)
  and not platform.broke_glass(current_setting('openward.withheld', true), patient_id);

create or replace function platform.context_sees(context jsonb, patient_id uuid, restricted boolean) returns boolean
language sql immutable parallel safe
return platform.may_see(context ->> 'scope', nullif(context ->> 'patient', '')::uuid,
  coalesce('restricted' = any (string_to_array(context ->> 'clearance', ',')), false)
    or platform.broke_glass(context ->> 'glass', patient_id), patient_id, restricted)
  and not platform.broke_glass(context ->> 'withheld', patient_id);

-- A decision rests on what is withheld too: it lapses when that changes.
create or replace function auth.stamp(p_token_hash bytea) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_one text;
begin
  -- The row versions (xmin) of session and account say that neither has changed. A session whose time to be touched, locked
  -- or ended has come has no stamp: it is opened in full.
  select session.xmin::text || '.' || account.xmin::text || '.' || roles.version::text || '.' || policy.version::text
      || '.' || auth.glass_of(account.id) || '.' || auth.withheld_of(account.id) into found_one
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
    select 'token.' || token.xmin::text || '.' || account.xmin::text || '.' || roles.version::text || '.' || auth.withheld_of(account.id) into found_one
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
