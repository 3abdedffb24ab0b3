-- Failed attempts at a kiosk, so that nobody tries numbers out there.
create table visits.kiosk_failure (
  account_id uuid not null,
  number_hash bytea not null check (length(number_hash) = 32),
  at timestamptz not null default clock_timestamp()
);
create index kiosk_failure_at on visits.kiosk_failure (account_id, at);
create index kiosk_failure_number on visits.kiosk_failure (number_hash, at);
comment on table visits.kiosk_failure is 'Personal, pseudonymous: numbers that were typed at a kiosk and did not fit, as hashes. Sensitivity low. Kept for a day.';
comment on column visits.kiosk_failure.account_id is 'Which kiosk.';
comment on column visits.kiosk_failure.number_hash is 'SHA-256 of what was typed.';
comment on column visits.kiosk_failure.at is 'When.';
alter table visits.kiosk_failure enable row level security;
alter table visits.kiosk_failure force row level security;
create policy kiosk_failure_for_staff on visits.kiosk_failure to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
grant select, insert, delete on visits.kiosk_failure to openward_app;
