// Seeded violations: the guard of money must name each line that says so. See guards/float.test.ts.

/** Ten per cent of 0.35 is not what a float says. */
export const wrong = (amount: string): string => (Number(amount) * 0.1).toFixed(2); // found

export const half = (amount: number): number => amount / 2; // found

export const cents = (amount: string): number => Math.round(Number.parseFloat(amount) * 100); // found

/** A bigint divided stays whole, and Number(x) in a comment or 'a / b' in a text makes nothing. */
export const right = (minor: bigint): bigint => (minor * 9n) / 10n;
export const text = 'parseFloat(amount) / 2';
