import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { ledgerContract as contract } from '../../contract/index.ts';
import { bankAccount } from './statement.ts';

export const reconciliation = serve(contract.reconciliation, async ({ account_id, on }, { tx, audit }) => {
  await bankAccount(tx, account_id);
  audit.detail({ account_id });
  const rows = (await reconcile(tx, account_id, on)).map(({ currency, statement_day, only_bank_lines, only_book_postings, ...sums }) => {
    const difference = sums.bank - sums.only_bank + sums.only_book + sums.before - sums.book;
    const printed = Object.fromEntries(Object.entries({ ...sums, difference }).map(([name, minor]) => [name, printAmount(minor, currency)])) as Record<keyof typeof sums | 'difference', string>;
    return { currency, statement_day, only_bank_lines, only_book_postings, ...printed };
  });
  return { rows };
});

interface Reconciled {
  currency: string; statement_day: string; bank: bigint; only_bank: bigint; only_bank_lines: number; only_book: bigint; only_book_postings: number;
  /** What the book had before the first statement, less what the bank had. */
  before: bigint; book: bigint;
}

/** By the last statement that ends on a day or before; a match counts where both of it lie before its end. */
async function reconcile(tx: Tx, account_id: string, on: string): Promise<Reconciled[]> {
  const { rows } = await sql<Reconciled>`
    with own as (select * from ledger.bank_statement where account_id = ${account_id}::uuid and until_day <= ${on}::date),
    first as (select distinct on (currency) currency, from_day, opening_minor from own order by currency, from_day, until_day, id),
    last as (select distinct on (currency) currency, until_day, closing_minor from own order by currency, until_day desc, from_day desc, id desc),
    matched as (
      select m.bank_line_id, m.entry_id, m.posting_line, m.amount_minor, l.statement_id, p.business_date
      from ledger.bank_match m join ledger.bank_line l on l.id = m.bank_line_id join ledger.posting p on p.entry_id = m.entry_id and p.line = m.posting_line
      where l.account_id = ${account_id}::uuid and m.ended_at is null
    )
    select f.currency, t.until_day::text as statement_day, t.closing_minor as bank, coalesce(b.sum, 0)::bigint as only_bank, coalesce(b.n, 0)::int as only_bank_lines,
      coalesce(k.sum, 0)::bigint as only_book, coalesce(k.n, 0)::int as only_book_postings,
      (coalesce((select sum(debit_minor - credit_minor) from ledger.balance where account_id = ${account_id}::uuid and currency = f.currency and business_date < f.from_day), 0) - f.opening_minor)::bigint as before,
      coalesce((select sum(debit_minor - credit_minor) from ledger.balance where account_id = ${account_id}::uuid and currency = f.currency and business_date <= t.until_day), 0)::bigint as book
    from first f join last t on t.currency = f.currency
    left join lateral (
      select sum(x.open) as sum, count(*) as n from (
        select l.amount_minor - coalesce((select sum(m.amount_minor) from matched m where m.bank_line_id = l.id and m.business_date between f.from_day and t.until_day), 0) as open
        from ledger.bank_line l join own s on s.id = l.statement_id where s.currency = f.currency
      ) x where x.open <> 0
    ) b on true
    left join lateral (
      select sum(x.open) as sum, count(*) as n from (
        select p.amount_minor - coalesce((select sum(m.amount_minor) from matched m join own s on s.id = m.statement_id where m.entry_id = p.entry_id and m.posting_line = p.line), 0) as open
        from ledger.posting p where p.account_id = ${account_id}::uuid and p.currency = f.currency and p.business_date between f.from_day and t.until_day
      ) x where x.open <> 0
    ) k on true
    order by f.currency`.execute(tx);
  return rows;
}
