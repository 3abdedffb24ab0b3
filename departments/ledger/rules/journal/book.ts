import type { AccountKind } from '../../contract/account.ts';

/** What a journal is written from. */
export interface JournalAccount { code: string; name: string; kind: AccountKind }
export interface JournalLine { account: JournalAccount; amount_minor: bigint; currency: string; party_id: string | null; cost_centre: string | null; memo: string | null }
export interface JournalEntry { id: string; number: string; business_date: string; kind: string; description: string; lines: readonly JournalLine[] }
/** What stands on an account after all entries that are written. */
export interface JournalBalance { account: JournalAccount; currency: string; amount_minor: bigint }

/** Writes a journal as a program of others reads it: what comes first, each entry, and what is asserted at the end. */
export interface JournalFormat {
  head(accounts: readonly JournalAccount[], currencies: readonly string[], first_day: string, last_day: string): string;
  entry(entry: JournalEntry): string;
  /** Balances at the end of the last day; empty for one that only continues another. */
  foot(balances: readonly JournalBalance[], last_day: string): string;
}

export const rootOf: Record<AccountKind, string> = { asset: 'Assets', liability: 'Liabilities', equity: 'Equity', income: 'Income', expense: 'Expenses' };

/** One line without what could end it or begin a comment. */
export const plain = (text: string): string => text.replaceAll(/[\p{Cc};|"\\]+/gu, ' ').replaceAll(/ {2,}/g, ' ').trim();

/** A format that cannot say what shall be written; says why. */
export class CannotWrite extends Error {}
