-- Leave of somebody else for what is over one's limit.
create schema billing;
grant usage on schema billing to openward_app;

create table billing.approval_limit (
  role text not null check (role ~ '^[a-z][a-z-]{1,31}$'),
  kind text not null check (kind ~ '^[a-z][a-z-]{1,31}$'),
  currency text not null constraint approval_limit_currency references ledger.currency (code),
  amount_minor_max bigint not null check (amount_minor_max >= 0),
  version int not null default 1,
  primary key (role, kind, currency)
);
comment on table billing.approval_limit is 'Up to which amount a role does something without asking; without a line it asks for everything. Not personal. Kept for the life of the hospital.';
comment on column billing.approval_limit.role is 'Which role.';
comment on column billing.approval_limit.kind is 'What: discount, void, refund, write-off …';
comment on column billing.approval_limit.currency is 'In which currency.';
comment on column billing.approval_limit.amount_minor_max is 'The most that needs no leave, in minor units.';
comment on column billing.approval_limit.version is 'Counts the changes.';

create table billing.approval (
  id uuid primary key default uuidv7(),
  kind text not null check (kind ~ '^[a-z][a-z-]{1,31}$'),
  subject_id uuid not null,
  patient_id uuid constraint approval_patient references patients.patient (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null constraint approval_currency references ledger.currency (code),
  reason text not null check (reason ~ '\S'),
  what jsonb not null check (jsonb_typeof(what) = 'object'),
  state text not null default 'waiting' check (state in ('waiting', 'granted', 'refused', 'withdrawn')),
  asked_at timestamptz not null default clock_timestamp(),
  asked_by uuid not null default platform.actor_id(),
  asked_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  note text check (note ~ '\S'),
  constraint approval_decided_whole check ((state = 'waiting') = (decided_at is null) and (decided_at is null) = (decided_by is null) and (decided_by is null) = (decided_by_name is null)),
  constraint approval_by_another check (state not in ('granted', 'refused') or decided_by <> asked_by),
  constraint approval_withdrawn_by_who_asked check (state <> 'withdrawn' or decided_by = asked_by)
);
create unique index approval_asked_once on billing.approval (kind, subject_id) where state = 'waiting';
create index approval_waiting on billing.approval (asked_at) where state = 'waiting';
create index approval_patient on billing.approval (patient_id) where patient_id is not null;
comment on table billing.approval is 'Personal: what somebody asks leave for, and who gave or refused it; never the same. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.approval.id is 'Key.';
comment on column billing.approval.kind is 'What: discount, void, refund, write-off …';
comment on column billing.approval.subject_id is 'The charge, invoice, payment or till that it is about. Personal, pseudonymous.';
comment on column billing.approval.patient_id is 'Whose account it is about; null where nobody’s.';
comment on column billing.approval.amount_minor is 'How much, in minor units. Personal.';
comment on column billing.approval.currency is 'The currency.';
comment on column billing.approval.reason is 'Why. Personal.';
comment on column billing.approval.what is 'What is done when it is granted, as its kind understands it. Personal.';
comment on column billing.approval.state is 'waiting, granted (and done), refused, withdrawn by who asked.';
comment on column billing.approval.asked_at is 'When it was asked.';
comment on column billing.approval.asked_by is 'The account that asked. Personal (staff).';
comment on column billing.approval.asked_by_name is 'What it was called then. Personal (staff).';
comment on column billing.approval.decided_at is 'When it was decided.';
comment on column billing.approval.decided_by is 'The account that decided. Personal (staff).';
comment on column billing.approval.decided_by_name is 'What it was called then. Personal (staff).';
comment on column billing.approval.note is 'What who decided has to say. Personal.';

create function billing.keep_approval() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise check_violation using constraint = 'approval_is_decided', message = 'This was decided already';
  end if;
  return new;
end $$;
comment on function billing.keep_approval() is 'What was decided stays decided.';
revoke all on function billing.keep_approval() from public;
create trigger keep_approval before update on billing.approval for each row execute function billing.keep_approval();

create policy approval_visible on billing.approval to openward_app
  using (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
  with check (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)));
create policy approval_limit_for_staff on billing.approval_limit to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table billing.approval enable row level security;
alter table billing.approval force row level security;
alter table billing.approval_limit enable row level security;
alter table billing.approval_limit force row level security;
grant select, insert on billing.approval to openward_app;
grant update (state, decided_at, decided_by, decided_by_name, note) on billing.approval to openward_app;
grant select, insert, delete, update (amount_minor_max, version) on billing.approval_limit to openward_app;
