import { parseAmount, printAmount } from '@openward/platform/money';

interface Line { amount: string; currency: string }

/** What an entry moves, by currency: the sum of its debits. */
export function debitOf({ lines }: { lines: readonly Line[] }): { currency: string; amount: string }[] {
  return sumsOf(lines.filter(({ amount }) => !amount.startsWith('-')));
}

/** Sums by currency; what is no amount yet is left out. */
export function sumsOf(lines: readonly Line[]): { currency: string; amount: string }[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of lines) {
    const minor = minorOf(amount, currency);
    if (minor !== null) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  }
  return [...sums].map(([currency, sum]) => ({ currency, amount: printAmount(sum, currency) }));
}

function minorOf(amount: string, currency: string): bigint | null {
  try {
    return parseAmount(amount, currency);
  } catch {
    return null;
  }
}
