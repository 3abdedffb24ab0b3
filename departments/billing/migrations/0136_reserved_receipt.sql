-- Numbers of receipts that are given to paper before there is a payment. They are of the same series as all others, taken under the same lock: each number
-- is a payment, waits on paper, or is voided with a reason.
create table billing.receipt_block (
  id uuid primary key default uuidv7(),
  place text not null check (length(btrim(place)) between 1 and 80),
  reserved_at timestamptz not null default now(),
  reserved_by uuid default platform.actor_id(),
  reserved_by_name text not null,
  printed_at timestamptz constraint receipt_block_printed_after check (printed_at >= reserved_at)
);
create index receipt_block_reserved on billing.receipt_block (reserved_at desc, id desc);
comment on table billing.receipt_block is 'Blocks of numbers reserved for blank receipts of a place. Not personal but for who reserved them. Kept ten years, as the books of account.';
comment on column billing.receipt_block.id is 'Key.';
comment on column billing.receipt_block.place is 'Where the receipts lie: a desk, a till.';
comment on column billing.receipt_block.reserved_at is 'When the numbers were reserved.';
comment on column billing.receipt_block.reserved_by is 'Who reserved them; null: the program. Personal (staff).';
comment on column billing.receipt_block.reserved_by_name is 'What they were called then. Personal (staff).';
comment on column billing.receipt_block.printed_at is 'When the receipts were first printed; null: they are not, and nothing is entered under them.';

create table billing.reserved_receipt (
  number int primary key check (number > 0),
  block_id uuid not null references billing.receipt_block (id),
  payment_id uuid constraint reserved_receipt_payment_once unique references billing.payment (id),
  happened_at timestamptz,
  entered_at timestamptz,
  entered_by uuid,
  entered_by_name text,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text check (length(btrim(void_reason)) between 1 and 300),
  constraint reserved_receipt_used_or_voided check (payment_id is null or voided_at is null),
  constraint reserved_receipt_entered_whole check (num_nulls(payment_id, happened_at, entered_at, entered_by, entered_by_name) in (0, 5)),
  constraint reserved_receipt_voided_whole check (num_nulls(voided_at, voided_by, voided_by_name, void_reason) in (0, 4)),
  constraint reserved_receipt_not_to_come check (happened_at <= entered_at)
);
create index reserved_receipt_block on billing.reserved_receipt (block_id);
create index reserved_receipt_open on billing.reserved_receipt (number) where payment_id is null and voided_at is null;
comment on table billing.reserved_receipt is 'Personal: each number of a receipt that was reserved for paper, and what became of it. Sensitivity medium. Never deleted: each number is accounted for. Kept ten years, as the books of account.';
comment on column billing.reserved_receipt.number is 'The reserved number, given to no other payment.';
comment on column billing.reserved_receipt.block_id is 'The block it was reserved in.';
comment on column billing.reserved_receipt.payment_id is 'The payment that was taken under it. Personal, pseudonymous.';
comment on column billing.reserved_receipt.happened_at is 'When it was paid, as the receipt on paper says: the time of the event. Personal.';
comment on column billing.reserved_receipt.entered_at is 'When that was entered: the time of entry.';
comment on column billing.reserved_receipt.entered_by is 'Who entered it. Personal (staff).';
comment on column billing.reserved_receipt.entered_by_name is 'What they were called then. Personal (staff).';
comment on column billing.reserved_receipt.voided_at is 'When it was said that nothing was paid under it.';
comment on column billing.reserved_receipt.voided_by is 'Who said so. Personal (staff).';
comment on column billing.reserved_receipt.voided_by_name is 'What they were called then. Personal (staff).';
comment on column billing.reserved_receipt.void_reason is 'Why it stays unused.';

create function billing.guard_reserved_receipt() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  printed timestamptz;
begin
  if tg_op = 'INSERT' then
    if new.number > (select c.last from billing.receipt_counter c where c.series = 'receipt') or exists (select from billing.payment p where p.receipt_number = new.number) then
      raise check_violation using message = 'A number is reserved from the series, once', constraint = 'reserved_receipt_of_the_series', table = 'reserved_receipt', schema = 'billing';
    end if;
    return new;
  end if;
  if old.payment_id is not null or old.voided_at is not null or new.number <> old.number or new.block_id <> old.block_id then
    raise check_violation using message = 'A number that is used or voided does not change', constraint = 'reserved_receipt_once', table = 'reserved_receipt', schema = 'billing';
  end if;
  if new.payment_id is not null then
    select b.printed_at into printed from billing.receipt_block b where b.id = old.block_id;
    -- A receipt says the minute.
    if printed is null or new.happened_at < date_trunc('minute', printed) then
      raise check_violation using message = 'Nothing is on a receipt before it is printed', constraint = 'reserved_receipt_after_print', table = 'reserved_receipt', schema = 'billing';
    end if;
  end if;
  return new;
end $$;
comment on function billing.guard_reserved_receipt() is 'A number is reserved from the series, and used or voided once, for what was paid after it was printed. SECURITY DEFINER: whoever writes.';
revoke all on function billing.guard_reserved_receipt() from public;
create trigger guard_reserved_receipt before insert or update on billing.reserved_receipt for each row execute function billing.guard_reserved_receipt();
create trigger refuse_change before delete or truncate on billing.reserved_receipt for each statement execute function billing.refuse_change();

create function billing.check_reserved_receipt() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from billing.payment p where p.id = new.payment_id and p.receipt_number = new.number) then
    raise check_violation using message = 'A number is used by a payment', constraint = 'reserved_receipt_has_its_payment', table = 'reserved_receipt', schema = 'billing';
  end if;
  return null;
end $$;
comment on function billing.check_reserved_receipt() is 'The payment that claims a number has it at the commit. SECURITY DEFINER: whoever may see it.';
revoke all on function billing.check_reserved_receipt() from public;
create constraint trigger check_reserved_receipt after update on billing.reserved_receipt deferrable initially deferred
  for each row when (new.payment_id is not null) execute function billing.check_reserved_receipt();

create function billing.keep_printed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  return old;
end $$;
comment on function billing.keep_printed() is 'Receipts that are printed again keep the time at which they were first.';
revoke all on function billing.keep_printed() from public;
create trigger keep_printed before update on billing.receipt_block for each row when (old.printed_at is not null) execute function billing.keep_printed();

create function billing.take_receipt_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from billing.reserved_receipt r where r.number = new.receipt_number and r.payment_id is distinct from new.id) then
    raise check_violation using message = 'This number is reserved for paper', constraint = 'receipt_number_is_paper', table = 'payment', schema = 'billing';
  end if;
  return new;
end $$;
comment on function billing.take_receipt_number() is 'No payment takes a reserved number but the one that claimed it. SECURITY DEFINER: whoever writes.';
revoke all on function billing.take_receipt_number() from public;
create trigger take_receipt_number before update of receipt_number on billing.payment for each row
  when (new.receipt_number is distinct from old.receipt_number) execute function billing.take_receipt_number();

create policy receipt_block_kept on billing.receipt_block to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy reserved_receipt_kept on billing.reserved_receipt to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table billing.receipt_block enable row level security;
alter table billing.receipt_block force row level security;
alter table billing.reserved_receipt enable row level security;
alter table billing.reserved_receipt force row level security;
grant select, insert (place, reserved_by_name), update (printed_at) on billing.receipt_block to openward_app;
grant select, insert (number, block_id), update (payment_id, happened_at, entered_at, entered_by, entered_by_name, voided_at, voided_by, voided_by_name, void_reason) on billing.reserved_receipt to openward_app;

insert into platform.erasure_part (place, table_name, category, act, whose, sets) values
  (931, 'billing.reserved_receipt', 'kept', 'keep', 'payment_id in (select id from billing.payment where patient_id = any ($1))', null);
