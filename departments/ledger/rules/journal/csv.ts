import { printAmount } from '@openward/platform/money';
import type { JournalFormat } from './book.ts';
import { csvRow as row } from '@openward/platform/csv';

/** One line a posting, by RFC 4180, for spreadsheets and importers. */
export const csv: JournalFormat = {
  head: () => row(['number', 'date', 'kind', 'description', 'account', 'account_name', 'debit', 'credit', 'currency', 'party', 'cost_centre', 'memo', 'entry']),
  entry: ({ id, number, business_date, kind, description, lines }) => lines.map(({ account, amount_minor, currency, party_id, cost_centre, memo }) => row([
    number, business_date, kind, description, account.code, account.name, amount_minor > 0n ? printAmount(amount_minor, currency) : '', amount_minor < 0n ? printAmount(-amount_minor, currency) : '',
    currency, party_id ?? '', cost_centre ?? '', memo ?? '', id,
  ])).join(''),
  foot: () => '',
};
