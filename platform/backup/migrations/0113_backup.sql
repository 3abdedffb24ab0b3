-- What is known of backups: which there are, which of them a drill has proven, and what runs just now.

create table platform.backup (
  file text primary key check (file ~ '^[A-Za-z0-9._-]+$'),
  made_at timestamptz not null,
  version text not null,
  bytes bigint not null check (bytes > 0),
  row_count bigint not null check (row_count >= 0),
  table_count int not null check (table_count > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  took_ms bigint not null check (took_ms >= 0),
  drilled_at timestamptz,
  drill_ms bigint check (drill_ms >= 0),
  drill_fault text,
  removed_at timestamptz,
  constraint backup_drill_has_its_time check ((drilled_at is null) = (drill_ms is null) and (drill_fault is null or drilled_at is not null))
);
comment on table platform.backup is 'Backups that were made here, and whether they were proven by restoring them. Not personal.';
comment on column platform.backup.drilled_at is 'When it was restored into a scratch database last; null: unproven.';
comment on column platform.backup.drill_fault is 'What was wrong then; null: every row was there as it had been.';
comment on column platform.backup.removed_at is 'When its file was removed because newer ones are kept.';

create table platform.backup_run (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('backup', 'drill')),
  file text,
  state text not null default 'asked' check (state in ('asked', 'running', 'done', 'failed', 'stopped')),
  begun_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  ended_at timestamptz,
  done bigint not null default 0,
  whole bigint not null default 0,
  fault text,
  stop_asked boolean not null default false,
  constraint backup_run_ended check ((state in ('asked', 'running')) = (ended_at is null))
);
create unique index backup_run_one on platform.backup_run ((true)) where ended_at is null;
comment on table platform.backup_run is 'Backups and drills as they run: one at a time. Not personal.';
comment on column platform.backup_run.state is 'asked: the server that runs jobs takes it up within seconds.';
comment on column platform.backup_run.moved_at is 'When it told of itself last: one that is silent for long was ended by force.';
comment on column platform.backup_run.done is 'Of a backup, bytes; of a drill, tables.';

grant select, insert, update on platform.backup, platform.backup_run to openward_app;
