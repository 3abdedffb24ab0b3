-- Registration: who the patients are. One row for each patient, child rows for what a person has several of, and a
-- version of the whole for every change. Written through patients.write (0031 and later add search and merging beside it).

-- The check digit of a hospital number, by Damm's algorithm; the same table is in contract/hospital-number.ts.
create function patients.damm(digits text) returns int
language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
declare
  quasigroup constant text :=
    '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  interim int := 0;
begin
  for place in 1..length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, place, 1)::int + 1, 1)::int;
  end loop;
  return interim;
end $$;
comment on function patients.damm(text) is 'Damm check digit of a text of digits; 0 when the text ends with its check digit.';

create sequence patients.hospital_number_seq as bigint minvalue 1000000 maxvalue 99999999999 no cycle cache 1;

create function patients.next_hospital_number() returns text
language plpgsql volatile security definer set search_path = pg_catalog, patients as $$
declare
  digits text := nextval('patients.hospital_number_seq')::text;
begin
  return digits || patients.damm(digits);
end $$;
comment on function patients.next_hospital_number() is
  'The next hospital number with its check digit. A number is given once: a registration that fails leaves a gap.';
revoke all on function patients.next_hospital_number() from public;
grant execute on function patients.next_hospital_number() to openward_app;

-- A FHIR date or dateTime as far as it is known. The calendar itself is checked where a day is made of it.
create domain patients.partial_instant as text
  check (value ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$');

-- The words that a column may hold are domains: the database reads a domain once for a connection, and a column's own check
-- at each insert.
create domain patients.gender_identity as text check (value in
  ('male', 'female', 'non-binary', 'transgender-male', 'transgender-female', 'other', 'non-disclose'));
create domain patients.clinical_sex as text check (value in ('male-typical', 'female-typical', 'specified', 'unknown'));
create domain patients.name_use as text check (value in ('official', 'usual', 'temp', 'nickname', 'anonymous', 'old', 'maiden'));
create domain patients.identifier_kind as text
  check (value in ('national_id', 'passport', 'other_hospital', 'insurance', 'driving_licence', 'other'));
create domain patients.identifier_use as text check (value in ('usual', 'official', 'temp', 'secondary', 'old'));
create domain patients.telecom_system as text check (value in ('phone', 'email', 'sms', 'fax', 'pager', 'url', 'other'));
create domain patients.telecom_use as text check (value in ('home', 'work', 'temp', 'old', 'mobile'));
create domain patients.international_number as text check (value ~ '^\+[1-9]\d{3,14}$');
create domain patients.address_use as text check (value in ('home', 'work', 'temp', 'old', 'billing'));
create domain patients.address_type as text check (value in ('postal', 'physical', 'both'));

create function patients.first_day(partial_date text) returns date
language sql immutable parallel safe
return make_date(
  substr(partial_date, 1, 4)::int,
  coalesce(nullif(substr(partial_date, 6, 2), '')::int, 1),
  coalesce(nullif(substr(partial_date, 9, 2), '')::int, 1));
comment on function patients.first_day(text) is 'The first day that a partial date may mean.';

create table patients.patient (
  id uuid primary key default uuidv7(),
  hospital_number text not null unique default patients.next_hospital_number()
    check (hospital_number ~ '^\d{8,12}$' and patients.damm(hospital_number) = 0),
  version int not null default 1 check (version >= 1),
  unknown boolean not null default false,
  display_name text not null,
  sort_name text not null,
  birth_date text check (birth_date ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$'),
  birth_day date generated always as (patients.first_day(birth_date)) stored,
  birth_date_estimated boolean not null default false,
  multiple_birth_order smallint check (multiple_birth_order between 1 and 12),
  sex text not null default 'unknown' check (sex in ('male', 'female', 'other', 'unknown')),
  gender_identity patients.gender_identity,
  sex_for_clinical_use patients.clinical_sex,
  sex_for_clinical_use_note text,
  marital_status text,
  language text,
  interpreter_needed boolean,
  religion text,
  occupation text,
  referrer_name text,
  referrer_organisation text,
  referrer_phone text,
  mother_id uuid references patients.patient (id) check (mother_id <> id),
  deceased boolean not null default false,
  deceased_date patients.partial_instant,
  restricted boolean not null default false,
  restricted_reason text,
  photo_id uuid,
  source text,
  import_digest bytea,
  registered_at timestamptz not null default now(),
  registered_by uuid,
  updated_at timestamptz not null default now(),
  constraint patient_estimate_needs_a_date check (not birth_date_estimated or birth_date is not null),
  constraint patient_specified_needs_a_note check (sex_for_clinical_use <> 'specified' or sex_for_clinical_use_note is not null),
  constraint patient_death_needs_deceased check (deceased_date is null or deceased)
);
create index patient_registered on patients.patient (registered_at desc, id desc);
create index patient_sort_name on patients.patient (sort_name, id);
create index patient_birth_day on patients.patient (birth_day);
create index patient_mother on patients.patient (mother_id) where mother_id is not null;
create index patient_unknown on patients.patient (registered_at desc, id desc) where unknown;

comment on table patients.patient is 'Personal: the patients of the hospital. Sensitivity high. Kept for the life of the hospital’s records; never deleted.';
comment on column patients.patient.id is 'Key, and the id of the FHIR Patient. Personal, pseudonymous.';
comment on column patients.patient.hospital_number is 'Hospital number with check digit, given by the database, never twice. Personal.';
comment on column patients.patient.version is 'Counts the changes; an update names the version that it changes.';
comment on column patients.patient.unknown is 'Nobody has said who this is yet; the name is a temporary one.';
comment on column patients.patient.display_name is 'The name as a list shows it. Personal.';
comment on column patients.patient.sort_name is 'The name as lists are ordered by it. Personal.';
comment on column patients.patient.birth_date is 'YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known. Personal.';
comment on column patients.patient.birth_day is 'The first day that birth_date may mean, for search. Personal.';
comment on column patients.patient.birth_date_estimated is 'The date is reckoned from an estimated age.';
comment on column patients.patient.multiple_birth_order is 'Which of a multiple birth. Personal, health.';
comment on column patients.patient.sex is 'Administrative sex (FHIR Patient.gender). Personal.';
comment on column patients.patient.gender_identity is 'Gender identity, as the person says it. Personal, special category.';
comment on column patients.patient.sex_for_clinical_use is 'Which reference ranges and doses apply. Personal, health.';
comment on column patients.patient.sex_for_clinical_use_note is 'What is to be used, where it is neither typical. Personal, health.';
comment on column patients.patient.marital_status is 'HL7 v3 MaritalStatus code. Personal.';
comment on column patients.patient.language is 'BCP 47 tag of the language to speak with the person. Personal.';
comment on column patients.patient.interpreter_needed is 'Whether an interpreter must come. Personal.';
comment on column patients.patient.religion is 'Religion, as the person says it. Personal, special category.';
comment on column patients.patient.occupation is 'Occupation. Personal.';
comment on column patients.patient.referrer_name is 'Who sent the patient. Personal.';
comment on column patients.patient.referrer_organisation is 'Where the referrer works. Personal.';
comment on column patients.patient.referrer_phone is 'Telephone of the referrer. Personal.';
comment on column patients.patient.mother_id is 'The mother’s record, for a newborn. Personal, health.';
comment on column patients.patient.deceased is 'The person has died. Personal, health.';
comment on column patients.patient.deceased_date is 'When, as far as it is known. Personal, health.';
comment on column patients.patient.restricted is 'Only people who are cleared for restricted records may open it (VIP, staff, protected).';
comment on column patients.patient.restricted_reason is 'Why it is restricted. Personal, sensitivity very high.';
comment on column patients.patient.photo_id is 'The photo that is shown now.';
comment on column patients.patient.source is 'The FHIR elements as a sender gave them, where these columns do not say all of it. Personal.';
comment on column patients.patient.import_digest is 'SHA-256 of the resource as it was last imported: the same one again changes nothing.';
comment on column patients.patient.registered_at is 'When the patient was registered here.';
comment on column patients.patient.registered_by is 'The account that registered the patient. Personal (staff).';
comment on column patients.patient.updated_at is 'When it was last changed.';

create table patients.name (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  position smallint not null,
  use patients.name_use,
  script text,
  text text,
  family text,
  given text[] not null default '{}',
  prefix text[] not null default '{}',
  suffix text[] not null default '{}',
  valid_from patients.partial_instant,
  valid_to patients.partial_instant,
  source text
);
create index name_patient on patients.name (patient_id, position);
comment on table patients.name is 'Personal: what a patient is or was called. Sensitivity high. Kept as long as the patient’s record.';
comment on column patients.name.id is 'Key; stays from version to version.';
comment on column patients.name.patient_id is 'Whose it is.';
comment on column patients.name.position is 'Order in which they are shown; 0 first.';
comment on column patients.name.use is 'FHIR NameUse.';
comment on column patients.name.script is 'ISO 15924 script that it is written in.';
comment on column patients.name.text is 'The whole name, where the parts do not say it. Personal.';
comment on column patients.name.family is 'Family name. Personal.';
comment on column patients.name.given is 'Given names in order. Personal.';
comment on column patients.name.prefix is 'Titles before the name. Personal.';
comment on column patients.name.suffix is 'What follows the name. Personal.';
comment on column patients.name.valid_from is 'Since when it was used, as far as it is known.';
comment on column patients.name.valid_to is 'Until when it was used, as far as it is known.';
comment on column patients.name.source is 'The FHIR element as a sender gave it, where the columns do not say all of it. Personal.';

create table patients.identifier (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  position smallint not null,
  kind patients.identifier_kind not null,
  system text,
  issuer text,
  value text,
  value_encrypted bytea,
  blind_index bytea,
  masked text,
  use patients.identifier_use,
  valid_from patients.partial_instant,
  valid_to patients.partial_instant,
  removed_in_version int,
  source text,
  constraint identifier_secret_is_encrypted check (
    case when kind in ('national_id', 'passport')
      then value is null and (value_encrypted is null) = (blind_index is null)
      else value_encrypted is null and blind_index is null and masked is null end)
);
create index identifier_patient on patients.identifier (patient_id, position);
create index identifier_value on patients.identifier (value) where value is not null and removed_in_version is null;
create index identifier_blind_index on patients.identifier (blind_index) where blind_index is not null and removed_in_version is null;
comment on table patients.identifier is 'Personal: numbers that others gave the patient (the hospital’s own is in patients.patient). Sensitivity very high. Kept as long as the patient’s record.';
comment on column patients.identifier.id is 'Key; another value is another row, so that versions stay true. The encrypted value is bound to it.';
comment on column patients.identifier.patient_id is 'Whose it is.';
comment on column patients.identifier.position is 'Order in which they are shown; 0 first.';
comment on column patients.identifier.kind is 'What sort of number; national_id and passport are secret.';
comment on column patients.identifier.system is 'Who gave it, as a URI.';
comment on column patients.identifier.issuer is 'Who gave it, in words.';
comment on column patients.identifier.value is 'The number, where it is not secret. Personal.';
comment on column patients.identifier.value_encrypted is 'The secret number, encrypted (platform/crypto). Personal, sensitivity very high.';
comment on column patients.identifier.blind_index is 'Keyed hash of the normalised secret number, by which it is found. Personal, pseudonymous.';
comment on column patients.identifier.masked is 'The last characters of the secret number, for recognition. Personal.';
comment on column patients.identifier.use is 'FHIR IdentifierUse.';
comment on column patients.identifier.valid_from is 'Since when it is valid, as far as it is known.';
comment on column patients.identifier.valid_to is 'Until when it is valid, as far as it is known.';
comment on column patients.identifier.removed_in_version is 'Version that took it away; null while it holds. The row stays, so that no version loses its value.';
comment on column patients.identifier.source is 'The FHIR element as a sender gave it (without a secret value), where the columns do not say all of it. Personal.';

create table patients.telecom (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  position smallint not null,
  system patients.telecom_system,
  value text,
  use patients.telecom_use,
  rank int check (rank >= 1),
  e164 patients.international_number,
  valid_from patients.partial_instant,
  valid_to patients.partial_instant,
  source text
);
create index telecom_patient on patients.telecom (patient_id, position);
create index telecom_email on patients.telecom (lower(value)) where system = 'email';
comment on table patients.telecom is 'Personal: how to reach a patient. Sensitivity high: ask contact_rule before use. Kept as long as the patient’s record.';
comment on column patients.telecom.id is 'Key; stays from version to version.';
comment on column patients.telecom.patient_id is 'Whose it is.';
comment on column patients.telecom.position is 'Order in which they are shown; 0 first.';
comment on column patients.telecom.system is 'phone, email, sms, fax, pager, url or other.';
comment on column patients.telecom.value is 'Number or address as it was typed. Personal.';
comment on column patients.telecom.use is 'FHIR ContactPointUse.';
comment on column patients.telecom.rank is '1 is preferred.';
comment on column patients.telecom.e164 is 'The number in its international form, by which it is found. Personal.';
comment on column patients.telecom.valid_from is 'Since when it is valid, as far as it is known.';
comment on column patients.telecom.valid_to is 'Until when it is valid, as far as it is known.';
comment on column patients.telecom.source is 'The FHIR element as a sender gave it, where the columns do not say all of it. Personal.';

create table patients.address (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  position smallint not null,
  use patients.address_use,
  type patients.address_type,
  text text,
  lines text[] not null default '{}',
  city text,
  district text,
  state text,
  postal_code text,
  country text,
  valid_from patients.partial_instant,
  valid_to patients.partial_instant,
  source text
);
create index address_patient on patients.address (patient_id, position);
comment on table patients.address is 'Personal: where a patient lives or gets letters. Sensitivity high. Kept as long as the patient’s record.';
comment on column patients.address.id is 'Key; stays from version to version.';
comment on column patients.address.patient_id is 'Whose it is.';
comment on column patients.address.position is 'Order in which they are shown; 0 first.';
comment on column patients.address.use is 'FHIR AddressUse.';
comment on column patients.address.type is 'FHIR AddressType.';
comment on column patients.address.text is 'The whole address, where the parts do not say it. Personal.';
comment on column patients.address.lines is 'House, street, floor. Personal.';
comment on column patients.address.city is 'Town or village. Personal.';
comment on column patients.address.district is 'District or county. Personal.';
comment on column patients.address.state is 'State, province or region. Personal.';
comment on column patients.address.postal_code is 'Postal code. Personal.';
comment on column patients.address.country is 'Country by name or ISO 3166 code. Personal.';
comment on column patients.address.valid_from is 'Since when it is valid, as far as it is known.';
comment on column patients.address.valid_to is 'Until when it is valid, as far as it is known.';
comment on column patients.address.source is 'The FHIR element as a sender gave it, where the columns do not say all of it. Personal.';

create table patients.related_person (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  position smallint not null,
  roles text[] not null check (
    cardinality(roles) > 0
    and roles <@ array['next_of_kin', 'emergency_contact', 'legal_guardian', 'guarantor', 'other']),
  relationship text,
  name text,
  sex text check (sex in ('male', 'female', 'other', 'unknown')),
  phone text,
  email text,
  address text,
  language text,
  linked_patient_id uuid references patients.patient (id) check (linked_patient_id <> patient_id),
  valid_from patients.partial_instant,
  valid_to patients.partial_instant,
  source text
);
create index related_person_patient on patients.related_person (patient_id, position);
create index related_person_linked on patients.related_person (linked_patient_id) where linked_patient_id is not null;
comment on table patients.related_person is 'Personal: people who belong to a patient. Next of kin (is told), legal guardian (decides) and guarantor (pays) are kept apart by role. Sensitivity high. Kept as long as the patient’s record.';
comment on column patients.related_person.id is 'Key; stays from version to version.';
comment on column patients.related_person.patient_id is 'Whose related person it is.';
comment on column patients.related_person.position is 'Order in which they are shown; 0 first.';
comment on column patients.related_person.roles is 'What the person may and must do for the patient.';
comment on column patients.related_person.relationship is 'How they are related, in words. Personal.';
comment on column patients.related_person.name is 'Name of the person. Personal (third person).';
comment on column patients.related_person.sex is 'Administrative sex of the person. Personal (third person).';
comment on column patients.related_person.phone is 'Telephone of the person. Personal (third person).';
comment on column patients.related_person.email is 'E-mail of the person. Personal (third person).';
comment on column patients.related_person.address is 'Address of the person. Personal (third person).';
comment on column patients.related_person.language is 'BCP 47 tag of the person’s language. Personal (third person).';
comment on column patients.related_person.linked_patient_id is 'The person’s own record here. Personal.';
comment on column patients.related_person.valid_from is 'Since when it holds, as far as it is known.';
comment on column patients.related_person.valid_to is 'Until when it holds, as far as it is known.';
comment on column patients.related_person.source is 'The FHIR element as a sender gave it, where the columns do not say all of it. Personal.';

create table patients.contact_rule (
  patient_id uuid primary key references patients.patient (id),
  consent text not null check (consent in ('given', 'refused', 'not_asked')),
  channels text[] not null default '{}' check (channels <@ array['call', 'sms', 'messaging', 'email', 'letter', 'portal']),
  may_leave_message boolean not null default false,
  hours_from time,
  hours_to time,
  instruction text,
  alternative_name text,
  alternative_phone text,
  constraint contact_rule_hours check ((hours_from is null) = (hours_to is null))
);
comment on table patients.contact_rule is 'Personal: whether and how the hospital may get in touch. Sensitivity very high: a rule may keep somebody safe. Kept as long as the patient’s record.';
comment on column patients.contact_rule.patient_id is 'Whose it is.';
comment on column patients.contact_rule.consent is 'Whether the patient agreed to be contacted.';
comment on column patients.contact_rule.channels is 'The ways that are allowed; none when empty.';
comment on column patients.contact_rule.may_leave_message is 'False: say nothing to whoever answers, and leave no message.';
comment on column patients.contact_rule.hours_from is 'Earliest time of day, on the hospital’s clock.';
comment on column patients.contact_rule.hours_to is 'Latest time of day, on the hospital’s clock; earlier than the first where it spans midnight.';
comment on column patients.contact_rule.instruction is 'In words. Personal, sensitivity very high.';
comment on column patients.contact_rule.alternative_name is 'Whom to speak to instead. Personal (third person).';
comment on column patients.contact_rule.alternative_phone is 'Their telephone. Personal (third person).';

create table patients.payer (
  id uuid primary key default uuidv7(),
  name text not null,
  kind text not null check (kind in ('insurer', 'government', 'employer', 'charity', 'other')),
  code text,
  phone text,
  active boolean not null default true,
  version int not null default 1,
  constraint payer_name_once unique (name)
);
create unique index payer_code_once on patients.payer (code) where code is not null;
comment on table patients.payer is 'Insurers, governments, employers and charities that pay for care. Not personal. Kept for good.';

create table patients.coverage (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  payer_id uuid not null,
  policy_number text not null,
  plan text,
  member_number text,
  relationship text not null default 'self' check (relationship in ('self', 'spouse', 'child', 'parent', 'other')),
  subscriber_name text,
  subscriber_patient_id uuid references patients.patient (id),
  rank smallint not null default 1 check (rank between 1 and 9),
  valid daterange not null default daterange(null, null),
  constraint coverage_payer_exists foreign key (payer_id) references patients.payer (id),
  constraint coverage_valid_has_days check (not isempty(valid)),
  constraint coverage_once_at_a_time exclude using gist
    (patient_id with =, payer_id with =, policy_number with =, valid with &&) deferrable initially immediate
);
create index coverage_patient on patients.coverage (patient_id, rank);
create index coverage_policy on patients.coverage (policy_number);
comment on table patients.coverage is 'Personal: who pays for a patient’s care, and when. Sensitivity high. Kept as long as the patient’s record and its accounts.';
comment on column patients.coverage.id is 'Key; stays from version to version.';
comment on column patients.coverage.patient_id is 'Whose it is.';
comment on column patients.coverage.payer_id is 'Who pays.';
comment on column patients.coverage.policy_number is 'Policy. Personal.';
comment on column patients.coverage.plan is 'Plan or product. Personal.';
comment on column patients.coverage.member_number is 'Number of the insured person. Personal.';
comment on column patients.coverage.relationship is 'What the patient is to the subscriber. Personal.';
comment on column patients.coverage.subscriber_name is 'Who holds the policy. Personal (third person).';
comment on column patients.coverage.subscriber_patient_id is 'The subscriber’s own record here. Personal.';
comment on column patients.coverage.rank is '1 pays first.';
comment on column patients.coverage.valid is 'Days that are covered, half-open. Personal.';

create table patients.photo (
  id uuid primary key default uuidv7(),
  patient_id uuid not null references patients.patient (id),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  content_encrypted bytea not null check (length(content_encrypted) <= 1100000),
  at timestamptz not null default now(),
  taken_by uuid
);
create index photo_patient on patients.photo (patient_id, at desc);
alter table patients.patient add constraint patient_photo_exists foreign key (photo_id) references patients.photo (id);
comment on table patients.photo is 'Personal: photos of patients, for recognition. Sensitivity very high. Kept as long as the patient’s record.';
comment on column patients.photo.id is 'Key; the encrypted content is bound to it.';
comment on column patients.photo.patient_id is 'Whom it shows.';
comment on column patients.photo.media_type is 'JPEG, PNG or WebP, found by content.';
comment on column patients.photo.content_encrypted is 'The picture, encrypted (platform/crypto). Personal, sensitivity very high.';
comment on column patients.photo.at is 'When it was put here.';
comment on column patients.photo.taken_by is 'The account that put it here. Personal (staff).';

create table patients.version (
  patient_id uuid not null references patients.patient (id),
  version int not null,
  act text not null check (act ~ '^[a-z_]+$'),
  reason text,
  at timestamptz not null default now(),
  actor_id uuid,
  document json not null,
  sources json,
  primary key (patient_id, version)
);
comment on table patients.version is 'Personal: the whole registration after each change; the newest is what a read answers. Insert-only. Sensitivity very high. Kept as long as the patient’s record.';
comment on column patients.version.patient_id is 'Whose it is.';
comment on column patients.version.version is 'Which version of patients.patient it is.';
comment on column patients.version.act is 'What was done: register, update, identify, restrict, photo, coverage, merge, undo, import.';
comment on column patients.version.reason is 'Why, where the act asks for a reason. Personal.';
comment on column patients.version.at is 'When.';
comment on column patients.version.actor_id is 'Who did it. Personal (staff).';
comment on column patients.version.document is 'The registration as contract/record.ts says it; secret numbers are masked. Personal, sensitivity very high.';
comment on column patients.version.sources is 'The source columns of the rows, by key, so that an older version can be restored whole. Personal.';

create table patients.temporary_identity (
  day date not null,
  sex text not null,
  last int not null,
  primary key (day, sex)
);
comment on table patients.temporary_identity is 'How many unknown patients a day has had, for their temporary names. Not personal. Kept for good.';

-- How this hospital numbers its patients and dials. The system is the URI under which other hospitals know our numbers.
create table patients.setting (
  only_row boolean primary key default true check (only_row),
  number_system text not null default 'urn:uuid:' || gen_random_uuid(),
  calling_code text check (calling_code ~ '^[1-9]\d{0,3}$'),
  trunk_prefix text not null default '0' check (trunk_prefix ~ '^\d{0,2}$')
);
insert into patients.setting default values;
comment on table patients.setting is 'One row: how the hospital numbers patients and reads national telephone numbers. Not personal.';
comment on column patients.setting.number_system is 'URI of the hospital number, as FHIR Identifier.system; made once, never changed.';
comment on column patients.setting.calling_code is 'Country calling code by which numbers typed without one are read; null reads none.';
comment on column patients.setting.trunk_prefix is 'What is dialled in front of a national number, and left out after a country code.';

create function patients.e164(value text, calling_code text, trunk_prefix text) returns text
language plpgsql immutable parallel safe as $$
declare
  -- Kept: a leading plus and the digits. What follows a letter (“ext. 12”) is no part of the number, and neither is the
  -- trunk prefix that people write in brackets after a country code: +44 (0)20 …
  typed text;
  plain text;
  digits text;
  national text;
begin
  if value collate "C" ~ '^\+[1-9][0-9]{6,14}$' then return value; end if;
  typed := regexp_replace(normalize(value, nfkc), '[[:alpha:]].*$', '');
  plain := regexp_replace(regexp_replace(typed, '^(\s*\+[\d\s]*)\(0\)', '\1'), '[^0-9+]', '', 'g');
  digits := replace(plain, '+', '');
  if plain like '+%' then
    national := digits;
  elsif digits like '00%' then
    national := substr(digits, 3);
  elsif calling_code is null or length(digits) < 5 then
    return null;
  else
    national := calling_code || case
      when trunk_prefix <> '' and starts_with(digits, trunk_prefix) then substr(digits, length(trunk_prefix) + 1)
      else digits end;
  end if;
  return case when national ~ '^[1-9]\d{6,14}$' then '+' || national end;
end $$;
comment on function patients.e164(text, text, text) is
  'A telephone number in its international form, however it was typed; null where that cannot be told.';

-- Row-level security: who may see the patient may see the rows of the patient.
do $$
declare
  child text;
begin
  execute 'alter table patients.patient enable row level security';
  execute 'alter table patients.patient force row level security';
  execute 'create policy patient_visible on patients.patient to openward_app
    using (platform.sees_patient(id, restricted)) with check (platform.sees_patient(id, restricted))';
  foreach child in array array['name', 'identifier', 'telecom', 'address', 'related_person', 'contact_rule', 'coverage', 'photo', 'version'] loop
    execute format('alter table patients.%I enable row level security', child);
    execute format('alter table patients.%I force row level security', child);
    execute format('create policy %I on patients.%I to openward_app
      using (exists (select 1 from patients.patient p where p.id = patient_id))
      with check (exists (select 1 from patients.patient p where p.id = patient_id))', child || '_visible', child);
  end loop;
end $$;

grant select on all tables in schema patients to openward_app;
-- Never the number itself: only the default gives it. Nothing of a patient is ever deleted but rows that an update replaces.
grant insert (id, unknown, display_name, sort_name, birth_date, birth_date_estimated, multiple_birth_order, sex, gender_identity,
    sex_for_clinical_use, sex_for_clinical_use_note, marital_status, language, interpreter_needed, religion, occupation,
    referrer_name, referrer_organisation, referrer_phone, mother_id, deceased, deceased_date, restricted, restricted_reason,
    source, import_digest, registered_at, registered_by, updated_at),
  update (version, unknown, display_name, sort_name, birth_date, birth_date_estimated, multiple_birth_order, sex, gender_identity,
    sex_for_clinical_use, sex_for_clinical_use_note, marital_status, language, interpreter_needed, religion, occupation,
    referrer_name, referrer_organisation, referrer_phone, mother_id, deceased, deceased_date, restricted, restricted_reason,
    photo_id, source, import_digest, updated_at)
  on patients.patient to openward_app;
grant insert, update, delete on patients.name, patients.telecom, patients.address, patients.related_person,
  patients.contact_rule, patients.coverage to openward_app;
grant insert, update on patients.identifier, patients.payer, patients.temporary_identity to openward_app;
grant insert on patients.photo, patients.version to openward_app;
