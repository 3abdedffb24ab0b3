-- The book: double entry, append-only. What must never be false is kept here, whoever writes.
create table ledger.account (
  id uuid primary key default uuidv7(),
  code text not null constraint account_code_once unique check (code ~ '^[0-9][0-9A-Z.-]{0,15}$'),
  name text not null check (name ~ '\S'),
  kind text not null check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
  parent_id uuid constraint account_parent references ledger.account (id),
  control text not null default 'none' check (control in ('none', 'patient', 'payer', 'till', 'clinician', 'supplier')),
  postable boolean not null default true,
  active boolean not null default true,
  role text constraint account_role_once unique check (role ~ '^[a-z][a-z.-]{1,40}$'),
  version int not null default 1,
  constraint account_with_role_takes_postings check (role is null or (postable and active)),
  constraint account_control_once_posted unique (id, control),
  constraint account_is_not_its_own_parent check (parent_id is distinct from id)
);
comment on table ledger.account is 'Chart of accounts. Not personal. Never deleted; one that is no longer used is made inactive.';
comment on column ledger.account.id is 'Key.';
comment on column ledger.account.code is 'Number in the chart, unique.';
comment on column ledger.account.name is 'What it is called.';
comment on column ledger.account.kind is 'asset, liability, equity, income or expense. It never changes.';
comment on column ledger.account.parent_id is 'The account that it is summed into.';
comment on column ledger.account.control is 'Whose subledger it sums: each posting on it names one of them; none for an ordinary account. It never changes.';
comment on column ledger.account.postable is 'False for one that only sums others.';
comment on column ledger.account.active is 'False once nothing more is posted on it.';
comment on column ledger.account.role is 'What it is used for by other departments, such as receivable.patient; they find it by this, whatever its code.';
comment on column ledger.account.version is 'Counts the changes.';

create table ledger.period (
  id uuid primary key default uuidv7(),
  name text not null constraint period_name_once unique check (name ~ '\S'),
  during daterange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  state text not null default 'open' check (state in ('open', 'closed')),
  version int not null default 1,
  constraint period_once exclude using gist (during with &&)
);
comment on table ledger.period is 'Accounting periods. Not personal. Kept for the life of the book.';
comment on column ledger.period.id is 'Key.';
comment on column ledger.period.name is 'What it is called, such as 2026-11.';
comment on column ledger.period.during is 'Its days; no two periods share one.';
comment on column ledger.period.state is 'open, or closed: then nothing is posted in it.';
comment on column ledger.period.version is 'Counts the changes.';

create table ledger.reopening (
  id uuid primary key default uuidv7(),
  period_id uuid not null constraint reopening_period references ledger.period (id),
  reason text not null check (reason ~ '\S'),
  asked_at timestamptz not null default now(),
  asked_by uuid not null default platform.actor_id(),
  asked_by_name text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  approved boolean,
  constraint reopening_by_another check (decided_by is distinct from asked_by or decided_by is null),
  constraint reopening_decided_whole check ((decided_at is null) = (approved is null) and (decided_at is null) = (decided_by is null))
);
create unique index reopening_asked_once on ledger.reopening (period_id) where decided_at is null;
comment on table ledger.reopening is 'Personal (staff): who asked to reopen a closed period, and who decided; never the same. Kept for the life of the book.';
comment on column ledger.reopening.id is 'Key.';
comment on column ledger.reopening.period_id is 'Which period.';
comment on column ledger.reopening.reason is 'Why it must change.';
comment on column ledger.reopening.asked_at is 'When it was asked.';
comment on column ledger.reopening.asked_by is 'The account that asked. Personal (staff).';
comment on column ledger.reopening.asked_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.reopening.decided_at is 'When it was decided.';
comment on column ledger.reopening.decided_by is 'The account that decided. Personal (staff).';
comment on column ledger.reopening.decided_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.reopening.approved is 'Whether it was granted.';

create sequence ledger.entry_number;

create table ledger.entry (
  id uuid primary key default uuidv7(),
  number bigint not null constraint entry_number_once unique,
  business_date date not null,
  period_id uuid not null references ledger.period (id),
  kind text not null check (kind ~ '^[a-z][a-z-]{1,31}$'),
  description text not null check (description ~ '\S'),
  source_kind text check (source_kind ~ '^[a-z][a-z-]{1,31}$'),
  source_id uuid,
  reverses uuid constraint entry_reversed_once unique constraint entry_reverses references ledger.entry (id),
  request_key text constraint entry_request_once unique,
  body_hash bytea not null,
  posted_at timestamptz not null default clock_timestamp(),
  posted_by uuid default platform.actor_id(),
  written_in xid8 not null default pg_current_xact_id(),
  constraint entry_source_whole check ((source_kind is null) = (source_id is null))
);
create index entry_date on ledger.entry (business_date, number);
create index entry_source on ledger.entry (source_kind, source_id) where source_id is not null;
create index entry_period on ledger.entry (period_id, number);
comment on table ledger.entry is 'Personal, pseudonymous: journal entries. Never changed or deleted; corrected by entries that reverse. Sensitivity high. Kept ten years after the period, as the books of account.';
comment on column ledger.entry.id is 'Key.';
comment on column ledger.entry.number is 'Number in order of posting. A refused posting leaves a gap; numbers of invoices have none.';
comment on column ledger.entry.business_date is 'The day it belongs to.';
comment on column ledger.entry.period_id is 'The period of that day; given by the database.';
comment on column ledger.entry.kind is 'What made it: manual, reversal, charge, payment …';
comment on column ledger.entry.description is 'What it is for. It names no patient.';
comment on column ledger.entry.source_kind is 'What it came from: charge, invoice, payment, drawer …';
comment on column ledger.entry.source_id is 'Its key there. Personal, pseudonymous.';
comment on column ledger.entry.reverses is 'The entry that it takes back; each is taken back once at most.';
comment on column ledger.entry.request_key is 'Key of what asked for it: the same key posts once.';
comment on column ledger.entry.body_hash is 'SHA-256 of what was asked, to tell the same request from another with its key.';
comment on column ledger.entry.posted_at is 'When it was posted.';
comment on column ledger.entry.posted_by is 'The account that posted it. Personal (staff).';
comment on column ledger.entry.written_in is 'The transaction that wrote it: its postings are written in the same one, or never.';

create table ledger.posting (
  entry_id uuid not null,
  line int not null check (line >= 1),
  account_id uuid not null,
  control text not null default 'none',
  party_id uuid,
  amount_minor bigint not null constraint posting_is_not_nothing check (amount_minor <> 0),
  currency text not null constraint posting_currency references ledger.currency (code),
  business_date date not null,
  cost_centre_id uuid constraint posting_cost_centre references staff.department (id),
  practitioner_id uuid constraint posting_practitioner references staff.practitioner (id),
  memo text check (memo ~ '\S'),
  primary key (entry_id, line),
  -- By the key alone: with the day beside it PostgreSQL may look through all entries of that day. keep_postings compares the days.
  constraint posting_of_its_entry foreign key (entry_id) references ledger.entry (id),
  constraint posting_account foreign key (account_id, control) references ledger.account (id, control),
  constraint posting_names_the_party check ((control = 'none') = (party_id is null))
);
create index posting_account on ledger.posting (account_id, business_date) include (currency, amount_minor);
create index posting_party on ledger.posting (party_id, account_id, business_date) where party_id is not null;
comment on table ledger.posting is 'Personal: the lines of entries. Never changed or deleted. Sensitivity high. Kept as long as their entry.';
comment on column ledger.posting.entry_id is 'The entry.';
comment on column ledger.posting.line is 'Place in it, from 1.';
comment on column ledger.posting.account_id is 'The account.';
comment on column ledger.posting.control is 'Whose subledger that account sums.';
comment on column ledger.posting.party_id is 'The patient, payer, till, clinician or supplier, on an account that sums theirs. Personal, pseudonymous.';
comment on column ledger.posting.amount_minor is 'Minor units of the currency: debit above zero, credit below. Personal.';
comment on column ledger.posting.currency is 'The currency.';
comment on column ledger.posting.business_date is 'The day of its entry.';
comment on column ledger.posting.cost_centre_id is 'The department that earned or spent it.';
comment on column ledger.posting.practitioner_id is 'Who did the work. Personal (staff).';
comment on column ledger.posting.memo is 'What this line is for. Personal.';

-- Stripes keep those who post at once from waiting for each other on a busy account; a balance is the sum of its stripes.
create table ledger.balance (
  account_id uuid not null references ledger.account (id),
  currency text not null,
  business_date date not null,
  stripe smallint not null,
  debit_minor numeric(38, 0) not null,
  credit_minor numeric(38, 0) not null,
  postings bigint not null,
  primary key (account_id, currency, business_date, stripe)
) with (fillfactor = 60);
comment on table ledger.balance is 'What was posted on each account on each day. Not personal. Written by the database alone, with each posting; always the sum of the postings.';
comment on column ledger.balance.account_id is 'The account.';
comment on column ledger.balance.currency is 'The currency.';
comment on column ledger.balance.business_date is 'The day.';
comment on column ledger.balance.stripe is 'One of several rows of that day.';
comment on column ledger.balance.debit_minor is 'Sum of debits, in minor units.';
comment on column ledger.balance.credit_minor is 'Sum of credits, in minor units, above zero.';
comment on column ledger.balance.postings is 'How many postings.';

create function ledger.keep_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
declare
  found_period ledger.period;
begin
  -- Closing takes this lock alone: no posting is under way in a period while it is closed. The period is read after the lock.
  perform pg_advisory_xact_lock_shared(7236001, 0);
  select * into found_period from ledger.period where during @> new.business_date;
  if found_period.id is null then
    raise check_violation using constraint = 'entry_has_a_period', message = 'No period holds this day';
  elsif found_period.state <> 'open' then
    raise check_violation using constraint = 'entry_in_an_open_period', message = 'The period of this day is closed';
  end if;
  new.period_id := found_period.id;
  -- After the lock: whoever takes the lock alone knows that no smaller number comes later.
  new.number := nextval('ledger.entry_number');
  new.written_in := pg_current_xact_id();
  return new;
end $$;
comment on function ledger.keep_entry() is 'Gives an entry its period, which must be open. SECURITY DEFINER: whoever writes.';
revoke all on function ledger.keep_entry() from public;
create trigger keep_entry before insert on ledger.entry for each row execute function ledger.keep_entry();

/* The smallest stripe that no other transaction writes on. The lock lasts until the transaction ends. */
create function ledger.stripe() returns smallint
language plpgsql volatile security definer set search_path = pg_catalog, ledger as $$
begin
  for stripe in 0..62 loop
    if pg_try_advisory_xact_lock(7236002, stripe) then return stripe; end if;
  end loop;
  perform pg_advisory_xact_lock(7236002, 63);
  return 63;
end $$;
comment on function ledger.stripe() is 'A stripe of the balances for this transaction alone. SECURITY DEFINER: called by keep_postings.';
revoke all on function ledger.stripe() from public;

create function ledger.keep_postings() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
declare
  bad record;
  own smallint;
begin
  -- By key, row by row: a join would now and then read the whole book.
  select p.entry_id into bad from (select distinct entry_id, business_date from new_rows) p
    where not (select e.written_in = pg_current_xact_id() and e.business_date = p.business_date from ledger.entry e where e.id = p.entry_id) limit 1;
  if found then
    raise check_violation using constraint = 'entry_is_finished', message = 'Nothing is added to an entry later';
  end if;
  select p.entry_id, p.currency into bad from new_rows p group by p.entry_id, p.currency having sum(p.amount_minor) <> 0 limit 1;
  if found then
    raise check_violation using constraint = 'entry_balances', message = 'Debits and credits of an entry are equal in each currency';
  end if;
  select a.code into bad from (select distinct account_id from new_rows) p join ledger.account a on a.id = p.account_id where not (a.postable and a.active) limit 1;
  if found then
    raise check_violation using constraint = 'account_takes_postings', message = 'This account takes no postings';
  end if;
  own := ledger.stripe();
  insert into ledger.balance as b (account_id, currency, business_date, stripe, debit_minor, credit_minor, postings)
  select account_id, currency, business_date, own, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0), coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0), count(*)
  from new_rows group by account_id, currency, business_date order by account_id, currency, business_date
  on conflict (account_id, currency, business_date, stripe) do update
    set debit_minor = b.debit_minor + excluded.debit_minor, credit_minor = b.credit_minor + excluded.credit_minor, postings = b.postings + excluded.postings;
  return null;
end $$;
comment on function ledger.keep_postings() is 'The postings of each entry come in one statement and sum to zero in each currency, in the transaction of their entry; the balances follow. SECURITY DEFINER: nobody else writes balances.';
revoke all on function ledger.keep_postings() from public;
create trigger keep_postings after insert on ledger.posting referencing new table as new_rows for each statement execute function ledger.keep_postings();

create function ledger.check_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, ledger as $$
begin
  if not exists (select from ledger.posting where entry_id = new.id) then
    raise check_violation using constraint = 'entry_has_postings', message = 'An entry has postings';
  end if;
  if new.reverses is not null and exists (
    (select account_id, party_id, currency, -amount_minor, cost_centre_id, practitioner_id from ledger.posting where entry_id = new.id
      except all select account_id, party_id, currency, amount_minor, cost_centre_id, practitioner_id from ledger.posting where entry_id = new.reverses)
    union all
    (select account_id, party_id, currency, amount_minor, cost_centre_id, practitioner_id from ledger.posting where entry_id = new.reverses
      except all select account_id, party_id, currency, -amount_minor, cost_centre_id, practitioner_id from ledger.posting where entry_id = new.id)
  ) then
    raise check_violation using constraint = 'reversal_mirrors', message = 'A reversal takes back just what was posted';
  end if;
  return null;
end $$;
comment on function ledger.check_entry() is 'At commit: an entry has postings, and one that reverses mirrors the other. SECURITY DEFINER: whoever writes.';
revoke all on function ledger.check_entry() from public;
create constraint trigger check_entry after insert on ledger.entry deferrable initially deferred for each row execute function ledger.check_entry();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise check_violation using constraint = 'book_is_append_only', message = 'What is posted is never changed: reverse it';
end $$;
comment on function ledger.refuse_change() is 'Posted rows stay as they are, for the owner of the database too.';
revoke all on function ledger.refuse_change() from public;
create trigger refuse_change before update or delete or truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger refuse_change before update or delete or truncate on ledger.posting for each statement execute function ledger.refuse_change();

create function ledger.keep_account() returns trigger language plpgsql as $$
begin
  if (new.kind, new.control) is distinct from (old.kind, old.control) then
    raise check_violation using constraint = 'account_kind_stays', message = 'The kind of an account does not change';
  end if;
  return new;
end $$;
comment on function ledger.keep_account() is 'What an account is stays as it is.';
revoke all on function ledger.keep_account() from public;
create trigger keep_account before update on ledger.account for each row execute function ledger.keep_account();

/* Posts entries, all or none. Each: {business_date, kind, description, source_kind?, source_id?, reverses?, request_key?,
   postings: [{account_id, party_id?, amount_minor, currency, cost_centre_id?, practitioner_id?, memo?}]}.
   One whose key was posted already is answered with that entry; where it asks for something else, `key_reused` is true. */
create function ledger.post(_entries jsonb) returns table (place int, entry_id uuid, number bigint, fresh boolean, key_reused boolean)
language plpgsql set search_path = pg_catalog, ledger as $$
declare
  ids uuid[] := array(select uuidv7() from generate_series(1, jsonb_array_length(_entries)));
begin
  with asked as materialized (
    select a.ordinality as place, ids[a.ordinality] as id, a.value as entry from jsonb_array_elements(_entries) with ordinality a
  ), made as (
    insert into ledger.entry as e (id, number, period_id, business_date, kind, description, source_kind, source_id, reverses, request_key, body_hash)
    select id, 0, id, (entry ->> 'business_date')::date, entry ->> 'kind', entry ->> 'description', entry ->> 'source_kind', (entry ->> 'source_id')::uuid,
      (entry ->> 'reverses')::uuid, entry ->> 'request_key', sha256(convert_to(entry::text, 'UTF8'))
    from asked order by asked.place
    on conflict (request_key) do nothing
    returning e.id, e.business_date
  )
  insert into ledger.posting (entry_id, line, account_id, control, party_id, amount_minor, currency, business_date, cost_centre_id, practitioner_id, memo)
  select m.id, p.ordinality::int, (p.value ->> 'account_id')::uuid, coalesce(c.control, 'none'), (p.value ->> 'party_id')::uuid, (p.value ->> 'amount_minor')::bigint,
    p.value ->> 'currency', m.business_date, (p.value ->> 'cost_centre_id')::uuid, (p.value ->> 'practitioner_id')::uuid, p.value ->> 'memo'
  from made m join asked a on a.id = m.id cross join lateral jsonb_array_elements(a.entry -> 'postings') with ordinality p
  left join ledger.account c on c.id = (p.value ->> 'account_id')::uuid;
  -- A new statement sees what the one that won has committed.
  return query
  select a.ordinality::int, coalesce(o.id, k.id), coalesce(o.number, k.number), o.id is not null, coalesce(k.body_hash <> sha256(convert_to(a.value::text, 'UTF8')), false)
  from jsonb_array_elements(_entries) with ordinality a
  left join lateral (select e.id, e.number from ledger.entry e where e.id = ids[a.ordinality] offset 0) o on true
  left join lateral (select e.id, e.number, e.body_hash from ledger.entry e where o.id is null and e.request_key = a.value ->> 'request_key' offset 0) k on true
  where o.id is not null or k.id is not null
  order by a.ordinality;
end $$;
comment on function ledger.post(jsonb) is 'Posts entries in one round trip; the same key posts once.';
revoke all on function ledger.post(jsonb) from public;
grant execute on function ledger.post(jsonb) to openward_app;

/* What a period must fulfil before it closes; a row is a fault. */
create function ledger.faults_of(_during daterange) returns table (fault text, account_id uuid, currency text, found numeric, expected numeric)
language sql stable security definer set search_path = pg_catalog, ledger as $$
  with folded as (
    select p.account_id, p.currency, sum(p.amount_minor) filter (where p.amount_minor > 0) as debit, -sum(p.amount_minor) filter (where p.amount_minor < 0) as credit
    from ledger.posting p where p.business_date >= lower(_during) and p.business_date < upper(_during) group by p.account_id, p.currency
  ), stored as (
    select b.account_id, b.currency, sum(b.debit_minor) as debit, sum(b.credit_minor) as credit
    from ledger.balance b where b.business_date >= lower(_during) and b.business_date < upper(_during) group by b.account_id, b.currency
  )
  select 'balance', coalesce(f.account_id, s.account_id), coalesce(f.currency, s.currency), coalesce(s.debit, 0) - coalesce(s.credit, 0), coalesce(f.debit, 0) - coalesce(f.credit, 0)
  from folded f full join stored s on s.account_id = f.account_id and s.currency = f.currency
  where coalesce(f.debit, 0) <> coalesce(s.debit, 0) or coalesce(f.credit, 0) <> coalesce(s.credit, 0)
  union all
  select 'sum', null, s.currency, sum(s.debit - s.credit), 0 from stored s group by s.currency having sum(s.debit - s.credit) <> 0
$$;
comment on function ledger.faults_of(daterange) is 'Where the stored balances of some days are not the sum of their postings, or do not sum to zero. SECURITY DEFINER: over the whole book.';
revoke all on function ledger.faults_of(daterange) from public;
grant execute on function ledger.faults_of(daterange) to openward_app;

create table ledger.export (
  id uuid primary key default uuidv7(),
  format text not null check (format in ('hledger', 'ledger', 'beancount', 'csv', 'quickbooks', 'xero', 'datev', 'odoo', 'erpnext')),
  made_at timestamptz not null default now(),
  made_by uuid default platform.actor_id(),
  made_by_name text not null,
  after_number bigint not null,
  until_number bigint not null,
  entries int not null check (entries >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint export_of_each_entry_once exclude using gist (format with =, int8range(after_number, until_number, '(]') with &&)
);
comment on table ledger.export is 'Personal (staff): what was exported to other books: each entry once in each format. Kept for the life of the book.';
comment on column ledger.export.id is 'Key.';
comment on column ledger.export.format is 'For which program.';
comment on column ledger.export.made_at is 'When.';
comment on column ledger.export.made_by is 'The account that made it. Personal (staff).';
comment on column ledger.export.made_by_name is 'What it was called then. Personal (staff).';
comment on column ledger.export.after_number is 'Entries with greater numbers than this …';
comment on column ledger.export.until_number is '… up to this one.';
comment on column ledger.export.entries is 'How many.';
comment on column ledger.export.sha256 is 'SHA-256 of the file: the same export made again is the same file.';

do $$
declare
  each text;
begin
  foreach each in array array['account', 'period', 'reopening', 'entry', 'posting', 'balance', 'export'] loop
    execute format('alter table ledger.%I enable row level security', each);
    execute format('alter table ledger.%I force row level security', each);
    execute format('create policy %I on ledger.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
  end loop;
end $$;
grant select on ledger.balance to openward_app;
grant select, insert on ledger.entry, ledger.posting, ledger.account, ledger.period, ledger.reopening, ledger.export to openward_app;
grant update (code, name, parent_id, postable, active, role, version) on ledger.account to openward_app;
grant update (name, during, state, version) on ledger.period to openward_app;
grant update (decided_at, decided_by, decided_by_name, approved) on ledger.reopening to openward_app;
