import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

export interface SumRow { method: string; currency: string; taken_minor: bigint; given_minor: bigint; payments: number }

/** What was taken and given back on a day, by method: at a place, everywhere, or at none (a transfer, the gateway). What was cancelled counts as nothing. */
export async function sumsOf(tx: Tx, business_date: string, at: { location_id: string } | 'everywhere' | 'no place'): Promise<SumRow[]> {
  const there = at === 'everywhere' ? sql`true` : at === 'no place' ? sql`location_id is null` : sql`location_id = ${at.location_id}::uuid`;
  const { rows } = await sql<SumRow>`
    select method, currency, sum(taken)::bigint as taken_minor, sum(given)::bigint as given_minor, sum(n)::int as payments from (
      select method, currency, amount_minor as taken, 0::bigint as given, 1 as n from billing.payment where business_date = ${business_date}::date and state = 'taken' and ${there}
      union all select 'cash', book_currency, 0, change_minor, 0 from billing.payment where business_date = ${business_date}::date and state = 'taken' and currency <> book_currency and change_minor > 0 and ${there}
      union all select method, currency, 0, paid_minor, 0 from billing.refund where business_date = ${business_date}::date and ${there}) x
    group by method, currency order by method, currency`.execute(tx);
  return rows;
}

export interface SessionRow { id: string; drawer_name: string; holder_name: string; state: 'open' | 'counted' | 'closed'; opened_at: string; closed_at: string | null; contents: { currency: string; minor: string }[] }

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Who held drawers at a place on a day; those that are open, on it or before. */
export async function sessionsOf(tx: Tx, location_id: string, business_date: string): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, d.name as drawer_name, s.holder_name, s.state, ${iso('s.opened_at')} as opened_at, ${iso('s.closed_at')} as closed_at,
      (select coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'minor', sum::text) order by currency), '[]') from (select currency, sum(amount_minor) from billing.drawer_movement where session_id = s.id group by currency) m) as contents
    from billing.drawer_session s join billing.drawer d on d.id = s.drawer_id
    where s.location_id = ${location_id}::uuid and (s.business_date = ${business_date}::date or (s.state <> 'closed' and s.business_date < ${business_date}::date)) order by s.opened_at`.execute(tx);
  return rows;
}

export async function closedDay(tx: Tx, location_id: string, business_date: string): Promise<{ closed_at: string; closed_by_name: string } | undefined> {
  const { rows } = await sql<{ closed_at: string; closed_by_name: string }>`
    select ${iso('closed_at')} as closed_at, closed_by_name from billing.day_close where location_id = ${location_id}::uuid and business_date = ${business_date}::date`.execute(tx);
  return rows[0];
}

export async function placeName(tx: Tx, location_id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from staff.location where id = ${location_id}::uuid`.execute(tx);
  return rows[0]?.name;
}

/** Waits for those who take money at a place, and keeps others from it until the transaction ends. */
export async function cutDay(tx: Tx, location_id: string): Promise<void> {
  // Drawers before the day, as whoever takes a payment does.
  await sql`select from billing.drawer_session where location_id = ${location_id}::uuid and state <> 'closed' order by id for no key update`.execute(tx);
  await sql`select pg_advisory_xact_lock(7236011, hashtext(${location_id}))`.execute(tx);
}

export async function rollOn(tx: Tx, location_id: string, business_date: string): Promise<void> {
  await sql`update billing.drawer_session set business_date = ${business_date}::date + 1, version = version + 1 where location_id = ${location_id}::uuid and state <> 'closed' and business_date <= ${business_date}::date`.execute(tx);
}

export async function insertDayClose(tx: Tx, it: { location_id: string; business_date: string; totals: object; by_name: string }): Promise<void> {
  await sql`insert into billing.day_close (location_id, business_date, totals, closed_by_name) values (${it.location_id}::uuid, ${it.business_date}::date, ${JSON.stringify(it.totals)}::jsonb, ${it.by_name})`.execute(tx);
}

/** Names of drawers that are open on some days. */
export async function openDrawersIn(tx: Tx, first_day: string, last_day: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select d.name from billing.drawer_session s join billing.drawer d on d.id = s.drawer_id where s.state <> 'closed' and s.business_date between ${first_day}::date and ${last_day}::date order by d.name`.execute(tx);
  return rows.map(({ name }) => name);
}

export async function byCashier(tx: Tx, business_date: string): Promise<{ name: string; currency: string; taken_minor: bigint; payments: number }[]> {
  const { rows } = await sql<{ name: string; currency: string; taken_minor: bigint; payments: number }>`
    select received_by_name as name, currency, sum(amount_minor)::bigint as taken_minor, count(*)::int as payments from billing.payment where business_date = ${business_date}::date and state = 'taken'
    group by received_by_name, currency order by 3 desc limit 100`.execute(tx);
  return rows;
}

export async function byHour(tx: Tx, business_date: string): Promise<{ hour: number; currency: string; taken_minor: bigint }[]> {
  const { rows } = await sql<{ hour: number; currency: string; taken_minor: bigint }>`
    select extract(hour from received_at at time zone staff.local_time_zone(null))::int as hour, currency, sum(amount_minor)::bigint as taken_minor from billing.payment
    where business_date = ${business_date}::date and state = 'taken' group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}
