import type { Tx } from '@openward/platform/db';
import type { ExportFormat } from '../contract/export.ts';
import { journalFormats } from '../rules/journal/index.ts';
import { readBalances, readHead, readJournal, type NumberRange } from './journal.sql.ts';

const page = 2000;

export interface JournalWish extends NumberRange {
  format: ExportFormat;
  /** States what stands on each account at the end, for a journal that begins with the book. */
  balances: boolean;
  onProgress?: (entries: number, of: number) => void;
  signal?: AbortSignal;
}

/** A journal as text, a piece at a time, by day and number; nothing where there are no such entries. The transaction must see one snapshot. */
export async function* writeJournal(tx: Tx, { format, balances, onProgress, signal, ...range }: JournalWish): AsyncGenerator<string> {
  const head = await readHead(tx, range);
  if (head === undefined) return;
  const writer = journalFormats[format];
  yield writer.head(head.accounts, head.currencies, head.first_day, head.last_day);
  let since: { business_date: string; number: string } | null = null;
  for (let written = 0; ;) {
    signal?.throwIfAborted();
    const entries = await readJournal(tx, range, since, page);
    if (entries.length > 0) yield entries.map((entry) => writer.entry(entry)).join('');
    written += entries.length;
    onProgress?.(written, head.entries);
    const last = entries.at(-1);
    if (entries.length < page || last === undefined) break;
    since = { business_date: last.business_date, number: last.number };
  }
  if (balances) yield writer.foot(await readBalances(tx), head.last_day);
}
