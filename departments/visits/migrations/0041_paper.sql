-- Certificates and letters: numbered, signed by somebody who is registered, kept as they were printed.

create table visits.paper (
  id uuid primary key default uuidv7(),
  number text not null default visits.next_number() constraint paper_number_once unique
    check (number ~ '^\d{8,12}$' and patients.damm(number) = 0),
  patient_id uuid not null constraint paper_patient references patients.patient (id),
  visit_id uuid constraint paper_visit references visits.visit (id),
  kind text not null check (kind in ('sick-leave', 'referral-letter', 'death-notification', 'notifiable-disease')),
  issued_at timestamptz not null default now(),
  issued_by uuid default platform.actor_id(),
  issuer_name text not null check (issuer_name ~ '\S'),
  issuer_registration text,
  content_encrypted bytea not null,
  html_encrypted bytea not null,
  html_sha256 bytea not null check (length(html_sha256) = 32),
  pdf_encrypted bytea,
  pdf_sha256 bytea check (length(pdf_sha256) = 32),
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_by_name text,
  revoked_reason text,
  constraint paper_issuer_registered check (kind = 'referral-letter' or issuer_registration ~ '\S'),
  constraint paper_pdf_has_its_sum check ((pdf_encrypted is null) = (pdf_sha256 is null)),
  constraint paper_revoked_says_why check ((revoked_at is null) = (revoked_reason is null) and (revoked_at is null) = (revoked_by_name is null))
);
create index paper_patient on visits.paper (patient_id, issued_at desc);
create index paper_visit on visits.paper (visit_id) where visit_id is not null;
comment on table visits.paper is 'Personal: certificates and letters as they were printed. Sensitivity very high. Kept for the life of the hospital’s records; never changed, only revoked.';
comment on column visits.paper.id is 'Key, and the id of the FHIR DocumentReference.';
comment on column visits.paper.number is 'Number of the certificate with check digit, given by the database.';
comment on column visits.paper.patient_id is 'Whom it is about. Personal, pseudonymous.';
comment on column visits.paper.visit_id is 'The visit that it came out of.';
comment on column visits.paper.kind is 'What paper it is.';
comment on column visits.paper.issued_at is 'When it was issued.';
comment on column visits.paper.issued_by is 'The account that issued it. Personal (staff).';
comment on column visits.paper.issuer_name is 'Who answers for it, as printed. Personal (staff).';
comment on column visits.paper.issuer_registration is 'The number under which they are registered, as printed. Personal (staff).';
comment on column visits.paper.content_encrypted is 'What it says, before it was laid out, encrypted (platform/crypto). Personal, health.';
comment on column visits.paper.html_encrypted is 'The page as it was printed, encrypted: a re-print is the same paper. Personal, health.';
comment on column visits.paper.html_sha256 is 'SHA-256 of the page; verified when it is read.';
comment on column visits.paper.pdf_encrypted is 'The PDF, encrypted; null where its font has no letters for what it says. Personal, health.';
comment on column visits.paper.pdf_sha256 is 'SHA-256 of the PDF.';
comment on column visits.paper.revoked_at is 'When it was revoked.';
comment on column visits.paper.revoked_by is 'The account that revoked it. Personal (staff).';
comment on column visits.paper.revoked_by_name is 'What the account was called then. Personal (staff).';
comment on column visits.paper.revoked_reason is 'Why. Personal.';

create function visits.keep_paper() returns trigger
language plpgsql set search_path = pg_catalog, visits as $$
declare
  revocation text[] := array['revoked_at', 'revoked_by', 'revoked_by_name', 'revoked_reason'];
begin
  if old.revoked_at is not null or to_jsonb(new) - revocation <> to_jsonb(old) - revocation then
    raise check_violation using constraint = 'paper_never_changes', message = 'A paper that was issued does not change';
  end if;
  return new;
end $$;
comment on function visits.keep_paper() is 'An issued paper is revoked once, and changed never.';
revoke all on function visits.keep_paper() from public;
create trigger keep_paper before update on visits.paper for each row execute function visits.keep_paper();

alter table visits.paper enable row level security;
alter table visits.paper force row level security;
create policy paper_visible on visits.paper to openward_app
  using (exists (select 1 from patients.patient p where p.id = patient_id))
  with check (exists (select 1 from patients.patient p where p.id = patient_id));
grant select,
  insert (id, patient_id, visit_id, kind, issuer_name, issuer_registration, content_encrypted, html_encrypted, html_sha256, pdf_encrypted, pdf_sha256, number),
  update (revoked_at, revoked_by, revoked_by_name, revoked_reason)
  on visits.paper to openward_app;
