/** What decides how long a record is kept; days as YYYY-MM-DD. */
export interface ErasureFacts {
  born: string | null;
  /** The last day of treatment. */
  treated: string | null;
  /** The last day on which something was billed or paid. */
  booked: string | null;
  /** What is still under way: a visit, an unpaid invoice … */
  open: readonly { kind: string; count: number }[];
  /** Nothing is left of it already. */
  erased: boolean;
}

export interface Retention {
  clinical_years: number;
  minor_until_age: number;
  accounts_years: number;
}

export const erasable = ['contact', 'clinical', 'accounts', 'identity'] as const;
export type ErasureCategory = (typeof erasable)[number];

/** Why a part of a record goes or stays. */
export type ErasureReason = 'not-needed' | 'never-treated' | 'never-billed' | 'over' | 'under-way' | 'kept-by-law' | 'names-the-rest' | 'erased' | 'proof';

export interface Verdict {
  category: ErasureCategory | 'kept';
  may_go: boolean;
  /** The last day on which it must be kept, where that is a day. */
  kept_until: string | null;
  reason: ErasureReason;
  /** The law by which it goes or stays. */
  law: string;
}

const majority_years = 18;

/** The same day so many years later; the last of February where there is no 29th. */
export function yearsLater(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(5)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${String(year).padStart(4, '0')}-${rest === '02-29' && !leap ? '02-28' : rest}`;
}

/** Until when treatment must be documented: years after the last one, and for who was a child then, until an age. */
export function clinicalUntil({ born, treated }: Pick<ErasureFacts, 'born' | 'treated'>, { clinical_years, minor_until_age }: Retention): string | null {
  if (treated === null) return null;
  const after = yearsLater(treated, clinical_years);
  if (born === null || treated >= yearsLater(born, majority_years)) return after;
  const grown = yearsLater(born, minor_until_age);
  return grown > after ? grown : after;
}

/** Until when the books must be kept: years after the end of the year. */
export const accountsUntil = ({ booked }: Pick<ErasureFacts, 'booked'>, { accounts_years }: Retention): string | null =>
  booked === null ? null : `${Number(booked.slice(0, 4)) + accounts_years}-12-31`;

/** What of a record may be erased today, and why the rest stays (GDPR 17). */
export function judge(facts: ErasureFacts, today: string, rule: Retention): Verdict[] {
  const [clinical, accounts] = [clinicalUntil(facts, rule), accountsUntil(facts, rule)];
  const proof: Verdict = { category: 'kept', may_go: false, kept_until: null, reason: 'proof', law: 'GDPR 17(3)(b), (e), 5(2)' };
  const all = (reason: ErasureReason, law: string): Verdict[] => [...erasable.map((category) => ({ category, may_go: false, kept_until: null, reason, law })), proof];
  if (facts.erased) return all('erased', 'GDPR 17(1)');
  if (facts.open.length > 0) return all('under-way', 'GDPR 17(3)(b), (c), (e)');
  const over = (until: string | null): boolean => until === null || until < today;
  const free = over(clinical) && over(accounts);
  const named = [clinical, accounts].reduce((latest, until) => (until !== null && until >= today && (latest === null || until > latest) ? until : latest), null);
  const goes = (category: ErasureCategory, reason: ErasureReason): Verdict => ({ category, may_go: true, kept_until: null, reason, law: 'GDPR 17(1)(a)' });
  return [
    goes('contact', 'not-needed'),
    over(clinical) ? goes('clinical', clinical === null ? 'never-treated' : 'over') : { category: 'clinical', may_go: false, kept_until: clinical, reason: 'kept-by-law', law: 'GDPR 17(3)(b), (c)' },
    over(accounts) ? goes('accounts', accounts === null ? 'never-billed' : 'over') : { category: 'accounts', may_go: false, kept_until: accounts, reason: 'kept-by-law', law: 'GDPR 17(3)(b)' },
    free ? goes('identity', 'not-needed') : { category: 'identity', may_go: false, kept_until: named, reason: 'names-the-rest', law: 'GDPR 17(3)(b)' },
    proof,
  ];
}

/** What may go, in the order of the list. */
export const mayGo = (verdicts: readonly Verdict[]): ErasureCategory[] => erasable.filter((category) => verdicts.some((verdict) => verdict.category === category && verdict.may_go));
