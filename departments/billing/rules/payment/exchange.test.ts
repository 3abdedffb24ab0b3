import { expect, test } from 'vitest';
import { worthOf } from './exchange.ts';

test.each([
  [10_870n, 'USD', 'EUR', '1.087', 10_000n], [16_250n, 'JPY', 'EUR', '162.5', 10_000n], [10_000n, 'EUR', 'JPY', '0.0061', 16_393n], [1000n, 'KWD', 'EUR', '0.33', 303n], [1n, 'USD', 'EUR', '2.0000000000', 1n],
] as const)('%i of %s in %s at %s is %i', (minor, currency, into, rate, worth) => expect(worthOf(minor, currency, into, rate)).toBe(worth));
