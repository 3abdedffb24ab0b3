-- The ground the departments stand on: extensions, a schema for each of them, and the functions by which
-- row-level security knows who acts.

create extension if not exists btree_gist with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists fuzzystrmatch with schema public;
create extension if not exists pgcrypto with schema public;

create schema audit;
create schema auth;
create schema records;
create schema staff;
create schema patients;

grant usage on schema platform, audit, auth, records, staff, patients to openward_app;

create function platform.actor_id() returns uuid language sql stable parallel safe
return nullif(current_setting('openward.actor', true), '')::uuid;
comment on function platform.actor_id() is 'The account that acts in this transaction; null when none does.';

create function platform.scope() returns text language sql stable parallel safe
return coalesce(current_setting('openward.scope', true), '');
comment on function platform.scope() is 'staff, patient or system; empty when the connection set nothing.';

create function platform.own_patient() returns uuid language sql stable parallel safe
return nullif(current_setting('openward.patient', true), '')::uuid;
comment on function platform.own_patient() is 'The one patient that the account of a patient may see.';

create function platform.cleared(label text) returns boolean language sql stable parallel safe
return coalesce(label = any (string_to_array(current_setting('openward.clearance', true), ',')), false);
comment on function platform.cleared(text) is 'Whether the actor is cleared for this sensitivity label.';

create function platform.may_see(scope text, own_patient uuid, cleared boolean, patient_id uuid, restricted boolean) returns boolean
language sql immutable parallel safe
return case scope
  when 'system' then true
  when 'staff' then not coalesce(restricted, true) or cleared
  when 'patient' then coalesce(patient_id = own_patient, false)
  else false
end;
comment on function platform.may_see(text, uuid, boolean, uuid, boolean) is
  'Who may see a patient''s data: somebody of this scope, whose own record this is, cleared for restricted records or not.';

create function platform.sees_patient(patient_id uuid, restricted boolean) returns boolean
language sql stable parallel safe
return platform.may_see(platform.scope(), platform.own_patient(), platform.cleared('restricted'), patient_id, restricted);
comment on function platform.sees_patient(uuid, boolean) is
  'The rule of row-level security on a patient''s data: the second wall behind the decision of the application.';

-- Of ASCII, which is what most texts are, the normal form is itself; to compute it would take most of the time.
create function platform.fold(value text) returns text language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary,
  case when octet_length(value) = length(value) then value else normalize(value, nfkc) end) collate "pg_c_utf8");
comment on function platform.fold(text) is
  'A text as it is compared when one searches: without accents and capitals. Immutable, so that it can be indexed.';
