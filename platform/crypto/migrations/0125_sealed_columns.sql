-- Keys that turn: which columns are sealed, one list that the re-sealing walks and a guard compares with the catalogue.

alter table platform.data_key add column wrapped_by text, add column retired_at timestamptz;
comment on column platform.data_key.wrapped_by is 'A fingerprint of the key-encryption key that wraps it, or the name of the key in Vault; null: wrapped before this was noted.';
comment on column platform.data_key.retired_at is 'Since when no value of this database is sealed by it. It is kept: a value that comes back still opens.';
grant update (wrapped, wrapped_by, retired_at) on platform.data_key to openward_app;

create function platform.data_keys() returns table (id uuid, purpose text, version int, made_at timestamptz, wrapped_by text, retired_at timestamptz, settled boolean)
language sql stable security definer set search_path = pg_catalog, platform as $$
  select id, purpose, version, made_at, wrapped_by, retired_at, made_at <= now() - interval '1 minute' from platform.data_key
$$;
comment on function platform.data_keys() is 'What may be known of the data keys: never the keys themselves, not even wrapped.';
revoke all on function platform.data_keys() from public;
grant execute on function platform.data_keys() to openward_app;

create table platform.sealed_column (
  table_name text not null,
  column_name text not null,
  row_key text[] not null,
  batch int not null check (batch between 1 and 1000),
  primary key (table_name, column_name)
);
comment on table platform.sealed_column is 'Every column that holds sealed values. Not personal. A migration that adds one adds its line; a guard compares.';
comment on column platform.sealed_column.row_key is 'The columns that name the row in the seal, joined with a stroke; none where the table has one row, which is called one.';
comment on column platform.sealed_column.batch is 'How many values are re-sealed in one step: few where they are large.';
grant select on platform.sealed_column to openward_app;
insert into platform.sealed_column (table_name, column_name, row_key, batch) values
  ('auth.second_factor', 'secret_sealed', '{id}', 500),
  ('billing.gateway_setting', 'secret_key_encrypted', '{}', 1),
  ('billing.gateway_setting', 'signing_secret_encrypted', '{}', 1),
  ('messages.message', 'content_encrypted', '{id}', 500),
  ('messages.setting', 'mail_secret_encrypted', '{}', 1),
  ('messages.setting', 'sms_secret_encrypted', '{}', 1),
  ('messages.setting', 'smtp_password_encrypted', '{}', 1),
  ('patients.identifier', 'value_encrypted', '{id}', 500),
  ('patients.photo', 'content_encrypted', '{id}', 16),
  ('platform.idempotency', 'answer', '{account_id,key}', 200),
  ('records.document_content', 'sealed', '{document_id,part}', 16),
  ('visits.paper', 'content_encrypted', '{id}', 50),
  ('visits.paper', 'html_encrypted', '{id}', 50),
  ('visits.paper', 'pdf_encrypted', '{id}', 50);

create table platform.sealed_count (
  table_name text not null,
  column_name text not null,
  data_key_id uuid not null,
  found bigint not null check (found > 0),
  counted_at timestamptz not null default now(),
  primary key (table_name, column_name, data_key_id)
);
comment on table platform.sealed_count is 'How many values each data key seals, as counted last. Not personal.';
grant select, insert, delete on platform.sealed_count to openward_app;

create table platform.key_run (
  id uuid primary key default uuidv7(),
  state text not null default 'asked' check (state in ('asked', 'running', 'stopped', 'done')),
  target_id uuid constraint key_run_target references platform.data_key,
  begun_at timestamptz not null default now(),
  begun_by uuid default platform.actor_id(),
  moved_at timestamptz not null default now(),
  ended_at timestamptz,
  place int not null default 0,
  after text[],
  pass int not null default 1,
  pass_found bigint not null default 0,
  done bigint not null default 0,
  whole bigint,
  broken bigint not null default 0,
  stop_asked boolean not null default false,
  constraint key_run_ended check ((state = 'done') = (ended_at is not null))
);
create unique index key_run_one on platform.key_run ((true)) where ended_at is null;
comment on table platform.key_run is 'Rotations of the data key and how far their re-sealing is: one at a time. Not personal but for who began it. Kept.';
comment on column platform.key_run.state is 'asked: taken up within seconds. stopped: a person stopped it, and it goes on from there when it is resumed.';
comment on column platform.key_run.target_id is 'The data key that it made.';
comment on column platform.key_run.begun_by is 'Who began it, as an account.';
comment on column platform.key_run.place is 'Which column of the list, from 0.';
comment on column platform.key_run.after is 'The key of the last row that was looked at there.';
comment on column platform.key_run.pass is 'It walks again until a whole pass finds nothing: a server may have sealed behind it.';
comment on column platform.key_run.pass_found is 'Values that this pass found under an older key and could open.';
comment on column platform.key_run.broken is 'Values that do not open, of this pass: altered, moved, or of a key that is not here. They stay as they are.';
grant select, insert, update on platform.key_run to openward_app;

create function platform.sealed_types(p_table text, p_columns text[]) returns text[]
language sql stable set search_path = pg_catalog as $$
  select coalesce(array_agg(format_type(a.atttypid, a.atttypmod) order by c.n), '{}')
  from unnest(p_columns) with ordinality c(name, n) join pg_attribute a on a.attrelid = p_table::regclass and a.attname = c.name
$$;
comment on function platform.sealed_types(text, text[]) is 'The types of these columns, in their order.';
revoke all on function platform.sealed_types(text, text[]) from public;

-- As its owner: the walls between patients stand between people, and this is no person. It gives out what is sealed only.
create function platform.walk_sealed(p_table text, p_column text, p_key uuid, p_after text[], p_most int) returns table (row_key text[], sealed bytea)
language plpgsql stable security definer set search_path = pg_catalog, platform as $$
declare
  it platform.sealed_column;
  types text[];
  listed text;
  beyond text;
begin
  if platform.scope() <> 'system' then
    raise insufficient_privilege using message = 'Only the hospital itself re-seals';
  end if;
  select * into strict it from platform.sealed_column c where c.table_name = p_table and c.column_name = p_column;
  types := platform.sealed_types(p_table, it.row_key);
  select string_agg(format('t.%I', k), ', ' order by n) into listed from unnest(it.row_key) with ordinality u(k, n);
  if p_after is not null then
    select format('(%s) > (%s)', listed, string_agg(format('%L::%s', v, types[n]), ', ' order by n)) into beyond from unnest(p_after) with ordinality u(v, n);
  end if;
  return query execute format('select array[%1$s]::text[], t.%2$I from %3$s t where length(t.%2$I) > 0 and substring(t.%2$I from 2 for 16) <> uuid_send($1) and %4$s %5$s limit $2',
    (select string_agg(format('t.%I::text', k), ', ' order by n) from unnest(it.row_key) with ordinality u(k, n)), p_column, p_table::regclass, coalesce(beyond, 'true'),
    coalesce('order by ' || listed, '')) using p_key, p_most;
end $$;
comment on function platform.walk_sealed(text, text, uuid, text[], int) is 'Values of a declared column that another data key than this sealed, in the order of their rows.';
revoke all on function platform.walk_sealed(text, text, uuid, text[], int) from public;
grant execute on function platform.walk_sealed(text, text, uuid, text[], int) to openward_app;

create function platform.reseal(p_table text, p_column text, p_rows jsonb, p_was bytea[], p_now bytea[]) returns int
language plpgsql security definer set search_path = pg_catalog, platform as $$
declare
  it platform.sealed_column;
  types text[];
  statement text;
  changed int;
  total int := 0;
begin
  if platform.scope() <> 'system' then
    raise insufficient_privilege using message = 'Only the hospital itself re-seals';
  end if;
  select * into strict it from platform.sealed_column c where c.table_name = p_table and c.column_name = p_column;
  types := platform.sealed_types(p_table, it.row_key);
  -- The value that was read must still stand: what somebody wrote meanwhile is never lost.
  statement := format('update %1$s t set %2$I = $1 where t.%2$I = $2 and %3$s', p_table::regclass, p_column,
    coalesce((select string_agg(format('t.%I = ($3->>%s)::%s', k, n - 1, types[n]), ' and ' order by n) from unnest(it.row_key) with ordinality u(k, n)), '$3 is not null'));
  for n in 1 .. cardinality(p_now) loop
    if length(p_now[n]) <> length(p_was[n]) or get_byte(p_now[n], 0) <> 1 then
      raise check_violation using message = 'A value is re-sealed as it was';
    end if;
    execute statement using p_now[n], p_was[n], p_rows -> (n - 1);
    get diagnostics changed = row_count;
    total := total + changed;
  end loop;
  return total;
end $$;
comment on function platform.reseal(text, text, jsonb, bytea[], bytea[]) is 'Puts values sealed anew in the place of those that were read, where these still stand; how many did.';
revoke all on function platform.reseal(text, text, jsonb, bytea[], bytea[]) from public;
grant execute on function platform.reseal(text, text, jsonb, bytea[], bytea[]) to openward_app;

create function platform.count_sealed(p_table text, p_column text) returns table (data_key_id uuid, many bigint)
language plpgsql stable security definer set search_path = pg_catalog, platform as $$
begin
  if platform.scope() <> 'system' then
    raise insufficient_privilege using message = 'Only the hospital itself counts';
  end if;
  perform from platform.sealed_column c where c.table_name = p_table and c.column_name = p_column;
  if not found then
    raise no_data_found using message = 'This column is not declared as sealed';
  end if;
  return query execute format('select encode(substring(%1$I from 2 for 16), ''hex'')::uuid, count(*) from %2$s where length(%1$I) >= 45 group by 1', p_column, p_table::regclass);
end $$;
comment on function platform.count_sealed(text, text) is 'How many values of a declared column each data key seals.';
revoke all on function platform.count_sealed(text, text) from public;
grant execute on function platform.count_sealed(text, text) to openward_app;

-- What is kept forever as it was may be sealed anew, by the owner of the table alone: its plain text is what its SHA-256 says.
create or replace function records.keep_document_content() returns trigger language plpgsql set search_path = pg_catalog, records as $$
declare
  -- A row that is locked: a part cannot come in while its document is being finished.
  found_state text;
begin
  if tg_op = 'UPDATE' and current_user::regrole = (select relowner from pg_class where oid = tg_relid)
    and (new.document_id, new.part, length(new.sealed)) = (old.document_id, old.part, length(old.sealed)) then
    return new;
  end if;
  select state into found_state from records.document where id = coalesce(new.document_id, old.document_id) for update;
  if found_state <> 'uploading' then
    raise check_violation using constraint = 'document_never_changes', message = 'A document that was kept never changes';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

create or replace function visits.keep_paper() returns trigger
language plpgsql set search_path = pg_catalog, visits as $$
declare
  revocation text[] := array['revoked_at', 'revoked_by', 'revoked_by_name', 'revoked_reason'];
  seals text[] := array['content_encrypted', 'html_encrypted', 'pdf_encrypted'];
begin
  if current_user::regrole = (select relowner from pg_class where oid = tg_relid) and to_jsonb(new) - seals = to_jsonb(old) - seals then
    return new;
  end if;
  if old.revoked_at is not null or to_jsonb(new) - revocation <> to_jsonb(old) - revocation then
    raise check_violation using constraint = 'paper_never_changes', message = 'A paper that was issued does not change';
  end if;
  return new;
end $$;
