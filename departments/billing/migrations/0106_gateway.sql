-- Payments over a gateway, which tells by signed calls what became of them, in any order and more than once.

create table billing.gateway_setting (
  only_one boolean primary key default true check (only_one),
  kind text not null default 'none' check (kind in ('none', 'stripe')),
  secret_key_encrypted bytea,
  signing_secret_encrypted bytea,
  version int not null default 1
);
insert into billing.gateway_setting default values;
comment on table billing.gateway_setting is 'Which gateway takes payments. Not personal; its secrets are sealed. One row.';
comment on column billing.gateway_setting.only_one is 'There is one row.';
comment on column billing.gateway_setting.kind is 'none or stripe.';
comment on column billing.gateway_setting.secret_key_encrypted is 'Its key, sealed (platform/crypto).';
comment on column billing.gateway_setting.signing_secret_encrypted is 'What its calls are signed with, sealed.';
comment on column billing.gateway_setting.version is 'Counts the changes.';

create table billing.gateway_intent (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint intent_patient references patients.patient (id),
  invoice_id uuid constraint intent_invoice references billing.invoice (id),
  amount_minor bigint not null constraint intent_is_above_zero check (amount_minor > 0),
  currency text not null constraint intent_currency references ledger.currency (code),
  how text not null check (how in ('checkout', 'intent')),
  provider_id text constraint intent_provider_once unique,
  checkout_id text constraint intent_checkout_once unique,
  url text,
  state text not null default 'asked' check (state in ('asked', 'waiting', 'paid', 'failed', 'expired')),
  payment_id uuid constraint intent_payment_once unique constraint intent_payment references billing.payment (id),
  asked_at timestamptz not null default clock_timestamp(),
  asked_by uuid default platform.actor_id(),
  asked_by_name text not null,
  constraint intent_paid_whole check ((state = 'paid') = (payment_id is not null))
);
create index intent_patient_of on billing.gateway_intent (patient_id);
create index intent_open on billing.gateway_intent (asked_at) where state in ('asked', 'waiting');
comment on table billing.gateway_intent is 'Personal: what somebody was asked to pay over the gateway. Sensitivity high. Kept ten years, as the books of account.';
comment on column billing.gateway_intent.id is 'Key; the gateway carries it along.';
comment on column billing.gateway_intent.patient_id is 'Who pays, or for whom.';
comment on column billing.gateway_intent.invoice_id is 'For which invoice; the oldest first where none is named.';
comment on column billing.gateway_intent.amount_minor is 'How much, in minor units. Personal.';
comment on column billing.gateway_intent.currency is 'The currency.';
comment on column billing.gateway_intent.how is 'checkout: a page of the gateway; intent: a card reader or an app of ours.';
comment on column billing.gateway_intent.provider_id is 'Its payment intent there.';
comment on column billing.gateway_intent.checkout_id is 'Its page there.';
comment on column billing.gateway_intent.url is 'Where it is paid. Personal: whoever has it can pay.';
comment on column billing.gateway_intent.state is 'asked; waiting: the gateway knows of it; paid, failed or expired, as it told.';
comment on column billing.gateway_intent.payment_id is 'The payment that came of it; one at most.';
comment on column billing.gateway_intent.asked_at is 'When.';
comment on column billing.gateway_intent.asked_by is 'The account that asked. Personal (staff).';
comment on column billing.gateway_intent.asked_by_name is 'What it was called then. Personal (staff).';

create table billing.gateway_event (
  id text primary key check (id ~ '^[A-Za-z0-9_]{1,120}$'),
  kind text not null check (kind ~ '^[a-z_.]{1,80}$'),
  intent_id uuid constraint event_intent references billing.gateway_intent (id),
  provider_id text,
  amount_minor bigint,
  currency text,
  told_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp()
);
create index event_of_provider on billing.gateway_event (provider_id) where provider_id is not null;
create index event_of_intent on billing.gateway_event (intent_id) where intent_id is not null;
comment on table billing.gateway_event is 'Personal, pseudonymous: what the gateway told, each once. Never changed or deleted. Sensitivity medium. Kept ten years, as the books of account.';
comment on column billing.gateway_event.id is 'Its key there.';
comment on column billing.gateway_event.kind is 'What happened, such as payment_intent.succeeded.';
comment on column billing.gateway_event.intent_id is 'Our request that it carries along. Personal, pseudonymous.';
comment on column billing.gateway_event.provider_id is 'The payment intent there.';
comment on column billing.gateway_event.amount_minor is 'How much was received, or given back so far. Personal.';
comment on column billing.gateway_event.currency is 'The currency.';
comment on column billing.gateway_event.told_at is 'When it happened there.';
comment on column billing.gateway_event.received_at is 'When we were told.';
create trigger refuse_change before update or delete or truncate on billing.gateway_event for each statement execute function billing.refuse_change();

create policy gateway_setting_for_staff on billing.gateway_setting to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy gateway_event_for_staff on billing.gateway_event to openward_app using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy gateway_intent_visible on billing.gateway_intent to openward_app
  using (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id))
  with check (platform.scope() in ('staff', 'system') and exists (select 1 from patients.patient p where p.id = patient_id));
do $$
declare
  each text;
begin
  foreach each in array array['gateway_setting', 'gateway_intent', 'gateway_event'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
  end loop;
end $$;
grant select on billing.gateway_setting to openward_app;
grant update (kind, secret_key_encrypted, signing_secret_encrypted, version) on billing.gateway_setting to openward_app;
grant select, insert on billing.gateway_event, billing.gateway_intent to openward_app;
grant update (provider_id, checkout_id, url, state, payment_id) on billing.gateway_intent to openward_app;
