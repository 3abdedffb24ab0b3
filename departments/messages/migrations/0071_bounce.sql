-- What comes back: a mail server or a service of e-mail tells it, signed. An address at which nothing arrives is to be checked by a person.
alter table messages.setting
  add column mail_hook text not null default 'none' check (mail_hook in ('none', 'signed', 'mailgun')),
  add column mail_secret_encrypted bytea;
comment on column messages.setting.mail_hook is 'How it is signed what became of an e-mail: by the mail server of the hospital, or as Mailgun signs; none: nothing is taken in.';
comment on column messages.setting.mail_secret_encrypted is 'The secret by which it is signed, sealed.';

create table messages.doubt (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint doubt_patient references patients.patient (id),
  channel text not null check (channel in ('email', 'sms')),
  address_index bytea not null check (length(address_index) = 32),
  message_id uuid not null constraint doubt_message references messages.message (id),
  lasting boolean not null,
  at timestamptz not null default now(),
  checked_at timestamptz,
  checked_by uuid,
  checked_by_name text,
  constraint doubt_checked_by_somebody check ((checked_at is null) = (checked_by_name is null))
);
create unique index doubt_open_once on messages.doubt (patient_id, channel, address_index) where checked_at is null;
create index doubt_of_message on messages.doubt (message_id);
comment on table messages.doubt is 'Personal: addresses of patients at which a message did not arrive, to be checked. Sensitivity high. Kept as long as the messages.';
comment on column messages.doubt.id is 'Key.';
comment on column messages.doubt.patient_id is 'Whose address it is.';
comment on column messages.doubt.channel is 'E-mail or SMS.';
comment on column messages.doubt.address_index is 'Which address, as a blind index (platform/crypto): the doubt ends with the address.';
comment on column messages.doubt.message_id is 'The message that came back last.';
comment on column messages.doubt.lasting is 'There is no such address: nothing more is sent to it. False: it may arrive another time.';
comment on column messages.doubt.at is 'When it came back first.';
comment on column messages.doubt.checked_at is 'When somebody said that the address is right.';
comment on column messages.doubt.checked_by is 'The account that said so. Personal (staff).';
comment on column messages.doubt.checked_by_name is 'What it was called then. Personal (staff).';

create table messages.receipt_seen (
  signature_hash bytea primary key check (length(signature_hash) = 32),
  at timestamptz not null default now()
);
create index receipt_seen_at on messages.receipt_seen (at);
comment on table messages.receipt_seen is 'Receipts that were taken in, so that one that is sent again changes nothing. Not personal: hashes. Kept for two days.';
comment on column messages.receipt_seen.signature_hash is 'SHA-256 of its signature.';
comment on column messages.receipt_seen.at is 'When.';

create policy doubt_visible on messages.doubt to openward_app
  using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id));
create policy receipt_seen_for_system on messages.receipt_seen to openward_app using (platform.scope() = 'system') with check (platform.scope() = 'system');
do $$
declare
  each text;
begin
  foreach each in array array['doubt', 'receipt_seen'] loop
    execute format('alter table messages.%I enable row level security', each);
    execute format('alter table messages.%I force row level security', each);
  end loop;
end $$;
grant select, insert (patient_id, channel, address_index, message_id, lasting), update (lasting, message_id, checked_at, checked_by, checked_by_name) on messages.doubt to openward_app;
grant select, insert, delete on messages.receipt_seen to openward_app;
