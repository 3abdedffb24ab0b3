import { currencies } from '@openward/platform/money';

const scale = 10n ** 10n;
const power = (currency: string): bigint => 10n ** BigInt(currencies.get(currency)?.digits ?? 2);

/**
 * What an amount in another currency is worth in ours, to the nearest minor unit. `rate` is decimal text: units of the other for one of ours.
 */
export function worthOf(minor: bigint, currency: string, into: string, rate: string): bigint {
  const [whole = '0', decimals = ''] = rate.split('.');
  const scaled = BigInt(whole + decimals.slice(0, 10).padEnd(10, '0'));
  const over = 2n * minor * power(into) * scale;
  const under = 2n * scaled * power(currency);
  return (over + under / 2n) / under;
}
