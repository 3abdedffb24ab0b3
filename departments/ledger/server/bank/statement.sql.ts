import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { BankStatementRow, StatementFormat } from '../../contract/bank.ts';
import type { BankStatement } from '../../rules/bank/index.ts';

type Row = Omit<BankStatementRow, 'opening' | 'closing'> & { opening_minor: bigint; closing_minor: bigint };

/** Statements of an account, the last days first; some, or all. */
export async function listStatements(tx: Tx, account_id: string, ids: readonly string[] | null = null): Promise<BankStatementRow[]> {
  const { rows } = await sql<Row>`
    with own as (
      select s.*, lag(s.closing_minor) over (partition by s.currency order by s.until_day, s.from_day, s.id) as ended_with from ledger.bank_statement s where s.account_id = ${account_id}::uuid
    )
    select s.id, s.reference, s.account_number, s.format, s.currency, s.from_day::text as from_day, s.until_day::text as until_day, s.opening_minor, s.closing_minor,
      to_char(s.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as imported_at, s.imported_by_name, coalesce(l.lines, 0)::int as lines, coalesce(l.open_lines, 0)::int as open_lines,
      s.ended_with is null or s.ended_with = s.opening_minor as follows
    from own s left join lateral (
      select count(*) as lines, count(*) filter (where b.amount_minor <> coalesce(m.matched, 0)) as open_lines
      from ledger.bank_line b left join lateral (select sum(amount_minor) as matched from ledger.bank_match where bank_line_id = b.id and ended_at is null) m on true
      where b.statement_id = s.id
    ) l on true
    where ${ids}::uuid[] is null or s.id = any (${ids}::uuid[]) order by s.until_day desc, s.from_day desc, s.id desc`.execute(tx);
  return rows.map(({ opening_minor, closing_minor, ...row }) => ({ ...row, opening: printAmount(opening_minor, row.currency), closing: printAmount(closing_minor, row.currency) }));
}

/** The numbers that earlier statements gave for an account. */
export async function numbersOf(tx: Tx, account_id: string, currency: string): Promise<string[]> {
  const { rows } = await sql<{ account_number: string }>`
    select distinct account_number from ledger.bank_statement where account_id = ${account_id}::uuid and currency = ${currency} and account_number is not null`.execute(tx);
  return rows.map(({ account_number }) => account_number);
}

/** Writes a statement with its lines. One of its name that stands already is told: `fresh` false, and whether it says the same. */
export async function insertStatement(tx: Tx, account_id: string, format: StatementFormat, statement: BankStatement, hash: Buffer, by: string): Promise<{ id: string; fresh: boolean; same: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into ledger.bank_statement (account_id, reference, account_number, format, currency, from_day, until_day, opening_minor, closing_minor, body_hash, imported_by_name)
    values (${account_id}::uuid, ${statement.reference}, ${statement.account_number}, ${format}, ${statement.currency}, ${statement.from_day}::date, ${statement.until_day}::date,
      ${statement.opening_minor}, ${statement.closing_minor}, ${hash}, ${by})
    on conflict on constraint bank_statement_once do nothing returning id`.execute(tx);
  const [made] = rows;
  if (made === undefined) {
    const { rows: [stands] } = await sql<{ id: string; same: boolean }>`
      select id, body_hash = ${hash} as same from ledger.bank_statement where account_id = ${account_id}::uuid and reference = ${statement.reference}`.execute(tx);
    return { id: stands!.id, fresh: false, same: stands!.same };
  }
  // Amounts travel as text: a JSON number would be a float.
  const lines = JSON.stringify(statement.lines.map((line, place) => ({ ...line, amount_minor: line.amount_minor.toString(), line: place + 1 })));
  await sql`
    insert into ledger.bank_line (statement_id, account_id, currency, line, booked_on, valued_on, amount_minor, reference, bank_reference, counterparty, purpose)
    select ${made.id}::uuid, ${account_id}::uuid, ${statement.currency}, l.line, l.booked_on, l.valued_on, l.amount_minor, l.reference, l.bank_reference, l.counterparty, l.purpose
    from jsonb_to_recordset(${lines}::jsonb) as l (line int, booked_on date, valued_on date, amount_minor bigint, reference text, bank_reference text, counterparty text, purpose text)`.execute(tx);
  return { id: made.id, fresh: true, same: true };
}
