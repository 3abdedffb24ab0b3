-- Cash drawers: who held which, what went in and out, what was counted; and the days that were closed.

create table billing.drawer (
  id uuid primary key default uuidv7(),
  code text not null constraint drawer_code_once unique check (code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'),
  name text not null check (name ~ '\S'),
  location_id uuid not null constraint drawer_location references staff.location (id),
  active boolean not null default true,
  version int not null default 1
);
comment on table billing.drawer is 'Cash drawers. Not personal. Never deleted; one that is no longer used is made inactive.';
comment on column billing.drawer.id is 'Key; the party of its postings on the tills of the book.';
comment on column billing.drawer.code is 'What stands on it.';
comment on column billing.drawer.name is 'What it is called.';
comment on column billing.drawer.location_id is 'Where it stands; its day is closed with that place.';
comment on column billing.drawer.active is 'False once it is no longer opened.';
comment on column billing.drawer.version is 'Counts the changes.';

create table billing.drawer_reason (
  id uuid primary key default uuidv7(),
  name text not null constraint drawer_reason_once unique check (name ~ '\S'),
  direction text not null check (direction in ('in', 'out')),
  account_id uuid not null constraint drawer_reason_account references ledger.account (id),
  active boolean not null default true
);
comment on table billing.drawer_reason is 'What money is paid into or out of a drawer for, beside payments. Not personal. Kept for the life of the book.';
comment on column billing.drawer_reason.id is 'Key.';
comment on column billing.drawer_reason.name is 'What for, such as stamps.';
comment on column billing.drawer_reason.direction is 'in or out.';
comment on column billing.drawer_reason.account_id is 'The account of the book that it goes to or comes from.';
comment on column billing.drawer_reason.active is 'False once it is no longer chosen.';

create table billing.drawer_session (
  id uuid primary key default uuidv7(),
  drawer_id uuid not null constraint session_drawer references billing.drawer (id),
  location_id uuid not null constraint session_location references staff.location (id),
  holder_id uuid not null,
  holder_name text not null,
  business_date date not null,
  state text not null default 'open' check (state in ('open', 'counted', 'closed')),
  opened_at timestamptz not null default clock_timestamp(),
  handed_from uuid constraint session_handed_from references billing.drawer_session (id),
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  version int not null default 1,
  constraint session_closed_whole check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_by is null) and (closed_by is null) = (closed_by_name is null))
);
create unique index drawer_open_once on billing.drawer_session (drawer_id) where state <> 'closed';
create unique index drawer_holder_once on billing.drawer_session (holder_id) where state <> 'closed';
create index drawer_session_day on billing.drawer_session (location_id, business_date);
comment on table billing.drawer_session is 'Personal (staff): who held a drawer from when to when. A drawer has one holder at a time, and a person one drawer. Kept ten years, as the books of account.';
comment on column billing.drawer_session.id is 'Key.';
comment on column billing.drawer_session.drawer_id is 'The drawer.';
comment on column billing.drawer_session.location_id is 'Where it stood.';
comment on column billing.drawer_session.holder_id is 'The account that answers for it. Personal (staff).';
comment on column billing.drawer_session.holder_name is 'What it was called then. Personal (staff).';
comment on column billing.drawer_session.business_date is 'The day to which what is taken belongs: that of its opening, until the day is closed while it is open.';
comment on column billing.drawer_session.state is 'open; counted: waits for leave to close with a difference; closed.';
comment on column billing.drawer_session.opened_at is 'When it was opened or taken over.';
comment on column billing.drawer_session.handed_from is 'Who held it before, where it was handed over.';
comment on column billing.drawer_session.closed_at is 'When it was closed or handed over.';
comment on column billing.drawer_session.closed_by is 'The account that closed it. Personal (staff).';
comment on column billing.drawer_session.closed_by_name is 'What it was called then. Personal (staff).';
comment on column billing.drawer_session.version is 'Counts the changes.';

create table billing.drawer_movement (
  id uuid primary key default uuidv7(),
  session_id uuid not null constraint movement_session references billing.drawer_session (id),
  kind text not null check (kind in ('float', 'payment', 'change', 'refund', 'cancellation', 'pay-in', 'pay-out', 'safe-drop', 'bank-deposit', 'difference', 'handed-over', 'taken-over', 'emptied')),
  amount_minor bigint not null constraint movement_is_not_nothing check (amount_minor <> 0),
  currency text not null constraint movement_currency references ledger.currency (code),
  location_id uuid not null,
  business_date date not null,
  source_id uuid,
  reason_id uuid constraint movement_reason references billing.drawer_reason (id),
  note text check (note ~ '\S'),
  entry_id uuid constraint movement_entry references ledger.entry (id),
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null
);
create index drawer_movement_session on billing.drawer_movement (session_id, at);
comment on table billing.drawer_movement is 'Personal, pseudonymous: what went into a drawer and out of it. Never changed or deleted. Sensitivity medium. Kept ten years, as the books of account.';
comment on column billing.drawer_movement.id is 'Key.';
comment on column billing.drawer_movement.session_id is 'Who held it then.';
comment on column billing.drawer_movement.kind is 'What it was: float, payment, change, refund, drop to the safe, difference …';
comment on column billing.drawer_movement.amount_minor is 'Into the drawer above zero, out of it below, in minor units.';
comment on column billing.drawer_movement.currency is 'The currency.';
comment on column billing.drawer_movement.location_id is 'Where the drawer stood.';
comment on column billing.drawer_movement.business_date is 'The day it belongs to.';
comment on column billing.drawer_movement.source_id is 'The payment or refund that it belongs to. Personal, pseudonymous.';
comment on column billing.drawer_movement.reason_id is 'What money was paid in or out for.';
comment on column billing.drawer_movement.note is 'What the cashier noted.';
comment on column billing.drawer_movement.entry_id is 'Its entry in the book; none where the drawer only changes hands.';
comment on column billing.drawer_movement.at is 'When.';
comment on column billing.drawer_movement.by_id is 'The account that did it. Personal (staff).';
comment on column billing.drawer_movement.by_name is 'What it was called then. Personal (staff).';

create table billing.drawer_count (
  id uuid primary key default uuidv7(),
  session_id uuid not null constraint count_session references billing.drawer_session (id),
  purpose text not null check (purpose in ('close', 'hand-over', 'take-over')),
  currency text not null constraint count_currency references ledger.currency (code),
  pieces jsonb not null check (jsonb_typeof(pieces) = 'array'),
  counted_minor bigint not null check (counted_minor >= 0),
  expected_minor bigint not null,
  at timestamptz not null default clock_timestamp(),
  by_id uuid default platform.actor_id(),
  by_name text not null
);
create index drawer_count_session on billing.drawer_count (session_id, at);
comment on table billing.drawer_count is 'Personal (staff): what was counted in a drawer, before anybody was told what should be in it. Never changed or deleted. Kept ten years, as the books of account.';
comment on column billing.drawer_count.id is 'Key.';
comment on column billing.drawer_count.session_id is 'Whose drawer.';
comment on column billing.drawer_count.purpose is 'close, hand-over (by who gives it) or take-over (by who takes it).';
comment on column billing.drawer_count.currency is 'The currency.';
comment on column billing.drawer_count.pieces is 'Coins and notes: [{value, count}], the value as decimal text.';
comment on column billing.drawer_count.counted_minor is 'Their sum, in minor units.';
comment on column billing.drawer_count.expected_minor is 'What should have been there.';
comment on column billing.drawer_count.at is 'When.';
comment on column billing.drawer_count.by_id is 'The account that counted. Personal (staff).';
comment on column billing.drawer_count.by_name is 'What it was called then. Personal (staff).';

create table billing.drawer_hand_over (
  id uuid primary key default uuidv7(),
  session_id uuid not null constraint hand_over_session references billing.drawer_session (id),
  to_id uuid not null,
  to_name text not null,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'withdrawn')),
  offered_at timestamptz not null default clock_timestamp(),
  offered_by uuid not null default platform.actor_id(),
  ended_at timestamptz,
  constraint hand_over_to_another check (to_id <> offered_by),
  constraint hand_over_ended_whole check ((state = 'offered') = (ended_at is null))
);
create unique index hand_over_offered_once on billing.drawer_hand_over (session_id) where state = 'offered';
comment on table billing.drawer_hand_over is 'Personal (staff): a drawer that is offered to the next cashier, and whether that one accepted it. Kept ten years, as the books of account.';
comment on column billing.drawer_hand_over.id is 'Key.';
comment on column billing.drawer_hand_over.session_id is 'Who gives it.';
comment on column billing.drawer_hand_over.to_id is 'The account that shall take it. Personal (staff).';
comment on column billing.drawer_hand_over.to_name is 'What it was called then. Personal (staff).';
comment on column billing.drawer_hand_over.state is 'offered, accepted, or withdrawn.';
comment on column billing.drawer_hand_over.offered_at is 'When it was offered.';
comment on column billing.drawer_hand_over.offered_by is 'The account that offered it. Personal (staff).';
comment on column billing.drawer_hand_over.ended_at is 'When it was accepted or withdrawn.';

create table billing.day_close (
  id uuid primary key default uuidv7(),
  location_id uuid not null constraint day_close_location references staff.location (id),
  business_date date not null,
  totals jsonb not null check (jsonb_typeof(totals) = 'object'),
  closed_at timestamptz not null default clock_timestamp(),
  closed_by uuid not null default platform.actor_id(),
  closed_by_name text not null,
  constraint day_closed_once unique (location_id, business_date)
);
comment on table billing.day_close is 'Personal (staff): days that were closed at a place. Nothing of such a day or an earlier one is taken there any more. Never changed or deleted. Kept ten years, as the books of account.';
comment on column billing.day_close.id is 'Key.';
comment on column billing.day_close.location_id is 'Where.';
comment on column billing.day_close.business_date is 'Which day.';
comment on column billing.day_close.totals is 'What was taken and given back, by method and currency, there and at no place (transfers, the gateway), and what lay in drawers that stayed open.';
comment on column billing.day_close.closed_at is 'When.';
comment on column billing.day_close.closed_by is 'The account that closed it. Personal (staff).';
comment on column billing.day_close.closed_by_name is 'What it was called then. Personal (staff).';

create function billing.refuse_change() returns trigger language plpgsql as $$
begin
  raise check_violation using constraint = 'money_is_append_only', message = 'What was taken or given is never changed: take it back';
end $$;
comment on function billing.refuse_change() is 'Rows of money stay as they are, for the owner of the database too.';
revoke all on function billing.refuse_change() from public;
create trigger refuse_change before update or delete or truncate on billing.drawer_movement for each statement execute function billing.refuse_change();
create trigger refuse_change before update or delete or truncate on billing.drawer_count for each statement execute function billing.refuse_change();
create trigger refuse_change before update or delete or truncate on billing.day_close for each statement execute function billing.refuse_change();

/* Whoever closes a day takes the lock of the place alone. The day is looked for after the lock. */
create function billing.refuse_closed_day(_location_id uuid, _business_date date) returns void
language plpgsql volatile security definer set search_path = pg_catalog, billing as $$
begin
  perform pg_advisory_xact_lock_shared(7236011, hashtext(_location_id::text));
  if exists (select from billing.day_close c where c.location_id = _location_id and c.business_date >= _business_date) then
    raise check_violation using constraint = 'day_is_closed', message = 'This day is closed';
  end if;
end $$;
comment on function billing.refuse_closed_day(uuid, date) is 'Nothing is added to a day that is closed. SECURITY DEFINER: called by triggers, whoever writes.';
revoke all on function billing.refuse_closed_day(uuid, date) from public;

create function billing.keep_movement() returns trigger
language plpgsql security definer set search_path = pg_catalog, billing as $$
declare
  held billing.drawer_session;
begin
  select * into held from billing.drawer_session where id = new.session_id for no key update;
  if held.state = 'closed' or (held.state = 'counted' and new.kind not in ('difference', 'emptied')) then
    raise check_violation using constraint = 'drawer_is_open', message = 'This drawer is not open';
  end if;
  new.location_id := held.location_id;
  new.business_date := held.business_date;
  perform billing.refuse_closed_day(held.location_id, held.business_date);
  if new.amount_minor < 0 and (select coalesce(sum(amount_minor), 0) from billing.drawer_movement where session_id = new.session_id and currency = new.currency) + new.amount_minor < 0 then
    raise check_violation using constraint = 'drawer_has_it', message = 'There is not so much in this drawer';
  end if;
  return new;
end $$;
comment on function billing.keep_movement() is 'What moves in a drawer belongs to its day, moves while it is open, and is there. SECURITY DEFINER: whoever writes.';
revoke all on function billing.keep_movement() from public;
create trigger keep_movement before insert on billing.drawer_movement for each row execute function billing.keep_movement();

create function billing.keep_session() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' then
    raise check_violation using constraint = 'drawer_is_closed', message = 'This drawer was closed';
  end if;
  if new.state = 'closed' and exists (select from billing.drawer_movement where session_id = new.id group by currency having sum(amount_minor) <> 0) then
    raise check_violation using constraint = 'drawer_is_empty', message = 'A drawer is emptied before it is closed';
  end if;
  return new;
end $$;
comment on function billing.keep_session() is 'A drawer is closed empty, and then stays closed.';
revoke all on function billing.keep_session() from public;
create trigger keep_session before update on billing.drawer_session for each row execute function billing.keep_session();

do $$
declare
  each text;
begin
  foreach each in array array['drawer', 'drawer_reason', 'drawer_session', 'drawer_movement', 'drawer_count', 'drawer_hand_over', 'day_close'] loop
    execute format('alter table billing.%I enable row level security', each);
    execute format('alter table billing.%I force row level security', each);
    execute format('create policy %I on billing.%I to openward_app using (platform.scope() in (''staff'', ''system''))
      with check (platform.scope() in (''staff'', ''system''))', each || '_for_staff', each);
    execute format('grant select, insert on billing.%I to openward_app', each);
  end loop;
end $$;
grant update (code, name, location_id, active, version) on billing.drawer to openward_app;
grant update (name, active) on billing.drawer_reason to openward_app;
grant update (business_date, state, closed_at, closed_by, closed_by_name, version) on billing.drawer_session to openward_app;
grant update (state, ended_at) on billing.drawer_hand_over to openward_app;

create function billing.cashiers() returns table (account_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, auth as $$
  select distinct a.id, a.display_name from auth.account a join auth.account_role r on r.account_id = a.id join auth.role_permission p on p.role = r.role
  where p.permission = 'billing.collect' and a.kind = 'person' and a.disabled_at is null and platform.scope() in ('staff', 'system')
$$;
comment on function billing.cashiers() is 'Who keeps a till, to hand a drawer over to. SECURITY DEFINER: roles of others are not read otherwise; tells names alone.';
revoke all on function billing.cashiers() from public;
grant execute on function billing.cashiers() to openward_app;
