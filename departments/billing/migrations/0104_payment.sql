-- Payments: what was taken, and what became of it. What is paid out of a payment is never more than the payment.

create table billing.receipt_counter (
  series text primary key check (series in ('receipt', 'refund')),
  last int not null default 0
);
insert into billing.receipt_counter (series) values ('receipt'), ('refund');
comment on table billing.receipt_counter is 'Last number of receipts and of refund vouchers. Not personal. Locked as the last thing before commit, so that no number is left out.';
comment on column billing.receipt_counter.series is 'receipt or refund.';
comment on column billing.receipt_counter.last is 'The number that was given last.';

create table billing.payment (
  id uuid primary key default uuidv7(),
  receipt_number int constraint receipt_number_once unique check (receipt_number > 0),
  payer_kind text not null check (payer_kind in ('patient', 'payer')),
  party_id uuid not null,
  patient_id uuid constraint payment_patient references patients.patient (id),
  payer_id uuid constraint payment_payer references patients.payer (id),
  method text not null check (method in ('cash', 'card', 'bank', 'cheque', 'mobile-money', 'wallet', 'gateway')),
  amount_minor bigint not null constraint payment_is_above_zero check (amount_minor > 0),
  currency text not null constraint payment_currency references ledger.currency (code),
  tendered_minor bigint not null,
  change_minor bigint not null default 0 check (change_minor >= 0),
  book_amount_minor bigint not null constraint payment_is_worth_something check (book_amount_minor > 0),
  book_currency text not null constraint payment_book_currency references ledger.currency (code),
  rate numeric(20, 10) not null default 1 check (rate > 0),
  rounding_minor bigint not null default 0,
  session_id uuid constraint payment_session references billing.drawer_session (id),
  location_id uuid constraint payment_location references staff.location (id),
  reference text check (reference ~ '\S'),
  note text check (note ~ '\S'),
  business_date date not null,
  received_at timestamptz not null default clock_timestamp(),
  received_by uuid default platform.actor_id(),
  received_by_name text not null,
  entry_id uuid not null constraint payment_entry references ledger.entry (id),
  state text not null default 'taken' check (state in ('taken', 'cancelled')),
  cancelled_at timestamptz,
  cancelled_by uuid,
  cancelled_by_name text,
  cancel_reason text check (cancel_reason ~ '\S'),
  cancel_entry_id uuid constraint payment_cancel_entry references ledger.entry (id),
  printed int not null default 0,
  constraint payment_names_the_payer check (case payer_kind when 'patient' then patient_id is not null and party_id = patient_id else payer_id is not null and party_id = payer_id end),
  constraint payment_of_cash_in_a_drawer check (method <> 'cash' or session_id is not null),
  constraint payment_adds_up check (currency <> book_currency or (amount_minor = tendered_minor - change_minor and book_amount_minor = amount_minor + rounding_minor)),
  constraint payment_rate_of_its_own check (currency <> book_currency or rate = 1),
  constraint payment_cancelled_whole check ((state = 'cancelled') = (cancelled_at is not null) and (cancelled_at is null) = (cancel_entry_id is null) and (cancelled_at is null) = (cancel_reason is null))
);
create index payment_patient on billing.payment (patient_id, received_at desc) where patient_id is not null;
create index payment_payer on billing.payment (payer_id, received_at desc) where payer_id is not null;
create index payment_day on billing.payment (business_date, location_id);
create index payment_session on billing.payment (session_id) where session_id is not null;
create index payment_reference on billing.payment (method, reference) where reference is not null;
comment on table billing.payment is 'Personal: what was paid, by whom and how. Never deleted; only cancelled as a whole. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.payment.id is 'Key.';
comment on column billing.payment.receipt_number is 'Number of its receipt; none is left out. Given last in its transaction.';
comment on column billing.payment.payer_kind is 'patient or payer: whose money it is.';
comment on column billing.payment.party_id is 'The patient or payer. Personal, pseudonymous.';
comment on column billing.payment.patient_id is 'The patient for whom it was paid; always where a patient paid.';
comment on column billing.payment.payer_id is 'The payer, where a payer paid.';
comment on column billing.payment.method is 'How it was paid.';
comment on column billing.payment.amount_minor is 'What the hospital has of it, in minor units of what it was paid in. Personal.';
comment on column billing.payment.currency is 'What it was paid in.';
comment on column billing.payment.tendered_minor is 'What was handed over. Personal.';
comment on column billing.payment.change_minor is 'What was given back at once, in the currency of the credit. Personal.';
comment on column billing.payment.book_amount_minor is 'What is credited for it, in minor units. Personal.';
comment on column billing.payment.book_currency is 'The currency in which it is credited.';
comment on column billing.payment.rate is 'Rate of the day: units of what it was paid in for one of the credit; 1 where they are the same.';
comment on column billing.payment.rounding_minor is 'Credited above what was taken, for want of small coins; below zero the other way.';
comment on column billing.payment.session_id is 'The drawer into which it went; always for cash.';
comment on column billing.payment.location_id is 'Where it was taken; null where it came by itself.';
comment on column billing.payment.reference is 'Number of the cheque, transfer or card slip. Personal.';
comment on column billing.payment.note is 'What the cashier noted. Personal.';
comment on column billing.payment.business_date is 'The day it belongs to.';
comment on column billing.payment.received_at is 'When.';
comment on column billing.payment.received_by is 'The account that took it; null where it came by itself. Personal (staff).';
comment on column billing.payment.received_by_name is 'What it was called then. Personal (staff).';
comment on column billing.payment.entry_id is 'Its entry in the book.';
comment on column billing.payment.state is 'taken, or cancelled on the day on which it was taken.';
comment on column billing.payment.cancelled_at is 'When it was cancelled.';
comment on column billing.payment.cancelled_by is 'The account that cancelled it. Personal (staff).';
comment on column billing.payment.cancelled_by_name is 'What it was called then. Personal (staff).';
comment on column billing.payment.cancel_reason is 'Why. Personal.';
comment on column billing.payment.cancel_entry_id is 'The entry that took it back.';
comment on column billing.payment.printed is 'How often its receipt was printed: each after the first is marked as a copy.';

create table billing.refund (
  id uuid primary key default uuidv7(),
  voucher_number int constraint refund_number_once unique check (voucher_number > 0),
  payment_id uuid not null constraint refund_payment references billing.payment (id),
  patient_id uuid constraint refund_patient references patients.patient (id),
  amount_minor bigint not null constraint refund_is_above_zero check (amount_minor > 0),
  currency text not null constraint refund_currency references ledger.currency (code),
  method text not null check (method in ('cash', 'card', 'bank', 'cheque', 'mobile-money', 'wallet', 'gateway')),
  paid_minor bigint not null check (paid_minor >= 0),
  session_id uuid constraint refund_session references billing.drawer_session (id),
  location_id uuid constraint refund_location references staff.location (id),
  reason text not null check (reason ~ '\S'),
  approval_id uuid constraint refund_approval references billing.approval (id),
  business_date date not null,
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null,
  entry_id uuid not null constraint refund_entry references ledger.entry (id),
  constraint refund_of_cash_from_a_drawer check (method <> 'cash' or session_id is not null)
);
create index refund_of on billing.refund (payment_id);
create index refund_patient on billing.refund (patient_id) where patient_id is not null;
create index refund_day on billing.refund (business_date, location_id);
comment on table billing.refund is 'Personal: what was paid back of a payment, never more than it. Never changed or deleted. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.refund.id is 'Key.';
comment on column billing.refund.voucher_number is 'Number of its voucher; none is left out.';
comment on column billing.refund.payment_id is 'The payment that it is taken from.';
comment on column billing.refund.patient_id is 'Whose, as the payment says.';
comment on column billing.refund.amount_minor is 'How much, in minor units. Personal.';
comment on column billing.refund.currency is 'The currency in which the payment was credited.';
comment on column billing.refund.method is 'How it was given back.';
comment on column billing.refund.paid_minor is 'What was handed over: another amount only for want of small coins. Personal.';
comment on column billing.refund.session_id is 'The drawer out of which it went.';
comment on column billing.refund.location_id is 'Where; null where it went by itself.';
comment on column billing.refund.reason is 'Why. Personal.';
comment on column billing.refund.approval_id is 'The leave of somebody else, where it was over the limit.';
comment on column billing.refund.business_date is 'The day it belongs to.';
comment on column billing.refund.at is 'When.';
comment on column billing.refund.by_id is 'The account that did it. Personal (staff).';
comment on column billing.refund.by_name is 'What it was called then. Personal (staff).';
comment on column billing.refund.entry_id is 'Its entry in the book.';

create table billing.chargeback (
  id uuid primary key default uuidv7(),
  payment_id uuid not null constraint chargeback_payment references billing.payment (id),
  patient_id uuid constraint chargeback_patient references patients.patient (id),
  amount_minor bigint not null constraint chargeback_is_above_zero check (amount_minor > 0),
  fee_minor bigint not null default 0 check (fee_minor >= 0),
  currency text not null constraint chargeback_currency references ledger.currency (code),
  reason text not null check (reason ~ '\S'),
  state text not null default 'taken' check (state in ('taken', 'won')),
  business_date date not null,
  at timestamptz not null default clock_timestamp(),
  by_name text not null,
  entry_id uuid not null constraint chargeback_entry references ledger.entry (id),
  won_at timestamptz,
  won_entry_id uuid constraint chargeback_won_entry references ledger.entry (id),
  constraint chargeback_won_whole check ((state = 'won') = (won_at is not null) and (won_at is null) = (won_entry_id is null))
);
create index chargeback_of on billing.chargeback (payment_id);
comment on table billing.chargeback is 'Personal: what a bank took back of a payment, because who paid disputes it. Never deleted. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.chargeback.id is 'Key.';
comment on column billing.chargeback.payment_id is 'The payment.';
comment on column billing.chargeback.patient_id is 'Whose, as the payment says.';
comment on column billing.chargeback.amount_minor is 'How much, in minor units. Personal.';
comment on column billing.chargeback.fee_minor is 'What the bank takes for it.';
comment on column billing.chargeback.currency is 'The currency in which the payment was credited.';
comment on column billing.chargeback.reason is 'Why, as the bank says. Personal.';
comment on column billing.chargeback.state is 'taken, or won: the bank gave it back.';
comment on column billing.chargeback.business_date is 'The day it belongs to.';
comment on column billing.chargeback.at is 'When.';
comment on column billing.chargeback.by_name is 'Who noted it. Personal (staff).';
comment on column billing.chargeback.entry_id is 'Its entry in the book.';
comment on column billing.chargeback.won_at is 'When the bank gave it back.';
comment on column billing.chargeback.won_entry_id is 'The entry of that.';

create function billing.keep_payment() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if tg_op = 'INSERT' then
    if new.session_id is not null then
      select s.location_id, s.business_date into new.location_id, new.business_date from billing.drawer_session s where s.id = new.session_id;
    end if;
  elsif to_jsonb(old) - array['receipt_number', 'printed', 'state', 'cancelled_at', 'cancelled_by', 'cancelled_by_name', 'cancel_reason', 'cancel_entry_id']
      <> to_jsonb(new) - array['receipt_number', 'printed', 'state', 'cancelled_at', 'cancelled_by', 'cancelled_by_name', 'cancel_reason', 'cancel_entry_id']
    or (old.receipt_number is not null and new.receipt_number is distinct from old.receipt_number) or old.state = 'cancelled' and new.state <> 'cancelled' then
    raise check_violation using constraint = 'money_is_append_only', message = 'What was taken or given is never changed: take it back';
  elsif new.printed <> old.printed or (new.receipt_number is not null and old.receipt_number is null) then
    -- A copy is printed, and a number given, whatever became of the day.
    return new;
  end if;
  if new.location_id is not null then perform billing.refuse_closed_day(new.location_id, new.business_date); end if;
  return new;
end $$;
comment on function billing.keep_payment() is 'A payment belongs to an open day and is only cancelled, as a whole. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_payment() from public;
create trigger keep_payment before insert or update on billing.payment for each row execute function billing.keep_payment();
create trigger refuse_change before delete or truncate on billing.payment for each statement execute function billing.refuse_change();
create trigger refuse_change before delete or truncate on billing.refund for each statement execute function billing.refuse_change();
create trigger refuse_change before delete or truncate on billing.chargeback for each statement execute function billing.refuse_change();

create function billing.keep_refund() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(old) - 'voucher_number' <> to_jsonb(new) - 'voucher_number' or old.voucher_number is not null then
      raise check_violation using constraint = 'money_is_append_only', message = 'What was taken or given is never changed: take it back';
    end if;
    return new;
  end if;
  if new.session_id is not null then
    select s.location_id, s.business_date into new.location_id, new.business_date from billing.drawer_session s where s.id = new.session_id;
  end if;
  if new.location_id is not null then perform billing.refuse_closed_day(new.location_id, new.business_date); end if;
  return new;
end $$;
comment on function billing.keep_refund() is 'A refund belongs to an open day and stays. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_refund() from public;
create trigger keep_refund before insert or update on billing.refund for each row execute function billing.keep_refund();

create policy payment_visible on billing.payment to openward_app
  using (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
  with check (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)));
create policy refund_visible on billing.refund to openward_app
  using (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
  with check (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)));
create policy chargeback_visible on billing.chargeback to openward_app
  using (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
  with check (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)));
create policy receipt_counter_for_staff on billing.receipt_counter to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
do $$
declare
  each text;
begin
  foreach each in array array['payment', 'refund', 'chargeback', 'receipt_counter'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
  end loop;
end $$;
grant select, insert on billing.payment, billing.refund, billing.chargeback to openward_app;
grant select, update (last) on billing.receipt_counter to openward_app;
grant update (receipt_number, printed, state, cancelled_at, cancelled_by, cancelled_by_name, cancel_reason, cancel_entry_id) on billing.payment to openward_app;
grant update (voucher_number) on billing.refund to openward_app;
grant update (state, won_at, won_entry_id) on billing.chargeback to openward_app;
