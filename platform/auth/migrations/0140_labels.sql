-- Sensitivity labels: what in a record needs more than the role that opens it, and who is cleared for it. A label is text in
-- openward.clearance, as `restricted` is; an entry may carry several, with commas, and opens to who is cleared for all.

create function platform.cleared_for(labels text, clearance text) returns boolean language sql immutable parallel safe
return coalesce(string_to_array(labels, ',') <@ string_to_array(clearance, ','), false);
comment on function platform.cleared_for(text, text) is 'Whether a clearance holds all of these labels; both with commas.';

create table auth.label (
  code text primary key constraint label_code check (code ~ '^[A-Z][A-Z0-9-]{1,19}$'),
  name text not null constraint label_name check (name ~ '\S' and length(name) <= 80),
  meaning text not null default '' constraint label_meaning check (length(meaning) <= 300),
  built_in boolean not null default false,
  active boolean not null default true,
  version int not null default 1,
  constraint label_name_once unique (name)
);
comment on table auth.label is 'Sensitivity labels of this hospital: those of HL7 that come with the product, and its own. Not personal.';
comment on column auth.label.code is 'As it stands in meta.security, and in the clearance of who may see it.';
comment on column auth.label.name is 'As people read it.';
comment on column auth.label.meaning is 'What is to be labelled so.';
comment on column auth.label.built_in is 'Comes with the product.';
comment on column auth.label.active is 'False: nobody gives it any more. What carries it stays protected.';
comment on column auth.label.version is 'Counts the changes.';

insert into auth.label (code, name, meaning, built_in) values
  ('PSY', 'Psychiatry', 'Mental health: diagnoses, treatment, notes', true),
  ('HIV', 'HIV', 'HIV and AIDS: tests, diagnoses, treatment', true),
  ('SEX', 'Sexuality and reproduction', 'Sexual and reproductive health, sexually transmitted disease', true),
  ('ETH', 'Substance use', 'Alcohol and drugs', true),
  ('SDV', 'Violence', 'Sexual assault, abuse, domestic violence', true);

create table auth.label_role (
  label text not null constraint label_role_label references auth.label (code),
  role text not null constraint label_role_role references auth.role (name) on delete cascade,
  primary key (label, role)
);
create index label_role_role on auth.label_role (role);
comment on table auth.label_role is 'Which roles are cleared for a label. Not personal. Former ones are in the audit log.';
comment on column auth.label_role.label is 'The label.';
comment on column auth.label_role.role is 'Whoever holds this role is cleared for it.';

create table auth.label_account (
  label text not null constraint label_account_label references auth.label (code),
  account_id uuid not null constraint label_account_account references auth.account (id),
  given_at timestamptz not null default now(),
  given_by uuid not null default platform.actor_id(),
  primary key (label, account_id),
  -- Nobody clears themselves.
  constraint label_account_by_another check (given_by <> account_id)
);
create index label_account_account on auth.label_account (account_id);
comment on table auth.label_account is 'Personal (staff): who is cleared for a label, whatever their role. Sensitivity low. Former ones are in the audit log.';
comment on column auth.label_account.label is 'The label.';
comment on column auth.label_account.account_id is 'Who is cleared. Personal (staff).';
comment on column auth.label_account.given_at is 'Since when.';
comment on column auth.label_account.given_by is 'Who cleared them; never themselves. Personal (staff).';

do $$
declare
  name text;
begin
  foreach name in array array['label', 'label_role', 'label_account'] loop
    execute format('alter table auth.%I enable row level security', name);
    execute format('alter table auth.%I force row level security', name);
    execute format('create policy %I on auth.%I for select using (platform.scope() in (''staff'', ''system''))', name || '_read', name);
    execute format('create policy %I on auth.%I using (platform.cleared(''labels'') or platform.scope() = ''system'')', name || '_kept', name);
    -- A remembered session lapses when a clearance changes.
    execute format('create trigger %I after insert or update or delete on auth.%I for each statement execute function auth.count_role_change()', name || '_changed', name);
  end loop;
end $$;
grant select on auth.label, auth.label_role, auth.label_account to openward_app;
grant insert (code, name, meaning), update (name, meaning, active, version) on auth.label to openward_app;
grant insert, delete on auth.label_role to openward_app;
grant insert (label, account_id), delete on auth.label_account to openward_app;

create function auth.labels_of(p_account_id uuid) returns text
language sql stable security definer set search_path = pg_catalog
return coalesce((
  select string_agg(label, ',' order by label) from (
    select by_role.label from auth.label_role by_role join auth.account_role held on held.role = by_role.role where held.account_id = p_account_id
    union
    select label from auth.label_account where account_id = p_account_id) as cleared), '');
comment on function auth.labels_of(uuid) is 'The labels that an account is cleared for, by its roles or itself, with commas. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.labels_of(uuid) from public;
grant execute on function auth.labels_of(uuid) to openward_app;

-- Where somebody works, if what their roles open is to hold there alone ----------------------------------------------------

create table auth.account_place (
  account_id uuid not null constraint account_place_account references auth.account (id),
  place_id uuid not null,
  given_at timestamptz not null default now(),
  given_by uuid default platform.actor_id(),
  primary key (account_id, place_id)
);
comment on table auth.account_place is 'Personal (staff): the departments to which the clinical rights of an account are bound; none: everywhere. Sensitivity low. Former ones are in the audit log.';
comment on column auth.account_place.account_id is 'Who is bound. Personal (staff).';
comment on column auth.account_place.place_id is 'A department (staff.department), which whoever writes here has looked up: this schema lies above it.';
comment on column auth.account_place.given_at is 'Since when.';
comment on column auth.account_place.given_by is 'Who bound them. Personal (staff).';
alter table auth.account_place enable row level security;
alter table auth.account_place force row level security;
create policy account_place_system on auth.account_place using (platform.scope() = 'system');
create policy account_place_own on auth.account_place for select using (account_id = platform.actor_id());
create policy account_place_administration on auth.account_place using (platform.cleared('accounts'));
create trigger account_place_changed after insert or update or delete on auth.account_place for each statement execute function auth.count_role_change();
grant select, insert (account_id, place_id), delete on auth.account_place to openward_app;

create function auth.places_of(p_account_id uuid) returns text
language sql stable security definer set search_path = pg_catalog
return coalesce((select string_agg(place_id::text, ',' order by place_id) from auth.account_place where account_id = p_account_id), '');
comment on function auth.places_of(uuid) is 'The departments to which an account is bound, with commas; empty: to none. SECURITY DEFINER: asked before it is known who acts.';
revoke all on function auth.places_of(uuid) from public;
grant execute on function auth.places_of(uuid) to openward_app;
