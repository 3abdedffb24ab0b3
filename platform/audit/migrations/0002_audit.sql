-- The audit log: one row for each patient opened or changed, each sign-in event, each denial. Written in the act's own
-- transaction by platform/audit. The application may add rows and read them; nothing but the owner may change one.
-- A later sealer keeps its Merkle leaves beside this table (audit.leaf), so that rows never need an update.

-- Domains, which the database reads once, and not at each insert as it does the checks of a table.
create domain audit.event_name as text constraint event_name_check check (value ~ '^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$');
comment on domain audit.event_name is 'department.thing.verb';
create domain audit.outcome as text constraint event_outcome_check check (value in ('success', 'denied', 'failure'));
comment on domain audit.outcome is 'How an act ended.';

create table audit.event (
  id uuid not null default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  name audit.event_name not null,
  outcome audit.outcome not null,
  actor_id uuid,
  actor_name text,
  actor_roles text[] not null default '{}',
  session_id uuid,
  token_id uuid,
  subject_account_id uuid,
  patient_id uuid,
  shown uuid[],
  purpose text not null default 'TREAT',
  address text,
  device text,
  request_id uuid,
  detail jsonb not null default '{}',
  primary key (at, id),
  constraint event_shown_is_a_query check (shown is null or patient_id is null)
) partition by range (at);

create table audit.event_default partition of audit.event default;

create index event_patient on audit.event (patient_id, at desc, id desc) where patient_id is not null;
create index event_actor on audit.event (actor_id, at desc, id desc);
create index event_subject on audit.event (subject_account_id, at desc) where subject_account_id is not null;
create index event_shown on audit.event using gin (shown) where shown is not null;

comment on table audit.event is 'Personal: who opened or changed whose record, when, from where and why. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column audit.event.id is 'Key of the event.';
comment on column audit.event.at is 'When it was written, by the database’s clock.';
comment on column audit.event.name is 'department.thing.verb';
comment on column audit.event.outcome is 'success; denied (refused by a rule of access); failure (tried and failed, such as a wrong password).';
comment on column audit.event.actor_id is 'The account that acted; null where nobody had signed in. Personal (staff).';
comment on column audit.event.actor_name is 'The account’s username at that time, so that the event reads right after a renaming. Personal (staff).';
comment on column audit.event.actor_roles is 'The roles that the account held at that time.';
comment on column audit.event.session_id is 'The session it came through.';
comment on column audit.event.token_id is 'The machine’s token it came through.';
comment on column audit.event.subject_account_id is 'The account acted upon (made, disabled, re-roled). Personal (staff).';
comment on column audit.event.patient_id is 'The patient opened or changed: exactly one event for each. Personal, pseudonymous.';
comment on column audit.event.shown is 'The patients whom a list or type-ahead showed, reported apart from openings. Personal, pseudonymous.';
comment on column audit.event.purpose is 'Why: HL7 PurposeOfUse code (TREAT, HPAYMT, HOPERAT, ETREAT, PATRQT, …).';
comment on column audit.event.address is 'Network address of the device. Personal (staff).';
comment on column audit.event.device is 'The device as its browser or client named itself.';
comment on column audit.event.request_id is 'The request that the event belongs to.';
comment on column audit.event.detail is 'Codes, counts and keys that say what was done; never a value from the record.';

alter table audit.event enable row level security;
alter table audit.event force row level security;
alter table audit.event_default enable row level security;
alter table audit.event_default force row level security;

create policy event_insert on audit.event for insert to openward_app
  with check (platform.scope() <> '');
create policy event_select on audit.event for select to openward_app
  using (platform.scope() = 'system' or platform.cleared('audit'));

grant usage on schema audit to openward_app;
grant select, insert on audit.event to openward_app;

-- A month has its own partition, so that years of events are ranged, never scanned. Called at each start and daily.
create function audit.keep_partitions(months_ahead int default 3) returns int
language plpgsql security definer set search_path = pg_catalog, audit as $$
declare
  month_start date := date_trunc('month', now() at time zone 'UTC')::date;
  made int := 0;
  partition_name text;
begin
  for offset_months in 0..least(greatest(months_ahead, 0), 24) loop
    partition_name := 'event_' || to_char(month_start + make_interval(months => offset_months), 'YYYY_MM');
    if to_regclass('audit.' || quote_ident(partition_name)) is null then
      execute format(
        'create table audit.%I partition of audit.event for values from (%L) to (%L)',
        partition_name,
        (month_start + make_interval(months => offset_months))::timestamp at time zone 'UTC',
        (month_start + make_interval(months => offset_months + 1))::timestamp at time zone 'UTC');
      execute format('alter table audit.%I enable row level security', partition_name);
      execute format('alter table audit.%I force row level security', partition_name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
comment on function audit.keep_partitions(int) is 'Makes the partitions of this month and of the months ahead; returns how many it made.';
revoke all on function audit.keep_partitions(int) from public;
grant execute on function audit.keep_partitions(int) to openward_app;

select audit.keep_partitions();
