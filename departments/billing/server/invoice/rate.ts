import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { currencies } from '@openward/platform/money';
import { bookCurrency, bookToday } from '@openward/ledger/api';
import { billingContract as contract } from '../../contract/index.ts';

/** Units of a currency for one of the book’s: the newest rate that holds today. 409 `billing.no_rate`. */
export async function rateOfToday(tx: Tx, currency: string, book_currency: string): Promise<string> {
  const { rows } = await sql<{ rate: string }>`
    select trim_scale(rate)::text as rate from billing.currency_rate where currency = ${currency} and book_currency = ${book_currency} and on_date <= ${await bookToday(tx)}::date order by on_date desc limit 1`.execute(tx);
  if (rows[0] === undefined) throw new Problem(409, 'billing.no_rate', `There is no rate of ${currency} yet`, { field: 'print_currency' });
  return rows[0].rate;
}

export const currencyRates = serve(contract.currencyRates, async ({ currency = null }, { tx }) => {
  const { rows } = await sql<{ currency: string; on_date: string; rate: string }>`
    select currency, on_date::text as on_date, trim_scale(rate)::text as rate from billing.currency_rate where book_currency = ${await own(tx)} and (${currency}::text is null or currency = ${currency}) order by on_date desc, currency limit 200`.execute(tx);
  return { book_currency: await own(tx), rates: rows };
});

export const setCurrencyRate = serve(contract.setCurrencyRate, async ({ currency, on_date, rate }, { tx, audit }) => {
  const book = await own(tx);
  if (!currencies.has(currency)) throw badInput('currency', 'amount.currency', 'Is not a currency in use');
  if (currency === book) throw new Problem(422, 'billing.own_currency', 'This is the currency of the book', { field: 'currency' });
  await sql`insert into billing.currency_rate (currency, book_currency, on_date, rate) values (${currency}, ${book}, ${on_date}::date, ${rate}::numeric)
    on conflict (currency, book_currency, on_date) do update set rate = excluded.rate, set_at = clock_timestamp(), set_by = platform.actor_id()`.execute(tx);
  audit.detail({ currency, on_date });
  return { currency, on_date, rate };
});

/** The currency of the book; 409 before it is begun. */
async function own(tx: Tx): Promise<string> {
  const currency = await bookCurrency(tx);
  if (currency === null) throw new Problem(409, 'billing.no_book', 'The accountant has not begun the books yet');
  return currency;
}
export { own as ownCurrency };
