-- Writing a registration: one call writes the patient, the rows of its lists, and the version that a read answers.
-- patients.register and patients.amend are SECURITY DEFINER, and reviewed for it: row-level security would look for the patient
-- anew at each row of each list. They ask its rule (platform.sees_patient) once for each patient, before and after the change, and
-- take no row of anybody else.

create function patients.coverage_document(v patients.coverage) returns json language sql stable as $$
  select json_build_object('id', v.id, 'payer_id', v.payer_id, 'payer_name', y.name, 'policy_number', v.policy_number,
    'plan', v.plan, 'member_number', v.member_number, 'relationship', v.relationship, 'subscriber_name', v.subscriber_name,
    'subscriber_patient_id', v.subscriber_patient_id, 'rank', v.rank,
    'valid_from', lower(v.valid), 'valid_to', upper(v.valid) - 1)
  from patients.payer y where y.id = v.payer_id
$$;
comment on function patients.coverage_document(patients.coverage) is 'A coverage as its reader gets it; valid_to is the last day.';

create function patients.coverages_document(p_patient_id uuid) returns json language sql stable as $$
  select coalesce(json_agg(patients.coverage_document(v) order by v.rank, lower(v.valid), v.id), '[]')
  from patients.coverage v where v.patient_id = p_patient_id
$$;
comment on function patients.coverages_document(uuid) is 'The coverages of a patient as their reader gets them.';

create function patients.telecoms_document(p_patient_id uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('id', t.id, 'system', t.system, 'value', t.value, 'use', t.use, 'rank', t.rank,
    'e164', t.e164, 'valid_from', t.valid_from, 'valid_to', t.valid_to) order by t.position, t.id), '[]')
  from patients.telecom t where t.patient_id = p_patient_id
$$;
comment on function patients.telecoms_document(uuid) is 'The telecoms of a patient as their reader gets them.';

-- The registration as contract/record.ts says it.
create function patients.document_of(p_patient_id uuid) returns json language sql stable as $$
  select json_build_object(
    'id', p.id, 'hospital_number', p.hospital_number, 'version', p.version, 'unknown', p.unknown,
    'display_name', p.display_name,
    'names', (select coalesce(json_agg(json_build_object('id', n.id, 'use', n.use, 'script', n.script, 'text', n.text,
        'family', n.family, 'given', n.given, 'prefix', n.prefix, 'suffix', n.suffix,
        'valid_from', n.valid_from, 'valid_to', n.valid_to) order by n.position, n.id), '[]')
      from patients.name n where n.patient_id = p.id),
    'birth_date', p.birth_date, 'birth_date_estimated', p.birth_date_estimated,
    'multiple_birth_order', p.multiple_birth_order, 'sex', p.sex, 'gender_identity', p.gender_identity,
    'sex_for_clinical_use', p.sex_for_clinical_use, 'sex_for_clinical_use_note', p.sex_for_clinical_use_note,
    'marital_status', p.marital_status, 'language', p.language, 'interpreter_needed', p.interpreter_needed,
    'religion', p.religion, 'occupation', p.occupation,
    'referrer', case when p.referrer_name is not null then json_build_object('name', p.referrer_name,
      'organisation', p.referrer_organisation, 'phone', p.referrer_phone) end,
    'mother_id', p.mother_id, 'deceased', p.deceased, 'deceased_date', p.deceased_date,
    'restricted', p.restricted, 'restricted_reason', p.restricted_reason,
    'identifiers', (select coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'system', i.system,
        'issuer', i.issuer, 'value', i.value, 'masked', i.masked, 'use', i.use,
        'valid_from', i.valid_from, 'valid_to', i.valid_to) order by i.position, i.id), '[]')
      from patients.identifier i where i.patient_id = p.id and i.removed_in_version is null),
    'telecoms', patients.telecoms_document(p.id),
    'addresses', (select coalesce(json_agg(json_build_object('id', a.id, 'use', a.use, 'type', a.type, 'text', a.text,
        'lines', a.lines, 'city', a.city, 'district', a.district, 'state', a.state, 'postal_code', a.postal_code,
        'country', a.country, 'valid_from', a.valid_from, 'valid_to', a.valid_to) order by a.position, a.id), '[]')
      from patients.address a where a.patient_id = p.id),
    'related_people', (select coalesce(json_agg(json_build_object('id', r.id, 'roles', r.roles,
        'relationship', r.relationship, 'name', r.name, 'sex', r.sex, 'phone', r.phone, 'email', r.email,
        'address', r.address, 'language', r.language, 'linked_patient_id', r.linked_patient_id,
        'valid_from', r.valid_from, 'valid_to', r.valid_to) order by r.position, r.id), '[]')
      from patients.related_person r where r.patient_id = p.id),
    'contact_rule', (select json_build_object('consent', c.consent, 'channels', c.channels,
        'may_leave_message', c.may_leave_message, 'hours_from', to_char(c.hours_from, 'HH24:MI'),
        'hours_to', to_char(c.hours_to, 'HH24:MI'), 'instruction', c.instruction,
        'alternative_name', c.alternative_name, 'alternative_phone', c.alternative_phone)
      from patients.contact_rule c where c.patient_id = p.id),
    'coverages', patients.coverages_document(p.id),
    'photo', (select json_build_object('id', f.id, 'media_type', f.media_type) from patients.photo f where f.id = p.photo_id),
    'updated_at', to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from patients.patient p where p.id = p_patient_id
$$;
comment on function patients.document_of(uuid) is 'The registration as its reader gets it, from the rows that hold it.';

-- What a sender gave beyond the columns, by the row that it belongs to.
create function patients.sources_of(p_patient_id uuid) returns json language sql stable as $$
  select json_object_agg(key, source) from (
    select 'patient' as key, source from patients.patient where id = p_patient_id and source is not null
    union all select id::text, source from patients.name where patient_id = p_patient_id and source is not null
    union all select id::text, source from patients.identifier
      where patient_id = p_patient_id and source is not null and removed_in_version is null
    union all select id::text, source from patients.telecom where patient_id = p_patient_id and source is not null
    union all select id::text, source from patients.address where patient_id = p_patient_id and source is not null
    union all select id::text, source from patients.related_person where patient_id = p_patient_id and source is not null
  ) as sent
$$;
comment on function patients.sources_of(uuid) is 'The source columns of the patient’s rows, by key; null where no sender gave more than the columns hold.';

-- Drafts come packed (server/pack.ts): {"patients": [...], "names": [...], "telecoms": [...], ...}, each row with the id of
-- its patient and its place, so that a table is written by one statement however many patients there are, and an empty
-- list costs nothing.

-- `fresh` patients have no rows yet; of the others, rows that the drafts no longer have go.
create function patients.write_rows(packed jsonb, fresh boolean) returns void language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  dialling patients.setting;
  owners uuid[];
  kept uuid[];
begin
  if not fresh then
    owners := array(select (each->>'id')::uuid from jsonb_array_elements(packed->'patients') as each);
    kept := array(
      select (row->>'id')::uuid
      from unnest(array['names', 'telecoms', 'addresses', 'related_people', 'identifiers', 'coverages']) as list,
        jsonb_array_elements(packed->list) as row);
    delete from patients.name where patient_id = any (owners) and id <> all (kept);
    delete from patients.telecom where patient_id = any (owners) and id <> all (kept);
    delete from patients.address where patient_id = any (owners) and id <> all (kept);
    delete from patients.related_person where patient_id = any (owners) and id <> all (kept);
    delete from patients.coverage where patient_id = any (owners) and id <> all (kept);
    update patients.identifier i set removed_in_version = p.version from patients.patient p
      where p.id = i.patient_id and i.patient_id = any (owners) and i.removed_in_version is null and i.id <> all (kept);
    delete from patients.contact_rule where patient_id = any (owners)
      and patient_id not in (select (each->>'patient_id')::uuid from jsonb_array_elements(packed->'contact_rules') as each);
  end if;

  if packed->'names' <> '[]' then
    insert into patients.name as t (id, patient_id, position, use, script, text, family, given, prefix, suffix, valid_from,
      valid_to, source)
    select * from jsonb_to_recordset(packed->'names') as r (id uuid, patient_id uuid, position smallint, use text, script text,
      text text, family text, given text[], prefix text[], suffix text[], valid_from text, valid_to text, source text)
    on conflict (id) do update set position = excluded.position, use = excluded.use, script = excluded.script,
      text = excluded.text, family = excluded.family, given = excluded.given, prefix = excluded.prefix,
      suffix = excluded.suffix, valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = excluded.source
    where t.patient_id = excluded.patient_id and t.* is distinct from excluded.*;
  end if;

  if packed->'telecoms' <> '[]' then
    select * into dialling from patients.setting;
    insert into patients.telecom as t (id, patient_id, position, system, value, use, rank, e164, valid_from, valid_to, source)
    select r.id, r.patient_id, r.position, r.system, r.value, r.use, r.rank,
      case when r.system in ('phone', 'sms', 'fax', 'pager')
        then patients.e164(r.value, dialling.calling_code, dialling.trunk_prefix) end,
      r.valid_from, r.valid_to, r.source
    from jsonb_to_recordset(packed->'telecoms') as r (id uuid, patient_id uuid, position smallint, system text, value text,
      use text, rank int, valid_from text, valid_to text, source text)
    on conflict (id) do update set position = excluded.position, system = excluded.system, value = excluded.value,
      use = excluded.use, rank = excluded.rank, e164 = excluded.e164, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, source = excluded.source
    where t.patient_id = excluded.patient_id and t.* is distinct from excluded.*;
  end if;

  if packed->'addresses' <> '[]' then
    insert into patients.address as t (id, patient_id, position, use, type, text, lines, city, district, state, postal_code,
      country, valid_from, valid_to, source)
    select * from jsonb_to_recordset(packed->'addresses') as r (id uuid, patient_id uuid, position smallint, use text, type text,
      text text, lines text[], city text, district text, state text, postal_code text, country text, valid_from text,
      valid_to text, source text)
    on conflict (id) do update set position = excluded.position, use = excluded.use, type = excluded.type,
      text = excluded.text, lines = excluded.lines, city = excluded.city, district = excluded.district, state = excluded.state,
      postal_code = excluded.postal_code, country = excluded.country, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, source = excluded.source
    where t.patient_id = excluded.patient_id and t.* is distinct from excluded.*;
  end if;

  if packed->'related_people' <> '[]' then
    insert into patients.related_person as t (id, patient_id, position, roles, relationship, name, sex, phone, email, address,
      language, linked_patient_id, valid_from, valid_to, source)
    select * from jsonb_to_recordset(packed->'related_people') as r (id uuid, patient_id uuid, position smallint, roles text[],
      relationship text, name text, sex text, phone text, email text, address text, language text, linked_patient_id uuid,
      valid_from text, valid_to text, source text)
    on conflict (id) do update set position = excluded.position, roles = excluded.roles, relationship = excluded.relationship,
      name = excluded.name, sex = excluded.sex, phone = excluded.phone, email = excluded.email, address = excluded.address,
      language = excluded.language, linked_patient_id = excluded.linked_patient_id, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, source = excluded.source
    where t.patient_id = excluded.patient_id and t.* is distinct from excluded.*;
  end if;

  -- A secret value is written once, with its row: an update never carries it, and never loses it.
  if packed->'identifiers' <> '[]' then
    insert into patients.identifier as t (id, patient_id, position, kind, system, issuer, value, value_encrypted, blind_index,
      masked, use, valid_from, valid_to, source)
    select r.id, r.patient_id, r.position, r.kind, r.system, r.issuer, r.value, decode(r.value_encrypted, 'base64'),
      decode(r.blind_index, 'base64'), r.masked, r.use, r.valid_from, r.valid_to, r.source
    from jsonb_to_recordset(packed->'identifiers') as r (id uuid, patient_id uuid, position smallint, kind text, system text,
      issuer text, value text, value_encrypted text, blind_index text, masked text, use text, valid_from text, valid_to text,
      source text)
    on conflict (id) do update set position = excluded.position, system = excluded.system, issuer = excluded.issuer,
      value = excluded.value, use = excluded.use, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      source = excluded.source, removed_in_version = null
    where t.patient_id = excluded.patient_id;
  end if;

  if packed->'contact_rules' <> '[]' then
    insert into patients.contact_rule (patient_id, consent, channels, may_leave_message, hours_from, hours_to, instruction,
      alternative_name, alternative_phone)
    select * from jsonb_to_recordset(packed->'contact_rules') as r (patient_id uuid, consent text, channels text[],
      may_leave_message boolean, hours_from time, hours_to time, instruction text, alternative_name text, alternative_phone text)
    on conflict (patient_id) do update set consent = excluded.consent, channels = excluded.channels,
      may_leave_message = excluded.may_leave_message, hours_from = excluded.hours_from, hours_to = excluded.hours_to,
      instruction = excluded.instruction, alternative_name = excluded.alternative_name,
      alternative_phone = excluded.alternative_phone;
  end if;

  if packed->'coverages' <> '[]' then
    insert into patients.coverage as t (id, patient_id, payer_id, policy_number, plan, member_number, relationship,
      subscriber_name, subscriber_patient_id, rank, valid)
    select r.id, r.patient_id, r.payer_id, r.policy_number, r.plan, r.member_number, r.relationship, r.subscriber_name,
      r.subscriber_patient_id, r.rank, daterange(r.valid_from, r.valid_to, '[]')
    from jsonb_to_recordset(packed->'coverages') as r (id uuid, patient_id uuid, payer_id uuid, policy_number text, plan text,
      member_number text, relationship text, subscriber_name text, subscriber_patient_id uuid, rank smallint, valid_from date,
      valid_to date)
    on conflict (id) do update set payer_id = excluded.payer_id, policy_number = excluded.policy_number, plan = excluded.plan,
      member_number = excluded.member_number, relationship = excluded.relationship,
      subscriber_name = excluded.subscriber_name, subscriber_patient_id = excluded.subscriber_patient_id,
      rank = excluded.rank, valid = excluded.valid
    where t.patient_id = excluded.patient_id and t.* is distinct from excluded.*;
  end if;
end $$;
comment on function patients.write_rows(jsonb, boolean) is 'Writes the rows of the lists of drafts; called by patients.register and patients.amend only.';

-- A new patient's document is made by the caller (rules/document.ts), who knows all of it but what only the database does:
-- the number, and telephone numbers in their international form. A quotation mark within a value is escaped in JSON, so the
-- three places cannot occur in one.
create function patients.fill_document(template text, p_id uuid, p_hospital_number text) returns json language plpgsql stable as $$
declare
  filled text := replace(template, '"hospital_number":"@"', '"hospital_number":"' || p_hospital_number || '"');
begin
  if strpos(filled, '"telecoms":"@"') > 0 then
    filled := replace(filled, '"telecoms":"@"', '"telecoms":' || patients.telecoms_document(p_id)::text);
  end if;
  if strpos(filled, '"coverages":"@"') > 0 then
    filled := replace(filled, '"coverages":"@"', '"coverages":' || patients.coverages_document(p_id)::text);
  end if;
  return filled::json;
end $$;
comment on function patients.fill_document(text, uuid, text) is 'The document of a new patient, with what only the database knows.';

create function patients.refuse_others(packed jsonb) returns void language plpgsql stable as $$
declare
  owners uuid[];
begin
  select array_agg(d.id) into owners from jsonb_to_recordset(packed->'patients') as d (id uuid, restricted boolean)
    where platform.sees_patient(d.id, d.restricted);
  if cardinality(owners) is distinct from jsonb_array_length(packed->'patients') or exists (
    select from unnest(array['names', 'telecoms', 'addresses', 'related_people', 'identifiers', 'contact_rules', 'coverages']) as list,
      jsonb_array_elements(packed->list) as row
    where (row->>'patient_id')::uuid = any (owners) is not true) then
    raise insufficient_privilege using message = 'Whoever acts may not write this patient';
  end if;
end $$;
comment on function patients.refuse_others(jsonb) is
  'Refuses drafts of patients whom the actor may not see, and rows that belong to another patient than the drafts are of.';

create function patients.register(packed jsonb) returns table (id uuid, hospital_number text, number_system text, document text)
language plpgsql security definer rows 1 set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform patients.refuse_others(packed);
  insert into patients.patient (id, unknown, display_name, sort_name, birth_date, birth_date_estimated, multiple_birth_order, sex,
    gender_identity, sex_for_clinical_use, sex_for_clinical_use_note, marital_status, language, interpreter_needed, religion,
    occupation, referrer_name, referrer_organisation, referrer_phone, mother_id, deceased, deceased_date, restricted,
    restricted_reason, source, import_digest, updated_at, registered_by)
  select id, unknown, display_name, sort_name, birth_date, birth_date_estimated, multiple_birth_order, sex,
    gender_identity, sex_for_clinical_use, sex_for_clinical_use_note, marital_status, language, interpreter_needed, religion,
    occupation, referrer_name, referrer_organisation, referrer_phone, mother_id, deceased, deceased_date, restricted,
    restricted_reason, source, import_digest, updated_at,
    coalesce(author, platform.actor_id())
  from jsonb_to_recordset(packed->'patients') as d (id uuid, unknown boolean, display_name text, sort_name text, birth_date text,
    birth_date_estimated boolean, multiple_birth_order smallint, sex text, gender_identity text, sex_for_clinical_use text,
    sex_for_clinical_use_note text, marital_status text, language text, interpreter_needed boolean, religion text,
    occupation text, referrer_name text, referrer_organisation text, referrer_phone text, mother_id uuid, deceased boolean,
    deceased_date text, restricted boolean, restricted_reason text, source text, import_digest bytea, updated_at timestamptz, author uuid);
  -- Each patient has a compartment in the record from the first moment.
  perform records.open_compartments(array_agg(d.id), array_agg(d.restricted))
    from jsonb_to_recordset(packed->'patients') as d (id uuid, restricted boolean);
  perform patients.write_rows(packed, true);
  return query
    with made as materialized (
      select d.id, d.act, d.reason, d.sources, coalesce(d.author, platform.actor_id()) as author, p.hospital_number,
        patients.fill_document(d.document, d.id, p.hospital_number) as document
      from jsonb_to_recordset(packed->'patients') as d (id uuid, act text, reason text, document text, sources json, author uuid)
        join patients.patient p on p.id = d.id
    ), written as (
      insert into patients.version (patient_id, version, act, reason, actor_id, document, sources)
      select id, 1, act, reason, author, document, sources from made)
    select m.id, m.hospital_number, (select s.number_system from patients.setting s), m.document::text from made m;
end $$;
comment on function patients.register(jsonb) is 'Registers patients from their packed drafts; answers their numbers and documents.';

-- Answers nothing where the patient is not there, may not be seen, or has another version than the draft says.
create function patients.amend(packed jsonb) returns table (hospital_number text, number_system text, document text)
language plpgsql security definer rows 1 set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  draft jsonb := packed->'patients'->0;
  patient_id uuid := (draft->>'id')::uuid;
  changed int;
begin
  perform patients.refuse_others(packed);
  set constraints patients.coverage_once_at_a_time deferred;
  update patients.patient p set version = p.version + 1, unknown = d.unknown, display_name = d.display_name,
    sort_name = d.sort_name, birth_date = d.birth_date, birth_date_estimated = d.birth_date_estimated,
    multiple_birth_order = d.multiple_birth_order, sex = d.sex, gender_identity = d.gender_identity,
    sex_for_clinical_use = d.sex_for_clinical_use, sex_for_clinical_use_note = d.sex_for_clinical_use_note,
    marital_status = d.marital_status, language = d.language, interpreter_needed = d.interpreter_needed,
    religion = d.religion, occupation = d.occupation, referrer_name = d.referrer_name,
    referrer_organisation = d.referrer_organisation, referrer_phone = d.referrer_phone, mother_id = d.mother_id,
    deceased = d.deceased, deceased_date = d.deceased_date, restricted = d.restricted,
    restricted_reason = d.restricted_reason, photo_id = d.photo_id, source = d.source,
    import_digest = coalesce(d.import_digest, p.import_digest), updated_at = now()
  from jsonb_populate_record(null::patients.patient, draft) as d
  where p.id = d.id and p.version = d.version and platform.sees_patient(p.id, p.restricted);
  get diagnostics changed = row_count;
  if changed = 0 then return; end if;
  perform records.set_compartment(patient_id, (draft->>'restricted')::boolean);
  perform patients.write_rows(packed, false);
  set constraints patients.coverage_once_at_a_time immediate;
  return query
    with written as (
      insert into patients.version (patient_id, version, act, reason, actor_id, document, sources)
      select p.id, p.version, draft->>'act', draft->>'reason', platform.actor_id(), patients.document_of(p.id),
        patients.sources_of(p.id)
      from patients.patient p where p.id = patient_id
      returning version.document as document)
    select w.document->>'hospital_number', s.number_system, w.document::text from written w, patients.setting s;
end $$;
comment on function patients.amend(jsonb) is 'Changes one patient to what its draft says, if it still has the version that the draft names.';

revoke all on function patients.coverage_document(patients.coverage), patients.coverages_document(uuid), patients.telecoms_document(uuid),
  patients.document_of(uuid), patients.sources_of(uuid), patients.write_rows(jsonb, boolean), patients.fill_document(text, uuid, text),
  patients.refuse_others(jsonb), patients.register(jsonb), patients.amend(jsonb) from public;
grant execute on function patients.coverage_document(patients.coverage), patients.coverages_document(uuid), patients.telecoms_document(uuid),
  patients.document_of(uuid), patients.sources_of(uuid), patients.register(jsonb), patients.amend(jsonb) to openward_app;

-- Whoever writes it, and however: a death and a merge are told downstream in the same transaction, and so is that they are undone.
create function patients.tell_of_patient() returns trigger
language plpgsql security definer set search_path = pg_catalog, patients, platform as $$
begin
  if new.deceased <> old.deceased then
    perform platform.tell(case when new.deceased then 'patients.died' else 'patients.lives' end, new.id);
  end if;
  if new.survivor_id is distinct from old.survivor_id then
    perform platform.tell(case when new.survivor_id is null then 'patients.unmerged' else 'patients.merged' end, new.id, coalesce(new.survivor_id, old.survivor_id));
  end if;
  return null;
end $$;
comment on function patients.tell_of_patient() is 'Tells departments downstream of a death, a merge, and their undoing. SECURITY DEFINER: whoever writes.';
revoke all on function patients.tell_of_patient() from public;
create trigger tell_of_patient after update of deceased, survivor_id on patients.patient for each row
  when (new.deceased <> old.deceased or new.survivor_id is distinct from old.survivor_id) execute function patients.tell_of_patient();
