-- Codes of all systems, found by what somebody types. Nothing here is personal.

create schema terminology;
grant usage on schema terminology to openward_app;

create table terminology.code_system (
  id smallint primary key generated always as identity,
  url text not null,
  name text not null check (name <> ''),
  publisher text not null,
  notice text not null,
  constraint code_system_once unique (url),
  constraint code_system_url check (url ~ '^(https?://|urn:)[^[:space:]|]+$')
);
comment on table terminology.code_system is 'A system of codes, such as LOINC. Not personal. Kept for the life of the hospital.';
comment on column terminology.code_system.id is 'Key.';
comment on column terminology.code_system.url is 'What FHIR calls it: Coding.system.';
comment on column terminology.code_system.name is 'What people call it.';
comment on column terminology.code_system.publisher is 'Who keeps it.';
comment on column terminology.code_system.notice is 'What its licence asks to be said wherever it is shown.';

create table terminology.release (
  system_id smallint not null references terminology.code_system,
  version text not null check (version <> '' and length(version) <= 100),
  loaded_at timestamptz not null default clock_timestamp(),
  source text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  codes int not null check (codes >= 0),
  added int not null check (added >= 0),
  changed int not null check (changed >= 0),
  retired int not null check (retired >= 0),
  primary key (system_id, version, loaded_at)
);
comment on table terminology.release is 'What was loaded, and what it changed; the newest is in force. Not personal. Kept for the life of the hospital.';
comment on column terminology.release.system_id is 'The code system.';
comment on column terminology.release.version is 'As its publisher calls it; “starter” for what OpenWard brings.';
comment on column terminology.release.loaded_at is 'When.';
comment on column terminology.release.source is 'The name of the file.';
comment on column terminology.release.sha256 is 'Of the files it was read from, so that the same is not loaded twice.';
comment on column terminology.release.codes is 'How many codes it holds.';
comment on column terminology.release.added is 'How many of them were new.';
comment on column terminology.release.changed is 'How many were there with other words, kinds or properties.';
comment on column terminology.release.retired is 'How many codes were there before and are not in it, or are no longer active.';

-- Words of a text as they are searched: folded, and cut at whatever is no letter and no digit.
create function terminology.words_of(value text) returns text[] language sql immutable strict parallel safe
return array_remove(regexp_split_to_array(platform.fold(value) collate "pg_c_utf8", '[^[:alnum:]]+'), '');
comment on function terminology.words_of(text) is 'The words of a text, in their order.';

-- array_to_string is not told to be immutable, since it prints values of any type; of texts it is.
create function terminology.all_words_of(code text, display text, terms text[]) returns text[] language sql immutable strict parallel safe
return terminology.words_of(display || ' ' || code || ' ' || array_to_string(terms, ' '));
comment on function terminology.all_words_of(text, text, text[]) is 'The words by which a code is found; the first is that of its display.';

create function terminology.key_of(value text) returns text language sql immutable strict parallel safe
return regexp_replace(platform.fold(value) collate "pg_c_utf8", '[^[:alnum:]]+', '', 'g');
comment on function terminology.key_of(text) is 'A code as it is compared: E11.9, e119 and E11-9 are one.';

create table terminology.concept (
  id int primary key generated always as identity,
  system_id smallint not null references terminology.code_system,
  code text not null check (code ~ '^[^[:space:]]+( [^[:space:]]+)*$' and length(code) <= 200),
  display text not null check (display <> '' and length(display) <= 2000),
  terms text[] not null default '{}',
  kinds text[] not null default '{}',
  active boolean not null default true,
  common smallint not null default 0 check (common between 0 and 100),
  parents text[] not null default '{}',
  properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
  since text not null,
  release text not null,
  words text[] not null generated always as (terminology.all_words_of(code, display, terms)) stored,
  code_key text collate "C" not null generated always as (terminology.key_of(code)) stored,
  begins text collate "C" not null generated always as (left(platform.fold(display), 200)) stored,
  constraint concept_once unique (system_id, code),
  constraint concept_kinds check (kinds <@ array['problem', 'procedure', 'laboratory', 'medicine', 'vaccine', 'allergen', 'reaction',
    'visit_reason', 'body_site', 'unit'])
);
create index concept_key on terminology.concept (code_key) include (kinds, id) where active and kinds <> '{}';
create index concept_parents on terminology.concept using gin (parents) with (fastupdate = off) where parents <> '{}';

comment on table terminology.concept is 'A code and its words. A code that its publisher withdrew stays, and is offered no more. Not personal. Kept for the life of the hospital.';
comment on column terminology.concept.id is 'Key.';
comment on column terminology.concept.system_id is 'The code system.';
comment on column terminology.concept.code is 'The code.';
comment on column terminology.concept.display is 'What it means.';
comment on column terminology.concept.terms is 'Other words for it.';
comment on column terminology.concept.kinds is 'Where it is offered: problem, procedure, laboratory, medicine, vaccine, allergen, reaction, visit_reason, body_site, unit. None: it is known, and not offered.';
comment on column terminology.concept.active is 'False once it is withdrawn.';
comment on column terminology.concept.common is 'How usual it is, 0 to 100: the usual is offered first.';
comment on column terminology.concept.parents is 'Codes of the same system that are wider.';
comment on column terminology.concept.properties is 'What its publisher says of it: status, class, units, kind of term.';
comment on column terminology.concept.since is 'The release that brought it.';
comment on column terminology.concept.release is 'The last release that holds it.';
comment on column terminology.concept.words is 'Its words, folded: those of the display first.';
comment on column terminology.concept.code_key is 'The code without punctuation.';
comment on column terminology.concept.begins is 'The display, folded.';

create table terminology.concept_map (
  system_id smallint not null references terminology.code_system,
  code text not null,
  target_system_id smallint not null references terminology.code_system,
  target text not null,
  equivalence text not null check (equivalence in ('equivalent', 'wider', 'narrower', 'inexact', 'relatedto')),
  release text not null,
  primary key (system_id, code, target_system_id, target)
);
create index concept_map_backwards on terminology.concept_map (target_system_id, target);
comment on table terminology.concept_map is 'Codes of two systems that mean the same, or nearly, as their publishers say. Not personal. Kept until a release says otherwise.';
comment on column terminology.concept_map.system_id is 'The code system of the code.';
comment on column terminology.concept_map.code is 'The code.';
comment on column terminology.concept_map.target_system_id is 'The other code system.';
comment on column terminology.concept_map.target is 'The code there.';
comment on column terminology.concept_map.equivalence is 'How near they are, in the words of FHIR’s ConceptMap.';
comment on column terminology.concept_map.release is 'The release that says so.';

grant select on terminology.code_system, terminology.release, terminology.concept, terminology.concept_map to openward_app;
revoke all on function terminology.words_of(text), terminology.all_words_of(text, text, text[]), terminology.key_of(text) from public;
grant execute on function terminology.words_of(text), terminology.all_words_of(text, text, text[]), terminology.key_of(text) to openward_app;
