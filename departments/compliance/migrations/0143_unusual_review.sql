-- That somebody looked at an unusual access, and what they found. A second look is another row: none is changed.
create table compliance.unusual_review (
  id uuid primary key default uuidv7(),
  account_id uuid not null constraint unusual_review_account references auth.account (id),
  patient_id uuid constraint unusual_review_patient references records.compartment (patient_id),
  rules text[] not null check (cardinality(rules) > 0 and rules <@ array['own', 'colleague', 'surname', 'restricted', 'night', 'many']),
  first_at timestamptz not null,
  last_at timestamptz not null,
  verdict text not null check (verdict in ('justified', 'asked', 'escalated')),
  note text not null default '' check (length(note) <= 2000),
  at timestamptz not null default clock_timestamp(),
  by uuid not null default platform.actor_id(),
  by_name text not null,
  constraint unusual_review_span check (first_at <= last_at),
  constraint unusual_review_by_another check (by <> account_id),
  constraint unusual_review_is_told check (verdict = 'justified' or length(btrim(note)) > 0)
);
create index unusual_review_of on compliance.unusual_review (account_id, patient_id, last_at desc);
create index unusual_review_patient on compliance.unusual_review (patient_id);
create index unusual_review_last on compliance.unusual_review (last_at desc);
comment on table compliance.unusual_review is 'Personal: who looked at an unusual access, and what they found. Never changed; a second look is another row. Sensitivity high. Kept as long as the audit log.';
comment on column compliance.unusual_review.id is 'Key.';
comment on column compliance.unusual_review.account_id is 'Whose access it was. Personal (staff).';
comment on column compliance.unusual_review.patient_id is 'Whose record; null where it was about many records at once. Personal, pseudonymous.';
comment on column compliance.unusual_review.rules is 'Why it was listed when it was looked at.';
comment on column compliance.unusual_review.first_at is 'The first act that was looked at.';
comment on column compliance.unusual_review.last_at is 'The last act that was looked at; what came later waits again.';
comment on column compliance.unusual_review.verdict is 'justified; asked: the person was asked; escalated: handed to somebody above.';
comment on column compliance.unusual_review.note is 'What is to be said of it. Personal.';
comment on column compliance.unusual_review.at is 'When somebody looked.';
comment on column compliance.unusual_review.by is 'Who looked; never whoever it was about. Personal (staff).';
comment on column compliance.unusual_review.by_name is 'What they were called then. Personal (staff).';

alter table compliance.unusual_review enable row level security;
alter table compliance.unusual_review force row level security;
-- What was found of oneself is not told.
create policy unusual_review_read on compliance.unusual_review for select to openward_app
  using (platform.scope() = 'system' or (platform.scope() = 'staff' and platform.cleared('audit') and account_id <> platform.actor_id()
    and (patient_id is null or exists (select from records.compartment c where c.patient_id = unusual_review.patient_id))));
create policy unusual_review_write on compliance.unusual_review for insert to openward_app
  with check (platform.scope() = 'staff' and platform.cleared('audit') and by = platform.actor_id()
    and (patient_id is null or exists (select from records.compartment c where c.patient_id = unusual_review.patient_id)));
grant select, insert (account_id, patient_id, rules, first_at, last_at, verdict, note, by_name) on compliance.unusual_review to openward_app;
