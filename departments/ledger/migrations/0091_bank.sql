-- What banks say of the hospital's accounts, and which postings it is.
create table ledger.bank_statement (
  id uuid primary key default uuidv7(),
  account_id uuid not null constraint bank_statement_account references ledger.account (id),
  reference text not null check (reference ~ '\S'),
  account_number text check (account_number ~ '\S'),
  format text not null check (format in ('camt.053', 'mt940', 'csv')),
  currency text not null constraint bank_statement_currency references ledger.currency (code),
  from_day date not null,
  until_day date not null,
  opening_minor bigint not null,
  closing_minor bigint not null,
  body_hash bytea not null,
  imported_at timestamptz not null default now(),
  imported_by uuid default platform.actor_id(),
  imported_by_name text not null,
  written_in xid8 not null default pg_current_xact_id(),
  constraint bank_statement_once unique (account_id, reference),
  constraint bank_statement_days check (until_day >= from_day),
  constraint bank_statement_of_its_account unique (id, account_id, currency)
);
create index bank_statement_days_of_account on ledger.bank_statement (account_id, until_day);
comment on table ledger.bank_statement is 'Personal (staff): statements of banks as they were imported. Never changed or deleted. Kept ten years, as the books of account.';
comment on column ledger.bank_statement.id is 'Key.';
comment on column ledger.bank_statement.account_id is 'The account of the book that it is of.';
comment on column ledger.bank_statement.reference is 'The bank’s name of it; of a CSV file, its hash.';
comment on column ledger.bank_statement.account_number is 'IBAN or number as the bank tells it.';
comment on column ledger.bank_statement.format is 'What kind of file it was.';
comment on column ledger.bank_statement.currency is 'The currency.';
comment on column ledger.bank_statement.from_day is 'Its first day.';
comment on column ledger.bank_statement.until_day is 'Its last day.';
comment on column ledger.bank_statement.opening_minor is 'Balance before, in minor units.';
comment on column ledger.bank_statement.closing_minor is 'Balance after; opening and movements come to it.';
comment on column ledger.bank_statement.body_hash is 'SHA-256 of what was read, to tell the same statement from another of its name.';
comment on column ledger.bank_statement.imported_at is 'When it was imported.';
comment on column ledger.bank_statement.imported_by is 'The account that imported it. Personal (staff).';
comment on column ledger.bank_statement.imported_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.bank_statement.written_in is 'The transaction that wrote it: its lines are written in the same one, or never.';

create table ledger.bank_line (
  id uuid primary key default uuidv7(),
  statement_id uuid not null,
  account_id uuid not null,
  currency text not null,
  line int not null check (line >= 1),
  booked_on date not null,
  valued_on date not null,
  amount_minor bigint not null check (amount_minor <> 0),
  reference text check (reference ~ '\S'),
  bank_reference text check (bank_reference ~ '\S'),
  counterparty text check (counterparty ~ '\S'),
  purpose text check (purpose ~ '\S'),
  constraint bank_line_place unique (statement_id, line),
  constraint bank_line_of_its_statement foreign key (statement_id, account_id, currency) references ledger.bank_statement (id, account_id, currency)
);
create index bank_line_day on ledger.bank_line (account_id, booked_on, id);
comment on table ledger.bank_line is 'Personal: movements as banks tell them. Never changed or deleted. Sensitivity high. Kept as long as their statement.';
comment on column ledger.bank_line.id is 'Key.';
comment on column ledger.bank_line.statement_id is 'The statement.';
comment on column ledger.bank_line.account_id is 'The account of that statement.';
comment on column ledger.bank_line.currency is 'The currency of that statement.';
comment on column ledger.bank_line.line is 'Place in it, from 1.';
comment on column ledger.bank_line.booked_on is 'The day on which the bank booked it.';
comment on column ledger.bank_line.valued_on is 'The day from which it counts for interest.';
comment on column ledger.bank_line.amount_minor is 'Minor units: into the account above zero, out of it below. Personal.';
comment on column ledger.bank_line.reference is 'What who paid gave as a reference. Personal.';
comment on column ledger.bank_line.bank_reference is 'The bank’s own reference. Personal, pseudonymous.';
comment on column ledger.bank_line.counterparty is 'Who paid, or was paid. Personal.';
comment on column ledger.bank_line.purpose is 'What for, in their words. Personal.';

create table ledger.bank_match (
  id uuid primary key default uuidv7(),
  bank_line_id uuid not null constraint bank_match_line references ledger.bank_line (id),
  entry_id uuid not null,
  posting_line int not null,
  amount_minor bigint not null check (amount_minor <> 0),
  matched_at timestamptz not null default clock_timestamp(),
  matched_by uuid default platform.actor_id(),
  matched_by_name text not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  ended_reason text check (ended_reason ~ '\S'),
  constraint bank_match_posting foreign key (entry_id, posting_line) references ledger.posting (entry_id, line),
  constraint bank_match_ended_whole check ((ended_at is null) = (ended_by_name is null) and (ended_at is null) = (ended_reason is null))
);
create unique index bank_match_once on ledger.bank_match (bank_line_id, entry_id, posting_line) where ended_at is null;
create index bank_match_of_posting on ledger.bank_match (entry_id, posting_line) where ended_at is null;
comment on table ledger.bank_match is 'Personal (staff): which posting a movement of the bank is, and who said so; what was taken back stays as history. Kept ten years, as the books of account.';
comment on column ledger.bank_match.id is 'Key.';
comment on column ledger.bank_match.bank_line_id is 'The movement of the bank.';
comment on column ledger.bank_match.entry_id is 'The entry.';
comment on column ledger.bank_match.posting_line is 'Its line on the account of the bank.';
comment on column ledger.bank_match.amount_minor is 'How much of both it is; a movement and a posting are matched to at most their amounts.';
comment on column ledger.bank_match.matched_at is 'When.';
comment on column ledger.bank_match.matched_by is 'The account that matched. Personal (staff).';
comment on column ledger.bank_match.matched_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.bank_match.ended_at is 'When it was taken back.';
comment on column ledger.bank_match.ended_by is 'The account that took it back. Personal (staff).';
comment on column ledger.bank_match.ended_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.bank_match.ended_reason is 'Why it was taken back.';

create function ledger.keep_bank_line() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
begin
  if exists (select from new_rows l join ledger.bank_statement s on s.id = l.statement_id where s.written_in <> pg_current_xact_id()) then
    raise check_violation using constraint = 'bank_statement_is_finished', message = 'Nothing is added to a statement later';
  end if;
  return null;
end $$;
comment on function ledger.keep_bank_line() is 'Lines come with their statement. SECURITY DEFINER: whoever writes.';
revoke all on function ledger.keep_bank_line() from public;
create trigger keep_bank_line after insert on ledger.bank_line referencing new table as new_rows for each statement execute function ledger.keep_bank_line();

create function ledger.check_bank_statement() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
begin
  if new.opening_minor + coalesce((select sum(amount_minor) from ledger.bank_line where statement_id = new.id), 0) <> new.closing_minor then
    raise check_violation using constraint = 'bank_statement_adds_up', message = 'Opening balance and movements do not come to the closing balance';
  end if;
  return null;
end $$;
comment on function ledger.check_bank_statement() is 'At commit: opening and movements come to closing. SECURITY DEFINER: whoever writes.';
revoke all on function ledger.check_bank_statement() from public;
create constraint trigger check_bank_statement after insert on ledger.bank_statement deferrable initially deferred for each row execute function ledger.check_bank_statement();

/* Two who match the same movement, or the same posting, wait for each other here: the movement first, then the posting. */
create function ledger.keep_bank_match() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
declare
  moved ledger.bank_line;
  posted ledger.posting;
begin
  select * into moved from ledger.bank_line where id = new.bank_line_id for update;
  select * into posted from ledger.posting where entry_id = new.entry_id and line = new.posting_line for update;
  if (moved.account_id, moved.currency) is distinct from (posted.account_id, posted.currency) then
    raise check_violation using constraint = 'bank_match_same_account', message = 'A movement of the bank is a posting on its own account';
  elsif sign(new.amount_minor) <> sign(moved.amount_minor) or sign(new.amount_minor) <> sign(posted.amount_minor) then
    raise check_violation using constraint = 'bank_match_same_side', message = 'Money in is no money out';
  elsif abs(new.amount_minor + coalesce((select sum(amount_minor) from ledger.bank_match where bank_line_id = new.bank_line_id and ended_at is null), 0)) > abs(moved.amount_minor) then
    raise check_violation using constraint = 'bank_match_within_line', message = 'A movement is matched to at most its amount';
  elsif abs(new.amount_minor + coalesce((select sum(amount_minor) from ledger.bank_match where entry_id = new.entry_id and posting_line = new.posting_line and ended_at is null), 0)) > abs(posted.amount_minor) then
    raise check_violation using constraint = 'bank_match_within_posting', message = 'A posting is matched to at most its amount';
  end if;
  return new;
end $$;
comment on function ledger.keep_bank_match() is 'A movement and a posting are matched to at most their amounts. SECURITY DEFINER: locks what is never changed.';
revoke all on function ledger.keep_bank_match() from public;
create trigger keep_bank_match before insert on ledger.bank_match for each row execute function ledger.keep_bank_match();

create function ledger.end_bank_match() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (new.bank_line_id, new.entry_id, new.posting_line, new.amount_minor) is distinct from (old.bank_line_id, old.entry_id, old.posting_line, old.amount_minor) then
    raise check_violation using constraint = 'bank_match_is_history', message = 'This was taken back already';
  end if;
  return new;
end $$;
comment on function ledger.end_bank_match() is 'A match is taken back once, and nothing else of it changes.';
revoke all on function ledger.end_bank_match() from public;
create trigger end_bank_match before update on ledger.bank_match for each row execute function ledger.end_bank_match();
create trigger refuse_change before update or delete or truncate on ledger.bank_statement for each statement execute function ledger.refuse_change();
create trigger refuse_change before update or delete or truncate on ledger.bank_line for each statement execute function ledger.refuse_change();
create trigger refuse_change before delete or truncate on ledger.bank_match for each statement execute function ledger.refuse_change();

do $$
declare
  each text;
begin
  foreach each in array array['bank_statement', 'bank_line', 'bank_match'] loop
    execute format('alter table ledger.%I enable row level security', each);
    execute format('alter table ledger.%I force row level security', each);
    execute format('create policy %I on ledger.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select, insert on ledger.bank_statement, ledger.bank_line, ledger.bank_match to openward_app;
grant update (ended_at, ended_by, ended_by_name, ended_reason) on ledger.bank_match to openward_app;
