import type { Reason } from '../../contract/bank.ts';
/** A posting that could be what a line of the bank is about. */
export interface OpenPosting {
  entry_id: string;
  line: number;
  business_date: string;
  /** What of it is not yet matched; its sign is that of the bank's line. */
  open_minor: bigint;
  number: string;
  description: string;
  memo: string | null;
}
export interface Sought { booked_on: string; open_minor: bigint; reference: string | null; bank_reference: string | null; counterparty: string | null; purpose: string | null }

export interface Suggestion { postings: readonly OpenPosting[]; reasons: Reason[] }

const shown_max = 5;
const summed_max = 14;

/** What a line of the bank may be, the likeliest first, and why: one posting of its amount, or several that come to it. */
export function suggest(sought: Sought, postings: readonly OpenPosting[]): Suggestion[] {
  const same = postings.filter(({ open_minor }) => open_minor > 0n === sought.open_minor > 0n);
  const tokens = tokensOf([sought.reference, sought.bank_reference, sought.purpose].filter(Boolean).join(' '));
  const told = (posting: OpenPosting): boolean => tokensOf(`${posting.description} ${posting.memo ?? ''}`).some((token) => tokens.includes(token));
  const single = same.filter((posting) => posting.open_minor === sought.open_minor).map((posting): Suggestion => ({ postings: [posting], reasons: ['amount', ...(told(posting) ? ['reference' as const] : []), ...nearness(posting, sought)] }));
  const named = same.filter(told);
  const near = same.toSorted((one, other) => days(one, sought) - days(other, sought)).slice(0, summed_max);
  const several = [named, near].flatMap((among): Suggestion[] => {
    const found = subsetOf(among.slice(0, summed_max), sought.open_minor);
    return found === null || found.length < 2 ? [] : [{ postings: found, reasons: ['sum', ...(found.every(told) ? ['reference' as const] : []), ...(found.every((each) => nearness(each, sought).includes('same-day')) ? ['same-day' as const] : [])] }];
  });
  // A reference that is named says more than an amount that happens to be the same.
  const partly = named.filter(({ open_minor }) => open_minor !== sought.open_minor).map((posting): Suggestion => ({ postings: [posting], reasons: ['reference', ...nearness(posting, sought)] }));
  const seen = new Set<string>();
  return [...single, ...several, ...partly].toSorted((one, other) => weight(other) - weight(one)).filter(({ postings: own }) => {
    const key = own.map(({ entry_id, line }) => `${entry_id}.${line}`).sort().join();
    return !seen.has(key) && seen.add(key) !== undefined;
  }).slice(0, shown_max);
}

const weights: Record<Reason, number> = { amount: 4, sum: 3, reference: 4, 'same-day': 2, 'near-day': 1 };
const weight = (suggestion: Suggestion): number => suggestion.reasons.reduce((sum, reason) => sum + weights[reason], 0);
const days = (posting: OpenPosting, { booked_on }: Sought): number => Math.abs(Date.parse(posting.business_date) - Date.parse(booked_on)) / 86_400_000;
const nearness = (posting: OpenPosting, sought: Sought): Reason[] => (days(posting, sought) === 0 ? ['same-day'] : days(posting, sought) <= 4 ? ['near-day'] : []);

/** Words with a digit in them, of four characters and more: numbers of invoices, receipts, payouts. */
const tokensOf = (text: string): string[] => [...text.toUpperCase().matchAll(/[\p{L}\p{N}][\p{L}\p{N}/_-]{3,}/gu)].map(([token]) => token).filter((token) => /\d/.test(token) && !/^\d{4}-\d{2}-\d{2}$/.test(token));

/** Fewest of some postings that come to an amount; null where none do. */
function subsetOf(postings: readonly OpenPosting[], amount: bigint): OpenPosting[] | null {
  for (let size = 2; size <= postings.length; size += 1) {
    const found = choose(postings, amount, size, 0);
    if (found !== null) return found;
  }
  return null;
}

function choose(postings: readonly OpenPosting[], amount: bigint, size: number, from: number): OpenPosting[] | null {
  if (size === 0) return amount === 0n ? [] : null;
  for (let at = from; at <= postings.length - size; at += 1) {
    const rest = choose(postings, amount - postings[at]!.open_minor, size - 1, at + 1);
    if (rest !== null) return [postings[at]!, ...rest];
  }
  return null;
}
