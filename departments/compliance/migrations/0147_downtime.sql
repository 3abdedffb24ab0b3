-- What a ward reads on paper or in a browser when there is no server.
create table compliance.downtime_setting (
  only_one boolean primary key default true check (only_one),
  every_minutes int not null default 15 check (every_minutes between 5 and 240),
  passphrase_encrypted bytea,
  asked boolean not null default false,
  version int not null default 1
);
comment on table compliance.downtime_setting is 'How often the downtime snapshot is made, and what opens it. Not personal.';
comment on column compliance.downtime_setting.only_one is 'There is one row.';
comment on column compliance.downtime_setting.every_minutes is 'So often.';
comment on column compliance.downtime_setting.passphrase_encrypted is 'The passphrase that opens it, sealed; null: none is made. Secret.';
comment on column compliance.downtime_setting.asked is 'Somebody asked for one now.';
comment on column compliance.downtime_setting.version is 'Counts the changes of the setting.';
insert into compliance.downtime_setting default values;

create table compliance.downtime_snapshot (
  id uuid primary key default uuidv7(),
  made_at timestamptz not null default clock_timestamp(),
  file text not null check (file ~ '^[a-z0-9TZ.-]+$'),
  patients int not null default 0 check (patients >= 0),
  bytes bigint not null default 0 check (bytes >= 0),
  took_ms int not null default 0 check (took_ms >= 0),
  fault text,
  removed_at timestamptz,
  constraint downtime_snapshot_is_there check (fault is not null or bytes > 0)
);
create index downtime_snapshot_made on compliance.downtime_snapshot (made_at desc);
comment on table compliance.downtime_snapshot is 'Downtime snapshots that were made, or failed. Not personal: the files are encrypted and lie outside of the database. Kept a month.';
comment on column compliance.downtime_snapshot.id is 'Key.';
comment on column compliance.downtime_snapshot.made_at is 'As of when.';
comment on column compliance.downtime_snapshot.file is 'Name of its file.';
comment on column compliance.downtime_snapshot.patients is 'Of how many patients it tells.';
comment on column compliance.downtime_snapshot.bytes is 'How large its file is.';
comment on column compliance.downtime_snapshot.took_ms is 'How long it took, in ms.';
comment on column compliance.downtime_snapshot.fault is 'Why there is none, a code; null: there is one.';
comment on column compliance.downtime_snapshot.removed_at is 'When its file was removed because newer ones are kept.';

grant select, update on compliance.downtime_setting to openward_app;
grant select, insert, update, delete on compliance.downtime_snapshot to openward_app;

create policy downtime_setting_kept on compliance.downtime_setting to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy downtime_snapshot_kept on compliance.downtime_snapshot to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table compliance.downtime_setting enable row level security;
alter table compliance.downtime_setting force row level security;
alter table compliance.downtime_snapshot enable row level security;
alter table compliance.downtime_snapshot force row level security;

insert into platform.sealed_column (table_name, column_name, row_key, batch) values ('compliance.downtime_setting', 'passphrase_encrypted', '{}', 1);
