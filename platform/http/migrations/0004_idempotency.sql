-- The answers of creating calls, kept so that a call sent again after a lost answer creates nothing twice.
create table platform.idempotency (
  account_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  endpoint text not null,
  body_hash bytea not null check (length(body_hash) = 32),
  status int not null,
  answer bytea not null,
  at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_at on platform.idempotency (at);
comment on table platform.idempotency is 'Personal: answers of creating calls, which may hold a patient’s data. Sensitivity high. Kept for 24 hours.';
comment on column platform.idempotency.account_id is 'Who called; a key belongs to its caller. Personal (staff).';
comment on column platform.idempotency.key is 'The Idempotency-Key header.';
comment on column platform.idempotency.endpoint is 'Method and path of the endpoint.';
comment on column platform.idempotency.body_hash is 'SHA-256 of the request as validated; another body under the same key is refused.';
comment on column platform.idempotency.status is 'HTTP status of the answer.';
comment on column platform.idempotency.answer is 'Body of the answer, sealed (platform.data_key). Personal: as sensitive as the endpoint’s output.';
comment on column platform.idempotency.at is 'When the call was answered.';

alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy idempotency_own on platform.idempotency to openward_app
  using (platform.scope() = 'system' or account_id = platform.actor_id())
  with check (account_id = platform.actor_id());
grant select, insert, update, delete on platform.idempotency to openward_app;
