-- Numbers of visits that are given to paper before there is a visit: what is written on paper while there is no server is entered under them afterwards.
create table visits.form_block (
  id uuid primary key default uuidv7(),
  place text not null check (length(btrim(place)) between 1 and 80),
  reserved_at timestamptz not null default now(),
  reserved_by uuid default platform.actor_id(),
  reserved_by_name text not null,
  printed_at timestamptz constraint form_block_printed_after check (printed_at >= reserved_at)
);
create index form_block_reserved on visits.form_block (reserved_at desc, id desc);
comment on table visits.form_block is 'Blocks of numbers of visits reserved for blank sheets of a place. Not personal but for who reserved them. Kept as long as the numbers.';
comment on column visits.form_block.id is 'Key.';
comment on column visits.form_block.place is 'Where the sheets lie: a ward, a desk.';
comment on column visits.form_block.reserved_at is 'When the numbers were reserved.';
comment on column visits.form_block.reserved_by is 'Who reserved them; null: the program. Personal (staff).';
comment on column visits.form_block.reserved_by_name is 'What they were called then. Personal (staff).';
comment on column visits.form_block.printed_at is 'When the sheets were first printed; null: they are not, and nothing is entered under them.';

create table visits.form_number (
  number text primary key default visits.next_number() check (number ~ '^\d{8,12}$' and patients.damm(number) = 0),
  block_id uuid not null references visits.form_block (id),
  -- No foreign key: a visit may be erased, its number stays accounted for. That there is one when it is claimed is checked at the commit.
  visit_id uuid constraint form_number_visit_once unique,
  happened_at timestamptz,
  entered_at timestamptz,
  entered_by uuid,
  entered_by_name text,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text check (length(btrim(void_reason)) between 1 and 300),
  constraint form_number_used_or_voided check (visit_id is null or voided_at is null),
  constraint form_number_entered_whole check (num_nulls(visit_id, happened_at, entered_at, entered_by, entered_by_name) in (0, 5)),
  constraint form_number_voided_whole check (num_nulls(voided_at, voided_by, voided_by_name, void_reason) in (0, 4)),
  constraint form_number_not_to_come check (happened_at <= entered_at)
);
create index form_number_block on visits.form_number (block_id);
create index form_number_open on visits.form_number (number) where visit_id is null and voided_at is null;
comment on table visits.form_number is 'Personal: each number of a visit that was reserved for paper, and what became of it. Sensitivity medium. Never deleted: each number is accounted for.';
comment on column visits.form_number.number is 'The reserved number of a visit, given to no other. Personal once it is used.';
comment on column visits.form_number.block_id is 'The block it was reserved in.';
comment on column visits.form_number.visit_id is 'The visit that was opened under it. Personal, pseudonymous.';
comment on column visits.form_number.happened_at is 'When the visit began on paper: the time of the event. Personal.';
comment on column visits.form_number.entered_at is 'When that was entered: the time of entry.';
comment on column visits.form_number.entered_by is 'Who entered it. Personal (staff).';
comment on column visits.form_number.entered_by_name is 'What they were called then. Personal (staff).';
comment on column visits.form_number.voided_at is 'When it was said that no visit will be opened under it.';
comment on column visits.form_number.voided_by is 'Who said so. Personal (staff).';
comment on column visits.form_number.voided_by_name is 'What they were called then. Personal (staff).';
comment on column visits.form_number.void_reason is 'Why it stays unused.';

create function visits.guard_form_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  printed timestamptz;
begin
  if old.visit_id is not null or old.voided_at is not null then
    raise check_violation using message = 'A number that is used or voided does not change', constraint = 'form_number_once', table = 'form_number', schema = 'visits';
  end if;
  if new.visit_id is not null then
    select b.printed_at into printed from visits.form_block b where b.id = old.block_id;
    -- A sheet says the minute.
    if printed is null or new.happened_at < date_trunc('minute', printed) then
      raise check_violation using message = 'Nothing is on a sheet before it is printed', constraint = 'form_number_after_print', table = 'form_number', schema = 'visits';
    end if;
    if exists (select from visits.visit v where v.id = new.visit_id) then
      raise check_violation using message = 'A visit that has a number gets no other', constraint = 'form_number_new_visit', table = 'form_number', schema = 'visits';
    end if;
  end if;
  return new;
end $$;
comment on function visits.guard_form_number() is 'A reserved number is used or voided once, by a new visit, for what happened after it was printed. SECURITY DEFINER: whoever writes.';
revoke all on function visits.guard_form_number() from public;
create trigger guard_form_number before update on visits.form_number for each row execute function visits.guard_form_number();

create function visits.check_form_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from visits.visit v where v.id = new.visit_id and v.number = new.number) then
    raise check_violation using message = 'A number is used by a visit', constraint = 'form_number_has_its_visit', table = 'form_number', schema = 'visits';
  end if;
  return null;
end $$;
comment on function visits.check_form_number() is 'Whoever claims a number opens the visit in the same transaction. SECURITY DEFINER: whoever may see it.';
revoke all on function visits.check_form_number() from public;
create constraint trigger check_form_number after update on visits.form_number deferrable initially deferred
  for each row when (new.visit_id is not null) execute function visits.check_form_number();

create function visits.keep_printed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  return old;
end $$;
comment on function visits.keep_printed() is 'Sheets that are printed again keep the time at which they were first.';
revoke all on function visits.keep_printed() from public;
create trigger keep_printed before update on visits.form_block for each row when (old.printed_at is not null) execute function visits.keep_printed();

create function visits.take_form_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  claimed text;
begin
  select n.number into claimed from visits.form_number n where n.visit_id = new.id;
  if claimed is not null then
    new.number := claimed;
  elsif exists (select from visits.form_number n where n.number = new.number) then
    raise check_violation using message = 'This number is reserved for paper', constraint = 'visit_number_is_paper', table = 'visit', schema = 'visits';
  end if;
  return new;
end $$;
comment on function visits.take_form_number() is 'A new visit takes the reserved number that was claimed for it, and no other does. SECURITY DEFINER: whoever writes.';
revoke all on function visits.take_form_number() from public;
create trigger take_form_number before insert on visits.visit for each row execute function visits.take_form_number();

create policy form_block_kept on visits.form_block to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy form_number_kept on visits.form_number to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table visits.form_block enable row level security;
alter table visits.form_block force row level security;
alter table visits.form_number enable row level security;
alter table visits.form_number force row level security;
grant select, insert (place, reserved_by_name), update (printed_at) on visits.form_block to openward_app;
grant select, insert (block_id), update (visit_id, happened_at, entered_at, entered_by, entered_by_name, voided_at, voided_by, voided_by_name, void_reason) on visits.form_number to openward_app;

insert into platform.erasure_part (place, table_name, category, act, whose, sets) values
  (930, 'visits.form_number', 'kept', 'keep', 'visit_id in (select id from visits.visit where patient_id = any ($1))', null);
