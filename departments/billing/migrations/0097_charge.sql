-- What was done and what it costs: each event of care charges once. What becomes of a charge is kept.
create table billing.charge_rule (
  id uuid primary key default uuidv7(),
  name text not null check (name ~ '\S'),
  event_kind text not null check (event_kind in ('arrival', 'consultation', 'triage', 'treatment', 'procedure', 'bed-day', 'cancellation')),
  part text not null default 'main' check (part ~ '^[a-z][a-z-]{0,31}$'),
  visit_class text check (visit_class in ('outpatient', 'emergency', 'inpatient', 'home', 'tele')),
  specialty text check (specialty ~ '\S'),
  department_id uuid constraint charge_rule_department references staff.department (id),
  code text check (code ~ '\S'),
  hours int4multirange check (not isempty(hours) and lower(hours) >= 0 and upper(hours) <= 10080),
  minutes int4range check (not isempty(minutes) and lower(minutes) >= 0),
  per_minutes int check (per_minutes between 1 and 1440),
  service_id uuid not null constraint charge_rule_service references billing.service (id),
  quantity numeric(12, 3) not null default 1 check (quantity > 0),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  active boolean not null default true,
  version int not null default 1,
  -- Two rules for just the same would be a matter of luck.
  constraint charge_rule_for_the_same_once exclude using gist (
    event_kind with =, part with =, coalesce(visit_class, '') with =, coalesce(specialty, '') with =,
    coalesce(department_id, '00000000-0000-0000-0000-000000000000') with =, coalesce(code, '') with =,
    (case when hours is null then 0 else 1 end) with =, coalesce(hours, '{[0,10080)}'::int4multirange) with &&,
    (case when minutes is null then 0 else 1 end) with =, coalesce(minutes, '[0,)'::int4range) with &&, during with &&) where (active)
);
comment on table billing.charge_rule is 'Which event of care charges which service. Not personal. Kept for the life of the hospital.';
comment on column billing.charge_rule.id is 'Key.';
comment on column billing.charge_rule.name is 'What it is called.';
comment on column billing.charge_rule.event_kind is 'What happens: arrival, consultation, triage, treatment, procedure, bed-day, cancellation.';
comment on column billing.charge_rule.part is 'Of the rules of one part the one that says most decides; other parts are charged beside it.';
comment on column billing.charge_rule.visit_class is 'Only in visits of this class.';
comment on column billing.charge_rule.specialty is 'Only by somebody of this specialty.';
comment on column billing.charge_rule.department_id is 'Only in this department.';
comment on column billing.charge_rule.code is 'Only for what has this code, such as that of a procedure: system|code.';
comment on column billing.charge_rule.hours is 'Only in these minutes of a week, from Monday 00:00 by the clock of the place.';
comment on column billing.charge_rule.minutes is 'Only when it took so many minutes.';
comment on column billing.charge_rule.per_minutes is 'Charged once for each begun stretch of so many minutes; null for once.';
comment on column billing.charge_rule.service_id is 'What is charged.';
comment on column billing.charge_rule.quantity is 'How much of it.';
comment on column billing.charge_rule.during is 'Its days.';
comment on column billing.charge_rule.active is 'False once it no longer decides.';
comment on column billing.charge_rule.version is 'Counts the changes.';

create table billing.charge (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint charge_patient references patients.patient (id),
  visit_id uuid,
  service_id uuid not null constraint charge_service references billing.service (id),
  source_kind text not null check (source_kind ~ '^[a-z][a-z-]{1,31}$'),
  source_id uuid not null,
  part text not null check (part ~ '^[a-z][A-Za-z0-9:./-]{0,63}$'),
  performed boolean not null default true,
  performed_at timestamptz not null,
  business_date date not null,
  quantity numeric(12, 3) not null check (quantity > 0),
  priced boolean not null,
  unit_minor bigint not null default 0 check (unit_minor >= 0),
  gross_minor bigint not null default 0 check (gross_minor >= 0),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  net_minor bigint not null default 0 check (net_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  tax_rate_bp int not null default 0 check (tax_rate_bp between 0 and 10000),
  tax_category text not null default 'O' check (tax_category in ('S', 'Z', 'E', 'AE', 'O')),
  tax_code text not null constraint charge_tax references billing.tax (code),
  tax_inclusive boolean not null default false,
  currency text not null constraint charge_currency references ledger.currency (code),
  price_list_id uuid constraint charge_price_list references billing.price_list (id),
  price_reason text not null check (price_reason ~ '\S'),
  payer_id uuid constraint charge_payer references patients.payer (id),
  discount_rule_id uuid constraint charge_discount_rule references billing.discount_rule (id),
  discount_bp int check (discount_bp between 1 and 10000),
  discount_asked_minor bigint check (discount_asked_minor > 0),
  package_charge_id uuid constraint charge_in_package references billing.charge (id),
  location_id uuid constraint charge_location references staff.location (id),
  cost_centre_id uuid constraint charge_cost_centre references staff.department (id),
  practitioner_id uuid constraint charge_practitioner references staff.practitioner (id),
  state text not null check (state in ('held', 'billable', 'invoiced', 'void')),
  hold_reason text check (hold_reason in ('no-price', 'no-book', 'by-hand', 'to-void', 'to-move')),
  move_to uuid constraint charge_move_to references patients.patient (id),
  entry_id uuid constraint charge_entry references ledger.entry (id),
  change text not null default 'recorded' check (change in ('recorded', 'posted', 'held', 'released', 'invoiced', 'credited', 're-priced', 'discounted', 'void', 'moved', 'marked')),
  reason text check (reason ~ '\S'),
  recorded_at timestamptz not null default clock_timestamp(),
  changed_by_name text not null,
  version int not null default 1,
  constraint charge_event_once unique (source_kind, source_id, service_id),
  constraint charge_part_once unique (source_kind, source_id, part),
  constraint charge_net_is_what_is_left check (net_minor = gross_minor - discount_minor),
  constraint charge_without_price_is_held check (priced or (state in ('held', 'void') and gross_minor = 0 and tax_minor = 0 and price_list_id is null)),
  constraint charge_held_says_why check ((state = 'held') <= (hold_reason is not null)),
  constraint charge_moves_to_somebody check ((hold_reason = 'to-move') is not true or move_to is not null),
  constraint charge_void_is_nothing check (state <> 'void' or entry_id is null),
  constraint charge_changed_says_why check (change not in ('held', 're-priced', 'discounted', 'void') or reason is not null)
);
create index charge_patient on billing.charge (patient_id, performed_at desc);
create index charge_visit on billing.charge (visit_id) where visit_id is not null;
create index charge_open on billing.charge (business_date) where state in ('held', 'billable');
create index charge_package on billing.charge (package_charge_id) where package_charge_id is not null;
comment on table billing.charge is 'Personal: what was done for whom, and what it costs. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.charge.id is 'Key, and the id of the FHIR ChargeItem.';
comment on column billing.charge.patient_id is 'For whom it was done. Personal, pseudonymous.';
comment on column billing.charge.visit_id is 'In which visit. Personal, pseudonymous.';
comment on column billing.charge.service_id is 'What was done.';
comment on column billing.charge.source_kind is 'What happened: arrival, consultation, triage, treatment, procedure, bed-day, cancellation, by-hand …';
comment on column billing.charge.source_id is 'Its key where it happened: an event charges a service once, and each part once. Personal, pseudonymous.';
comment on column billing.charge.part is 'Which part of what the event charges.';
comment on column billing.charge.performed is 'False for what is charged before it is done: a cancellation takes it back.';
comment on column billing.charge.performed_at is 'When it was done. Personal.';
comment on column billing.charge.business_date is 'The day of the book.';
comment on column billing.charge.quantity is 'How much.';
comment on column billing.charge.priced is 'False while no price is found: then it is held.';
comment on column billing.charge.unit_minor is 'The price of one, in minor units, as the price list tells it.';
comment on column billing.charge.gross_minor is 'Price of all, without tax, before discount. Personal.';
comment on column billing.charge.discount_minor is 'What is taken off it, without tax. Personal.';
comment on column billing.charge.net_minor is 'What is left, without tax: it stands in the book. Personal.';
comment on column billing.charge.tax_minor is 'The tax on it, owed once it is invoiced. Personal.';
comment on column billing.charge.tax_rate_bp is 'The rate, in hundredths of a percent.';
comment on column billing.charge.tax_category is 'EN 16931: S, Z, E, AE or O.';
comment on column billing.charge.tax_code is 'The tax of the service.';
comment on column billing.charge.tax_inclusive is 'Whether the price includes the tax.';
comment on column billing.charge.currency is 'The currency.';
comment on column billing.charge.price_list_id is 'The list that the price is from.';
comment on column billing.charge.price_reason is 'Why this price, or why there is none.';
comment on column billing.charge.payer_id is 'The first payer that covered the patient then: it chose the list. Personal.';
comment on column billing.charge.discount_rule_id is 'The discount that was given.';
comment on column billing.charge.discount_bp is 'Or a discount by hand, in hundredths of a percent …';
comment on column billing.charge.discount_asked_minor is '… or in minor units of what the price list tells.';
comment on column billing.charge.package_charge_id is 'The package that includes it: it costs nothing more.';
comment on column billing.charge.location_id is 'Where it was done.';
comment on column billing.charge.cost_centre_id is 'The department that did it.';
comment on column billing.charge.practitioner_id is 'Who did it. Personal (staff).';
comment on column billing.charge.state is 'held (not to be invoiced yet), billable, invoiced, void.';
comment on column billing.charge.hold_reason is 'Why it is held; or what is to be done once its invoice is credited: to-void, to-move.';
comment on column billing.charge.move_to is 'The patient whose it is, where its visit was moved after it was invoiced. Personal, pseudonymous.';
comment on column billing.charge.entry_id is 'The entry of the book that stands for it; none for what costs nothing, has no price, or is void.';
comment on column billing.charge.change is 'What was last done to it.';
comment on column billing.charge.reason is 'Why. Personal.';
comment on column billing.charge.recorded_at is 'When it was recorded.';
comment on column billing.charge.changed_by_name is 'Who changed it last. Personal (staff).';
comment on column billing.charge.version is 'Counts the changes; the database counts.';

create table billing.charge_version (
  charge_id uuid not null constraint charge_version_charge references billing.charge (id),
  version int not null,
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null,
  change text not null,
  reason text,
  state text not null,
  hold_reason text,
  patient_id uuid not null,
  quantity numeric(12, 3) not null,
  unit_minor bigint not null,
  gross_minor bigint not null,
  discount_minor bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  currency text not null,
  price_list_id uuid,
  price_reason text not null,
  entry_id uuid,
  primary key (charge_id, version)
);
comment on table billing.charge_version is 'Personal: all that became of a charge. Written by the database alone, never changed. Sensitivity high. Kept as long as the charge.';
comment on column billing.charge_version.charge_id is 'The charge.';
comment on column billing.charge_version.version is 'Which version of it.';
comment on column billing.charge_version.at is 'When.';
comment on column billing.charge_version.by_id is 'The account. Personal (staff).';
comment on column billing.charge_version.by_name is 'What it was called then. Personal (staff).';
comment on column billing.charge_version.change is 'What was done: recorded, held, released, invoiced, credited, re-priced, discounted, void, moved.';
comment on column billing.charge_version.reason is 'Why. Personal.';
comment on column billing.charge_version.state is 'The state after it.';
comment on column billing.charge_version.hold_reason is 'Why it was held then.';
comment on column billing.charge_version.patient_id is 'Whose it was then. Personal, pseudonymous.';
comment on column billing.charge_version.quantity is 'How much.';
comment on column billing.charge_version.unit_minor is 'Price of one, in minor units.';
comment on column billing.charge_version.gross_minor is 'Price of all without tax. Personal.';
comment on column billing.charge_version.discount_minor is 'Taken off. Personal.';
comment on column billing.charge_version.net_minor is 'What was left. Personal.';
comment on column billing.charge_version.tax_minor is 'Its tax. Personal.';
comment on column billing.charge_version.currency is 'The currency.';
comment on column billing.charge_version.price_list_id is 'The list.';
comment on column billing.charge_version.price_reason is 'Why that price.';
comment on column billing.charge_version.entry_id is 'The entry that stood for it.';

create function billing.keep_charge() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.version := 1;
    return new;
  end if;
  if (new.id, new.source_kind, new.source_id, new.part, new.service_id, new.recorded_at) is distinct from (old.id, old.source_kind, old.source_id, old.part, old.service_id, old.recorded_at) then
    raise check_violation using constraint = 'charge_is_of_its_event', message = 'A charge stays that of its event';
  end if;
  if old.state = 'void' then
    raise check_violation using constraint = 'charge_is_void', message = 'A void charge does not change';
  end if;
  if old.state = 'invoiced' and new.state not in ('invoiced', 'billable', 'held') then
    raise check_violation using constraint = 'charge_is_invoiced', message = 'An invoiced charge is credited first';
  end if;
  if (old.state = 'invoiced' or new.state = 'invoiced') and (new.patient_id, new.quantity, new.gross_minor, new.discount_minor, new.net_minor, new.tax_minor, new.currency, new.entry_id)
      is distinct from (old.patient_id, old.quantity, old.gross_minor, old.discount_minor, old.net_minor, old.tax_minor, old.currency, old.entry_id) then
    raise check_violation using constraint = 'charge_is_invoiced', message = 'An invoiced charge is credited first';
  end if;
  if old.state = 'held' and new.state = 'invoiced' then
    raise check_violation using constraint = 'charge_is_held', message = 'A held charge is not invoiced';
  end if;
  -- What waited for its invoice to be credited does not get on the next one.
  if old.state = 'invoiced' and new.state = 'billable' and new.hold_reason in ('to-void', 'to-move') then
    new.state := 'held';
  elsif new.state = 'billable' or new.state = 'void' then
    new.hold_reason := null;
  end if;
  -- The entry comes right after the charge, in its transaction: one change, not two.
  if new.change = 'posted' then
    new.change := old.change;
    new.version := old.version;
    return new;
  end if;
  new.version := old.version + 1;
  return new;
end $$;
comment on function billing.keep_charge() is 'What must hold whoever writes: a charge stays that of its event, and does not change once it is invoiced or void.';
revoke all on function billing.keep_charge() from public;
create trigger keep_charge before insert or update on billing.charge for each row execute function billing.keep_charge();

create function billing.keep_charge_version() returns trigger language plpgsql security definer set search_path = pg_catalog, billing as $$
begin
  if tg_op = 'UPDATE' and new.version = old.version then
    update billing.charge_version set entry_id = new.entry_id where charge_id = new.id and version = new.version;
    return null;
  end if;
  insert into billing.charge_version (charge_id, version, by_name, change, reason, state, hold_reason, patient_id, quantity, unit_minor, gross_minor, discount_minor, net_minor, tax_minor, currency, price_list_id, price_reason, entry_id)
    values (new.id, new.version, new.changed_by_name, new.change, new.reason, new.state, new.hold_reason, new.patient_id, new.quantity, new.unit_minor, new.gross_minor, new.discount_minor, new.net_minor, new.tax_minor,
      new.currency, new.price_list_id, new.price_reason, new.entry_id);
  return null;
end $$;
comment on function billing.keep_charge_version() is 'Writes down each change of a charge. SECURITY DEFINER: nobody else may write there.';
revoke all on function billing.keep_charge_version() from public;
create trigger keep_charge_version after insert or update on billing.charge for each row execute function billing.keep_charge_version();

create function billing.charge_stands_in_the_book() returns trigger language plpgsql security definer set search_path = pg_catalog, billing, ledger as $$
declare
  now_is billing.charge;
begin
  select * into now_is from billing.charge where id = new.id;
  if now_is.priced and now_is.state <> 'void' and now_is.net_minor <> 0 and now_is.entry_id is null then
    raise check_violation using constraint = 'charge_stands_in_the_book', message = 'A charge has its entry';
  end if;
  if now_is.entry_id is not null and not exists (
    select from ledger.posting p join ledger.account a on a.id = p.account_id
    where p.entry_id = now_is.entry_id and p.party_id = now_is.patient_id and a.control = 'patient' and p.currency = now_is.currency and p.amount_minor = now_is.net_minor
      and not exists (select from ledger.entry r where r.reverses = p.entry_id)) then
    raise check_violation using constraint = 'charge_stands_in_the_book', message = 'The entry of a charge is of its patient and its amount';
  end if;
  return null;
end $$;
comment on function billing.charge_stands_in_the_book() is 'A charge and the entry that stands for it say the same, when the transaction ends. SECURITY DEFINER: over the whole book.';
revoke all on function billing.charge_stands_in_the_book() from public;
create constraint trigger charge_stands_in_the_book after insert or update on billing.charge deferrable initially deferred for each row execute function billing.charge_stands_in_the_book();

create policy charge_visible on billing.charge to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id));
create policy charge_version_visible on billing.charge_version for select to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from billing.charge c where c.id = charge_id));
create policy charge_rule_for_staff on billing.charge_rule to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table billing.charge enable row level security;
alter table billing.charge force row level security;
alter table billing.charge_version enable row level security;
alter table billing.charge_version force row level security;
alter table billing.charge_rule enable row level security;
alter table billing.charge_rule force row level security;
grant select on billing.charge, billing.charge_version, billing.charge_rule to openward_app;
grant insert on billing.charge, billing.charge_rule to openward_app;
grant update (patient_id, business_date, quantity, priced, unit_minor, gross_minor, discount_minor, net_minor, tax_minor, tax_rate_bp, tax_category, tax_code, tax_inclusive, currency, price_list_id, price_reason,
  payer_id, discount_rule_id, discount_bp, discount_asked_minor, package_charge_id, state, hold_reason, move_to, entry_id, change, reason, changed_by_name) on billing.charge to openward_app;
grant update (name, code, hours, minutes, per_minutes, service_id, quantity, visit_class, specialty, department_id, part, during, active, version) on billing.charge_rule to openward_app;
