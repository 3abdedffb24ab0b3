-- Which payment pays which invoice, and what of an invoice is still owed.

create table billing.allocation (
  id uuid primary key default uuidv7(),
  payment_id uuid not null constraint allocation_payment references billing.payment (id),
  invoice_id uuid not null constraint allocation_invoice references billing.invoice (id),
  amount_minor bigint not null constraint allocation_is_not_nothing check (amount_minor <> 0),
  reverses uuid constraint allocation_reversed_once unique constraint allocation_reverses references billing.allocation (id),
  patient_id uuid constraint allocation_patient references patients.patient (id),
  business_date date not null,
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null,
  entry_id uuid not null constraint allocation_entry references ledger.entry (id),
  constraint allocation_side check ((reverses is null) = (amount_minor > 0))
);
create index allocation_of_payment on billing.allocation (payment_id);
create index allocation_of_invoice on billing.allocation (invoice_id);
create index allocation_patient_of on billing.allocation (patient_id) where patient_id is not null;
comment on table billing.allocation is 'Personal: which part of a payment pays which invoice. Never changed or deleted; taken back by a line below zero. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.allocation.id is 'Key.';
comment on column billing.allocation.payment_id is 'The payment.';
comment on column billing.allocation.invoice_id is 'The invoice that it pays.';
comment on column billing.allocation.amount_minor is 'How much, in minor units of the currency of both; below zero where it takes another back. Personal.';
comment on column billing.allocation.reverses is 'The line that it takes back, wholly; each once at most.';
comment on column billing.allocation.patient_id is 'Whose care the invoice is for.';
comment on column billing.allocation.business_date is 'The day of its entry.';
comment on column billing.allocation.at is 'When.';
comment on column billing.allocation.by_id is 'The account that did it. Personal (staff).';
comment on column billing.allocation.by_name is 'What it was called then. Personal (staff).';
comment on column billing.allocation.entry_id is 'Its entry in the book.';

/* What of a payment is neither given back nor used. Whoever spends of it holds its row. */
create function billing.payment_left(_payment_id uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, billing as $$
  select case when p.state = 'cancelled' then 0 else p.book_amount_minor end
    - (select coalesce(sum(r.amount_minor), 0) from billing.refund r where r.payment_id = p.id)
    - (select coalesce(sum(c.amount_minor), 0) from billing.chargeback c where c.payment_id = p.id and c.state = 'taken')
    - (select coalesce(sum(a.amount_minor), 0) from billing.allocation a where a.payment_id = p.id)
  from billing.payment p where p.id = _payment_id
$$;
comment on function billing.payment_left(uuid) is 'What is left of a payment as credit. SECURITY DEFINER: over all that was paid out of it, whoever asks.';
revoke all on function billing.payment_left(uuid) from public;
grant execute on function billing.payment_left(uuid) to openward_app;

/* What of an issued invoice is still owed. */
create function billing.invoice_left(_invoice_id uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, billing as $$
  select i.total_minor
    - (select coalesce(sum(a.amount_minor), 0) from billing.allocation a where a.invoice_id = i.id)
    - (select coalesce(sum(c.total_minor), 0) from billing.invoice c where c.credits = i.id and c.kind = 'credit-note' and c.state in ('issued', 'credited'))
    - (select coalesce(sum(w.amount_minor), 0) from billing.write_off w where w.invoice_id = i.id)
  from billing.invoice i where i.id = _invoice_id
$$;
comment on function billing.invoice_left(uuid) is 'What is still owed of an invoice. SECURITY DEFINER: over all that pays it, whoever asks.';
revoke all on function billing.invoice_left(uuid) from public;
grant execute on function billing.invoice_left(uuid) to openward_app;

create function billing.keep_spending() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  of_payment billing.payment;
begin
  -- Read after the lock: what others spent of it stands.
  select * into of_payment from billing.payment where id = coalesce((to_jsonb(new) ->> 'payment_id')::uuid, new.id) for no key update;
  if billing.payment_left(of_payment.id) < 0 then
    raise check_violation using constraint = 'payment_is_not_exceeded', message = 'So much is not left of this payment';
  end if;
  return null;
end $$;
comment on function billing.keep_spending() is 'Refunds, chargebacks, cancellation and allocations of a payment are never more than it, whoever writes at once. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_spending() from public;
create trigger keep_spending after insert on billing.refund for each row execute function billing.keep_spending();
create trigger keep_spending after insert on billing.chargeback for each row execute function billing.keep_spending();
create trigger keep_spending after insert on billing.allocation for each row execute function billing.keep_spending();
create trigger keep_spending after update of state on billing.payment for each row execute function billing.keep_spending();

create function billing.keep_allocation() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  of_invoice billing.invoice;
  of_payment billing.payment;
  taken_back billing.allocation;
begin
  -- Always the invoice before the payment.
  select * into of_invoice from billing.invoice where id = new.invoice_id for no key update;
  select * into of_payment from billing.payment where id = new.payment_id for no key update;
  if new.reverses is not null then
    select * into taken_back from billing.allocation where id = new.reverses;
    if (taken_back.payment_id, taken_back.invoice_id, -taken_back.amount_minor) is distinct from (new.payment_id, new.invoice_id, new.amount_minor) then
      raise check_violation using constraint = 'allocation_mirrors', message = 'What is taken back is taken back wholly';
    end if;
    return new;
  end if;
  if of_invoice.state <> 'issued' or of_invoice.kind in ('credit-note', 'estimate', 'deposit-request') then
    raise check_violation using constraint = 'invoice_takes_payments', message = 'This invoice takes no payments';
  end if;
  if of_invoice.currency <> of_payment.book_currency then
    raise check_violation using constraint = 'allocation_in_one_currency', message = 'A payment pays invoices in its own currency';
  end if;
  if of_payment.state <> 'taken' then
    raise check_violation using constraint = 'payment_stands', message = 'This payment was cancelled';
  end if;
  if billing.invoice_left(of_invoice.id) < new.amount_minor then
    raise check_violation using constraint = 'invoice_is_not_exceeded', message = 'So much is not owed of this invoice';
  end if;
  return new;
end $$;
comment on function billing.keep_allocation() is 'An invoice is paid while it is owed, and no more than that, whoever writes at once. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_allocation() from public;
create trigger keep_allocation before insert on billing.allocation for each row execute function billing.keep_allocation();
create trigger refuse_change before update or delete or truncate on billing.allocation for each statement execute function billing.refuse_change();

/* A credit note or a write-off that is more than what is owed: what pays the invoice is taken back first (api: releaseInvoice). */
create function billing.check_invoice_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  perform from billing.invoice where id = (case when tg_table_name = 'write_off' then to_jsonb(new) ->> 'invoice_id' else to_jsonb(new) ->> 'credits' end)::uuid for no key update;
  if billing.invoice_left((case when tg_table_name = 'write_off' then to_jsonb(new) ->> 'invoice_id' else to_jsonb(new) ->> 'credits' end)::uuid) < 0 then
    raise check_violation using constraint = 'invoice_is_not_exceeded', message = 'So much is not owed of this invoice';
  end if;
  return null;
end $$;
comment on function billing.check_invoice_left() is 'At commit: nothing is credited or written off of an invoice that is paid; what pays it is taken back first. SECURITY DEFINER: whoever writes.';
revoke all on function billing.check_invoice_left() from public;
create constraint trigger check_invoice_left after insert on billing.write_off deferrable initially deferred for each row execute function billing.check_invoice_left();
create constraint trigger check_invoice_left after update of state on billing.invoice deferrable initially deferred for each row
  when (new.kind = 'credit-note' and new.state = 'issued') execute function billing.check_invoice_left();

create view billing.invoice_open with (security_invoker = true) as
  select i.id as invoice_id, i.label, i.kind, i.debtor_kind, i.debtor_id, i.patient_id, i.visit_id, i.account_id, i.currency, i.total_minor, i.business_date, i.due_date, i.issued_at,
    x.paid_minor, x.credited_minor, x.written_off_minor, i.total_minor - x.paid_minor - x.credited_minor - x.written_off_minor as open_minor,
    case when i.state = 'credited' then 'credited' when i.total_minor - x.paid_minor - x.credited_minor - x.written_off_minor = 0 then 'paid' when x.paid_minor > 0 then 'part-paid' else 'issued' end as payment_state
  from billing.invoice i cross join lateral (select
    (select coalesce(sum(a.amount_minor), 0)::bigint from billing.allocation a where a.invoice_id = i.id) as paid_minor,
    (select coalesce(sum(c.total_minor), 0)::bigint from billing.invoice c where c.credits = i.id and c.kind = 'credit-note' and c.state in ('issued', 'credited')) as credited_minor,
    (select coalesce(sum(w.amount_minor), 0)::bigint from billing.write_off w where w.invoice_id = i.id) as written_off_minor) x
  where i.state in ('issued', 'credited') and i.kind in ('invoice', 'interim', 'final');
comment on view billing.invoice_open is 'What is still owed of each issued invoice. Personal, as its tables are.';

create policy allocation_visible on billing.allocation to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from billing.invoice i where i.id = invoice_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from billing.invoice i where i.id = invoice_id));
alter table billing.allocation enable row level security;
alter table billing.allocation force row level security;
grant select, insert on billing.allocation to openward_app;
grant select on billing.invoice_open to openward_app;
