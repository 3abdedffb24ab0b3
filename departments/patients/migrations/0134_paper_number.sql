-- Hospital numbers that are given to paper before there is a patient: what is written on paper while there is no server is entered under them afterwards.
create table patients.paper_block (
  id uuid primary key default uuidv7(),
  place text not null check (length(btrim(place)) between 1 and 80),
  reserved_at timestamptz not null default now(),
  reserved_by uuid default platform.actor_id(),
  reserved_by_name text not null,
  printed_at timestamptz constraint paper_block_printed_after check (printed_at >= reserved_at)
);
create index paper_block_reserved on patients.paper_block (reserved_at desc, id desc);
comment on table patients.paper_block is 'Blocks of hospital numbers reserved for blank forms of a place. Not personal but for who reserved them. Kept as long as the numbers.';
comment on column patients.paper_block.id is 'Key.';
comment on column patients.paper_block.place is 'Where the forms lie: a ward, a desk.';
comment on column patients.paper_block.reserved_at is 'When the numbers were reserved.';
comment on column patients.paper_block.reserved_by is 'Who reserved them; null: the program. Personal (staff).';
comment on column patients.paper_block.reserved_by_name is 'What they were called then. Personal (staff).';
comment on column patients.paper_block.printed_at is 'When the forms were first printed; null: they are not, and nothing is entered under them.';

create table patients.paper_number (
  number text primary key default patients.next_hospital_number() check (number ~ '^\d{8,12}$' and patients.damm(number) = 0),
  block_id uuid not null references patients.paper_block (id),
  -- The number is claimed before the patient is written, in one transaction.
  patient_id uuid constraint paper_number_patient_once unique references patients.patient (id) deferrable initially deferred,
  happened_at timestamptz,
  entered_at timestamptz,
  entered_by uuid,
  entered_by_name text,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text check (length(btrim(void_reason)) between 1 and 300),
  constraint paper_number_used_or_voided check (patient_id is null or voided_at is null),
  constraint paper_number_entered_whole check (num_nulls(patient_id, happened_at, entered_at, entered_by, entered_by_name) in (0, 5)),
  constraint paper_number_voided_whole check (num_nulls(voided_at, voided_by, voided_by_name, void_reason) in (0, 4)),
  constraint paper_number_not_to_come check (happened_at <= entered_at)
);
create index paper_number_block on patients.paper_number (block_id);
create index paper_number_open on patients.paper_number (number) where patient_id is null and voided_at is null;
comment on table patients.paper_number is 'Personal: each hospital number that was reserved for paper, and what became of it. Sensitivity medium. Never deleted: each number is accounted for.';
comment on column patients.paper_number.number is 'The reserved hospital number, given to nobody else. Personal once it is used.';
comment on column patients.paper_number.block_id is 'The block it was reserved in.';
comment on column patients.paper_number.patient_id is 'Who was registered under it. Personal, pseudonymous.';
comment on column patients.paper_number.happened_at is 'When the patient was registered on paper: the time of the event. Personal.';
comment on column patients.paper_number.entered_at is 'When that was entered: the time of entry.';
comment on column patients.paper_number.entered_by is 'Who entered it. Personal (staff).';
comment on column patients.paper_number.entered_by_name is 'What they were called then. Personal (staff).';
comment on column patients.paper_number.voided_at is 'When it was said that nobody will be registered under it.';
comment on column patients.paper_number.voided_by is 'Who said so. Personal (staff).';
comment on column patients.paper_number.voided_by_name is 'What they were called then. Personal (staff).';
comment on column patients.paper_number.void_reason is 'Why it stays unused.';

create function patients.guard_paper_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  printed timestamptz;
begin
  if old.patient_id is not null or old.voided_at is not null then
    raise check_violation using message = 'A number that is used or voided does not change', constraint = 'paper_number_once', table = 'paper_number', schema = 'patients';
  end if;
  if new.patient_id is not null then
    select b.printed_at into printed from patients.paper_block b where b.id = old.block_id;
    -- A form says the minute.
    if printed is null or new.happened_at < date_trunc('minute', printed) then
      raise check_violation using message = 'Nothing is on a form before it is printed', constraint = 'paper_number_after_print', table = 'paper_number', schema = 'patients';
    end if;
    if exists (select from patients.patient p where p.id = new.patient_id) then
      raise check_violation using message = 'A patient who has a number gets no other', constraint = 'paper_number_new_patient', table = 'paper_number', schema = 'patients';
    end if;
  end if;
  return new;
end $$;
comment on function patients.guard_paper_number() is 'A reserved number is used or voided once, by a new patient, for what happened after it was printed. SECURITY DEFINER: whoever writes.';
revoke all on function patients.guard_paper_number() from public;
create trigger guard_paper_number before update on patients.paper_number for each row execute function patients.guard_paper_number();

create function patients.keep_printed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  return old;
end $$;
comment on function patients.keep_printed() is 'Forms that are printed again keep the time at which they were first.';
revoke all on function patients.keep_printed() from public;
create trigger keep_printed before update on patients.paper_block for each row when (old.printed_at is not null) execute function patients.keep_printed();

create function patients.take_paper_number() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  claimed text;
begin
  if tg_op = 'INSERT' then
    select n.number into claimed from patients.paper_number n where n.patient_id = new.id;
    if claimed is not null then
      new.hospital_number := claimed;
      return new;
    end if;
  end if;
  if exists (select from patients.paper_number n where n.number in (new.hospital_number, case when tg_op = 'UPDATE' then old.hospital_number end)) then
    raise check_violation using message = 'This number is reserved for paper', constraint = 'patient_number_is_paper', table = 'patient', schema = 'patients';
  end if;
  return new;
end $$;
comment on function patients.take_paper_number() is 'A new patient takes the reserved number that was claimed for them, and nobody another. SECURITY DEFINER: whoever writes.';
revoke all on function patients.take_paper_number() from public;
create trigger take_paper_number before insert on patients.patient for each row execute function patients.take_paper_number();
create trigger keep_paper_number before update of hospital_number on patients.patient for each row
  when (old.hospital_number <> new.hospital_number) execute function patients.take_paper_number();

create policy paper_block_kept on patients.paper_block to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
create policy paper_number_kept on patients.paper_number to openward_app
  using (platform.scope() in ('staff', 'system')) with check (platform.scope() in ('staff', 'system'));
alter table patients.paper_block enable row level security;
alter table patients.paper_block force row level security;
alter table patients.paper_number enable row level security;
alter table patients.paper_number force row level security;
grant select, insert (place, reserved_by_name), update (printed_at) on patients.paper_block to openward_app;
grant select, insert (block_id), update (patient_id, happened_at, entered_at, entered_by, entered_by_name, voided_at, voided_by, voided_by_name, void_reason) on patients.paper_number to openward_app;
