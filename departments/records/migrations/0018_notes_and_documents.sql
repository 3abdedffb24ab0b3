-- Clinical notes: a draft that only its author sees, then a signed note that never changes again. And files of the chart,
-- sealed in parts.

create table records.setting (
  only_row boolean primary key default true constraint setting_one_row check (only_row),
  document_bytes_max int not null default 26214400 constraint setting_document_bytes check (document_bytes_max between 1048576 and 104857600),
  note_due_hours int not null default 24 constraint setting_note_due check (note_due_hours between 1 and 720)
);
insert into records.setting default values;
comment on table records.setting is 'The hospital’s limits for its records. One row. Not personal.';
comment on column records.setting.only_row is 'Always true.';
comment on column records.setting.document_bytes_max is 'Largest file that is taken, in bytes.';
comment on column records.setting.note_due_hours is 'Within how many hours a draft is to be signed, and a signed note cosigned.';

-- Templates ------------------------------------------------------------------------------------------------------------

create table records.note_template (
  id uuid primary key default uuidv7(),
  name text not null constraint note_template_name check (name ~ '\S' and length(name) <= 120),
  note_type text not null constraint note_template_type check (note_type ~ '^[0-9]{1,7}-[0-9]$'),
  sections jsonb not null constraint note_template_sections check (jsonb_typeof(sections) = 'array' and jsonb_array_length(sections) between 1 and 40),
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by_name text,
  constraint note_template_once unique (name)
);
comment on table records.note_template is 'Templates of notes: their sections, and what stands in them at first. Not personal. Kept for the life of the hospital.';
comment on column records.note_template.id is 'Key.';
comment on column records.note_template.name is 'As it is chosen, unique.';
comment on column records.note_template.note_type is 'LOINC code of the notes that are made with it.';
comment on column records.note_template.sections is 'List of {heading, text}: the text is what stands there at first.';
comment on column records.note_template.active is 'False: it is offered no more.';
comment on column records.note_template.version is 'Counts the changes.';
comment on column records.note_template.updated_at is 'When it was last changed.';
comment on column records.note_template.updated_by_name is 'Who changed it last. Personal (staff).';
insert into records.note_template (name, note_type, sections) values
  ('SOAP', '11506-3', '[{"heading":"Subjective","text":""},{"heading":"Objective","text":""},{"heading":"Assessment","text":""},{"heading":"Plan","text":""}]'),
  ('Referral', '57133-1', '[{"heading":"Referred to","text":""},{"heading":"Reason for referral","text":""},{"heading":"History","text":""},{"heading":"Findings","text":""},{"heading":"Treatment so far","text":""},{"heading":"Question","text":""}]'),
  ('Discharge', '18842-5', '[{"heading":"Reason for admission","text":""},{"heading":"Course in hospital","text":""},{"heading":"Diagnoses","text":""},{"heading":"Medicines on discharge","text":""},{"heading":"Follow-up","text":""},{"heading":"Advice to the patient","text":""}]'),
  ('Consent', '59284-0', '[{"heading":"Procedure","text":""},{"heading":"Explained: purpose, risks, alternatives","text":""},{"heading":"Questions of the patient","text":""},{"heading":"Decision","text":""},{"heading":"Present","text":""}]');

-- Drafts ---------------------------------------------------------------------------------------------------------------

create table records.note_draft (
  id uuid primary key default uuidv7(),
  patient_id uuid not null,
  restricted boolean not null,
  visit_id text,
  note_type text not null constraint note_draft_type check (note_type ~ '^[0-9]{1,7}-[0-9]$'),
  title text not null constraint note_draft_title check (title ~ '\S' and length(title) <= 200),
  sections jsonb not null constraint note_draft_sections check (jsonb_typeof(sections) = 'array'),
  relation text constraint note_draft_relation check (relation in ('amends', 'adds_to')),
  related_id uuid,
  author uuid not null default platform.actor_id() constraint note_draft_author references auth.account,
  loop_id uuid not null constraint note_draft_loop references records.loop,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  constraint note_draft_relation_of_a_note check ((relation is null) = (related_id is null)),
  constraint note_draft_patient foreign key (patient_id, restricted)
    references records.compartment (patient_id, restricted) on update cascade
);
create index note_draft_of_author on records.note_draft (author, patient_id);
create index note_draft_of_loop on records.note_draft (loop_id);
comment on table records.note_draft is 'Personal, health: notes that are being written. Only their author sees them. Sensitivity high. Deleted when they are signed or discarded.';
comment on column records.note_draft.id is 'Key; also that of the signed note, and of its FHIR DocumentReference.';
comment on column records.note_draft.patient_id is 'The patient. Personal, pseudonymous.';
comment on column records.note_draft.restricted is 'The patient’s label, copied from records.compartment by the foreign key.';
comment on column records.note_draft.visit_id is 'The visit (Encounter) that it is about. Personal, pseudonymous.';
comment on column records.note_draft.note_type is 'LOINC code of the note.';
comment on column records.note_draft.title is 'What the note is called. Personal, health.';
comment on column records.note_draft.sections is 'List of {heading, text}. Personal, health.';
comment on column records.note_draft.relation is 'amends: it will replace the related note; adds_to: it will stand beside it.';
comment on column records.note_draft.related_id is 'The signed note that it amends or adds to.';
comment on column records.note_draft.author is 'Who writes it. Personal (staff).';
comment on column records.note_draft.loop_id is 'What is open until it is signed.';
comment on column records.note_draft.created_at is 'When it was begun.';
comment on column records.note_draft.updated_at is 'When it was last kept.';
comment on column records.note_draft.version is 'Counts the changes; a save names the one it saw.';

-- Signed notes ---------------------------------------------------------------------------------------------------------

create table records.note (
  id uuid primary key,
  patient_id uuid not null,
  restricted boolean not null,
  visit_id text,
  note_type text not null,
  title text not null,
  sections jsonb not null,
  text text not null,
  text_sha256 bytea not null,
  relation text constraint note_relation check (relation in ('amends', 'adds_to')),
  related_id uuid constraint note_related references records.note,
  author uuid not null constraint note_author references auth.account,
  author_name text not null,
  signed_at timestamptz not null default now(),
  cosigner uuid constraint note_cosigner references auth.account,
  cosigner_name text,
  cosigned_at timestamptz,
  error_reason text constraint note_error_reason check (error_reason ~ '\S'),
  error_by_name text,
  error_at timestamptz,
  constraint note_hash_holds check (text_sha256 = sha256(convert_to(text, 'UTF8'))),
  constraint note_relation_of_a_note check ((relation is null) = (related_id is null) and related_id <> id),
  constraint note_error_says_why check ((error_at is null) = (error_reason is null)),
  constraint note_cosigned_by_somebody check ((cosigner is null) = (cosigner_name is null) and (cosigned_at is null or cosigner is not null)),
  constraint note_not_cosigned_by_its_author check (cosigner <> author),
  constraint note_patient foreign key (patient_id, restricted)
    references records.compartment (patient_id, restricted) on update cascade
);
create index note_of_patient on records.note (patient_id, signed_at desc);
create index note_related on records.note (related_id) where related_id is not null;
-- Two amendments of one note would leave two notes that both claim to be what stands.
create unique index note_amended_once on records.note (related_id) where relation = 'amends' and error_at is null;
comment on table records.note is 'Personal, health: signed notes. What was signed never changes. Sensitivity high. Kept for the life of the hospital’s records.';
comment on column records.note.id is 'Key; also the id of the FHIR DocumentReference.';
comment on column records.note.patient_id is 'The patient. Personal, pseudonymous.';
comment on column records.note.restricted is 'The patient’s label, copied from records.compartment by the foreign key.';
comment on column records.note.visit_id is 'The visit (Encounter) that it is about. Personal, pseudonymous.';
comment on column records.note.note_type is 'LOINC code of the note.';
comment on column records.note.title is 'What the note is called. Personal, health.';
comment on column records.note.sections is 'List of {heading, text}. Personal, health.';
comment on column records.note.text is 'The whole text that was signed. Personal, health.';
comment on column records.note.text_sha256 is 'SHA-256 of the text, as UTF-8.';
comment on column records.note.relation is 'amends: it replaces the related note; adds_to: it stands beside it.';
comment on column records.note.related_id is 'The note that it amends or adds to.';
comment on column records.note.author is 'Who signed it. Personal (staff).';
comment on column records.note.author_name is 'What their account was called then. Personal (staff).';
comment on column records.note.signed_at is 'When it was signed.';
comment on column records.note.cosigner is 'Who was asked to cosign it. Personal (staff).';
comment on column records.note.cosigner_name is 'What their account was called when they were asked. Personal (staff).';
comment on column records.note.cosigned_at is 'When they cosigned it; null until they do.';
comment on column records.note.error_reason is 'Why it was marked as entered in error. Personal, health.';
comment on column records.note.error_by_name is 'Who marked it. Personal (staff).';
comment on column records.note.error_at is 'When it was marked.';

create function records.keep_note() returns trigger language plpgsql set search_path = pg_catalog, records as $$
begin
  if tg_op = 'DELETE' then
    raise check_violation using constraint = 'note_stays', message = 'A signed note is never deleted';
  end if;
  if (new.id, new.note_type, new.title, new.sections, new.text, new.text_sha256, new.relation, new.related_id, new.author, new.author_name, new.signed_at)
    is distinct from (old.id, old.note_type, old.title, old.sections, old.text, old.text_sha256, old.relation, old.related_id, old.author, old.author_name, old.signed_at) then
    raise check_violation using constraint = 'note_never_changes', message = 'A signed note never changes';
  end if;
  if old.cosigned_at is not null and (new.cosigner, new.cosigned_at) is distinct from (old.cosigner, old.cosigned_at)
    or old.error_at is not null and (new.error_at, new.error_reason) is distinct from (old.error_at, old.error_reason) then
    raise check_violation using constraint = 'note_marks_stay', message = 'What was said of a signed note stays said';
  end if;
  return new;
end $$;
comment on function records.keep_note() is 'A signed note keeps what was signed, whoever asks: it may be cosigned, marked as entered in error, or moved to another record.';
revoke all on function records.keep_note() from public;
create trigger keep_note before update or delete on records.note for each row execute function records.keep_note();

-- Documents ------------------------------------------------------------------------------------------------------------

create table records.document (
  id uuid primary key default uuidv7(),
  patient_id uuid not null,
  restricted boolean not null,
  visit_id text,
  category text not null constraint document_category check (category in ('letter', 'report', 'image', 'consent', 'identity', 'other')),
  title text not null constraint document_title check (title ~ '\S' and length(title) <= 200),
  file_name text not null constraint document_file_name check (length(file_name) between 1 and 120 and file_name !~ '[/\\[:cntrl:]"]'),
  document_date date,
  bytes int not null constraint document_bytes check (bytes > 0),
  media_type text constraint document_media_type check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'text/plain')),
  sha256 bytea constraint document_sha256 check (length(sha256) = 32),
  state text not null default 'uploading' constraint document_state check (state in ('uploading', 'current', 'superseded', 'entered_in_error')),
  replaces_id uuid constraint document_replaces references records.document,
  author uuid not null default platform.actor_id() constraint document_author references auth.account,
  author_name text,
  created_at timestamptz not null default now(),
  kept_at timestamptz,
  error_reason text constraint document_error_reason check (error_reason ~ '\S'),
  constraint document_kept_whole check ((state = 'uploading') = (kept_at is null) and (kept_at is null) = (sha256 is null) and (sha256 is null) = (media_type is null)),
  constraint document_error_says_why check ((state = 'entered_in_error') = (error_reason is not null)),
  constraint document_patient foreign key (patient_id, restricted)
    references records.compartment (patient_id, restricted) on update cascade
);
create index document_of_patient on records.document (patient_id, created_at desc);
create index document_unfinished on records.document (created_at) where state = 'uploading';
create unique index document_replaced_once on records.document (replaces_id) where state in ('current', 'superseded');
comment on table records.document is 'Personal, health: files of the chart (PDF, pictures, text). Sensitivity high. Kept for the life of the hospital’s records; an upload that was not finished, for a day.';
comment on column records.document.id is 'Key; also the id of the FHIR DocumentReference and of the Binary.';
comment on column records.document.patient_id is 'The patient. Personal, pseudonymous.';
comment on column records.document.restricted is 'The patient’s label, copied from records.compartment by the foreign key.';
comment on column records.document.visit_id is 'The visit (Encounter) that it belongs to. Personal, pseudonymous.';
comment on column records.document.category is 'letter, report, image, consent, identity or other.';
comment on column records.document.title is 'What it is called. Personal, health.';
comment on column records.document.file_name is 'Name of the file, made safe. Personal.';
comment on column records.document.document_date is 'The date that it bears.';
comment on column records.document.bytes is 'How long it is.';
comment on column records.document.media_type is 'What it is, by its content; null until it is all here.';
comment on column records.document.sha256 is 'SHA-256 of its content; verified each time it is read.';
comment on column records.document.state is 'uploading, current, superseded (another replaces it), entered_in_error.';
comment on column records.document.replaces_id is 'The document that it replaces.';
comment on column records.document.author is 'Who added it. Personal (staff).';
comment on column records.document.author_name is 'What their account was called then. Personal (staff).';
comment on column records.document.created_at is 'When the upload began.';
comment on column records.document.kept_at is 'When it was all here.';
comment on column records.document.error_reason is 'Why it was marked as entered in error. Personal, health.';

create table records.document_content (
  document_id uuid not null constraint document_content_document references records.document on delete cascade,
  part int not null constraint document_content_part check (part between 0 and 1023),
  sealed bytea not null,
  primary key (document_id, part)
);
-- What is sealed cannot be packed.
alter table records.document_content alter column sealed set storage external;
comment on table records.document_content is 'Secret: the content of documents, in sealed parts of at most one mebibyte. Kept as long as the document.';
comment on column records.document_content.document_id is 'The document.';
comment on column records.document_content.part is 'Place of this part, from 0.';
comment on column records.document_content.sealed is 'The part, sealed for its place. Personal, health.';

create function records.keep_document() returns trigger language plpgsql set search_path = pg_catalog, records as $$
begin
  if old.state <> 'uploading' and (tg_op = 'DELETE' or new.state = 'uploading' or (new.id, new.bytes, new.media_type, new.sha256, new.file_name, new.author, new.kept_at)
    is distinct from (old.id, old.bytes, old.media_type, old.sha256, old.file_name, old.author, old.kept_at)) then
    raise check_violation using constraint = 'document_never_changes', message = 'A document that was kept never changes';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function records.keep_document() is 'A document that is all here keeps its content; an upload may be given up.';
revoke all on function records.keep_document() from public;
create trigger keep_document before update or delete on records.document for each row execute function records.keep_document();

create function records.keep_document_content() returns trigger language plpgsql set search_path = pg_catalog, records as $$
declare
  -- A row that is locked: a part cannot come in while its document is being finished.
  found_state text;
begin
  select state into found_state from records.document where id = coalesce(new.document_id, old.document_id) for update;
  if found_state <> 'uploading' then
    raise check_violation using constraint = 'document_never_changes', message = 'A document that was kept never changes';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
comment on function records.keep_document_content() is 'Parts come and go only while their document is being uploaded.';
revoke all on function records.keep_document_content() from public;
create trigger keep_document_content before insert or update or delete on records.document_content
  for each row execute function records.keep_document_content();

-- The FHIR face of a note or a document may be marked, moved or superseded, through whichever door; what it holds may not
-- change, and what it is marked as follows to the table.
create function records.keep_document_reference() returns trigger
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  if new.id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' or not exists (
    select from records.note where id = new.id::uuid union all select from records.document where id = new.id::uuid) then
    return new;
  end if;
  if new.deleted or new.body->'content' is null or (new.body->'content')::text is distinct from (old.body->'content')::text then
    raise check_violation using constraint = 'note_never_changes', message = 'A signed note never changes';
  end if;
  if new.patient_id is distinct from old.patient_id then
    -- The visit of the wrong patient is left behind.
    update records.note set patient_id = new.patient_id, restricted = new.restricted, visit_id = new.visit_id where id = new.id::uuid;
    update records.document set patient_id = new.patient_id, restricted = new.restricted, visit_id = new.visit_id where id = new.id::uuid;
  end if;
  if new.status = 'entered-in-error' and old.status is distinct from 'entered-in-error' then
    update records.note set error_at = now(), error_by_name = new.author_name, error_reason = 'Marked in the chart' where id = new.id::uuid and error_at is null;
    update records.document set state = 'entered_in_error', error_reason = 'Marked in the chart' where id = new.id::uuid and state <> 'entered_in_error';
  end if;
  return new;
end $$;
comment on function records.keep_document_reference() is 'Keeps the FHIR face of notes and documents true to what was signed or kept. SECURITY DEFINER: whoever may write the face has been authorised for the record.';
revoke all on function records.keep_document_reference() from public;
create trigger keep_document_reference before update of body, deleted, patient_id, status on records.resource
  for each row when (new.type = 'DocumentReference') execute function records.keep_document_reference();

create function records.forget_unfinished_uploads() returns int
language sql security definer set search_path = pg_catalog, records as $$
  with gone as (delete from records.document where state = 'uploading' and created_at < now() - interval '1 day' returning id)
  select count(*)::int from gone
$$;
comment on function records.forget_unfinished_uploads() is 'Deletes uploads that were given up more than a day ago. SECURITY DEFINER: they are nobody’s records yet.';
revoke all on function records.forget_unfinished_uploads() from public;
grant execute on function records.forget_unfinished_uploads() to openward_app;

-- Row-level security ---------------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['setting', 'note_template', 'note_draft', 'note', 'document', 'document_content'] loop
    execute format('alter table records.%I enable row level security', name);
    execute format('alter table records.%I force row level security', name);
  end loop;
end $$;
create policy setting_read on records.setting for select to openward_app using (platform.scope() <> '');
create policy note_template_for_staff on records.note_template to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy note_draft_of_its_author on records.note_draft to openward_app
  using (author = platform.actor_id() and records.sees(patient_id, restricted, null))
  with check (author = platform.actor_id() and records.sees(patient_id, restricted, null));
create policy note_seen on records.note to openward_app
  using (records.sees(patient_id, restricted, null)) with check (records.sees(patient_id, restricted, null));
create policy document_seen on records.document to openward_app
  using (records.sees(patient_id, restricted, null) and (state <> 'uploading' or author = platform.actor_id()))
  with check (records.sees(patient_id, restricted, null));
create policy document_content_seen on records.document_content to openward_app
  using (exists (select from records.document d where d.id = document_content.document_id))
  with check (exists (select from records.document d where d.id = document_content.document_id));

grant select on records.setting to openward_app;
grant select, insert, update on records.note_template to openward_app;
grant select, insert, update, delete on records.note_draft to openward_app;
grant select, insert on records.note to openward_app;
grant update (patient_id, restricted, cosigner, cosigner_name, cosigned_at, error_reason, error_by_name, error_at) on records.note to openward_app;
grant select, insert on records.document to openward_app;
grant update (patient_id, restricted, state, media_type, sha256, kept_at, error_reason) on records.document to openward_app;
grant delete on records.document to openward_app;
grant select, insert, update, delete on records.document_content to openward_app;
