-- Data keys, each wrapped by the key-encryption key, which is never in the database: a copy of the database alone opens
-- nothing that is sealed. Servers of one hospital share them here, whatever machine they run on.
create table platform.data_key (
  id uuid primary key default uuidv7(),
  purpose text not null check (purpose in ('seal', 'blind-index')),
  version int not null check (version > 0),
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  constraint data_key_version_once unique (purpose, version)
);
comment on table platform.data_key is 'Secret, wrapped: the keys that seal single values and index them blindly. Never deleted while a value is sealed by them.';
comment on column platform.data_key.id is 'Key; a sealed value names the data key that opens it.';
comment on column platform.data_key.purpose is 'seal: AES-256-GCM. blind-index: HMAC-SHA-256.';
comment on column platform.data_key.version is 'The highest version seals; the others still open.';
comment on column platform.data_key.wrapped is 'The key, sealed with AES-256-GCM by the key-encryption key. Secret.';
comment on column platform.data_key.made_at is 'When it was made.';

alter table platform.data_key enable row level security;
alter table platform.data_key force row level security;
create policy data_key_system on platform.data_key using (platform.scope() = 'system');
grant select, insert on platform.data_key to openward_app;
