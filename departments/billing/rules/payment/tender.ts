/** What is handed over, and what shall be paid with it. All in minor units. */
export interface Tender {
  cash: boolean;
  /** What shall be credited; all that the tender is worth where it is left out. */
  amount_minor: bigint | null;
  /** What was handed over, in what it was paid in; just what is asked for where it is left out. */
  tendered_minor: bigint | null;
  /** Smallest coin of what it is paid in, and of what is credited. */
  step_minor: bigint;
  credit_step_minor: bigint;
  /** Whether the two currencies differ; then `worth` tells what the tender is worth. */
  foreign: boolean;
  worth: (tendered_minor: bigint) => bigint;
}

export interface Settled {
  /** Handed over. */
  tendered_minor: bigint;
  /** What stays of it, in what it was paid in; where the currencies differ, all of it. */
  amount_minor: bigint;
  /** Given back at once, in the currency of the credit. */
  change_minor: bigint;
  /** Credited. */
  book_amount_minor: bigint;
  /** Credited above what is worth what stays, for want of small coins. */
  rounding_minor: bigint;
}

/** Why a tender does not do, in a cashier’s words. */
export class TenderRefused extends Error {
  readonly code: 'nothing' | 'coins' | 'too_little' | 'no_change' | 'tendered_missing';
  readonly field: 'amount' | 'tendered';
  constructor(code: TenderRefused['code'], field: TenderRefused['field'], message: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/** To the nearest coin; what lies in the middle goes up. */
export const toCoins = (minor: bigint, step: bigint): bigint => ((2n * minor + step) / (2n * step)) * step;

/** What is credited, kept and given back. Nothing is lost: credit = worth of what was handed over − change + rounding. Throws TenderRefused. */
export function settleTender({ cash, amount_minor, tendered_minor, step_minor, credit_step_minor, foreign, worth }: Tender): Settled {
  if (amount_minor === null && tendered_minor === null) throw new TenderRefused('nothing', 'amount', 'Say how much is paid');
  if (amount_minor !== null && amount_minor <= 0n) throw new TenderRefused('nothing', 'amount', 'A payment is more than nothing');
  if (tendered_minor !== null && tendered_minor <= 0n) throw new TenderRefused('nothing', 'tendered', 'A payment is more than nothing');
  if (cash && tendered_minor !== null && tendered_minor % step_minor !== 0n) throw new TenderRefused('coins', 'tendered', 'There are no coins for this amount');
  if (foreign && tendered_minor === null) throw new TenderRefused('tendered_missing', 'tendered', 'Say how much was handed over in the other currency');
  const asked = amount_minor ?? worth(tendered_minor!);
  const due = cash && !foreign ? toCoins(asked, step_minor) : asked;
  if (asked <= 0n || due <= 0n) throw new TenderRefused('nothing', 'amount', 'Is less than the smallest coin');
  const tendered = tendered_minor ?? due;
  const value = foreign ? worth(tendered) : tendered;
  // With a card nothing is handed back: it pays what it pays.
  if (!cash) {
    if (value < asked) throw new TenderRefused('too_little', 'tendered', 'This is less than what shall be paid');
    if (value > asked) throw new TenderRefused('no_change', 'tendered', 'Change is given for cash only');
    return { tendered_minor: tendered, amount_minor: tendered, change_minor: 0n, book_amount_minor: asked, rounding_minor: 0n };
  }
  if (value < due) throw new TenderRefused('too_little', 'tendered', 'This is less than what shall be paid');
  const change = foreign ? toCoins(value - asked, credit_step_minor) : value - due;
  return {
    tendered_minor: tendered, amount_minor: foreign ? tendered : tendered - change, change_minor: change, book_amount_minor: asked,
    rounding_minor: asked - (value - change),
  };
}
