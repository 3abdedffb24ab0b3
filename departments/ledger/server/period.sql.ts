import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Period, Reopening } from '../contract/period.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Periods, newest first, each with what was last asked of it: all, or the one. */
export async function listPeriods(tx: Tx, id: string | null = null): Promise<Period[]> {
  const { rows } = await sql<Omit<Period, 'reopening'> & { reopening: Reopening | null }>`
    select p.id, p.name, lower(p.during)::text as first_day, (upper(p.during) - 1)::text as last_day, p.state, p.version,
      (select jsonb_build_object('id', r.id, 'period_id', r.period_id, 'period_name', p.name, 'reason', r.reason, 'asked_at', ${iso('r.asked_at')}, 'asked_by', r.asked_by, 'asked_by_name', r.asked_by_name,
          'decided_at', ${iso('r.decided_at')}, 'decided_by_name', r.decided_by_name, 'approved', r.approved)
        from ledger.reopening r where r.period_id = p.id order by r.asked_at desc limit 1) as reopening
    from ledger.period p where ${id}::uuid is null or p.id = ${id}::uuid order by p.during desc`.execute(tx);
  return rows;
}

/** Twelve months from a day; those that lie on periods that are there are left out. */
export async function insertMonths(tx: Tx, first_day: string): Promise<void> {
  await sql`
    insert into ledger.period (name, during)
    select to_char(month, 'YYYY-MM'), daterange(month::date, (month + interval '1 month')::date)
    from generate_series(${first_day}::date::timestamp, ${first_day}::date::timestamp + interval '11 months', interval '1 month') month
    where not exists (select from ledger.period p where p.during && daterange(month::date, (month + interval '1 month')::date))`.execute(tx);
}

/** Waits for those who are posting, and keeps others from it until the transaction ends. */
export async function stopPosting(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7236001, 0)`.execute(tx);
}

/** The earliest open period before one; undefined where all are closed. */
export async function earlierOpen(tx: Tx, id: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from ledger.period p join ledger.period own on own.id = ${id}::uuid
    where p.state = 'open' and p.during << own.during order by p.during limit 1`.execute(tx);
  return rows[0];
}

export interface Fault { fault: string; account_id: string | null; currency: string; found: string; expected: string }

/** Where stored balances of a period are not the sum of its postings. */
export async function faultsOf(tx: Tx, id: string): Promise<Fault[]> {
  const { rows } = await sql<Fault>`
    select f.fault, f.account_id, f.currency, f.found::text as found, f.expected::text as expected from ledger.period p, ledger.faults_of(p.during) f where p.id = ${id}::uuid`.execute(tx);
  return rows;
}

/** False where there is none in the other state, or a newer version. */
export async function setState(tx: Tx, id: string, state: Period['state'], version: number | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ledger.period set state = ${state}, version = version + 1 where id = ${id}::uuid and state <> ${state} and (${version}::int is null or version = ${version})`.execute(tx);
  return numAffectedRows === 1n;
}

export async function insertReopening(tx: Tx, period_id: string, reason: string, by: string): Promise<void> {
  await sql`insert into ledger.reopening (period_id, reason, asked_by_name) values (${period_id}::uuid, ${reason}, ${by})`.execute(tx);
}

/** Who asked; undefined where nothing that waits has this key. */
export async function askedBy(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ asked_by: string }>`select asked_by from ledger.reopening where id = ${id}::uuid and decided_at is null for no key update`.execute(tx);
  return rows[0]?.asked_by;
}

/** The period that it is of; undefined where there is none that waits. */
export async function decide(tx: Tx, id: string, approved: boolean, by: { account_id: string | null; name: string }): Promise<string | undefined> {
  const { rows } = await sql<{ period_id: string }>`
    update ledger.reopening set decided_at = now(), decided_by = ${by.account_id}::uuid, decided_by_name = ${by.name}, approved = ${approved}
    where id = ${id}::uuid and decided_at is null returning period_id`.execute(tx);
  return rows[0]?.period_id;
}
