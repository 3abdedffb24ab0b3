import { currencies } from '@openward/platform/money';

/** Coins or notes of one value, in minor units. */
export interface Pieces {
  value_minor: bigint;
  count: number;
}

/** What was counted. */
export const sumOf = (pieces: readonly Pieces[]): bigint => pieces.reduce((sum, { value_minor, count }) => sum + value_minor * BigInt(count), 0n);

const known: Record<string, readonly bigint[]> = {
  EUR: [50_000n, 20_000n, 10_000n, 5000n, 2000n, 1000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n],
  USD: [10_000n, 5000n, 2000n, 1000n, 500n, 100n, 25n, 10n, 5n, 1n],
  GBP: [5000n, 2000n, 1000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n],
};

/** Values of coins and notes, the greatest first: those that we know, or 1, 2 and 5 of each ten from the smallest coin on. */
export function valuesOf(currency: string): readonly bigint[] {
  const found = currencies.get(currency);
  if (known[currency] !== undefined || found === undefined) return known[currency] ?? [];
  const most = 1000n * 10n ** BigInt(found.digits) * (found.digits === 0 ? 100n : 1n);
  const values: bigint[] = [];
  for (let ten = 1n; ten <= most; ten *= 10n) for (const each of [1n, 2n, 5n]) if (each * ten >= found.cash_step_minor && each * ten <= most) values.push(each * ten);
  return values.toReversed();
}
