import type { JournalLine } from './book.ts';

/** The lines of an entry by currency: those of each come to zero, and other books take one currency at a time. */
export function byCurrency(lines: readonly JournalLine[]): { currency: string; lines: JournalLine[]; suffix: string }[] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  return currencies.map((currency) => ({ currency, lines: lines.filter((line) => line.currency === currency), suffix: currencies.length === 1 ? '' : `-${currency}` }));
}

/** `21/03/2026` of `2026-03-21`, by a pattern of YYYY, MM and DD. */
export const printedDay = (day: string, pattern: string): string => pattern.replace('YYYY', day.slice(0, 4)).replace('MM', day.slice(5, 7)).replace('DD', day.slice(8, 10));
