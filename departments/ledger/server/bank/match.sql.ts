import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { BankLineRow, MatchRow } from '../../contract/bank.ts';
import type { OpenPosting } from '../../rules/bank/suggest.ts';

export type FoundLine = Omit<BankLineRow, 'amount' | 'open'> & { amount_minor: bigint; open_minor: bigint };

const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const lines = sql`
  select l.id, l.statement_id, s.reference as statement, l.account_id, l.booked_on::text as booked_on, l.valued_on::text as valued_on, l.currency, l.amount_minor, (l.amount_minor - coalesce(m.matched, 0))::bigint as open_minor,
    l.reference, l.bank_reference, l.counterparty, l.purpose
  from ledger.bank_line l join ledger.bank_statement s on s.id = l.statement_id
  left join lateral (select sum(amount_minor) as matched from ledger.bank_match where bank_line_id = l.id and ended_at is null) m on true`;

/** As it is told. */
export const presented = ({ amount_minor, open_minor, ...line }: FoundLine): BankLineRow => ({ ...line, amount: printAmount(amount_minor, line.currency), open: printAmount(open_minor, line.currency) });

/** Movements of an account, newest first; only those before one. */
export async function listLines(tx: Tx, account_id: string, state: 'open' | 'matched' | 'all', before: string | null, limit: number): Promise<FoundLine[]> {
  const { rows } = await sql<FoundLine>`${lines}
    where l.account_id = ${account_id}::uuid and (${state} = 'all' or (${state} = 'open') = (l.amount_minor <> coalesce(m.matched, 0)))
      and (${before}::uuid is null or (l.booked_on, l.id) < (select b.booked_on, b.id from ledger.bank_line b where b.id = ${before}::uuid))
    order by l.booked_on desc, l.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** Undefined where there is none. With `lock`, whoever else matches it waits. */
export async function findLine(tx: Tx, id: string, lock = false): Promise<FoundLine | undefined> {
  if (lock) await sql`select pg_advisory_xact_lock(7236003, hashtext(${id}))`.execute(tx);
  const { rows } = await sql<FoundLine>`${lines} where l.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** What a movement is matched to, and was; newest first. */
export async function listMatches(tx: Tx, { id, currency }: Pick<FoundLine, 'id' | 'currency'>): Promise<MatchRow[]> {
  const { rows } = await sql<Omit<MatchRow, 'amount'> & { amount_minor: bigint }>`
    select m.id, m.entry_id, m.posting_line, e.number::text as number, e.business_date::text as business_date, e.description, m.amount_minor, ${instant('m.matched_at')} as matched_at, m.matched_by_name,
      ${instant('m.ended_at')} as ended_at, m.ended_by_name, m.ended_reason
    from ledger.bank_match m join ledger.entry e on e.id = m.entry_id where m.bank_line_id = ${id}::uuid order by m.ended_at is not null, m.matched_at desc, m.id`.execute(tx);
  return rows.map(({ amount_minor, ...match }) => ({ ...match, amount: printAmount(amount_minor, currency) }));
}

const postings = sql`
  select p.entry_id, p.line, p.business_date::text as business_date, (p.amount_minor - coalesce(m.matched, 0))::bigint as open_minor, e.number::text as number, e.description, p.memo
  from ledger.posting p join ledger.entry e on e.id = p.entry_id
  left join lateral (select sum(amount_minor) as matched from ledger.bank_match where entry_id = p.entry_id and posting_line = p.line and ended_at is null) m on true`;

/** Postings on the account of a movement some weeks around it that are not wholly matched, the nearest first. */
export async function openPostings(tx: Tx, line: FoundLine, days: number, limit: number): Promise<OpenPosting[]> {
  const { rows } = await sql<OpenPosting>`${postings}
    where p.account_id = ${line.account_id}::uuid and p.currency = ${line.currency} and p.business_date between ${line.booked_on}::date - ${days}::int and ${line.booked_on}::date + ${days}::int
      and sign(p.amount_minor) = sign(${line.amount_minor}::bigint) and p.amount_minor <> coalesce(m.matched, 0)
    order by abs(p.business_date - ${line.booked_on}::date), e.number limit ${limit}`.execute(tx);
  return rows;
}

/** What is open of some postings of an account; those that are on another are left out. */
export async function findPostings(tx: Tx, line: FoundLine, wanted: readonly { entry_id: string; line: number }[]): Promise<OpenPosting[]> {
  const { rows } = await sql<OpenPosting>`${postings}
    where p.account_id = ${line.account_id}::uuid and p.currency = ${line.currency}
      and (p.entry_id, p.line) in (select w.entry_id, w.line from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (entry_id uuid, line int))`.execute(tx);
  return rows;
}

export async function insertMatch(tx: Tx, it: { bank_line_id: string; entry_id: string; line: number; amount_minor: bigint }, by: string): Promise<void> {
  await sql`
    insert into ledger.bank_match (bank_line_id, entry_id, posting_line, amount_minor, matched_by_name)
    values (${it.bank_line_id}::uuid, ${it.entry_id}::uuid, ${it.line}, ${it.amount_minor}, ${by})`.execute(tx);
}

/** The movement of a match that stands, now taken back; undefined where there is none. */
export async function endMatch(tx: Tx, id: string, reason: string, by: { account_id: string | null; name: string }): Promise<string | undefined> {
  const { rows } = await sql<{ bank_line_id: string }>`
    update ledger.bank_match set ended_at = clock_timestamp(), ended_by = ${by.account_id}::uuid, ended_by_name = ${by.name}, ended_reason = ${reason}
    where id = ${id}::uuid and ended_at is null returning bank_line_id`.execute(tx);
  return rows[0]?.bank_line_id;
}
