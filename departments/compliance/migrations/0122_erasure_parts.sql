-- What goes of a patient when a record is erased: one list, which the erasure walks, the preview counts, and a guard compares with the catalogue.

create table platform.erasure_part (
  place int primary key,
  table_name text not null,
  category text not null check (category in ('contact', 'clinical', 'accounts', 'identity', 'kept')),
  act text not null check (act in ('delete', 'blank', 'keep')),
  whose text not null,
  sets text,
  constraint erasure_part_blank_says_how check ((act = 'blank') = (sets is not null)),
  constraint erasure_part_kept_is_kept check ((category = 'kept') = (act = 'keep'))
);
comment on table platform.erasure_part is 'Every table with data of patients, and what becomes of its rows when a record is erased. Not personal. A migration that adds such a table adds its line; a guard compares.';
comment on column platform.erasure_part.place is 'The order in which it is walked: what refers before what is referred to.';
comment on column platform.erasure_part.category is 'contact: only needed to be in touch. clinical: the record of treatment. accounts: bills and payments. identity: who it was. kept: never erased.';
comment on column platform.erasure_part.act is 'delete: the rows go. blank: the rows stay, for what refers to them, without what they said. keep: they stay as they are.';
comment on column platform.erasure_part.whose is 'Which rows, in SQL; $1 are the ids of the record and of all that were merged with it.';
comment on column platform.erasure_part.sets is 'What a blanked row says instead.';
grant select on platform.erasure_part to openward_app;

create function platform.erasing() returns boolean language sql stable
return coalesce(current_setting('openward.erasing', true), '') = 'on' and current_user = 'openward_owner';
comment on function platform.erasing() is 'Whether this is the erasure itself, which runs as the owner: the triggers that keep things as they were stand aside for it alone.';
revoke all on function platform.erasing() from public;
grant execute on function platform.erasing() to openward_app;

insert into platform.erasure_part (place, table_name, category, act, whose, sets) values
  (100, 'messages.doubt', 'contact', 'delete', 'patient_id = any ($1)', null),
  (101, 'messages.message', 'contact', 'delete', 'patient_id = any ($1)', null),
  (102, 'messages.preference', 'contact', 'delete', 'patient_id = any ($1)', null),
  (103, 'visits.emergency', 'contact', 'blank', 'visit_id in (select id from visits.visit where patient_id = any ($1))', 'next_of_kin = null'),
  (104, 'auth.account', 'contact', 'blank', 'kind = ''patient'' and patient_id = any ($1)', 'username = ''erased-'' || id, display_name = ''Erased'', disabled_at = coalesce(disabled_at, now())'),
  (110, 'patients.telecom', 'contact', 'delete', 'patient_id = any ($1)', null),
  (111, 'patients.address', 'contact', 'delete', 'patient_id = any ($1)', null),
  (112, 'patients.related_person', 'contact', 'delete', 'patient_id = any ($1)', null),
  (113, 'patients.contact_rule', 'contact', 'delete', 'patient_id = any ($1)', null),
  (114, 'patients.identifier', 'contact', 'delete', 'patient_id = any ($1) and kind in (''passport'', ''driving_licence'', ''other'')', null),
  (115, 'patients.patient', 'contact', 'blank', 'id = any ($1)',
    'photo_id = null, gender_identity = null, marital_status = null, language = null, interpreter_needed = null, religion = null, occupation = null, referrer_name = null, referrer_organisation = null, referrer_phone = null, source = null, import_digest = null'),
  (116, 'patients.photo', 'contact', 'delete', 'patient_id = any ($1)', null),
  (117, 'patients.version', 'contact', 'blank', 'patient_id = any ($1)', $$sources = null, document = ((document::jsonb || '{"telecoms": [], "addresses": [], "related_people": [], "contact_rule": null, "photo": null, "referrer": null, "gender_identity": null, "marital_status": null, "language": null, "interpreter_needed": null, "religion": null, "occupation": null}')
      || jsonb_build_object('identifiers', coalesce((select jsonb_agg(i order by n) from jsonb_array_elements(document::jsonb -> 'identifiers') with ordinality e(i, n)
        where i ->> 'kind' not in ('passport', 'driving_licence', 'other')), '[]')))::json$$),
  -- The FHIR Patient is put again by who erases; its versions before hold what goes.
  (120, 'records.identifier', 'contact', 'delete', '(type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1) and r.type in (''Patient'', ''RelatedPerson''))', null),
  (121, 'records.resource_history', 'contact', 'delete', '(type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1) and r.type in (''Patient'', ''RelatedPerson''))', null),
  (122, 'records.resource', 'contact', 'blank', 'patient_id = any ($1) and type in (''Patient'', ''RelatedPerson'')',
    'deleted = true, body = null, meta_at = 0, digest = sha256(''''), version = version + 1, last_updated = greatest(now(), last_updated), sensitivity = null, category = ''{}'', codes = ''{}'', status = null, kind = null, period = null, precision = null, visit_id = null, title = null, value = null, unit = null, flag = null, words = '''', terms = ''{}'', facts = null'),

  (200, 'visits.settlement', 'clinical', 'delete', 'token_id in (select id from visits.token where patient_id = any ($1) or visit_id in (select id from visits.visit where patient_id = any ($1)))', null),
  (201, 'visits.stop', 'clinical', 'delete', 'token_id in (select id from visits.token where patient_id = any ($1) or visit_id in (select id from visits.visit where patient_id = any ($1)))', null),
  (202, 'visits.token', 'clinical', 'delete', 'patient_id = any ($1) or visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (203, 'visits.diagnosis', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (204, 'visits.participant', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (205, 'visits.triage', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (206, 'visits.band', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (207, 'visits.identity_link', 'clinical', 'delete', 'patient_id = any ($1) or visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (208, 'visits.emergency', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (209, 'visits.moved', 'clinical', 'delete', 'from_patient_id = any ($1) or to_patient_id = any ($1) or visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (210, 'visits.paper', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (211, 'visits.status_history', 'clinical', 'delete', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null),
  (212, 'visits.visit', 'clinical', 'delete', 'patient_id = any ($1)', null),

  (220, 'scheduling.task_appointment', 'clinical', 'delete', 'appointment_id in (select id from scheduling.appointment where patient_id = any ($1)) or task_id in (select id from scheduling.task where patient_id = any ($1))', null),
  (221, 'scheduling.task', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (222, 'scheduling.offer', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (223, 'scheduling.displacement', 'clinical', 'delete', 'patient_id = any ($1) or add_on_id in (select id from scheduling.add_on where patient_id = any ($1))', null),
  (224, 'scheduling.add_on', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (225, 'scheduling.referral_step', 'clinical', 'delete', 'referral_id in (select id from scheduling.referral where patient_id = any ($1))', null),
  (226, 'scheduling.referral', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (227, 'scheduling.wanted', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (228, 'scheduling.wanted', 'clinical', 'blank', 'near_id in (select id from scheduling.appointment where patient_id = any ($1))', 'near_id = null, near_minutes = null'),
  (229, 'scheduling.service_time', 'clinical', 'blank', 'appointment_id in (select id from scheduling.appointment where patient_id = any ($1))', 'appointment_id = null'),
  (230, 'scheduling.reservation', 'clinical', 'delete', 'appointment_id in (select id from scheduling.appointment where patient_id = any ($1))', null),
  (231, 'scheduling.appointment_history', 'clinical', 'delete', 'appointment_id in (select id from scheduling.appointment where patient_id = any ($1))', null),
  (232, 'scheduling.appointment', 'clinical', 'delete', 'patient_id = any ($1)', null),

  (240, 'records.note_draft', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (241, 'records.note', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (242, 'records.document_content', 'clinical', 'delete', 'document_id in (select id from records.document where patient_id = any ($1))', null),
  (243, 'records.document', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (244, 'records.moved_reader', 'clinical', 'delete', 'moved_id in (select id from records.moved where patient_id = any ($1) or from_patient_id = any ($1))', null),
  (245, 'records.moved', 'clinical', 'delete', 'patient_id = any ($1) or from_patient_id = any ($1)', null),
  (246, 'records.loop', 'clinical', 'delete', 'patient_id = any ($1)', null),
  (247, 'records.identifier', 'clinical', 'delete', '(type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1) and r.type not in (''Patient'', ''RelatedPerson'', ''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice''))', null),
  (248, 'records.resource_history', 'clinical', 'delete', '(patient_id = any ($1) or (type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1))) and type not in (''Patient'', ''RelatedPerson'', ''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice'')', null),
  (249, 'records.resource', 'clinical', 'blank', 'patient_id = any ($1) and not deleted and type not in (''Patient'', ''RelatedPerson'', ''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice'')',
    'deleted = true, body = null, meta_at = 0, digest = sha256(''''), version = version + 1, last_updated = greatest(now(), last_updated), sensitivity = null, category = ''{}'', codes = ''{}'', status = null, kind = null, period = null, precision = null, visit_id = null, title = null, value = null, unit = null, flag = null, words = '''', terms = ''{}'', facts = null'),

  (300, 'billing.follow_up', 'accounts', 'delete', 'invoice_id in (select id from billing.invoice where patient_id = any ($1) or debtor_patient_id = any ($1))', null),
  (301, 'billing.gateway_intent', 'accounts', 'blank', 'patient_id = any ($1)', 'url = null'),
  (302, 'billing.invoice', 'accounts', 'blank', 'patient_id = any ($1) or debtor_patient_id = any ($1)',
    'debtor_name = case when debtor_patient_id = any ($1) and debtor_name is not null then ''Erased'' else debtor_name end, note = null, reason = case when reason is not null then ''Erased'' end'),
  (303, 'billing.invoice_line', 'accounts', 'blank', 'patient_id = any ($1)', 'description = ''Erased'', performed_on = null'),
  (304, 'billing.charge_version', 'accounts', 'blank', 'patient_id = any ($1)', 'reason = case when reason is not null then ''Erased'' end'),
  (305, 'billing.charge', 'accounts', 'blank', 'patient_id = any ($1)', 'reason = case when reason is not null then ''Erased'' end, visit_id = null'),
  (306, 'billing.payment', 'accounts', 'blank', 'patient_id = any ($1)', 'reference = null, note = null, cancel_reason = case when cancel_reason is not null then ''Erased'' end'),
  (307, 'billing.refund', 'accounts', 'blank', 'patient_id = any ($1)', 'reason = ''Erased'''),
  (308, 'billing.chargeback', 'accounts', 'blank', 'patient_id = any ($1)', 'reason = ''Erased'''),
  (309, 'billing.write_off', 'accounts', 'blank', 'invoice_id in (select id from billing.invoice where patient_id = any ($1))', 'reason = ''Erased'''),
  (310, 'billing.approval', 'accounts', 'blank', 'patient_id = any ($1)', 'reason = ''Erased'', what = ''{}'', note = null'),
  (311, 'billing.account', 'accounts', 'blank', 'debtor_patient_id = any ($1)', 'name = ''Erased'''),
  (312, 'patients.coverage', 'accounts', 'delete', 'patient_id = any ($1)', null),
  (313, 'records.identifier', 'accounts', 'delete', '(type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1) and r.type in (''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice''))', null),
  (314, 'records.resource_history', 'accounts', 'delete', '(patient_id = any ($1) or (type, id) in (select r.type, r.id from records.resource r where r.patient_id = any ($1))) and type in (''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice'')', null),
  (315, 'records.resource', 'accounts', 'blank', 'patient_id = any ($1) and not deleted and type in (''Account'', ''ChargeItem'', ''Coverage'', ''Invoice'', ''PaymentNotice'')',
    'deleted = true, body = null, meta_at = 0, digest = sha256(''''), version = version + 1, last_updated = greatest(now(), last_updated), sensitivity = null, category = ''{}'', codes = ''{}'', status = null, kind = null, period = null, precision = null, visit_id = null, title = null, value = null, unit = null, flag = null, words = '''', terms = ''{}'', facts = null'),

  (400, 'auth.withholding', 'identity', 'delete', 'patient_id = any ($1)', null),
  (401, 'patients.contradiction', 'identity', 'delete', 'merge_id in (select id from patients.merge where surviving_id = any ($1) or merged_id = any ($1))', null),
  (402, 'patients.merge', 'identity', 'blank', 'surviving_id = any ($1) or merged_id = any ($1)',
    'reason = ''Erased'', undone_reason = case when undone_reason is not null then ''Erased'' end, choices = ''{}'', copied = ''{}'', assignments = null'),
  (403, 'patients.name', 'identity', 'delete', 'patient_id = any ($1)', null),
  (404, 'patients.identifier', 'identity', 'delete', 'patient_id = any ($1)', null),
  (405, 'patients.patient', 'identity', 'blank', 'id = any ($1)',
    'unknown = false, display_name = ''Erased'', sort_name = ''erased'', birth_date = null, birth_date_estimated = false, multiple_birth_order = null, sex = ''unknown'', sex_for_clinical_use = null, sex_for_clinical_use_note = null, mother_id = null, deceased_date = null, restricted_reason = null, version = version + 1, updated_at = now()'),
  (406, 'patients.version', 'identity', 'delete', 'patient_id = any ($1)', null),
  (407, 'patients.search_name', 'identity', 'delete', 'patient_id = any ($1)', null),

  (900, 'audit.event', 'kept', 'keep', 'patient_id = any ($1)', null),
  (901, 'auth.broken_glass', 'kept', 'keep', 'patient_id = any ($1)', null),
  (902, 'compliance.request', 'kept', 'keep', 'patient_id = any ($1)', null),
  (903, 'compliance.request_act', 'kept', 'keep', 'request_id in (select id from compliance.request where patient_id = any ($1))', null),
  (904, 'compliance.erasure', 'kept', 'keep', 'patient_id = any ($1)', null),
  (905, 'compliance.disclosure', 'kept', 'keep', 'patient_id = any ($1)', null),
  (906, 'compliance.breach_person', 'kept', 'keep', 'patient_id = any ($1)', null),
  (907, 'compliance.unusual_review', 'kept', 'keep', 'patient_id = any ($1)', null),
  (910, 'ledger.posting', 'kept', 'keep', 'party_id = any ($1)', null),
  (911, 'billing.allocation', 'kept', 'keep', 'patient_id = any ($1)', null),
  (912, 'billing.account_member', 'kept', 'keep', 'patient_id = any ($1)', null),
  (913, 'billing.clinician_share', 'kept', 'keep', 'charge_id in (select id from billing.charge where patient_id = any ($1))', null),
  (914, 'billing.drawer_movement', 'kept', 'keep', 'source_id in (select id from billing.payment where patient_id = any ($1))', null),
  (915, 'billing.gateway_event', 'kept', 'keep', 'intent_id in (select id from billing.gateway_intent where patient_id = any ($1))', null),
  (916, 'billing.instalment_plan', 'kept', 'keep', 'invoice_id in (select id from billing.invoice where patient_id = any ($1))', null),
  (917, 'billing.instalment', 'kept', 'keep', 'plan_id in (select p.id from billing.instalment_plan p join billing.invoice i on i.id = p.invoice_id where i.patient_id = any ($1))', null),
  (918, 'billing.reminder', 'kept', 'keep', 'invoice_id in (select id from billing.invoice where patient_id = any ($1))', null),
  (919, 'ledger.entry', 'kept', 'keep', 'id in (select entry_id from ledger.posting where party_id = any ($1))', null),
  -- Lines of the bank name who paid; nothing tells whose record that is.
  (925, 'ledger.bank_line', 'kept', 'keep', 'false and $1 is not null', null),
  (926, 'compliance.breach', 'kept', 'keep', 'id in (select breach_id from compliance.breach_person where patient_id = any ($1))', null),
  (927, 'compliance.breach_act', 'kept', 'keep', 'breach_id in (select breach_id from compliance.breach_person where patient_id = any ($1))', null),
  (920, 'records.compartment', 'kept', 'keep', 'patient_id = any ($1)', null),
  (921, 'records.alias', 'kept', 'keep', 'patient_id = any ($1)', null),
  (922, 'patients.paper_number', 'kept', 'keep', 'patient_id = any ($1)', null);

-- Walks the list as the owner of the tables. Nobody calls it but who has asked whether it may be (compliance.carry_out).
create function platform.erase_parts(p_ids uuid[], p_categories text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, platform as $$
declare
  part platform.erasure_part;
  gone bigint;
  counts jsonb := '{}';
begin
  perform set_config('openward.erasing', 'on', true);
  for part in select * from platform.erasure_part p where p.category = any (p_categories) order by p.place loop
    execute case part.act when 'delete' then format('delete from %s t where %s', part.table_name, part.whose)
      else format('update %s t set %s where %s', part.table_name, part.sets, part.whose) end using p_ids;
    get diagnostics gone = row_count;
    counts := counts || jsonb_build_object(part.table_name, coalesce((counts ->> part.table_name)::bigint, 0) + gone);
  end loop;
  perform set_config('openward.erasing', '', true);
  return jsonb_strip_nulls(counts);
end $$;
comment on function platform.erase_parts(uuid[], text[]) is 'Deletes or blanks what the list names of these records; how many rows of each table.';
revoke all on function platform.erase_parts(uuid[], text[]) from public;

create function platform.count_parts(p_ids uuid[]) returns table (place int, category text, act text, table_name text, about text, many bigint)
language plpgsql stable security definer set search_path = pg_catalog, platform as $$
declare
  part platform.erasure_part;
begin
  for part in select * from platform.erasure_part p order by p.place loop
    if to_regclass(part.table_name) is null then continue; end if;
    place := part.place; category := part.category; act := part.act; table_name := part.table_name;
    about := obj_description(to_regclass(part.table_name), 'pg_class');
    execute format('select count(*) from %s t where %s', part.table_name, part.whose) into many using p_ids;
    return next;
  end loop;
end $$;
comment on function platform.count_parts(uuid[]) is 'How many rows of each line of the list these records have.';
revoke all on function platform.count_parts(uuid[]) from public;

-- The triggers that keep things as they were stand aside for the erasure.
do $$
declare
  kept record;
begin
  for kept in
    select pg_get_triggerdef(t.oid) as said from pg_trigger t
    where not t.tgisinternal and (t.tgrelid::regclass::text, t.tgname) in (
      ('records.resource', 'keep_version'), ('records.note', 'keep_note'), ('records.document', 'keep_document'), ('records.document_content', 'keep_document_content'),
      ('visits.diagnosis', 'keep_part'), ('visits.participant', 'keep_part'),
      ('billing.invoice', 'keep_invoice'), ('billing.invoice_line', 'keep_invoice_line'), ('billing.payment', 'keep_payment'), ('billing.refund', 'keep_refund'),
      ('billing.charge', 'keep_charge'), ('billing.charge', 'keep_charge_version'), ('billing.approval', 'keep_approval'), ('patients.merge', 'merge_only_undone'))
  loop
    execute replace(replace(kept.said, 'CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER'), 'EXECUTE FUNCTION', 'WHEN (not platform.erasing()) EXECUTE FUNCTION');
  end loop;
  for kept in
    select pg_get_triggerdef(t.oid) as said from pg_trigger t where t.tgrelid = 'records.resource'::regclass and t.tgname = 'keep_document_reference'
  loop
    execute replace(replace(kept.said, 'CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER'), 'WHEN (', 'WHEN (not platform.erasing() and ');
  end loop;
end $$;

-- A record that was erased takes nothing any more. Its foreign keys make a writer wait for the erasure; this is asked after they did.
alter table records.compartment add column erased_at timestamptz;
comment on column records.compartment.erased_at is 'Since when nothing is left of this record but its number.';
create function records.refuse_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog, records as $$
begin
  if exists (select from written w join records.compartment c on c.patient_id = w.patient_id where c.erased_at is not null) then
    raise check_violation using constraint = 'record_is_erased', message = 'This record was erased: register the patient anew', schema = 'records', table = 'compartment';
  end if;
  return null;
end $$;
comment on function records.refuse_erased() is 'Nothing is written into a record that was erased.';
revoke all on function records.refuse_erased() from public;
do $$
declare
  item text;
begin
  foreach item in array array['records.resource', 'records.note', 'records.note_draft', 'records.document', 'records.loop', 'patients.name', 'patients.identifier', 'patients.telecom', 'patients.address',
      'patients.related_person', 'patients.contact_rule', 'patients.coverage', 'patients.photo', 'messages.message', 'billing.charge', 'scheduling.appointment', 'scheduling.wanted', 'scheduling.referral', 'visits.visit'] loop
    execute format('create trigger refuse_erased after insert on %s referencing new table as written for each statement execute function records.refuse_erased()', item);
  end loop;
  create trigger refuse_erased_again after update on records.resource referencing new table as written for each statement
    when (not platform.erasing()) execute function records.refuse_erased();
end $$;
