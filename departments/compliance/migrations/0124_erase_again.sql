-- A backup that is restored has what was erased since. The erasures are kept beside the backups too, and done again.

create table compliance.re_erasure (
  erasure_id uuid primary key,
  record_ids uuid[] not null,
  categories text[] not null check (cardinality(categories) > 0 and categories <@ array['contact', 'clinical', 'accounts', 'identity']),
  erased_at timestamptz not null,
  at timestamptz not null default now(),
  rows jsonb not null
);
comment on table compliance.re_erasure is 'Personal, pseudonymous: erasures that this database had forgotten, because it was restored from a backup before them, and that were done again. Sensitivity medium. Kept as compliance.erasure.';
comment on column compliance.re_erasure.erasure_id is 'Which erasure it was.';
comment on column compliance.re_erasure.record_ids is 'The records. Personal, pseudonymous.';
comment on column compliance.re_erasure.categories is 'What went.';
comment on column compliance.re_erasure.erased_at is 'When it was erased first.';
comment on column compliance.re_erasure.at is 'When it was done again.';
comment on column compliance.re_erasure.rows is 'How many rows of each table went.';
alter table compliance.re_erasure enable row level security;
alter table compliance.re_erasure force row level security;
create policy re_erasure_for_system on compliance.re_erasure for select to openward_app using (platform.scope() = 'system');
grant select on compliance.re_erasure to openward_app;
insert into platform.erasure_part (place, table_name, category, act, whose) values (928, 'compliance.re_erasure', 'kept', 'keep', 'record_ids && $1');

create function compliance.erase_again(p_erasure_id uuid, p_ids uuid[], p_categories text[], p_erased_at timestamptz) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, compliance as $$
declare
  ids uuid[];
begin
  if platform.scope() <> 'system' then
    raise insufficient_privilege using message = 'Only the hospital itself erases again';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('openward.erase-again', 0));
  if exists (select from compliance.erasure e where e.id = p_erasure_id and e.state = 'done') or exists (select from compliance.re_erasure r where r.erasure_id = p_erasure_id) then
    return '{}';
  end if;
  -- Whoever was registered after the backup is not there, and has nothing to erase.
  ids := array(select c.patient_id from records.compartment c where c.patient_id = any (p_ids) order by c.patient_id for update);
  perform from patients.patient p where p.id = any (ids) order by p.id for update;
  insert into compliance.re_erasure (erasure_id, record_ids, categories, erased_at, rows)
  values (p_erasure_id, p_ids, p_categories, p_erased_at, compliance.erase_records(ids, p_categories));
  -- What still waits for another person here was decided after the backup.
  update compliance.erasure e set state = 'done', decided_at = p_erased_at, decided_by = '00000000-0000-0000-0000-000000000000', decided_by_name = 'OpenWard', note = 'Done again after a restore', record_ids = p_ids,
    rows = (select r.rows from compliance.re_erasure r where r.erasure_id = p_erasure_id) where e.id = p_erasure_id and e.state = 'asked';
  return ids;
end $$;
comment on function compliance.erase_again(uuid, uuid[], text[], timestamptz) is 'Does an erasure again that this database has forgotten; which of its records are here. SECURITY DEFINER: for the system only, which has checked who wrote it.';
revoke all on function compliance.erase_again(uuid, uuid[], text[], timestamptz) from public;
grant execute on function compliance.erase_again(uuid, uuid[], text[], timestamptz) to openward_app;
