-- Messages to patients. A row is claimed and committed before it is sent, and never sent a second time by the hospital itself.
create schema messages;
comment on schema messages is 'Messages to patients: what is planned, what went out, what came of it, and what patients want.';
grant usage on schema messages to openward_app;

create table messages.setting (
  one boolean primary key default true check (one),
  active boolean not null default false,
  reminder_minutes int[] not null default '{10080,1440,120}' check (cardinality(reminder_minutes) <= 6 and 15 <= all (reminder_minutes) and 43200 >= all (reminder_minutes)),
  quiet_from time not null default '20:00',
  quiet_to time not null default '08:00',
  web_address text check (web_address ~ '^https?://[^/]+$'),
  sender_name text,
  sender_address text,
  smtp_host text,
  smtp_port int check (smtp_port between 1 and 65535),
  smtp_security text not null default 'starttls' check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text,
  smtp_password_encrypted bytea,
  sms_shape text not null default 'none' check (sms_shape in ('none', 'json', 'form', 'twilio')),
  sms_url text check (sms_url ~ '^https://'),
  sms_user text,
  sms_secret_encrypted bytea,
  sms_sender text,
  sms_fields jsonb not null default '{"to": "to", "from": "from", "text": "text", "id": "id"}' check (jsonb_typeof(sms_fields) = 'object'),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid default platform.actor_id(),
  constraint setting_mail_is_whole check (smtp_host is null or (smtp_port is not null and sender_address is not null)),
  constraint setting_sms_is_whole check (sms_shape = 'none' or sms_url is not null)
);
insert into messages.setting default values;
comment on table messages.setting is 'How messages are sent. Not personal; its secrets are sealed. One row.';
comment on column messages.setting.one is 'There is one row.';
comment on column messages.setting.active is 'Whether messages are planned and sent at all.';
comment on column messages.setting.reminder_minutes is 'How long before an appointment its patient is reminded.';
comment on column messages.setting.quiet_from is 'From when on nothing is sent, on the hospital’s clock.';
comment on column messages.setting.quiet_to is 'Until when nothing is sent.';
comment on column messages.setting.web_address is 'Where patients reach this server, for links; null: the address it was started with.';
comment on column messages.setting.sender_name is 'Who writes, as patients read it.';
comment on column messages.setting.sender_address is 'The address that e-mail comes from.';
comment on column messages.setting.smtp_host is 'Server for e-mail; null: no e-mail is sent.';
comment on column messages.setting.smtp_port is 'Its port.';
comment on column messages.setting.smtp_security is 'TLS from the first byte, by STARTTLS, or none.';
comment on column messages.setting.smtp_user is 'Account there.';
comment on column messages.setting.smtp_password_encrypted is 'Its password, sealed (platform/crypto).';
comment on column messages.setting.sms_shape is 'How the provider of SMS is spoken to.';
comment on column messages.setting.sms_url is 'Where.';
comment on column messages.setting.sms_user is 'Account there.';
comment on column messages.setting.sms_secret_encrypted is 'Its secret, sealed; receipts are signed by it.';
comment on column messages.setting.sms_sender is 'Who an SMS comes from.';
comment on column messages.setting.sms_fields is 'How a provider of the general shapes calls its fields.';
comment on column messages.setting.version is 'Counts the changes.';
comment on column messages.setting.updated_at is 'When it was changed.';
comment on column messages.setting.updated_by is 'Who changed it. Personal (staff).';

create table messages.template (
  id uuid primary key default uuidv7(),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  channel text not null check (channel in ('email', 'sms', 'letter')),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  visit_type_id uuid,
  subject text,
  body text not null check (body ~ '\S'),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid default platform.actor_id(),
  constraint template_once unique nulls not distinct (kind, channel, language, visit_type_id)
);
comment on table messages.template is 'Texts of messages, where the hospital has its own. Not personal. Kept until it is taken away.';
comment on column messages.template.id is 'Key.';
comment on column messages.template.kind is 'Of which kind of message.';
comment on column messages.template.channel is 'Sent how.';
comment on column messages.template.language is 'In which language (BCP 47, its first part).';
comment on column messages.template.visit_type_id is 'For one kind of appointment only: used for patients who agreed that it may be named. Null for all.';
comment on column messages.template.subject is 'The subject of an e-mail, the heading of a letter.';
comment on column messages.template.body is 'The text, with places for what is filled in.';
comment on column messages.template.version is 'Counts the changes.';
comment on column messages.template.updated_at is 'When it was changed.';
comment on column messages.template.updated_by is 'Who changed it. Personal (staff).';

create table messages.preference (
  patient_id uuid primary key constraint preference_patient references patients.patient (id),
  opted_out text[] not null default '{}' check (opted_out <@ array['email', 'sms', 'letter']),
  channel text check (channel in ('email', 'sms', 'letter')),
  may_name boolean not null default false,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid default platform.actor_id()
);
comment on table messages.preference is 'Personal: how a patient wants to be written to. Sensitivity high. Kept as long as the patient’s record.';
comment on column messages.preference.patient_id is 'Whose it is.';
comment on column messages.preference.opted_out is 'Ways in which the patient wants no messages.';
comment on column messages.preference.channel is 'The way the patient likes best.';
comment on column messages.preference.may_name is 'Whether the patient agreed that a message names the specialty or the reason.';
comment on column messages.preference.version is 'Counts the changes.';
comment on column messages.preference.updated_at is 'When it was changed.';
comment on column messages.preference.updated_by is 'Who changed it. Personal (staff).';

create table messages.message (
  id uuid primary key default uuidv7(),
  about_kind text not null check (about_kind ~ '^[a-z]+(-[a-z]+)*$'),
  about_id uuid not null,
  about_version int not null check (about_version >= 0),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  lead_minutes int not null default 0,
  patient_id uuid not null constraint message_patient references patients.patient (id),
  due_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'claimed', 'sent', 'failed', 'unresolved', 'cancelled', 'to-print')),
  why text check (why ~ '^[a-z_]+$'),
  tries int not null default 0,
  channel text check (channel in ('email', 'sms', 'letter')),
  content_encrypted bytea,
  planned_at timestamptz not null default now(),
  claimed_at timestamptz,
  sent_at timestamptz,
  provider_id text,
  delivery text check (delivery in ('delivered', 'bounced')),
  delivered_at timestamptz,
  answer text check (answer in ('confirmed', 'cancelled', 'other-time', 'accepted', 'declined')),
  answered_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  -- However often somebody plans it: one message for a version and a kind, and so one at most for each channel.
  constraint message_once unique (about_kind, about_id, about_version, kind, lead_minutes),
  constraint message_claimed_is_whole check (state not in ('claimed', 'sent', 'unresolved', 'to-print') or (channel is not null and content_encrypted is not null and claimed_at is not null))
);
create index message_due on messages.message (due_at) where state = 'planned';
create index message_claimed on messages.message (claimed_at) where state = 'claimed';
create index message_open on messages.message (state, due_at desc) where state in ('failed', 'unresolved', 'to-print');
create index message_recent on messages.message (due_at desc, id);
create index message_patient on messages.message (patient_id, due_at desc);
create index message_provider on messages.message (provider_id) where provider_id is not null;
comment on table messages.message is 'Personal: the ledger of messages to patients. Sensitivity high. Kept ten years.';
comment on column messages.message.id is 'Key.';
comment on column messages.message.about_kind is 'What it is about: an appointment, an offer.';
comment on column messages.message.about_id is 'Which one.';
comment on column messages.message.about_version is 'Which version of it: there is at most one message of a kind for each.';
comment on column messages.message.kind is 'Confirmation, reminder, moved, called off …';
comment on column messages.message.lead_minutes is 'How long before it a reminder comes; 0 for others.';
comment on column messages.message.patient_id is 'To whom. Personal.';
comment on column messages.message.due_at is 'When it is to be sent, or tried again.';
comment on column messages.message.expires_at is 'From when on it is of no use.';
comment on column messages.message.state is 'Planned; claimed before it is sent; sent; failed for sure; unresolved: nobody knows whether it went out, and a person decides; cancelled; to-print: a letter.';
comment on column messages.message.why is 'Why it waits, failed or was cancelled, as a code.';
comment on column messages.message.tries is 'How often it was claimed.';
comment on column messages.message.channel is 'How it went; chosen when it is sent.';
comment on column messages.message.content_encrypted is 'To what address and in what words, sealed. Personal, sensitivity very high.';
comment on column messages.message.planned_at is 'When it was planned.';
comment on column messages.message.claimed_at is 'When it was claimed last.';
comment on column messages.message.sent_at is 'When it was handed over.';
comment on column messages.message.provider_id is 'Its number at the provider, by which receipts name it.';
comment on column messages.message.delivery is 'Whether it arrived, as far as that was told.';
comment on column messages.message.delivered_at is 'When that was told.';
comment on column messages.message.answer is 'What the patient answered by its link.';
comment on column messages.message.answered_at is 'When.';
comment on column messages.message.decided_at is 'When a person decided on it.';
comment on column messages.message.decided_by is 'Who decided. Personal (staff).';

do $$
declare
  each text;
begin
  foreach each in array array['setting', 'template'] loop
    execute format('create policy %I on messages.%I to openward_app using (platform.scope() in (''staff'', ''system'')) with check (platform.scope() in (''staff'', ''system''))',
      each || '_for_staff', each);
  end loop;
  foreach each in array array['preference', 'message'] loop
    execute format('create policy %I on messages.%I to openward_app
      using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id))',
      each || '_visible', each);
  end loop;
  foreach each in array array['setting', 'template', 'preference', 'message'] loop
    execute format('alter table messages.%I enable row level security', each);
    execute format('alter table messages.%I force row level security', each);
  end loop;
end $$;
grant select, update on messages.setting to openward_app;
grant select, insert, update, delete on messages.template to openward_app;
grant select, insert, update on messages.preference to openward_app;
grant select, insert, update on messages.message to openward_app;
