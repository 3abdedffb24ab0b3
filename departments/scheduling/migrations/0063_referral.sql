-- Referrals: received from inside or outside, triaged by a clinician, and closed when the patient was seen.
create table scheduling.referral (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint referral_patient references patients.patient (id),
  service_request_id text not null constraint referral_request_once unique,
  origin text not null check (origin in ('inside', 'outside', 'fhir')),
  from_name text not null check (from_name ~ '\S'),
  from_contact text,
  from_account uuid references auth.account (id),
  their_number text,
  document_id text,
  authorisation text,
  reason text not null check (reason ~ '\S'),
  note text,
  priority text not null default 'routine' check (priority in ('routine', 'urgent', 'asap', 'stat')),
  department_id uuid constraint referral_department references staff.department (id),
  owner_account uuid references auth.account (id),
  owner_name text,
  received_at timestamptz not null default now(),
  triage_due timestamptz not null,
  state text not null default 'received' check (state in ('received', 'accepted', 'booked', 'done', 'rejected')),
  urgency text check (urgency in ('urgent', 'soon', 'routine')),
  target_on date,
  visit_type_id uuid constraint referral_visit_type references scheduling.visit_type (id),
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  decision_note text,
  told_at timestamptz,
  wanted_id uuid constraint referral_wanted_once unique references scheduling.wanted (id),
  appointment_id uuid constraint referral_appointment_once unique references scheduling.appointment (id),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint referral_decided_says_who check ((state = 'received') or (decided_at is not null and decided_by_name is not null)),
  constraint referral_accepted_says_how_urgent check (state not in ('accepted', 'booked', 'done') or urgency is not null),
  constraint referral_rejected_says_why check (state <> 'rejected' or coalesce(decision_note ~ '\S', false)),
  constraint referral_booked_has_a_time check (state not in ('booked', 'done') or appointment_id is not null)
);
create index referral_open on scheduling.referral (triage_due) where state in ('received', 'accepted');
create index referral_of_patient on scheduling.referral (patient_id);
comment on table scheduling.referral is 'Personal: referrals to this hospital or within it, and what became of them. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column scheduling.referral.id is 'Key.';
comment on column scheduling.referral.patient_id is 'Who is referred. Personal, pseudonymous.';
comment on column scheduling.referral.service_request_id is 'The FHIR ServiceRequest that it is.';
comment on column scheduling.referral.origin is 'inside: ordered here. outside: entered by the desk. fhir: written by another system.';
comment on column scheduling.referral.from_name is 'Who refers. Personal.';
comment on column scheduling.referral.from_contact is 'How they are told: a telephone, an address. Personal.';
comment on column scheduling.referral.from_account is 'Their account, where they work here. Personal (staff).';
comment on column scheduling.referral.their_number is 'The number of the referral with whoever refers. Personal.';
comment on column scheduling.referral.document_id is 'The letter, a document of the chart. Personal, health.';
comment on column scheduling.referral.authorisation is 'The payer’s authorisation. Personal.';
comment on column scheduling.referral.reason is 'Why. Personal, health.';
comment on column scheduling.referral.note is 'What else must be known. Personal, health.';
comment on column scheduling.referral.priority is 'How urgent whoever refers finds it, as FHIR has it.';
comment on column scheduling.referral.department_id is 'Who is to see the patient; null until somebody says it.';
comment on column scheduling.referral.owner_account is 'Who triages it; null for anybody who may. Personal (staff).';
comment on column scheduling.referral.owner_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.referral.received_at is 'When it came.';
comment on column scheduling.referral.triage_due is 'Until when it is to be triaged.';
comment on column scheduling.referral.state is 'received, accepted (waits for a time), booked, done (the patient was seen), rejected.';
comment on column scheduling.referral.urgency is 'How urgent the clinician finds it. Personal, health.';
comment on column scheduling.referral.target_on is 'The day by which the patient is to be seen.';
comment on column scheduling.referral.visit_type_id is 'For which kind of appointment.';
comment on column scheduling.referral.decided_at is 'When it was triaged.';
comment on column scheduling.referral.decided_by is 'The account that triaged it. Personal (staff).';
comment on column scheduling.referral.decided_by_name is 'What the account was called then. Personal (staff).';
comment on column scheduling.referral.decision_note is 'Why it was rejected, or what must be heeded. Personal, health.';
comment on column scheduling.referral.told_at is 'When whoever refers was told of a rejection.';
comment on column scheduling.referral.wanted_id is 'Its entry of the waiting list.';
comment on column scheduling.referral.appointment_id is 'The appointment that came of it.';
comment on column scheduling.referral.updated_at is 'When it was last changed.';
comment on column scheduling.referral.version is 'Counts the changes; an update names the version that it changes. The database counts.';
create trigger keep_referral before update on scheduling.referral for each row execute function scheduling.keep_wanted();

create table scheduling.referral_step (
  referral_id uuid not null references scheduling.referral (id),
  place int not null,
  act text not null check (act in ('received', 'owned', 'redirected', 'accepted', 'rejected', 'told', 'booked', 'called-off', 'done')),
  detail text,
  at timestamptz not null default now(),
  actor_id uuid default platform.actor_id(),
  actor_name text not null,
  primary key (referral_id, place)
);
comment on table scheduling.referral_step is 'Personal: what happened to a referral, one line for each act. Sensitivity high. Kept as long as the referral.';
comment on column scheduling.referral_step.referral_id is 'Which referral.';
comment on column scheduling.referral_step.place is 'Which line.';
comment on column scheduling.referral_step.act is 'What was done.';
comment on column scheduling.referral_step.detail is 'To where, or why. Personal, health.';
comment on column scheduling.referral_step.at is 'When.';
comment on column scheduling.referral_step.actor_id is 'The account that did it. Personal (staff).';
comment on column scheduling.referral_step.actor_name is 'What the account was called then. Personal (staff).';

create policy referral_visible on scheduling.referral to openward_app
  using (exists (select 1 from patients.patient p where p.id = patient_id)) with check (exists (select 1 from patients.patient p where p.id = patient_id));
create policy referral_step_visible on scheduling.referral_step to openward_app
  using (exists (select 1 from scheduling.referral r where r.id = referral_id)) with check (exists (select 1 from scheduling.referral r where r.id = referral_id));
alter table scheduling.referral enable row level security;
alter table scheduling.referral force row level security;
alter table scheduling.referral_step enable row level security;
alter table scheduling.referral_step force row level security;
grant select, insert (patient_id, service_request_id, origin, from_name, from_contact, from_account, their_number, document_id, authorisation, reason, note, priority, department_id, triage_due),
  update (department_id, owner_account, owner_name, triage_due, state, urgency, target_on, visit_type_id, decided_at, decided_by, decided_by_name, decision_note, told_at, wanted_id, appointment_id)
  on scheduling.referral to openward_app;
grant select, insert (referral_id, place, act, detail, actor_name) on scheduling.referral_step to openward_app;
