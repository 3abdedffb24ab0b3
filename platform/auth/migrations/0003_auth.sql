-- Accounts, credentials, sessions and roles.
--
-- Who reads and writes here, and how (the second wall, behind decide()):
--   system             the sign-in path and the hospital's own work: nobody has signed in yet, or the act is on behalf of none
--   own account        a person's own sessions and credentials
--   cleared 'accounts' the administration of accounts, roles and tokens
--   staff              the names of colleagues and the roles, nothing else
-- Two questions come before any actor exists and at every request: whose session is this, whose token is this. They are
-- SECURITY DEFINER functions with a fixed search_path, so that no caller needs a right to look through all sessions: each
-- answers one row, for a hash that the caller must already know. Everything else runs in a transaction whose scope is
-- set, so that what signing in does is read in TypeScript, beside its audit event, and not spread over stored procedures.

create function auth.fold(username text) returns text language sql immutable strict parallel safe
return casefold(normalize(username, nfkc) collate "pg_unicode_fast") collate "C";
comment on function auth.fold(text) is 'A username as it is compared: without regard to case and width.';

create table auth.account (
  id uuid primary key default uuidv7(),
  username text not null check (length(username) between 1 and 64),
  username_folded text collate "C" not null generated always as (auth.fold(username)) stored,
  display_name text not null check (length(display_name) between 1 and 120),
  kind text not null check (kind in ('person', 'service', 'patient')),
  staff_id uuid,
  patient_id uuid,
  disabled_at timestamptz,
  failed_attempts int not null default 0 check (failed_attempts >= 0),
  last_failed_at timestamptz,
  locked_until timestamptz,
  last_signed_in_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references auth.account (id),
  version int not null default 1,
  constraint account_username_once unique (username_folded),
  constraint account_staff_once unique (staff_id),
  constraint account_patient_once unique (patient_id),
  constraint account_patient_is_known check ((kind = 'patient') = (patient_id is not null)),
  constraint account_staff_is_a_person check (staff_id is null or kind = 'person')
);
comment on table auth.account is 'Personal (staff, patients): who may sign in. Sensitivity medium. Never deleted, since records name their author; disabled instead.';
comment on column auth.account.id is 'Key; records, audit events and sessions name it.';
comment on column auth.account.username is 'What is typed to sign in. Personal. Kept as long as the account.';
comment on column auth.account.username_folded is 'The username as it is compared. Personal. Kept as long as the account.';
comment on column auth.account.display_name is 'The name that colleagues see. Personal. Kept as long as the account.';
comment on column auth.account.kind is 'person (staff), patient (their own record only), service (a machine; signs in by token only).';
comment on column auth.account.staff_id is 'The entry in the staff directory; no foreign key, since staff is a department and calls this. Personal.';
comment on column auth.account.patient_id is 'The one patient whom a patient’s account may see. Personal, pseudonymous.';
comment on column auth.account.disabled_at is 'Since when the account may not be used; null while it may.';
comment on column auth.account.failed_attempts is 'Wrong passwords and codes since the last full sign-in.';
comment on column auth.account.last_failed_at is 'When the last of them came; after a day without one they are forgotten.';
comment on column auth.account.locked_until is 'Until then no password is looked at (lock-out).';
comment on column auth.account.last_signed_in_at is 'When a sign-in was last completed. Personal. Kept as long as the account.';
comment on column auth.account.created_at is 'When it was made.';
comment on column auth.account.created_by is 'The account that made it; null for the first administrator and the command line.';
comment on column auth.account.version is 'Counts changes, so that two administrators do not overwrite each other.';

create table auth.password (
  account_id uuid primary key references auth.account (id),
  hash text not null check (hash like '$argon2id$%'),
  must_change boolean not null default false,
  expires_at timestamptz,
  changed_at timestamptz not null default now(),
  constraint password_only_one_time_expires check (must_change or expires_at is null)
);
comment on table auth.password is 'Secret: the password of an account, as an argon2id hash. Apart from auth.account, so that a list of accounts never touches it. Replaced at each change; no history is kept.';
comment on column auth.password.account_id is 'Whose.';
comment on column auth.password.hash is 'argon2id in PHC format. Secret.';
comment on column auth.password.must_change is 'A one-time password given by an administrator: it opens nothing but the choice of an own one.';
comment on column auth.password.expires_at is 'A one-time password is worth nothing after this.';
comment on column auth.password.changed_at is 'When it was set.';

create table auth.unknown_username (
  bucket int primary key check (bucket between 0 and 4095),
  failed_attempts int not null default 0,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
comment on table auth.unknown_username is 'Lock-out of usernames that no account has, by a hash into 4096 buckets, so that the answer does not tell which usernames exist. Not personal. Rows are reused.';
comment on column auth.unknown_username.bucket is 'Keyed hash of the username, modulo 4096.';
comment on column auth.unknown_username.failed_attempts is 'As in auth.account.';
comment on column auth.unknown_username.last_failed_at is 'As in auth.account.';
comment on column auth.unknown_username.locked_until is 'As in auth.account.';

create table auth.role (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{1,39}$'),
  title text not null check (length(title) between 1 and 120),
  second_factor_required boolean not null default false,
  built_in boolean not null default false,
  seeded text[] not null default '{}',
  edited_at timestamptz,
  edited_by uuid references auth.account (id),
  version int not null default 1
);
comment on table auth.role is 'Named sets of permissions. Not personal.';
comment on column auth.role.name is 'Key, such as front-desk.';
comment on column auth.role.title is 'As people read it.';
comment on column auth.role.second_factor_required is 'Whoever holds this role must have a second factor before any screen opens.';
comment on column auth.role.built_in is 'Shipped with the product (platform/auth/roles.ts), as opposed to made by this hospital.';
comment on column auth.role.seeded is 'The permissions that the product shipped when it was last seeded: the common ancestor when a later version ships others, so that an administrator’s edits are kept.';
comment on column auth.role.edited_at is 'When an administrator last edited it; null while it is as shipped.';
comment on column auth.role.edited_by is 'Who edited it last. Personal (staff). Kept until the next edit.';
comment on column auth.role.version is 'Counts changes.';

create table auth.role_permission (
  role text not null references auth.role (name) on delete cascade,
  permission text not null check (permission ~ '^[a-z_]+(\.[a-z_]+)+$'),
  primary key (role, permission)
);
comment on table auth.role_permission is 'What a role may do. Not personal.';
comment on column auth.role_permission.role is 'The role.';
comment on column auth.role_permission.permission is 'A name of platform/auth/permissions.ts; the server ignores one that it does not know.';

create table auth.role_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 1
);
insert into auth.role_version default values;
comment on table auth.role_version is 'Changes with every change of a role, so that servers may keep the roles in memory and still notice at the next request. Not personal.';
comment on column auth.role_version.only_row is 'Always true.';
comment on column auth.role_version.version is 'Counts changes of any role.';

create function auth.count_role_change() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update auth.role_version set version = version + 1;
  return null;
end $$;
create trigger role_changed after insert or update or delete on auth.role
  for each statement execute function auth.count_role_change();
create trigger role_permission_changed after insert or update or delete on auth.role_permission
  for each statement execute function auth.count_role_change();
revoke all on function auth.count_role_change() from public;

create table auth.account_role (
  account_id uuid not null references auth.account (id),
  role text not null references auth.role (name),
  given_at timestamptz not null default now(),
  given_by uuid references auth.account (id),
  primary key (account_id, role)
);
create index account_role_role on auth.account_role (role);
comment on table auth.account_role is 'Personal (staff): which roles an account holds. Sensitivity low. Former roles are in the audit log.';
comment on column auth.account_role.account_id is 'Who holds it.';
comment on column auth.account_role.role is 'The role.';
comment on column auth.account_role.given_at is 'Since when.';
comment on column auth.account_role.given_by is 'Who gave it. Personal (staff). Kept as long as the row.';

create table auth.session (
  id uuid primary key default uuidv7(),
  token_hash bytea not null unique check (length(token_hash) = 32),
  account_id uuid not null references auth.account (id),
  second_factor text not null check (second_factor in ('none', 'pending', 'totp', 'recovery-code', 'passkey')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  lock_after interval not null,
  end_after_idle interval not null,
  locked_at timestamptz,
  confirmed_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'everywhere', 'switched', 'replaced', 'password', 'revoked',
    'disabled', 'second-factor')),
  address text,
  device text,
  constraint session_end_has_a_reason check ((ended_at is null) = (ended_because is null))
);
create index session_account on auth.session (account_id, created_at desc);
create index session_over on auth.session (ends_at);
comment on table auth.session is 'Personal (staff, patients): who is signed in where. Sensitivity medium. Kept for 90 days after its end; the sign-in itself stays in the audit log.';
comment on column auth.session.id is 'Key; audit events name it.';
comment on column auth.session.token_hash is 'SHA-256 of the random token in the cookie, which is stored nowhere.';
comment on column auth.session.account_id is 'Whose.';
comment on column auth.session.second_factor is 'How the second factor was given; pending until it is; none where none was needed.';
comment on column auth.session.created_at is 'When the person signed in.';
comment on column auth.session.last_seen_at is 'The last request, to the minute. Personal.';
comment on column auth.session.ends_at is 'Absolute limit, whatever is done.';
comment on column auth.session.lock_after is 'The screen locks after this long without a request.';
comment on column auth.session.end_after_idle is 'The session ends after this long without a request.';
comment on column auth.session.locked_at is 'Since when it is locked: then it may only be unlocked, switched or signed out.';
comment on column auth.session.confirmed_at is 'When the person last proved who they are; acts on one’s own credentials ask again after a while.';
comment on column auth.session.ended_at is 'When it was ended before its limits.';
comment on column auth.session.ended_because is 'Why.';
comment on column auth.session.address is 'Network address of the device. Personal.';
comment on column auth.session.device is 'The browser as it named itself. Personal.';

create table auth.second_factor (
  id uuid primary key,
  account_id uuid not null references auth.account (id),
  secret_sealed bytea not null,
  confirmed boolean not null default false,
  last_step bigint,
  created_at timestamptz not null default now(),
  constraint second_factor_once unique (account_id, confirmed)
);
comment on table auth.second_factor is 'Secret: authenticator apps (TOTP). At most one confirmed and one being enrolled for each account. Deleted when removed; an unconfirmed one after a day.';
comment on column auth.second_factor.id is 'Key, and part of what the seal binds.';
comment on column auth.second_factor.account_id is 'Whose.';
comment on column auth.second_factor.secret_sealed is 'The shared secret, sealed with AES-256-GCM by a key outside the database. Secret.';
comment on column auth.second_factor.confirmed is 'False until a code of it was given.';
comment on column auth.second_factor.last_step is 'The time step of the last code that was accepted: a step is accepted once, and none before it.';
comment on column auth.second_factor.created_at is 'When it was enrolled.';

create table auth.recovery_code (
  account_id uuid not null references auth.account (id),
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (account_id, code_hash)
);
comment on table auth.recovery_code is 'Secret: codes that replace a lost second factor, each once. Replaced as a set.';
comment on column auth.recovery_code.account_id is 'Whose.';
comment on column auth.recovery_code.code_hash is 'HMAC-SHA-256 of the code by a key outside the database.';
comment on column auth.recovery_code.used_at is 'When it was used; null while it may be.';

create table auth.passkey (
  id uuid primary key default uuidv7(),
  account_id uuid not null references auth.account (id),
  credential_id text not null constraint passkey_credential_once unique,
  public_key bytea not null,
  sign_count bigint not null default 0,
  transports text[] not null default '{}',
  label text not null check (length(label) between 1 and 80),
  synced boolean not null default false,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_account on auth.passkey (account_id);
comment on table auth.passkey is 'Personal (staff, patients): public keys of passkeys. Sensitivity low. Deleted when removed.';
comment on column auth.passkey.id is 'Key.';
comment on column auth.passkey.account_id is 'Whose.';
comment on column auth.passkey.credential_id is 'The authenticator’s name for it (base64url).';
comment on column auth.passkey.public_key is 'COSE public key; nothing can be signed with it.';
comment on column auth.passkey.sign_count is 'The authenticator’s counter at the last use: one that does not grow betrays a copy.';
comment on column auth.passkey.transports is 'How the browser reaches it.';
comment on column auth.passkey.label is 'What its owner calls it. Personal.';
comment on column auth.passkey.synced is 'Kept by a password manager and so usable on several devices.';
comment on column auth.passkey.created_at is 'When it was registered.';
comment on column auth.passkey.last_used_at is 'When it last signed in. Personal.';

create table auth.passkey_challenge (
  id uuid primary key default uuidv7(),
  purpose text not null check (purpose in ('register', 'sign-in')),
  account_id uuid references auth.account (id),
  challenge text not null,
  expires_at timestamptz not null,
  constraint passkey_challenge_knows_its_account check ((purpose = 'register') = (account_id is not null))
);
create index passkey_challenge_over on auth.passkey_challenge (expires_at);
comment on table auth.passkey_challenge is 'What a passkey must sign, once. Deleted when used, and after five minutes.';
comment on column auth.passkey_challenge.id is 'Key; the browser gives it back.';
comment on column auth.passkey_challenge.purpose is 'register or sign-in.';
comment on column auth.passkey_challenge.account_id is 'Who registers; null while signing in.';
comment on column auth.passkey_challenge.challenge is 'Random (base64url).';
comment on column auth.passkey_challenge.expires_at is 'Worth nothing after this.';

create table auth.api_token (
  id uuid primary key default uuidv7(),
  account_id uuid not null references auth.account (id),
  token_hash bytea not null unique check (length(token_hash) = 32),
  name text not null check (length(name) between 1 and 120),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  created_by uuid references auth.account (id),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on auth.api_token (account_id);
comment on table auth.api_token is 'Secret: bearer tokens of machines. Kept after revocation, so that audit events can be read.';
comment on column auth.api_token.id is 'Key; audit events name it.';
comment on column auth.api_token.account_id is 'The machine’s account.';
comment on column auth.api_token.token_hash is 'SHA-256 of the random token, which is shown once and stored nowhere.';
comment on column auth.api_token.name is 'What it is for.';
comment on column auth.api_token.scopes is 'The permissions that the token carries, as far as the account’s roles hold them.';
comment on column auth.api_token.created_at is 'When it was made.';
comment on column auth.api_token.created_by is 'Who made it; null for the command line. Personal (staff).';
comment on column auth.api_token.expires_at is 'Worth nothing after this; null for no limit.';
comment on column auth.api_token.last_used_at is 'The last request, to the minute.';
comment on column auth.api_token.revoked_at is 'Since when it is worth nothing.';

create table auth.first_run (
  only_row boolean primary key default true check (only_row),
  code_hash bytea not null check (length(code_hash) = 32),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  account_id uuid references auth.account (id)
);
comment on table auth.first_run is 'The code, printed in the terminal, by which the first administrator is made. One row; used once, for ever.';
comment on column auth.first_run.only_row is 'Always true.';
comment on column auth.first_run.code_hash is 'SHA-256 of the code; a new one at each start until it is used.';
comment on column auth.first_run.made_at is 'When the code was printed.';
comment on column auth.first_run.used_at is 'When the administrator was made.';
comment on column auth.first_run.account_id is 'The administrator.';

create table auth.policy (
  only_row boolean primary key default true check (only_row),
  password_length_min int not null default 12 check (password_length_min between 8 and 64),
  lock_after_minutes int not null default 10 check (lock_after_minutes between 1 and 240),
  end_after_idle_minutes int not null default 240 check (end_after_idle_minutes between 5 and 1440),
  session_hours_max int not null default 12 check (session_hours_max between 1 and 72),
  version int not null default 1,
  constraint policy_locks_before_it_ends check (lock_after_minutes <= end_after_idle_minutes)
);
insert into auth.policy default values;
comment on table auth.policy is 'The hospital’s limits of passwords and sessions. One row. Not personal.';
comment on column auth.policy.only_row is 'Always true.';
comment on column auth.policy.password_length_min is 'Shortest password.';
comment on column auth.policy.lock_after_minutes is 'Idle time after which the screen locks.';
comment on column auth.policy.end_after_idle_minutes is 'Idle time after which a session ends.';
comment on column auth.policy.session_hours_max is 'Longest a session lasts, whatever is done.';
comment on column auth.policy.version is 'Counts changes.';

-- Row-level security -----------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['account', 'password', 'unknown_username', 'role', 'role_permission', 'role_version',
    'account_role', 'session', 'second_factor', 'recovery_code', 'passkey', 'passkey_challenge', 'api_token', 'first_run',
    'policy'] loop
    execute format('alter table auth.%I enable row level security', name);
    execute format('alter table auth.%I force row level security', name);
  end loop;
end $$;

-- The hospital's own work, and the sign-in path, on every table.
create policy account_system on auth.account using (platform.scope() = 'system');
create policy password_system on auth.password using (platform.scope() = 'system');
create policy unknown_username_system on auth.unknown_username using (platform.scope() = 'system');
create policy role_system on auth.role using (platform.scope() = 'system');
create policy role_permission_system on auth.role_permission using (platform.scope() = 'system');
create policy role_version_system on auth.role_version using (platform.scope() = 'system');
create policy account_role_system on auth.account_role using (platform.scope() = 'system');
create policy session_system on auth.session using (platform.scope() = 'system');
create policy second_factor_system on auth.second_factor using (platform.scope() = 'system');
create policy recovery_code_system on auth.recovery_code using (platform.scope() = 'system');
create policy passkey_system on auth.passkey using (platform.scope() = 'system');
create policy passkey_challenge_system on auth.passkey_challenge using (platform.scope() = 'system');
create policy api_token_system on auth.api_token using (platform.scope() = 'system');
create policy first_run_system on auth.first_run using (platform.scope() = 'system');
create policy policy_system on auth.policy using (platform.scope() = 'system');

-- One's own account: its names to read, its sessions and credentials to keep. Never its roles, never its disabling.
create policy account_own on auth.account for select using (id = platform.actor_id());
create policy account_role_own on auth.account_role for select using (account_id = platform.actor_id());
create policy password_own on auth.password using (account_id = platform.actor_id());
create policy session_own on auth.session using (account_id = platform.actor_id());
create policy second_factor_own on auth.second_factor using (account_id = platform.actor_id());
create policy recovery_code_own on auth.recovery_code using (account_id = platform.actor_id());
create policy passkey_own on auth.passkey using (account_id = platform.actor_id());
create policy passkey_challenge_own on auth.passkey_challenge using (account_id = platform.actor_id());

-- Colleagues are named to each other; who a patient is, is not told by their account.
create policy account_colleague on auth.account for select using (platform.scope() = 'staff' and kind <> 'patient');

-- What a role may do, and the hospital's limits, are no secret to whoever acts.
create policy role_read on auth.role for select using (platform.scope() <> '');
create policy role_permission_read on auth.role_permission for select using (platform.scope() <> '');
create policy role_version_read on auth.role_version for select using (platform.scope() <> '');
create policy policy_read on auth.policy for select using (platform.scope() <> '');

-- Administration.
create policy account_administration on auth.account using (platform.cleared('accounts'));
create policy account_role_administration on auth.account_role using (platform.cleared('accounts'));
create policy role_administration on auth.role using (platform.cleared('accounts'));
create policy role_permission_administration on auth.role_permission using (platform.cleared('accounts'));
create policy password_administration on auth.password using (platform.cleared('accounts'));
create policy session_administration on auth.session using (platform.cleared('accounts'));
create policy second_factor_administration on auth.second_factor using (platform.cleared('accounts'));
create policy recovery_code_administration on auth.recovery_code using (platform.cleared('accounts'));
create policy passkey_administration on auth.passkey using (platform.cleared('accounts'));
create policy api_token_administration on auth.api_token using (platform.cleared('accounts'));
create policy policy_administration on auth.policy using (platform.cleared('accounts'));

grant select, insert, update on auth.account, auth.password, auth.unknown_username, auth.session, auth.api_token,
  auth.first_run to openward_app;
grant select, insert, update, delete on auth.role, auth.role_permission, auth.account_role, auth.second_factor,
  auth.recovery_code, auth.passkey, auth.passkey_challenge to openward_app;
grant select, update on auth.policy to openward_app;
grant select on auth.role_version to openward_app;

-- Whose session, whose token: the two questions of every request ------------------------------------------------------

create function auth.open_session(p_token_hash bytea, p_address text, p_touch boolean)
returns table (
  session_id uuid, account_id uuid, username text, display_name text, kind text, patient_id uuid, staff_id uuid,
  roles text[], role_version bigint, locked boolean, second_factor text, must_change_password boolean,
  created_at timestamptz, ends_at timestamptz, lock_after_seconds int, confirmed_at timestamptz
)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  -- A row is touched once in this while, not at each request; so much later than its limit a session may lock.
  touched_every constant interval := interval '1 minute';
  found_one record;
begin
  select session.id, session.locked_at, session.last_seen_at, session.lock_after,
      account.id as account_id, account.username, account.display_name, account.kind, account.patient_id, account.staff_id,
      session.second_factor, session.created_at, session.ends_at, session.confirmed_at,
      coalesce(password.must_change, false) as must_change,
      (select version from auth.role_version) as role_version,
      array(select held.role from auth.account_role held where held.account_id = account.id order by held.role) as roles
    into found_one
    from auth.session session
    join auth.account account on account.id = session.account_id
    left join auth.password password on password.account_id = account.id
    where session.token_hash = p_token_hash
      and session.ended_at is null
      and session.ends_at > now()
      and session.last_seen_at > now() - session.end_after_idle
      and account.disabled_at is null;
  if not found then
    return;
  end if;
  locked := found_one.locked_at is not null;
  if not locked and found_one.last_seen_at < now() - found_one.lock_after - touched_every then
    update auth.session set locked_at = now() where id = found_one.id and locked_at is null;
    locked := true;
  elsif not locked and p_touch and found_one.last_seen_at < now() - touched_every then
    -- Of requests that come together one touches the row and the others do not wait for it.
    update auth.session set last_seen_at = now(), address = p_address
      where id = (select id from auth.session where id = found_one.id for update skip locked);
  end if;
  session_id := found_one.id;
  account_id := found_one.account_id;
  username := found_one.username;
  display_name := found_one.display_name;
  kind := found_one.kind;
  patient_id := found_one.patient_id;
  staff_id := found_one.staff_id;
  roles := found_one.roles;
  role_version := found_one.role_version;
  second_factor := found_one.second_factor;
  must_change_password := found_one.must_change;
  created_at := found_one.created_at;
  ends_at := found_one.ends_at;
  lock_after_seconds := extract(epoch from found_one.lock_after)::int;
  confirmed_at := found_one.confirmed_at;
  return next;
end $$;
comment on function auth.open_session(bytea, text, boolean) is
  'Whose session this token is, or no row: ended, over its limits, or of a disabled account. Locks a session that was idle too long. p_touch is false for what no person did, such as the beat of a live connection: it keeps no session awake.';

create function auth.open_token(p_token_hash bytea)
returns table (
  token_id uuid, account_id uuid, username text, display_name text, kind text, roles text[], scopes text[],
  role_version bigint
)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  found_one record;
begin
  select token.id, token.last_used_at, token.scopes, account.id as account_id, account.username, account.display_name,
      account.kind,
      (select version from auth.role_version) as role_version,
      array(select held.role from auth.account_role held where held.account_id = account.id order by held.role) as roles
    into found_one
    from auth.api_token token
    join auth.account account on account.id = token.account_id
    where token.token_hash = p_token_hash
      and token.revoked_at is null
      and (token.expires_at is null or token.expires_at > now())
      and account.disabled_at is null
      and account.kind = 'service';
  if not found then
    return;
  end if;
  if found_one.last_used_at is null or found_one.last_used_at < now() - interval '1 minute' then
    update auth.api_token set last_used_at = now()
      where id = (select id from auth.api_token where id = found_one.id for update skip locked);
  end if;
  token_id := found_one.id;
  account_id := found_one.account_id;
  username := found_one.username;
  display_name := found_one.display_name;
  kind := found_one.kind;
  roles := found_one.roles;
  scopes := found_one.scopes;
  role_version := found_one.role_version;
  return next;
end $$;
comment on function auth.open_token(bytea) is
  'Whose token this is, or no row: revoked, expired, or of a disabled account.';

create function auth.read_roles()
returns table (version bigint, name text, permissions text[], second_factor_required boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select changes.version, role.name,
    array(select held.permission from auth.role_permission held where held.role = role.name order by held.permission),
    role.second_factor_required
  from auth.role_version changes left join auth.role role on true
$$;
comment on function auth.read_roles() is
  'All roles with the version that they are of, in one snapshot, for the server to keep in memory.';

revoke all on function auth.open_session(bytea, text, boolean), auth.open_token(bytea), auth.read_roles() from public;
grant execute on function auth.open_session(bytea, text, boolean), auth.open_token(bytea), auth.read_roles() to openward_app;

-- Removes what is kept for no longer; a job calls it daily.
create function auth.forget_what_is_over() returns void
language sql security definer set search_path = pg_catalog as $$
  delete from auth.passkey_challenge where expires_at < now();
  delete from auth.second_factor where not confirmed and created_at < now() - interval '1 day';
  delete from auth.unknown_username where last_failed_at < now() - interval '1 day';
  delete from auth.session where least(ended_at, ends_at) < now() - interval '90 days';
$$;
comment on function auth.forget_what_is_over() is 'Deletes used-up challenges, unconfirmed second factors and sessions that ended 90 days ago.';
revoke all on function auth.forget_what_is_over() from public;
grant execute on function auth.forget_what_is_over() to openward_app;
