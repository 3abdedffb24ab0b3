-- What can be charged, what it costs whom and when, its tax, and what may be taken off.
create table billing.tax (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{0,31}$'),
  name text not null check (name ~ '\S'),
  category text not null check (category in ('S', 'Z', 'E', 'AE', 'O')),
  exemption_reason text check (exemption_reason ~ '\S'),
  version int not null default 1,
  constraint tax_exempt_says_why check ((category = 'E') <= (exemption_reason is not null))
);
comment on table billing.tax is 'Kinds of tax on services. Not personal. Kept for the life of the hospital.';
comment on column billing.tax.code is 'Key, such as standard or care.';
comment on column billing.tax.name is 'What it is called.';
comment on column billing.tax.category is 'EN 16931: S with a rate, Z zero rate, E exempt, AE reverse charge, O outside of the tax.';
comment on column billing.tax.exemption_reason is 'Why there is none, as it is printed.';
comment on column billing.tax.version is 'Counts the changes.';
insert into billing.tax (code, name, category, exemption_reason) values
  ('care', 'Care of patients, exempt', 'E', 'Care of patients is exempt'), ('standard', 'Standard rate', 'S', null), ('reduced', 'Reduced rate', 'S', null), ('zero', 'Zero rate', 'Z', null), ('none', 'Outside of the tax', 'O', null);

create table billing.tax_rate (
  id uuid primary key default uuidv7(),
  tax_code text not null constraint tax_rate_tax references billing.tax (code),
  rate_bp int not null check (rate_bp between 0 and 10000),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  version int not null default 1,
  constraint tax_rate_once exclude using gist (tax_code with =, during with &&)
);
comment on table billing.tax_rate is 'The rate of a tax, and when. Not personal. Kept for the life of the hospital.';
comment on column billing.tax_rate.id is 'Key.';
comment on column billing.tax_rate.tax_code is 'Which tax; without a rate on a day it is nothing.';
comment on column billing.tax_rate.rate_bp is 'Hundredths of a percent: 1900 is 19 %.';
comment on column billing.tax_rate.during is 'Its days; no two rates of a tax share one.';
comment on column billing.tax_rate.version is 'Counts the changes.';

create table billing.service (
  id uuid primary key default uuidv7(),
  code text not null constraint service_code_once unique check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null check (name ~ '\S'),
  kind text not null check (kind in ('consultation', 'procedure', 'laboratory', 'imaging', 'medicine', 'bed-day', 'package', 'other', 'fee')),
  revenue_role text not null check (revenue_role ~ '^revenue\.[a-z-]{1,32}$'),
  tax_category text not null constraint service_tax references billing.tax (code),
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by_name text,
  search_text text not null generated always as (platform.fold(code || ' ' || name)) stored,
  constraint service_of_kind_once unique (id, kind)
);
create index service_order on billing.service (code collate "C");
comment on table billing.service is 'What can be charged. Not personal. Never deleted; what is no longer done is made inactive.';
comment on column billing.service.id is 'Key, and the id of the FHIR ChargeItemDefinition.';
comment on column billing.service.code is 'Code in the catalogue.';
comment on column billing.service.name is 'What it is called, also on an invoice.';
comment on column billing.service.kind is 'consultation, procedure, laboratory, imaging, medicine, bed-day, package, other or fee.';
comment on column billing.service.revenue_role is 'What its income stands on in the book, by the role of the account.';
comment on column billing.service.tax_category is 'Which tax: code of billing.tax.';
comment on column billing.service.active is 'False once it is no longer done.';
comment on column billing.service.version is 'Counts the changes.';
comment on column billing.service.updated_at is 'When it was last changed.';
comment on column billing.service.updated_by_name is 'Who changed it last. Personal (staff).';
comment on column billing.service.search_text is 'Code and name, folded for search.';

create table billing.package_item (
  package_id uuid not null,
  package_kind text not null default 'package' check (package_kind = 'package'),
  service_id uuid not null,
  quantity numeric(12, 3) not null check (quantity > 0),
  primary key (package_id, service_id),
  constraint package_item_package foreign key (package_id, package_kind) references billing.service (id, kind),
  constraint package_item_service foreign key (service_id) references billing.service (id),
  constraint package_item_not_itself check (package_id <> service_id)
);
comment on table billing.package_item is 'What a package includes: within the visit it costs nothing more. Not personal. Kept as long as the package.';
comment on column billing.package_item.package_id is 'The package.';
comment on column billing.package_item.package_kind is 'Always package: only a package includes others.';
comment on column billing.package_item.service_id is 'What it includes.';
comment on column billing.package_item.quantity is 'How much of it.';

create table billing.price_list (
  id uuid primary key default uuidv7(),
  code text not null constraint price_list_code_once unique check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null check (name ~ '\S'),
  currency text not null constraint price_list_currency references ledger.currency (code),
  tax_inclusive boolean not null default false,
  step_minor bigint not null default 1 check (step_minor between 1 and 1000000),
  payer_id uuid constraint price_list_payer references patients.payer (id),
  location_id uuid constraint price_list_location references staff.location (id),
  patient_category text check (patient_category in ('child', 'senior', 'self-pay')),
  hours int4multirange check (not isempty(hours) and lower(hours) >= 0 and upper(hours) <= 10080),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  updated_by_name text,
  -- Two lists that are for the same would be a matter of luck; one for some hours stands over one for all.
  constraint price_list_for_the_same_once exclude using gist (
    coalesce(payer_id, '00000000-0000-0000-0000-000000000000') with =, coalesce(location_id, '00000000-0000-0000-0000-000000000000') with =,
    coalesce(patient_category, '') with =, (case when hours is null then 0 else 1 end) with =,
    coalesce(hours, '{[0,10080)}'::int4multirange) with &&, during with &&) where (active)
);
comment on table billing.price_list is 'Lists of prices, for whom and when. Not personal. Kept for the life of the hospital.';
comment on column billing.price_list.id is 'Key.';
comment on column billing.price_list.code is 'Short name.';
comment on column billing.price_list.name is 'What it is called.';
comment on column billing.price_list.currency is 'The currency of its prices.';
comment on column billing.price_list.tax_inclusive is 'Whether its prices include the tax.';
comment on column billing.price_list.step_minor is 'Raised prices are rounded to this, in minor units.';
comment on column billing.price_list.payer_id is 'For those whom this payer covers; null for everybody.';
comment on column billing.price_list.location_id is 'For what is done at this place, or in it; null for everywhere.';
comment on column billing.price_list.patient_category is 'For children, people of 65 and more, or those whom nobody covers; null for everybody.';
comment on column billing.price_list.hours is 'For these minutes of a week, from Monday 00:00 by the clock of the place; null for all hours.';
comment on column billing.price_list.during is 'Its days; no two active lists for the same share one.';
comment on column billing.price_list.active is 'False for one that is only kept.';
comment on column billing.price_list.version is 'Counts the changes.';
comment on column billing.price_list.updated_at is 'When it was last changed.';
comment on column billing.price_list.updated_by_name is 'Who changed it last. Personal (staff).';

create table billing.price (
  id uuid primary key default uuidv7(),
  price_list_id uuid not null constraint price_list references billing.price_list (id),
  service_id uuid not null constraint price_service references billing.service (id),
  unit_minor bigint not null check (unit_minor between 0 and 100000000000000),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  version int not null default 1,
  constraint price_once exclude using gist (price_list_id with =, service_id with =, during with &&)
);
create index price_of_service on billing.price (service_id);
comment on table billing.price is 'What one of a service costs on a list, and when. Not personal. Kept for the life of the hospital.';
comment on column billing.price.id is 'Key.';
comment on column billing.price.price_list_id is 'The list.';
comment on column billing.price.service_id is 'The service.';
comment on column billing.price.unit_minor is 'The price of one, in minor units of the currency of the list.';
comment on column billing.price.during is 'Its days; a service has one price on a list on a day.';
comment on column billing.price.version is 'Counts the changes.';

create table billing.discount_rule (
  id uuid primary key default uuidv7(),
  code text not null constraint discount_rule_code_once unique check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,31}$'),
  name text not null check (name ~ '\S'),
  percent_bp int check (percent_bp between 1 and 10000),
  amount_minor bigint check (amount_minor between 1 and 100000000000000),
  currency text constraint discount_rule_currency references ledger.currency (code),
  service_kind text check (service_kind in ('consultation', 'procedure', 'laboratory', 'imaging', 'medicine', 'bed-day', 'package', 'other', 'fee')),
  service_id uuid constraint discount_rule_service references billing.service (id),
  payer_id uuid constraint discount_rule_payer references patients.payer (id),
  patient_category text check (patient_category in ('child', 'senior', 'self-pay')),
  automatic boolean not null default false,
  roles text[] not null default '{}',
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  active boolean not null default true,
  version int not null default 1,
  constraint discount_rule_percent_or_amount check ((percent_bp is null) <> (amount_minor is null) and (amount_minor is null) = (currency is null))
);
comment on table billing.discount_rule is 'What may be taken off a price, by whom and for whom. Not personal. Kept for the life of the hospital.';
comment on column billing.discount_rule.id is 'Key.';
comment on column billing.discount_rule.code is 'Short name.';
comment on column billing.discount_rule.name is 'What it is called, also on an invoice.';
comment on column billing.discount_rule.percent_bp is 'Hundredths of a percent that it takes off, or …';
comment on column billing.discount_rule.amount_minor is '… minor units that it takes off each charge, at most all of it.';
comment on column billing.discount_rule.currency is 'The currency of the amount.';
comment on column billing.discount_rule.service_kind is 'Only on this kind of service.';
comment on column billing.discount_rule.service_id is 'Only on this service.';
comment on column billing.discount_rule.payer_id is 'Only for those whom this payer covers.';
comment on column billing.discount_rule.patient_category is 'Only for children, people of 65 and more, or those whom nobody covers.';
comment on column billing.discount_rule.automatic is 'Taken off without being asked for; the greatest of those that fit, never two.';
comment on column billing.discount_rule.roles is 'Roles that give it by hand without leave, whatever the amount; others need leave over their limit.';
comment on column billing.discount_rule.during is 'Its days.';
comment on column billing.discount_rule.active is 'False once it is no longer given.';
comment on column billing.discount_rule.version is 'Counts the changes.';

do $$
declare
  each text;
begin
  foreach each in array array['tax', 'tax_rate', 'service', 'package_item', 'price_list', 'price', 'discount_rule'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
    execute format('create policy %I on billing.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select, insert on billing.tax, billing.tax_rate, billing.service, billing.package_item, billing.price_list, billing.price, billing.discount_rule to openward_app;
grant delete on billing.package_item, billing.price, billing.tax_rate to openward_app;
grant update (name, category, exemption_reason, version) on billing.tax to openward_app;
grant update (rate_bp, during, version) on billing.tax_rate to openward_app;
grant update (code, name, revenue_role, tax_category, active, version, updated_at, updated_by_name) on billing.service to openward_app;
grant update (code, name, tax_inclusive, step_minor, payer_id, location_id, patient_category, hours, during, active, version, updated_at, updated_by_name) on billing.price_list to openward_app;
grant update (unit_minor, during, version) on billing.price to openward_app;
grant update (code, name, percent_bp, amount_minor, currency, service_kind, service_id, payer_id, patient_category, automatic, roles, during, active, version) on billing.discount_rule to openward_app;
