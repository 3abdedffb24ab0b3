-- Breaking the glass: somebody who treats a patient opens a record that is closed to them, for a reason and for a while, and
-- somebody else looks at it afterwards. Row-level security knows of it as it knows of the clearance.

alter table auth.policy
  add column glass_minutes int not null default 60 check (glass_minutes between 5 and 1440),
  add column relation_required boolean not null default false;
comment on column auth.policy.glass_minutes is 'For how long a record stays open to whoever broke the glass.';
comment on column auth.policy.relation_required is 'Whether a clinical record opens only to those who treat the patient; otherwise to all whose role opens records, audited.';

create table auth.broken_glass (
  id uuid primary key default uuidv7(),
  account_id uuid not null references auth.account (id),
  patient_id uuid not null,
  record_ids uuid[] not null,
  reason text not null check (length(btrim(reason)) between 5 and 500),
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid references auth.account (id),
  outcome text check (outcome in ('justified', 'explained', 'misuse')),
  note text check (length(note) <= 2000),
  constraint broken_glass_ends check (ends_at > opened_at),
  constraint broken_glass_opens_its_patient check (patient_id = any (record_ids)),
  constraint broken_glass_review_is_whole check (num_nulls(reviewed_at, reviewed_by, outcome) in (0, 3)),
  constraint broken_glass_misuse_is_told check (outcome is distinct from 'misuse' or length(btrim(coalesce(note, ''))) > 0),
  -- Nobody judges themselves.
  constraint broken_glass_reviewed_by_another check (reviewed_by <> account_id)
);
create index broken_glass_account on auth.broken_glass (account_id, ends_at);
create index broken_glass_waits on auth.broken_glass (opened_at) where reviewed_at is null;
comment on table auth.broken_glass is 'Personal: who opened a closed record in an emergency, why, and what a reviewer found. Sensitivity high. Kept as long as the audit log.';
comment on column auth.broken_glass.id is 'Key; audit events name it.';
comment on column auth.broken_glass.account_id is 'Who broke the glass. Personal (staff).';
comment on column auth.broken_glass.patient_id is 'Whose record was opened. Personal, pseudonymous.';
comment on column auth.broken_glass.record_ids is 'That record and those that are read as one with it. Personal, pseudonymous.';
comment on column auth.broken_glass.reason is 'Why, in the words of whoever did it. May tell of health. Personal.';
comment on column auth.broken_glass.opened_at is 'When.';
comment on column auth.broken_glass.ends_at is 'The record is closed again from then on.';
comment on column auth.broken_glass.reviewed_at is 'When somebody looked at it; null while it waits.';
comment on column auth.broken_glass.reviewed_by is 'Who did; never whoever broke the glass. Personal (staff).';
comment on column auth.broken_glass.outcome is 'justified; explained (a talk was enough); misuse.';
comment on column auth.broken_glass.note is 'What the reviewer says of it. Personal (staff).';

alter table auth.broken_glass enable row level security;
alter table auth.broken_glass force row level security;
create policy broken_glass_system on auth.broken_glass using (platform.scope() = 'system');
create policy broken_glass_own on auth.broken_glass for select using (account_id = platform.actor_id());
create policy broken_glass_break on auth.broken_glass for insert
  with check (platform.scope() = 'staff' and account_id = platform.actor_id() and reviewed_at is null);
create policy broken_glass_seen on auth.broken_glass for select using (platform.cleared('audit'));
create policy broken_glass_review on auth.broken_glass for update using (platform.cleared('audit'));
grant select on auth.broken_glass to openward_app;
-- The time is the database's to give; what was done never changes, what was found of it is said once.
grant insert (account_id, patient_id, record_ids, reason, ends_at) on auth.broken_glass to openward_app;
grant update (reviewed_at, reviewed_by, outcome, note) on auth.broken_glass to openward_app;

create function auth.review_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.reviewed_at is not null then
    raise check_violation using message = 'A review that is closed does not change', constraint = 'broken_glass_reviewed_once', table = 'broken_glass', schema = 'auth';
  end if;
  return new;
end $$;
comment on function auth.review_once() is 'A review that is closed stays as it is.';
revoke all on function auth.review_once() from public;
create trigger broken_glass_reviewed_once before update on auth.broken_glass for each row execute function auth.review_once();

create function auth.glass_of(p_account_id uuid) returns text
language sql stable security definer set search_path = pg_catalog
return coalesce((
  select string_agg(distinct record::text, ',' order by record::text)
  from auth.broken_glass glass, unnest(glass.record_ids) as record
  where glass.account_id = p_account_id and glass.ends_at > now()), '');
comment on function auth.glass_of(uuid) is 'The records that are open to this account because it broke the glass, with commas. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.glass_of(uuid) from public;
grant execute on function auth.glass_of(uuid) to openward_app;

create function auth.relation_required() returns boolean
language sql stable security definer set search_path = pg_catalog
return (select relation_required from auth.policy);
comment on function auth.relation_required() is 'Whether a clinical record opens only to those who treat the patient. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.relation_required() from public;
grant execute on function auth.relation_required() to openward_app;

-- The rule of row-level security, with the broken glass in it -----------------------------------------------------------

create function platform.broke_glass(glass text, patient_id uuid) returns boolean language sql immutable parallel safe
return coalesce(patient_id::text = any (string_to_array(glass, ',')), false);
comment on function platform.broke_glass(text, uuid) is 'Whether a list of records, with commas, names this one.';

create or replace function platform.sees_patient(patient_id uuid, restricted boolean) returns boolean
language sql stable parallel safe
return platform.may_see(platform.scope(), platform.own_patient(),
  platform.cleared('restricted') or platform.broke_glass(current_setting('openward.glass', true), patient_id), patient_id, restricted);

create or replace function platform.context_sees(context jsonb, patient_id uuid, restricted boolean) returns boolean
language sql immutable parallel safe
return platform.may_see(context ->> 'scope', nullif(context ->> 'patient', '')::uuid,
  coalesce('restricted' = any (string_to_array(context ->> 'clearance', ',')), false)
    or platform.broke_glass(context ->> 'glass', patient_id), patient_id, restricted);

-- A decision rests on the broken glass and on the mode too: it lapses when either changes, also by time.
create or replace function auth.stamp(p_token_hash bytea) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_one text;
begin
  -- The row versions (xmin) of session and account say that neither has changed. A session whose time to be touched, locked
  -- or ended has come has no stamp: it is opened in full.
  select session.xmin::text || '.' || account.xmin::text || '.' || roles.version::text || '.' || policy.version::text
      || '.' || auth.glass_of(account.id) into found_one
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
