import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { JournalAccount, JournalBalance, JournalEntry } from '../rules/journal/index.ts';

/** Numbers of entries: greater than `after`, up to `until`. */
export interface NumberRange { after: string; until: string }

/** The accounts of some entries by code, their currencies, and their first and last day; undefined where there are none. */
export async function readHead(tx: Tx, { after, until }: NumberRange): Promise<{ accounts: JournalAccount[]; currencies: string[]; first_day: string; last_day: string; entries: number } | undefined> {
  const { rows } = await sql<{ accounts: JournalAccount[]; currencies: string[]; first_day: string | null; last_day: string; entries: number }>`
    with line as materialized (select p.account_id, p.currency, p.entry_id, p.business_date from ledger.entry e join ledger.posting p on p.entry_id = e.id where e.number > ${after}::bigint and e.number <= ${until}::bigint)
    select (select coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'kind', a.kind) order by a.code collate "C"), '[]') from ledger.account a where a.id in (select account_id from line)) as accounts,
      (select coalesce(array_agg(distinct currency), '{}') from line) as currencies, min(business_date)::text as first_day, max(business_date)::text as last_day, count(distinct entry_id)::int as entries
    from line`.execute(tx);
  const [head] = rows;
  return head === undefined || head.first_day === null ? undefined : { ...head, first_day: head.first_day };
}

/** Entries with their lines, by day and number, a page at a time. */
export async function readJournal(tx: Tx, { after, until }: NumberRange, since: { business_date: string; number: string } | null, limit: number): Promise<JournalEntry[]> {
  const later = since === null ? sql`true` : sql`(e.business_date, e.number) > (${since.business_date}::date, ${since.number}::bigint)`;
  type Row = Omit<JournalEntry, 'lines'> & { lines: (Omit<JournalEntry['lines'][number], 'amount_minor'> & { amount_minor: string })[] };
  const { rows } = await sql<Row>`
    select e.id, e.number::text as number, e.business_date::text as business_date, e.kind, e.description,
      (select jsonb_agg(jsonb_build_object('account', jsonb_build_object('code', a.code, 'name', a.name, 'kind', a.kind), 'amount_minor', p.amount_minor::text, 'currency', p.currency,
          'party_id', p.party_id, 'cost_centre', d.name, 'memo', p.memo) order by p.line)
        from ledger.posting p join ledger.account a on a.id = p.account_id left join staff.department d on d.id = p.cost_centre_id where p.entry_id = e.id) as lines
    from ledger.entry e where e.number > ${after}::bigint and e.number <= ${until}::bigint and ${later}
    order by e.business_date, e.number limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, lines: row.lines.map((line) => ({ ...line, amount_minor: BigInt(line.amount_minor) })) }));
}

/** What stands on each account after all that was posted. */
export async function readBalances(tx: Tx): Promise<JournalBalance[]> {
  const { rows } = await sql<{ account: JournalBalance['account']; currency: string; amount_minor: bigint }>`
    select jsonb_build_object('code', a.code, 'name', a.name, 'kind', a.kind) as account, b.currency, sum(b.debit_minor - b.credit_minor)::bigint as amount_minor
    from ledger.balance b join ledger.account a on a.id = b.account_id group by a.id, b.currency order by a.code collate "C", b.currency`.execute(tx);
  return rows;
}

/** The greatest number; 0 in an empty book. With posting stopped no smaller one comes later. */
export async function lastNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: string }>`select coalesce(max(number), 0)::text as number from ledger.entry`.execute(tx);
  return rows[0]!.number;
}

/** The greatest number up to which all entries after one lie in the year of the first of them; 0 where there are none. */
export async function lastOfYear(tx: Tx, after: string): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with first as (select extract(year from business_date) as year from ledger.entry where number > ${after}::bigint order by number limit 1),
    other as (select min(e.number) as number from ledger.entry e, first f where e.number > ${after}::bigint and extract(year from e.business_date) <> f.year)
    select coalesce(max(e.number), 0)::text as number from ledger.entry e, other o where e.number > ${after}::bigint and (o.number is null or e.number < o.number)`.execute(tx);
  return rows[0]!.number;
}
