/** A line of an entry: debit above zero, credit below, in minor units of the currency. */
export interface NewPosting {
  account_id: string;
  /** Whose, on an account that sums a subledger. */
  party_id?: string | null;
  amount_minor: bigint;
  currency: string;
  cost_centre_id?: string | null;
  practitioner_id?: string | null;
  memo?: string | null;
}

export interface NewEntry {
  /** The day it belongs to, YYYY-MM-DD. */
  business_date: string;
  /** What makes it: manual, reversal, charge, payment … */
  kind: string;
  /** What it is for. It names no patient. */
  description: string;
  source?: { kind: string; id: string };
  /** The entry that it takes back. */
  reverses?: string;
  /** The same key posts once. */
  request_key?: string;
  postings: readonly NewPosting[];
}

/** Currencies in which debits and credits differ, by how much; empty for an entry that the book takes. The database decides (trigger keep_postings). */
export function imbalanceOf(postings: readonly NewPosting[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, amount_minor } of postings) sums.set(currency, (sums.get(currency) ?? 0n) + amount_minor);
  return new Map([...sums].filter(([, sum]) => sum !== 0n));
}

/** The postings that take others back: an entry and its reversal together change nothing. */
export const mirrorOf = (postings: readonly NewPosting[]): NewPosting[] => postings.map((posting) => ({ ...posting, amount_minor: -posting.amount_minor }));
