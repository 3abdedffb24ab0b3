-- What a clinician gets of what was billed for their work: accrued with the invoice, taken back with its credit, settled by a payment.
create table billing.share_rule (
  id uuid primary key default uuidv7(),
  practitioner_id uuid not null constraint share_rule_practitioner references staff.practitioner (id),
  service_id uuid constraint share_rule_service references billing.service (id),
  percent_bp int not null check (percent_bp between 1 and 10000),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  version int not null default 1,
  constraint share_rule_once exclude using gist (practitioner_id with =, coalesce(service_id, '00000000-0000-0000-0000-000000000000') with =, during with &&)
);
comment on table billing.share_rule is 'Personal (staff): which part of what is billed for their work a clinician gets. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.share_rule.id is 'Key.';
comment on column billing.share_rule.practitioner_id is 'The clinician. Personal (staff).';
comment on column billing.share_rule.service_id is 'For this service; null for all that have no rule of their own.';
comment on column billing.share_rule.percent_bp is 'Hundredths of a percent of the charge without tax. Personal (staff).';
comment on column billing.share_rule.during is 'The days of charges for which it holds; two rules for the same share none.';
comment on column billing.share_rule.version is 'Counts the changes.';

create table billing.clinician_share (
  id uuid primary key default uuidv7(),
  charge_id uuid not null constraint clinician_share_charge references billing.charge (id),
  practitioner_id uuid not null constraint clinician_share_practitioner references staff.practitioner (id),
  rule_id uuid not null constraint clinician_share_rule references billing.share_rule (id),
  percent_bp int not null check (percent_bp between 1 and 10000),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null constraint clinician_share_currency references ledger.currency (code),
  entry_id uuid not null constraint clinician_share_entry_once unique constraint clinician_share_entry references ledger.entry (id),
  taken_back_by uuid constraint clinician_share_taken_back references ledger.entry (id)
);
create unique index clinician_share_once on billing.clinician_share (charge_id) where taken_back_by is null;
create index clinician_share_of on billing.clinician_share (practitioner_id);
comment on table billing.clinician_share is 'Personal: what a clinician got of a charge that was invoiced. Never changed but by taking it back. Sensitivity high. Kept as long as the charge.';
comment on column billing.clinician_share.id is 'Key.';
comment on column billing.clinician_share.charge_id is 'The charge. Personal, pseudonymous.';
comment on column billing.clinician_share.practitioner_id is 'Who gets it. Personal (staff).';
comment on column billing.clinician_share.rule_id is 'The rule that told how much.';
comment on column billing.clinician_share.percent_bp is 'Hundredths of a percent, as the rule said then.';
comment on column billing.clinician_share.amount_minor is 'How much, in minor units. Personal (staff).';
comment on column billing.clinician_share.currency is 'The currency of the charge.';
comment on column billing.clinician_share.entry_id is 'Its entry in the book: owed to the clinician.';
comment on column billing.clinician_share.taken_back_by is 'The entry that took it back, when the charge was credited.';

create table billing.share_payment (
  id uuid primary key default uuidv7(),
  practitioner_id uuid not null constraint share_payment_practitioner references staff.practitioner (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null constraint share_payment_currency references ledger.currency (code),
  paid_on date not null,
  reference text check (reference ~ '\S'),
  entry_id uuid not null constraint share_payment_entry references ledger.entry (id),
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null
);
create index share_payment_of on billing.share_payment (practitioner_id, paid_on desc);
comment on table billing.share_payment is 'Personal (staff): what was paid to clinicians of their shares. Never changed. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.share_payment.id is 'Key.';
comment on column billing.share_payment.practitioner_id is 'To whom. Personal (staff).';
comment on column billing.share_payment.amount_minor is 'How much, in minor units. Personal (staff).';
comment on column billing.share_payment.currency is 'The currency.';
comment on column billing.share_payment.paid_on is 'The day of the book.';
comment on column billing.share_payment.reference is 'Of the transfer.';
comment on column billing.share_payment.entry_id is 'Its entry in the book.';
comment on column billing.share_payment.at is 'When it was noted.';
comment on column billing.share_payment.by_id is 'The account that noted it. Personal (staff).';
comment on column billing.share_payment.by_name is 'What it was called then. Personal (staff).';

create function billing.keep_share() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) - 'taken_back_by' <> to_jsonb(new) - 'taken_back_by' or old.taken_back_by is not null then
    raise check_violation using constraint = 'money_is_append_only', message = 'A share is only taken back, once';
  end if;
  return new;
end $$;
comment on function billing.keep_share() is 'A share stays as it was accrued; it is taken back once.';
revoke all on function billing.keep_share() from public;
create trigger keep_share before update on billing.clinician_share for each row execute function billing.keep_share();
create trigger refuse_change before delete or truncate on billing.clinician_share for each statement execute function billing.refuse_change();
create trigger refuse_change before update or delete or truncate on billing.share_payment for each statement execute function billing.refuse_change();

create function billing.check_share(_charge uuid) returns void
language plpgsql security definer set search_path = pg_catalog, billing, ledger as $$
begin
  if exists (
    select from billing.clinician_share s join billing.charge c on c.id = s.charge_id
    where s.charge_id = _charge and s.taken_back_by is null and (c.state <> 'invoiced' or s.practitioner_id is distinct from c.practitioner_id or s.currency <> c.currency or s.amount_minor > c.net_minor
      or not exists (select from ledger.posting p where p.entry_id = s.entry_id and p.control = 'clinician' and p.party_id = s.practitioner_id and p.currency = s.currency and p.amount_minor = -s.amount_minor)
      or exists (select from ledger.entry r where r.reverses = s.entry_id))
  ) or exists (
    select from billing.clinician_share s where s.charge_id = _charge and s.taken_back_by is not null and not exists (select from ledger.entry r where r.id = s.taken_back_by and r.reverses = s.entry_id)
  ) then
    raise check_violation using constraint = 'share_follows_its_charge', message = 'A share is of an invoiced charge, and stands in the book';
  end if;
end $$;
comment on function billing.check_share(uuid) is 'What a clinician gets of a charge stands while it is invoiced, and the book says the same. SECURITY DEFINER: over the whole book.';
create function billing.check_share_of_charge() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  perform billing.check_share(new.id);
  return null;
end $$;
comment on function billing.check_share_of_charge() is 'At commit, of a charge whose invoice was credited. SECURITY DEFINER: calls check_share.';
create function billing.check_share_of_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  perform billing.check_share(new.charge_id);
  return null;
end $$;
comment on function billing.check_share_of_row() is 'At commit, of each share that was written. SECURITY DEFINER: calls check_share.';
create constraint trigger check_share after insert or update on billing.clinician_share deferrable initially deferred for each row execute function billing.check_share_of_row();
create constraint trigger check_share after update of state on billing.charge deferrable initially deferred for each row
  when (old.state = 'invoiced' and new.state <> 'invoiced') execute function billing.check_share_of_charge();

create function billing.check_share_payment() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing, ledger as $$
begin
  -- Of two who pay the same clinician one waits for the other, and then sees what was paid.
  perform pg_advisory_xact_lock(hashtextextended(new.practitioner_id::text, 7236133));
  if not exists (select from ledger.posting p where p.entry_id = new.entry_id and p.control = 'clinician' and p.party_id = new.practitioner_id and p.currency = new.currency and p.amount_minor = new.amount_minor)
    or (select sum(p.amount_minor) from ledger.posting p where p.control = 'clinician' and p.party_id = new.practitioner_id and p.currency = new.currency) > 0 then
    raise check_violation using constraint = 'share_payment_is_owed', message = 'So much is not owed to this clinician';
  end if;
  return null;
end $$;
comment on function billing.check_share_payment() is 'Nobody is paid more of their shares than is owed to them, and the book says the same. SECURITY DEFINER: over the whole book.';
create trigger check_share_payment after insert on billing.share_payment for each row execute function billing.check_share_payment();

do $$
declare
  each text;
begin
  foreach each in array array['check_share(uuid)', 'check_share_of_charge()', 'check_share_of_row()', 'check_share_payment()'] loop
    execute format('revoke all on function billing.%s from public', each);
  end loop;
  foreach each in array array['share_rule', 'clinician_share', 'share_payment'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
  end loop;
  foreach each in array array['share_rule', 'share_payment'] loop
    execute format('create policy %I on billing.%I to openward_app using (platform.scope() in (''staff'', ''system'')) with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
create policy clinician_share_visible on billing.clinician_share to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from billing.charge c where c.id = charge_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from billing.charge c where c.id = charge_id));
grant select, insert on billing.share_rule, billing.clinician_share, billing.share_payment to openward_app;
grant update (during, version) on billing.share_rule to openward_app;
grant update (taken_back_by) on billing.clinician_share to openward_app;
