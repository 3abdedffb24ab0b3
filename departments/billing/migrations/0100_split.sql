-- Who pays which part: rules of payers, plans of instalments, rates of the day, and the follow-up of what is owed.

create table billing.split_rule (
  id uuid primary key default uuidv7(),
  payer_id uuid not null constraint split_rule_payer references patients.payer (id),
  plan text not null default '',
  service_kind text not null default '' check (service_kind in ('', 'consultation', 'procedure', 'laboratory', 'imaging', 'medicine', 'bed-day', 'package', 'other', 'fee')),
  percent_bp int not null check (percent_bp between 0 and 10000),
  deductible_minor bigint not null default 0 check (deductible_minor >= 0),
  co_pay_minor bigint not null default 0 check (co_pay_minor >= 0),
  maximum_minor bigint check (maximum_minor >= 0),
  currency text not null constraint split_rule_currency references ledger.currency (code),
  valid daterange not null default daterange(null, null) check (not isempty(valid)),
  version int not null default 1,
  constraint split_rule_once exclude using gist (payer_id with =, plan with =, service_kind with =, valid with &&)
);
comment on table billing.split_rule is 'What a payer pays of a charge: the rest is the next payer’s, and last the patient’s. Not personal. Kept for the life of the hospital.';
comment on column billing.split_rule.id is 'Key.';
comment on column billing.split_rule.payer_id is 'The payer: an insurer, the employer, a charity.';
comment on column billing.split_rule.plan is 'Of one plan only; empty for all others.';
comment on column billing.split_rule.service_kind is 'For one kind of service only; empty for all others.';
comment on column billing.split_rule.percent_bp is 'How much it pays of what is above deductible and co-pay, in hundredths of a percent.';
comment on column billing.split_rule.deductible_minor is 'What is left to others first, on each bill, in minor units.';
comment on column billing.split_rule.co_pay_minor is 'What is left to others of each charge, in minor units.';
comment on column billing.split_rule.maximum_minor is 'The most that it pays on a bill for this kind; null for no limit.';
comment on column billing.split_rule.currency is 'The currency of these.';
comment on column billing.split_rule.valid is 'The days on which it holds; two rules for the same never hold on one day.';
comment on column billing.split_rule.version is 'Counts the changes.';

create table billing.instalment_plan (
  id uuid primary key default uuidv7(),
  invoice_id uuid not null constraint instalment_plan_invoice references billing.invoice (id),
  total_minor bigint not null check (total_minor > 0),
  agreed_at timestamptz not null default clock_timestamp(),
  agreed_by uuid default platform.actor_id(),
  agreed_by_name text not null,
  ended_at timestamptz,
  version int not null default 1
);
create unique index instalment_plan_one on billing.instalment_plan (invoice_id) where ended_at is null;
comment on table billing.instalment_plan is 'Personal: in which parts a debtor pays an invoice. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.instalment_plan.id is 'Key.';
comment on column billing.instalment_plan.invoice_id is 'Which invoice.';
comment on column billing.instalment_plan.total_minor is 'What was open when it was agreed, in minor units. Personal.';
comment on column billing.instalment_plan.agreed_at is 'When.';
comment on column billing.instalment_plan.agreed_by is 'The account that agreed it. Personal (staff).';
comment on column billing.instalment_plan.agreed_by_name is 'What it was called then. Personal (staff).';
comment on column billing.instalment_plan.ended_at is 'When another took its place, or it was called off.';
comment on column billing.instalment_plan.version is 'Counts the changes.';

create table billing.instalment (
  plan_id uuid not null constraint instalment_plan_of references billing.instalment_plan (id),
  place int not null check (place between 1 and 60),
  due_date date not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (plan_id, place)
);
comment on table billing.instalment is 'Personal: the parts of a plan. Never changed. Sensitivity high. Kept as long as their plan.';
comment on column billing.instalment.plan_id is 'The plan.';
comment on column billing.instalment.place is 'Which, from 1.';
comment on column billing.instalment.due_date is 'When it is to be paid.';
comment on column billing.instalment.amount_minor is 'How much, in minor units. Personal.';

create function billing.check_instalments() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if (select sum(amount_minor) from billing.instalment where plan_id = new.id) is distinct from new.total_minor::numeric then
    raise check_violation using constraint = 'instalments_are_the_plan', message = 'The instalments of a plan sum to what is owed';
  end if;
  return null;
end $$;
comment on function billing.check_instalments() is 'At commit: the instalments of a plan sum to it. SECURITY DEFINER: whoever writes.';
revoke all on function billing.check_instalments() from public;
create constraint trigger check_instalments after insert on billing.instalment_plan deferrable initially deferred for each row execute function billing.check_instalments();

create table billing.currency_rate (
  currency text not null constraint currency_rate_currency references ledger.currency (code),
  book_currency text not null constraint currency_rate_book references ledger.currency (code),
  on_date date not null,
  rate numeric(20, 10) not null check (rate > 0),
  set_at timestamptz not null default clock_timestamp(),
  set_by uuid default platform.actor_id(),
  primary key (currency, book_currency, on_date),
  constraint currency_rate_of_another check (currency <> book_currency)
);
comment on table billing.currency_rate is 'Rates of the day. Not personal. Kept ten years, as the books of account.';
comment on column billing.currency_rate.currency is 'The other currency.';
comment on column billing.currency_rate.book_currency is 'The currency of the book.';
comment on column billing.currency_rate.on_date is 'From this day, until the next rate.';
comment on column billing.currency_rate.rate is 'Units of the other currency for one of the book’s.';
comment on column billing.currency_rate.set_at is 'When it was set.';
comment on column billing.currency_rate.set_by is 'The account that set it. Personal (staff).';

create table billing.follow_up (
  invoice_id uuid primary key constraint follow_up_invoice references billing.invoice (id),
  owner_id uuid,
  owner_name text,
  promised_on date,
  promised_minor bigint check (promised_minor > 0),
  quiet_until date,
  note text check (note ~ '\S'),
  version int not null default 1,
  constraint follow_up_promise_whole check ((promised_on is null) = (promised_minor is null)),
  constraint follow_up_owner_whole check ((owner_id is null) = (owner_name is null))
);
comment on table billing.follow_up is 'Personal: who follows up an invoice, and what the debtor promised. Sensitivity high. Kept as long as the invoice.';
comment on column billing.follow_up.invoice_id is 'Which invoice.';
comment on column billing.follow_up.owner_id is 'The account that follows it up. Personal (staff).';
comment on column billing.follow_up.owner_name is 'What it is called. Personal (staff).';
comment on column billing.follow_up.promised_on is 'When the debtor promised to pay. Personal.';
comment on column billing.follow_up.promised_minor is 'How much was promised. Personal.';
comment on column billing.follow_up.quiet_until is 'No reminder goes before this day.';
comment on column billing.follow_up.note is 'What was talked about. Personal.';
comment on column billing.follow_up.version is 'Counts the changes.';

create table billing.reminder (
  invoice_id uuid not null constraint reminder_invoice references billing.invoice (id),
  level int not null check (level between 1 and 9),
  at timestamptz not null default clock_timestamp(),
  open_minor bigint not null check (open_minor > 0),
  primary key (invoice_id, level)
);
comment on table billing.reminder is 'Personal: which reminders of an invoice were sent; each level once. Never changed. Sensitivity high. Kept as long as the invoice.';
comment on column billing.reminder.invoice_id is 'Which invoice.';
comment on column billing.reminder.level is 'Which reminder, from 1.';
comment on column billing.reminder.at is 'When it was handed to messages.';
comment on column billing.reminder.open_minor is 'What was open then. Personal.';

create policy split_rule_for_staff on billing.split_rule to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy currency_rate_for_staff on billing.currency_rate to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
do $$
declare
  each text;
begin
  foreach each in array array['instalment_plan', 'follow_up', 'reminder'] loop
    execute format('create policy %I on billing.%I to openward_app using (platform.scope() in (''staff'', ''system'') and exists (select 1 from billing.invoice i where i.id = invoice_id))
      with check (platform.scope() in (''staff'', ''system'') and exists (select 1 from billing.invoice i where i.id = invoice_id))', each || '_visible', each);
  end loop;
  foreach each in array array['split_rule', 'currency_rate', 'instalment_plan', 'instalment', 'follow_up', 'reminder'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
  end loop;
end $$;
create policy instalment_visible on billing.instalment to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from billing.instalment_plan p where p.id = plan_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from billing.instalment_plan p where p.id = plan_id));
grant select, insert, update (percent_bp, deductible_minor, co_pay_minor, maximum_minor, valid, version), delete on billing.split_rule to openward_app;
grant select, insert, update (ended_at, version) on billing.instalment_plan to openward_app;
grant select, insert on billing.instalment to openward_app;
grant select, insert, update (rate, set_at, set_by) on billing.currency_rate to openward_app;
grant select, insert, update (owner_id, owner_name, promised_on, promised_minor, quiet_until, note, version) on billing.follow_up to openward_app;
grant select, insert on billing.reminder to openward_app;
