-- Invoices, credit notes and estimates: what is owed, by whom, for which charges.

create table billing.invoice_setting (
  one boolean primary key default true check (one),
  seller_name text check (seller_name ~ '\S'),
  street text check (street ~ '\S'),
  city text check (city ~ '\S'),
  postal_code text check (postal_code ~ '\S'),
  country text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  tax_number text check (tax_number ~ '\S'),
  registration_number text check (registration_number ~ '\S'),
  email text check (email ~ '\S'),
  iban text check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,30}$'),
  exemption_code text not null default 'VATEX-EU-132-1B' check (exemption_code ~ '\S'),
  exemption_reason text not null default 'Hospital and medical care' check (exemption_reason ~ '\S'),
  terms_days int not null default 14 check (terms_days between 0 and 365),
  reminder_days int[] not null default '{7,21,35}' check (cardinality(reminder_days) <= 9 and 0 < all (reminder_days)),
  round_to_cash boolean not null default false,
  version int not null default 1
);
comment on table billing.invoice_setting is 'How the hospital invoices: who it is, terms and reminders; one line. Not personal. Kept for the life of the hospital.';
comment on column billing.invoice_setting.one is 'There is one line.';
comment on column billing.invoice_setting.seller_name is 'Legal name; null is the name of the hospital.';
comment on column billing.invoice_setting.street is 'Street and number.';
comment on column billing.invoice_setting.city is 'Town.';
comment on column billing.invoice_setting.postal_code is 'Postal code.';
comment on column billing.invoice_setting.country is 'ISO 3166-1 code.';
comment on column billing.invoice_setting.tax_number is 'VAT identifier.';
comment on column billing.invoice_setting.registration_number is 'Number in the register of companies.';
comment on column billing.invoice_setting.email is 'Where a question about an invoice goes.';
comment on column billing.invoice_setting.iban is 'The bank account to which invoices are paid.';
comment on column billing.invoice_setting.exemption_code is 'Code of the reason why care is exempt from tax (VATEX).';
comment on column billing.invoice_setting.exemption_reason is 'The same in words.';
comment on column billing.invoice_setting.terms_days is 'An invoice is due so many days after it is issued.';
comment on column billing.invoice_setting.reminder_days is 'A reminder goes so many days after the due date: one for each level.';
comment on column billing.invoice_setting.round_to_cash is 'Whether the total is rounded to the smallest step paid in cash.';
comment on column billing.invoice_setting.version is 'Counts the changes.';
insert into billing.invoice_setting default values;

create table billing.invoice_series (
  id uuid primary key default uuidv7(),
  code text not null constraint invoice_series_code_once unique check (code ~ '^[A-Z][A-Z0-9]{0,9}$'),
  kind text not null check (kind in ('invoice', 'credit-note', 'estimate')),
  prefix text not null check (prefix ~ '^[A-Z0-9][A-Z0-9/-]{0,15}$'),
  next_number int not null default 1 check (next_number >= 1),
  active boolean not null default true,
  version int not null default 1
);
create unique index invoice_series_one_in_use on billing.invoice_series (kind) where active;
comment on table billing.invoice_series is 'Series of numbers: each number is given once, and none is left out. Not personal. Kept for the life of the hospital.';
comment on column billing.invoice_series.id is 'Key.';
comment on column billing.invoice_series.code is 'Short name.';
comment on column billing.invoice_series.kind is 'What it numbers: invoice, credit-note, or estimate (estimates and requests of a deposit).';
comment on column billing.invoice_series.prefix is 'Stands before the number.';
comment on column billing.invoice_series.next_number is 'The number that comes next; taken by the database alone, when an invoice is issued.';
comment on column billing.invoice_series.active is 'Whether it is the one in use.';
comment on column billing.invoice_series.version is 'Counts the changes.';
insert into billing.invoice_series (code, kind, prefix) values ('INV', 'invoice', 'INV-'), ('CN', 'credit-note', 'CN-'), ('EST', 'estimate', 'EST-');

create table billing.account (
  id uuid primary key default uuidv7(),
  name text not null constraint billing_account_name_once unique check (name ~ '\S'),
  kind text not null check (kind in ('family', 'corporate')),
  debtor_kind text not null check (debtor_kind in ('patient', 'payer')),
  debtor_id uuid not null,
  debtor_patient_id uuid generated always as (case when debtor_kind = 'patient' then debtor_id end) stored constraint billing_account_patient references patients.patient (id),
  debtor_payer_id uuid generated always as (case when debtor_kind = 'payer' then debtor_id end) stored constraint billing_account_payer references patients.payer (id),
  active boolean not null default true,
  version int not null default 1,
  constraint billing_account_debtor_fits check ((kind = 'family') = (debtor_kind = 'patient'))
);
comment on table billing.account is 'Personal: an account that pays for several patients: a family’s, by one of them, or a firm’s. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.account.id is 'Key.';
comment on column billing.account.name is 'What it is called. Personal.';
comment on column billing.account.kind is 'family: one patient pays for all; corporate: a payer does.';
comment on column billing.account.debtor_kind is 'Who pays: a patient or a payer.';
comment on column billing.account.debtor_id is 'Which. Personal, pseudonymous.';
comment on column billing.account.debtor_patient_id is 'The same, where it is a patient.';
comment on column billing.account.debtor_payer_id is 'The same, where it is a payer.';
comment on column billing.account.active is 'False once nothing more is billed to it.';
comment on column billing.account.version is 'Counts the changes.';

create table billing.account_member (
  account_id uuid not null constraint account_member_account references billing.account (id),
  patient_id uuid not null constraint account_member_patient references patients.patient (id),
  primary key (account_id, patient_id)
);
create index account_member_of on billing.account_member (patient_id);
comment on table billing.account_member is 'Personal: for whom an account pays. Sensitivity high. Kept as long as the account.';
comment on column billing.account_member.account_id is 'The account.';
comment on column billing.account_member.patient_id is 'The patient.';

create table billing.invoice (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('invoice', 'interim', 'final', 'credit-note', 'estimate', 'deposit-request')),
  series_id uuid not null constraint invoice_series references billing.invoice_series (id),
  number int,
  label text,
  state text not null default 'draft' check (state in ('draft', 'issued', 'credited', 'void-draft')),
  debtor_kind text not null check (debtor_kind in ('patient', 'payer')),
  debtor_id uuid not null,
  debtor_patient_id uuid generated always as (case when debtor_kind = 'patient' then debtor_id end) stored constraint invoice_debtor_patient references patients.patient (id),
  debtor_payer_id uuid generated always as (case when debtor_kind = 'payer' then debtor_id end) stored constraint invoice_debtor_payer references patients.payer (id),
  patient_id uuid constraint invoice_patient references patients.patient (id),
  visit_id uuid,
  account_id uuid constraint invoice_account references billing.account (id),
  currency text not null constraint invoice_currency references ledger.currency (code),
  share_minor bigint not null default 0 check (share_minor >= 0),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  net_minor bigint not null default 0 check (net_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  rounding_minor bigint not null default 0,
  total_minor bigint not null default 0 check (total_minor >= 0),
  print_currency text not null constraint invoice_print_currency references ledger.currency (code),
  print_rate numeric(20, 10) not null default 1 check (print_rate > 0),
  credits uuid constraint invoice_credits references billing.invoice (id),
  reason text check (reason ~ '\S'),
  note text check (note ~ '\S'),
  debtor_name text check (debtor_name ~ '\S'),
  due_date date,
  business_date date,
  issued_at timestamptz,
  issued_by uuid,
  issued_by_name text,
  entry_id uuid constraint invoice_entry references ledger.entry (id),
  drafted_at timestamptz not null default clock_timestamp(),
  drafted_by uuid default platform.actor_id(),
  version int not null default 1,
  constraint invoice_number_once unique (series_id, number),
  constraint invoice_label_once unique (label),
  constraint invoice_sums check (share_minor = net_minor + discount_minor and total_minor = net_minor + tax_minor + rounding_minor),
  constraint invoice_of_somebody check (patient_id is not null or account_id is not null),
  constraint invoice_credit_whole check ((kind = 'credit-note') = (credits is not null) and (kind <> 'credit-note' or reason is not null)),
  constraint invoice_issued_whole check ((state in ('issued', 'credited')) = (number is not null) and (number is null) = (label is null) and (number is null) = (issued_at is null)
    and (number is null) = (business_date is null) and (number is null) = (debtor_name is null) and (number is null) = (issued_by_name is null)),
  constraint invoice_posted check ((entry_id is not null) = (state in ('issued', 'credited') and kind not in ('estimate', 'deposit-request'))),
  constraint invoice_print_whole check (print_currency <> currency or print_rate = 1)
);
create index invoice_patient_of on billing.invoice (patient_id, issued_at) where patient_id is not null;
create index invoice_debtor_of on billing.invoice (debtor_kind, debtor_id, due_date);
create index invoice_visit_of on billing.invoice (visit_id) where visit_id is not null;
create index invoice_drafts on billing.invoice (drafted_at) where state = 'draft';
create index invoice_issued on billing.invoice (business_date, id) where state in ('issued', 'credited');
create index invoice_credits_of on billing.invoice (credits) where credits is not null;
comment on table billing.invoice is 'Personal: invoices, credit notes, estimates and requests of a deposit. What is issued is never changed. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.invoice.id is 'Key.';
comment on column billing.invoice.kind is 'invoice, interim or final bill of a visit, credit-note; estimate and deposit-request owe nothing and are not posted.';
comment on column billing.invoice.series_id is 'The series of its number.';
comment on column billing.invoice.number is 'Its number; given by the database when it is issued.';
comment on column billing.invoice.label is 'The number as people read it.';
comment on column billing.invoice.state is 'draft; issued; credited: a credit note has taken all of it back; void-draft: never issued.';
comment on column billing.invoice.debtor_kind is 'Who owes it: a patient or a payer.';
comment on column billing.invoice.debtor_id is 'Which. Personal, pseudonymous.';
comment on column billing.invoice.debtor_patient_id is 'The same, where it is a patient.';
comment on column billing.invoice.debtor_payer_id is 'The same, where it is a payer.';
comment on column billing.invoice.patient_id is 'Whose care it is for; null where it is for several patients of a firm.';
comment on column billing.invoice.visit_id is 'The visit that an interim or final bill is of.';
comment on column billing.invoice.account_id is 'The family’s or firm’s account that it is billed to.';
comment on column billing.invoice.currency is 'The currency in which it is owed.';
comment on column billing.invoice.share_minor is 'What it takes of its charges, before discount and tax. Personal.';
comment on column billing.invoice.discount_minor is 'Discount on the whole of it. Personal.';
comment on column billing.invoice.net_minor is 'Before tax. Personal.';
comment on column billing.invoice.tax_minor is 'Tax, by category and rate on their sums (EN 16931 BR-CO-17). Personal.';
comment on column billing.invoice.rounding_minor is 'What the total was rounded by.';
comment on column billing.invoice.total_minor is 'What is owed. Personal.';
comment on column billing.invoice.print_currency is 'The currency in which it is printed.';
comment on column billing.invoice.print_rate is 'Units of that currency for one of the book’s, on the day.';
comment on column billing.invoice.credits is 'The invoice that a credit note takes back.';
comment on column billing.invoice.reason is 'Why: of a credit note, of another split, of a discount. Personal.';
comment on column billing.invoice.note is 'What is printed beside it. Personal.';
comment on column billing.invoice.debtor_name is 'What the debtor was called when it was issued. Personal.';
comment on column billing.invoice.due_date is 'When it is to be paid.';
comment on column billing.invoice.business_date is 'The day on which it was issued.';
comment on column billing.invoice.issued_at is 'When it was issued.';
comment on column billing.invoice.issued_by is 'The account that issued it. Personal (staff).';
comment on column billing.invoice.issued_by_name is 'What it was called then. Personal (staff).';
comment on column billing.invoice.entry_id is 'Its entry in the journal.';
comment on column billing.invoice.drafted_at is 'When it was drafted.';
comment on column billing.invoice.drafted_by is 'The account that drafted it. Personal (staff).';
comment on column billing.invoice.version is 'Counts the changes.';

create table billing.invoice_line (
  invoice_id uuid not null constraint invoice_line_invoice references billing.invoice (id),
  line int not null check (line >= 1),
  charge_id uuid,
  patient_id uuid not null constraint invoice_line_patient references patients.patient (id),
  service_id uuid,
  description text not null check (description ~ '\S'),
  performed_on date,
  quantity numeric(12, 3) not null default 1 check (quantity > 0),
  share_minor bigint not null check (share_minor > 0),
  discount_minor bigint not null default 0,
  net_minor bigint generated always as (share_minor - discount_minor) stored,
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  tax_category text not null check (tax_category in ('S', 'Z', 'E', 'AE', 'O')),
  tax_rate_bp int not null check (tax_rate_bp between 0 and 10000),
  cost_centre_id uuid constraint invoice_line_cost_centre references staff.department (id),
  practitioner_id uuid constraint invoice_line_practitioner references staff.practitioner (id),
  credits_line int,
  primary key (invoice_id, line),
  constraint invoice_line_discount_fits check (discount_minor between 0 and share_minor),
  constraint invoice_line_rate_fits check ((tax_category = 'S') = (tax_rate_bp > 0))
);
create index invoice_line_charge on billing.invoice_line (charge_id) where charge_id is not null;
create index invoice_line_patient_of on billing.invoice_line (patient_id);
comment on table billing.invoice_line is 'Personal: the lines of invoices: which part of which charge. Those of an issued one are never changed. Sensitivity high. Kept as long as their invoice.';
comment on column billing.invoice_line.invoice_id is 'The invoice.';
comment on column billing.invoice_line.line is 'Place in it, from 1.';
comment on column billing.invoice_line.charge_id is 'The charge; none on an estimate or a request of a deposit.';
comment on column billing.invoice_line.patient_id is 'Whose care it is for.';
comment on column billing.invoice_line.service_id is 'Which service, on an estimate.';
comment on column billing.invoice_line.description is 'What it is for. Personal.';
comment on column billing.invoice_line.performed_on is 'When it was done. Personal.';
comment on column billing.invoice_line.quantity is 'How many.';
comment on column billing.invoice_line.share_minor is 'What it takes of the charge, before discount and tax. Personal.';
comment on column billing.invoice_line.discount_minor is 'Discount on this line. Personal.';
comment on column billing.invoice_line.net_minor is 'After discount, before tax. Personal.';
comment on column billing.invoice_line.tax_minor is 'Its part of the tax of its category and rate. Personal.';
comment on column billing.invoice_line.tax_category is 'EN 16931: S standard, Z zero, E exempt, AE reverse charge, O outside.';
comment on column billing.invoice_line.tax_rate_bp is 'The rate, in hundredths of a percent.';
comment on column billing.invoice_line.cost_centre_id is 'The department that earned it.';
comment on column billing.invoice_line.practitioner_id is 'Who did the work. Personal (staff).';
comment on column billing.invoice_line.credits_line is 'On a credit note, the line of the invoice that it takes back.';

/* A draft may change. When it is issued it takes its number here, under a lock of its series that lasts until the transaction ends: who
   issues does this last. A number is taken if and only if the row that has it is kept, so there is no gap. What is issued stays. */
create function billing.keep_invoice() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'draft' then return old; end if;
    raise check_violation using constraint = 'invoice_is_issued', message = 'What is issued is never deleted: credit it';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise check_violation using constraint = 'invoice_begins_as_draft', message = 'An invoice begins as a draft';
    end if;
    return new;
  end if;
  if old.state = 'draft' and new.state = 'issued' then
    update billing.invoice_series s set next_number = s.next_number + 1 where s.id = new.series_id
      returning s.next_number - 1, s.prefix || lpad((s.next_number - 1)::text, 6, '0') into new.number, new.label;
    return new;
  end if;
  if old.state = 'draft' and new.state in ('draft', 'void-draft') then return new; end if;
  -- Columns that are reckoned of others are not there yet.
  if old.state = 'issued' and new.state = 'credited' and to_jsonb(new) - array['state', 'debtor_patient_id', 'debtor_payer_id'] = to_jsonb(old) - array['state', 'debtor_patient_id', 'debtor_payer_id'] then return new; end if;
  raise check_violation using constraint = 'invoice_is_issued', message = 'What is issued is never changed: credit it';
end $$;
comment on function billing.keep_invoice() is 'A draft may change; issuing gives the number; what is issued stays, for the owner of the database too. SECURITY DEFINER: nobody else counts a series.';
revoke all on function billing.keep_invoice() from public;
create trigger keep_invoice before insert or update or delete on billing.invoice for each row execute function billing.keep_invoice();

create function billing.keep_invoice_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  of_invoice text;
begin
  select state into of_invoice from billing.invoice where id = case when tg_op = 'DELETE' then old.invoice_id else new.invoice_id end for no key update;
  if of_invoice <> 'draft' or (tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id) then
    raise check_violation using constraint = 'invoice_is_issued', message = 'What is issued is never changed: credit it';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
comment on function billing.keep_invoice_line() is 'Lines change while their invoice is a draft only. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_invoice_line() from public;
create trigger keep_invoice_line before insert or update or delete on billing.invoice_line for each row execute function billing.keep_invoice_line();

create function billing.refuse_emptying() returns trigger language plpgsql as $$
begin
  raise check_violation using constraint = 'invoice_is_issued', message = 'What is issued is never deleted: credit it';
end $$;
comment on function billing.refuse_emptying() is 'Nobody empties the books of invoices.';
revoke all on function billing.refuse_emptying() from public;
create trigger refuse_emptying before truncate on billing.invoice for each statement execute function billing.refuse_emptying();
create trigger refuse_emptying before truncate on billing.invoice_line for each statement execute function billing.refuse_emptying();

create function billing.check_invoice_sums() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  i billing.invoice;
begin
  select * into i from billing.invoice where id = new.id;
  if i.state = 'issued' and exists (
    select from (select coalesce(sum(share_minor), 0) as share, coalesce(sum(discount_minor), 0) as discount, coalesce(sum(tax_minor), 0) as tax from billing.invoice_line where invoice_id = i.id) l
    where (l.share, l.discount, l.tax) is distinct from (i.share_minor::numeric, i.discount_minor::numeric, i.tax_minor::numeric)
  ) then
    raise check_violation using constraint = 'invoice_is_its_lines', message = 'An invoice is the sum of its lines';
  end if;
  return null;
end $$;
comment on function billing.check_invoice_sums() is 'At commit: what is issued is the sum of its lines. SECURITY DEFINER: over lines of whomever.';
revoke all on function billing.check_invoice_sums() from public;
create constraint trigger check_invoice_sums after update of state on billing.invoice deferrable initially deferred for each row execute function billing.check_invoice_sums();

create table billing.write_off (
  id uuid primary key default uuidv7(),
  invoice_id uuid not null constraint write_off_invoice references billing.invoice (id),
  kind text not null check (kind in ('bad-debt', 'charity', 'small-balance')),
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (reason ~ '\S'),
  business_date date not null,
  entry_id uuid not null constraint write_off_entry references ledger.entry (id),
  approval_id uuid constraint write_off_approved_once unique constraint write_off_approval references billing.approval (id),
  at timestamptz not null default clock_timestamp(),
  by uuid default platform.actor_id(),
  by_name text not null
);
create index write_off_of on billing.write_off (invoice_id);
comment on table billing.write_off is 'Personal: what is no longer asked for, and why. Never changed. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.write_off.id is 'Key.';
comment on column billing.write_off.invoice_id is 'Of which invoice.';
comment on column billing.write_off.kind is 'bad-debt, charity, or a balance too small to ask for.';
comment on column billing.write_off.amount_minor is 'How much, in minor units of the invoice’s currency. Personal.';
comment on column billing.write_off.reason is 'Why. Personal.';
comment on column billing.write_off.business_date is 'The day of its entry.';
comment on column billing.write_off.entry_id is 'Its entry in the journal.';
comment on column billing.write_off.approval_id is 'Who granted it; null where it was within the role’s limit.';
comment on column billing.write_off.at is 'When.';
comment on column billing.write_off.by is 'The account that did it. Personal (staff).';
comment on column billing.write_off.by_name is 'What it was called then. Personal (staff).';

create policy invoice_setting_for_staff on billing.invoice_setting to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy invoice_series_for_staff on billing.invoice_series to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy account_visible on billing.account to openward_app
  using (platform.scope() in ('staff', 'system') and (debtor_patient_id is null or exists (select 1 from patients.patient p where p.id = debtor_patient_id)))
  with check (platform.scope() in ('staff', 'system') and (debtor_patient_id is null or exists (select 1 from patients.patient p where p.id = debtor_patient_id)));
create policy account_member_visible on billing.account_member to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id));
create policy invoice_visible on billing.invoice to openward_app
  using (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)))
  with check (platform.scope() in ('staff', 'system') and (patient_id is null or exists (select 1 from patients.patient p where p.id = patient_id)));
create policy invoice_line_visible on billing.invoice_line to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id));
create policy write_off_visible on billing.write_off to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from billing.invoice i where i.id = invoice_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from billing.invoice i where i.id = invoice_id));

do $$
declare
  each text;
begin
  foreach each in array array['invoice_setting', 'invoice_series', 'account', 'account_member', 'invoice', 'invoice_line', 'write_off'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
  end loop;
end $$;
grant select on billing.invoice_setting, billing.invoice_series, billing.account, billing.account_member, billing.invoice, billing.invoice_line, billing.write_off to openward_app;
grant update (seller_name, street, city, postal_code, country, tax_number, registration_number, email, iban, exemption_code, exemption_reason, terms_days, reminder_days, round_to_cash, version) on billing.invoice_setting to openward_app;
grant insert (code, kind, prefix, active), update (active, version) on billing.invoice_series to openward_app;
grant insert, update (name, active, version) on billing.account to openward_app;
grant insert, delete on billing.account_member to openward_app;
grant insert, delete, update (state, share_minor, discount_minor, net_minor, tax_minor, rounding_minor, total_minor, print_currency, print_rate, reason, note, debtor_name, due_date, business_date,
  issued_at, issued_by, issued_by_name, entry_id, version) on billing.invoice to openward_app;
grant insert, delete, update (share_minor, discount_minor, tax_minor, description) on billing.invoice_line to openward_app;
grant insert on billing.write_off to openward_app;
