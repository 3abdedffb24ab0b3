-- What patients ask for by right, and to whom their data went: kept by those who answer for it.

create schema compliance;
grant usage on schema compliance to openward_app;

create function compliance.keeps(p_patient_id uuid) returns boolean
language sql stable parallel safe
return platform.scope() = 'system' or (platform.scope() = 'staff' and platform.cleared('rights')
  and exists (select from records.compartment c where c.patient_id = p_patient_id));
comment on function compliance.keeps(uuid) is 'Whether the actor answers for the rights of patients, and may see this one.';
revoke all on function compliance.keeps(uuid) from public;
grant execute on function compliance.keeps(uuid) to openward_app;

create table compliance.request (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint request_patient references records.compartment (patient_id),
  kind text not null check (kind in ('access', 'portability', 'rectification', 'erasure', 'restriction', 'objection')),
  received_on date not null,
  asked_by text not null check (length(btrim(asked_by)) between 1 and 200),
  identity_proof text not null check (length(btrim(identity_proof)) between 1 and 300),
  wish text not null default '' check (length(wish) <= 4000),
  extension_reason text check (length(btrim(extension_reason)) between 5 and 1000),
  -- Article 12(3): one month, and two more where the reason is told. A month later is the same day, or the last of a shorter month.
  due_on date generated always as ((received_on + case when extension_reason is null then interval '1 month' else interval '3 months' end)::date) stored,
  state text not null default 'open' check (state in ('open', 'granted', 'partly', 'refused', 'withdrawn')),
  legal_basis text check (length(legal_basis) <= 300),
  answer text check (length(answer) <= 4000),
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  kept_by uuid not null default platform.actor_id(),
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint request_answer_is_whole check ((state = 'open') = (num_nulls(answered_at, answered_by, answered_by_name, answer) = 4) and num_nulls(answered_at, answered_by, answered_by_name, answer) in (0, 4)),
  constraint request_refusal_has_its_law check (state not in ('refused', 'partly') or length(btrim(coalesce(legal_basis, ''))) > 0)
);
create index request_patient on compliance.request (patient_id);
create index request_due on compliance.request (due_on) where state = 'open';
comment on table compliance.request is 'Personal: what a patient asked for by right (GDPR 15–21), until when it is to be answered, and the answer. Sensitivity high. Kept three years after the answer, as proof of it.';
comment on column compliance.request.id is 'Key.';
comment on column compliance.request.patient_id is 'Whose data it is about. Personal, pseudonymous.';
comment on column compliance.request.kind is 'Which right: access, portability, rectification, erasure, restriction, objection.';
comment on column compliance.request.received_on is 'The day on which it came; the clock runs from here.';
comment on column compliance.request.asked_by is 'Who asked: the patient, or who speaks for them. Personal.';
comment on column compliance.request.identity_proof is 'How it was known that they are who they say. Personal.';
comment on column compliance.request.wish is 'What they want, in their words. May tell of health. Personal.';
comment on column compliance.request.extension_reason is 'Why it takes two months longer; null where it does not.';
comment on column compliance.request.due_on is 'The last day for the answer: one month, or three with a reason.';
comment on column compliance.request.state is 'open; granted; partly; refused; withdrawn by whoever asked.';
comment on column compliance.request.legal_basis is 'The law by which it was refused in whole or in part.';
comment on column compliance.request.answer is 'What was answered. Personal.';
comment on column compliance.request.answered_at is 'When.';
comment on column compliance.request.answered_by is 'Who answered. Personal (staff).';
comment on column compliance.request.answered_by_name is 'What they were called then. Personal (staff).';
comment on column compliance.request.kept_by is 'Who wrote it down. Personal (staff).';
comment on column compliance.request.created_at is 'When it was written down.';
comment on column compliance.request.version is 'Counts the changes.';

create function compliance.answer_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'open' then
    raise check_violation using message = 'A request that is answered does not change', constraint = 'request_answered_once', table = 'request', schema = 'compliance';
  end if;
  return new;
end $$;
comment on function compliance.answer_once() is 'A request that is answered stays as it is.';
revoke all on function compliance.answer_once() from public;
create trigger request_answered_once before update on compliance.request for each row execute function compliance.answer_once();

create table compliance.request_act (
  id uuid primary key default uuidv7(),
  request_id uuid not null constraint request_act_of references compliance.request (id),
  act text not null check (act in ('received', 'extended', 'copied', 'erased', 'granted', 'partly', 'refused', 'withdrawn')),
  at timestamptz not null default clock_timestamp(),
  by uuid not null default platform.actor_id(),
  by_name text not null,
  note text not null default '' check (length(note) <= 4000)
);
create index request_act_of on compliance.request_act (request_id, at);
comment on table compliance.request_act is 'Personal: what was done about a request, act by act. Never changed. Sensitivity high. Kept as long as the request.';
comment on column compliance.request_act.id is 'Key.';
comment on column compliance.request_act.request_id is 'The request.';
comment on column compliance.request_act.act is 'What was done.';
comment on column compliance.request_act.at is 'When.';
comment on column compliance.request_act.by is 'Who did it. Personal (staff).';
comment on column compliance.request_act.by_name is 'What they were called then. Personal (staff).';
comment on column compliance.request_act.note is 'What is to be said of it. Personal.';

create table compliance.disclosure (
  id uuid primary key default uuidv7(),
  patient_id uuid not null constraint disclosure_patient references records.compartment (patient_id),
  disclosed_on date not null,
  recipient text not null check (length(btrim(recipient)) between 1 and 200),
  recipient_kind text not null check (recipient_kind in ('patient', 'representative', 'hospital', 'insurer', 'authority', 'court', 'research', 'other')),
  what text not null check (length(btrim(what)) between 1 and 1000),
  purpose text not null check (length(btrim(purpose)) between 1 and 500),
  legal_basis text not null check (legal_basis in ('asked', 'consent', 'treatment', 'payment', 'law', 'court', 'public-health', 'research', 'vital')),
  request_id uuid constraint disclosure_request references compliance.request (id),
  at timestamptz not null default clock_timestamp(),
  by uuid not null default platform.actor_id(),
  by_name text not null
);
create index disclosure_patient on compliance.disclosure (patient_id, disclosed_on desc);
create index disclosure_request on compliance.disclosure (request_id);
comment on table compliance.disclosure is 'Personal: to whom data of a patient went outside the hospital, and by which right. Never changed. Sensitivity high. Kept ten years.';
comment on column compliance.disclosure.id is 'Key.';
comment on column compliance.disclosure.patient_id is 'Whose data. Personal, pseudonymous.';
comment on column compliance.disclosure.disclosed_on is 'The day on which it went.';
comment on column compliance.disclosure.recipient is 'To whom. Personal.';
comment on column compliance.disclosure.recipient_kind is 'What the recipient is.';
comment on column compliance.disclosure.what is 'What was given. May tell of health. Personal.';
comment on column compliance.disclosure.purpose is 'What for. Personal.';
comment on column compliance.disclosure.legal_basis is 'By which right: the patient asked or consented, treatment, payment, a law, a court, public health, research, a vital interest.';
comment on column compliance.disclosure.request_id is 'The request that it answers; null where it was written down by hand.';
comment on column compliance.disclosure.at is 'When it was written down.';
comment on column compliance.disclosure.by is 'Who gave it. Personal (staff).';
comment on column compliance.disclosure.by_name is 'What they were called then. Personal (staff).';

do $$
declare
  name text;
begin
  foreach name in array array['request', 'request_act', 'disclosure'] loop
    execute format('alter table compliance.%I enable row level security', name);
    execute format('alter table compliance.%I force row level security', name);
  end loop;
end $$;
create policy request_kept on compliance.request to openward_app using (compliance.keeps(patient_id)) with check (compliance.keeps(patient_id));
create policy request_act_kept on compliance.request_act to openward_app
  using (exists (select from compliance.request r where r.id = request_act.request_id))
  with check (exists (select from compliance.request r where r.id = request_act.request_id));
create policy disclosure_kept on compliance.disclosure to openward_app using (compliance.keeps(patient_id)) with check (compliance.keeps(patient_id));
grant select, insert (patient_id, kind, received_on, asked_by, identity_proof, wish), update (extension_reason, state, legal_basis, answer, answered_at, answered_by, answered_by_name, version) on compliance.request to openward_app;
grant select, insert (request_id, act, by_name, note) on compliance.request_act to openward_app;
grant select, insert (patient_id, disclosed_on, recipient, recipient_kind, what, purpose, legal_basis, request_id, by_name) on compliance.disclosure to openward_app;
