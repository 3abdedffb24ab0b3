-- The register of breaches of personal data (GDPR 33(5)), with the clocks that run from when the hospital became aware.

create table compliance.breach (
  id uuid primary key default uuidv7(),
  title text not null check (length(btrim(title)) between 1 and 200),
  aware_at timestamptz not null,
  happened text not null default '' check (length(happened) <= 300),
  seen boolean not null,
  changed boolean not null,
  lost boolean not null,
  description text not null check (length(btrim(description)) between 1 and 4000),
  risk text check (risk in ('none', 'risk', 'high')),
  risk_because text check (length(btrim(risk_because)) between 1 and 2000),
  persons_about int check (persons_about >= 0),
  categories text check (length(categories) <= 1000),
  consequences text check (length(consequences) <= 2000),
  measures text check (length(measures) <= 2000),
  hipaa boolean not null default false,
  persons_exempt text not null default '' check (length(persons_exempt) <= 1000),
  authority_at timestamptz,
  persons_at timestamptz,
  secretary_at timestamptz,
  media_at timestamptz,
  delay_reason text check (length(btrim(delay_reason)) between 1 and 1000),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  kept_by uuid not null default platform.actor_id(),
  version int not null default 1,
  constraint breach_touched_something check (seen or changed or lost),
  constraint breach_not_to_come check (aware_at <= created_at + interval '5 minutes'),
  constraint breach_assessed_whole check (num_nulls(risk, risk_because, persons_about, categories, consequences, measures) in (0, 6)),
  constraint breach_told_after check (least(authority_at, persons_at, secretary_at, media_at) >= aware_at),
  -- Article 33(1): where the authority hears after 72 hours, it hears why.
  constraint breach_late_says_why check (authority_at is null or authority_at <= aware_at + interval '72 hours' or delay_reason is not null),
  constraint breach_closed_when_told check (closed_at is null or (risk is not null and (risk = 'none' or (
    authority_at is not null and (persons_at is not null or not (hipaa or (risk = 'high' and persons_exempt = '')))
    and (not hipaa or secretary_at is not null) and (not hipaa or persons_about <= 500 or media_at is not null)))))
);
create index breach_open on compliance.breach (aware_at) where closed_at is null;
create index breach_closed on compliance.breach (closed_at desc) where closed_at is not null;
comment on table compliance.breach is 'Personal: breaches of personal data, what they mean, and who was told (GDPR 33(5), HIPAA 164.400–414). Sensitivity high. Kept ten years.';
comment on column compliance.breach.id is 'Key.';
comment on column compliance.breach.title is 'What happened, in a line.';
comment on column compliance.breach.aware_at is 'When the hospital became aware; all clocks run from here.';
comment on column compliance.breach.happened is 'When it happened, as far as it is known.';
comment on column compliance.breach.seen is 'Whether somebody who may not could see data (confidentiality).';
comment on column compliance.breach.changed is 'Whether data was changed (integrity).';
comment on column compliance.breach.lost is 'Whether data is lost or out of reach (availability).';
comment on column compliance.breach.description is 'What happened. May name persons. Personal.';
comment on column compliance.breach.risk is 'none: unlikely to harm anybody; risk; high: the persons are told. Null until it is assessed.';
comment on column compliance.breach.risk_because is 'Why it is judged so. Personal.';
comment on column compliance.breach.persons_about is 'How many persons, about.';
comment on column compliance.breach.categories is 'What persons and what data, by category (Article 33(3)(a)).';
comment on column compliance.breach.consequences is 'Likely consequences (Article 33(3)(c)).';
comment on column compliance.breach.measures is 'What was done and is planned (Article 33(3)(d)).';
comment on column compliance.breach.hipaa is 'Whether the rules of the United States hold too.';
comment on column compliance.breach.persons_exempt is 'Why persons need not be told (Article 34(3)); empty where they do.';
comment on column compliance.breach.authority_at is 'When the authority was told.';
comment on column compliance.breach.persons_at is 'When the persons were told.';
comment on column compliance.breach.secretary_at is 'When the Secretary of Health and Human Services was told.';
comment on column compliance.breach.media_at is 'When the media were told.';
comment on column compliance.breach.delay_reason is 'Why the authority was told after 72 hours.';
comment on column compliance.breach.closed_at is 'When it was closed; from then on it does not change.';
comment on column compliance.breach.created_at is 'When it was written down.';
comment on column compliance.breach.kept_by is 'Who wrote it down. Personal (staff).';
comment on column compliance.breach.version is 'Counts the changes.';

create function compliance.close_once() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.closed_at is not null then
    raise check_violation using message = 'A breach that is closed does not change', constraint = 'breach_closed_once', table = 'breach', schema = 'compliance';
  end if;
  return new;
end $$;
comment on function compliance.close_once() is 'A breach that is closed stays as it is.';
revoke all on function compliance.close_once() from public;
create trigger breach_closed_once before update on compliance.breach for each row execute function compliance.close_once();

create table compliance.breach_act (
  id uuid primary key default uuidv7(),
  breach_id uuid not null constraint breach_act_of references compliance.breach (id),
  act text not null check (act in ('found', 'assessed', 'authority', 'persons', 'secretary', 'media', 'closed')),
  at timestamptz not null,
  noted_at timestamptz not null default clock_timestamp(),
  by uuid not null default platform.actor_id(),
  by_name text not null,
  note text not null default '' check (length(note) <= 4000)
);
create index breach_act_of on compliance.breach_act (breach_id, noted_at);
comment on table compliance.breach_act is 'Personal: what was done about a breach, act by act. Never changed. Sensitivity high. Kept as long as the breach.';
comment on column compliance.breach_act.id is 'Key.';
comment on column compliance.breach_act.breach_id is 'The breach.';
comment on column compliance.breach_act.act is 'What was done.';
comment on column compliance.breach_act.at is 'When it was done.';
comment on column compliance.breach_act.noted_at is 'When that was written down.';
comment on column compliance.breach_act.by is 'Who wrote it down. Personal (staff).';
comment on column compliance.breach_act.by_name is 'What they were called then. Personal (staff).';
comment on column compliance.breach_act.note is 'What is to be said of it. Personal.';

create table compliance.breach_person (
  breach_id uuid not null constraint breach_person_breach references compliance.breach (id),
  patient_id uuid not null constraint breach_person_patient references records.compartment (patient_id),
  what text not null check (length(btrim(what)) between 1 and 500),
  at timestamptz not null default now(),
  by uuid not null default platform.actor_id(),
  constraint breach_person_once primary key (breach_id, patient_id)
);
create index breach_person_patient on compliance.breach_person (patient_id);
comment on table compliance.breach_person is 'Personal: whom a breach concerns. Sensitivity high. Kept as long as the breach.';
comment on column compliance.breach_person.breach_id is 'The breach.';
comment on column compliance.breach_person.patient_id is 'Whom it concerns. Personal, pseudonymous.';
comment on column compliance.breach_person.what is 'What of theirs was touched. May tell of health. Personal.';
comment on column compliance.breach_person.at is 'When it was written down.';
comment on column compliance.breach_person.by is 'Who wrote it down. Personal (staff).';

do $$
declare
  name text;
begin
  foreach name in array array['breach', 'breach_act', 'breach_person'] loop
    execute format('alter table compliance.%I enable row level security', name);
    execute format('alter table compliance.%I force row level security', name);
  end loop;
end $$;
create policy breach_kept on compliance.breach to openward_app
  using (platform.scope() = 'system' or (platform.scope() = 'staff' and platform.cleared('rights')))
  with check (platform.scope() = 'system' or (platform.scope() = 'staff' and platform.cleared('rights')));
create policy breach_act_kept on compliance.breach_act to openward_app
  using (exists (select from compliance.breach b where b.id = breach_act.breach_id))
  with check (exists (select from compliance.breach b where b.id = breach_act.breach_id));
create policy breach_person_kept on compliance.breach_person to openward_app using (compliance.keeps(patient_id)) with check (compliance.keeps(patient_id));
grant select, insert (title, aware_at, happened, seen, changed, lost, description),
  update (risk, risk_because, persons_about, categories, consequences, measures, hipaa, persons_exempt, authority_at, persons_at, secretary_at, media_at, delay_reason, closed_at, version) on compliance.breach to openward_app;
grant select, insert (breach_id, act, at, by_name, note) on compliance.breach_act to openward_app;
grant select, insert (breach_id, patient_id, what) on compliance.breach_person to openward_app;
