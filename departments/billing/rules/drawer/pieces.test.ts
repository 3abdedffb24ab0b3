import { expect, test } from 'vitest';
import { sumOf, valuesOf } from './pieces.ts';

test('what was counted is summed in minor units', () => {
  expect(sumOf([{ value_minor: 5000n, count: 3 }, { value_minor: 5n, count: 7 }, { value_minor: 1n, count: 0 }])).toBe(15_035n);
  expect(sumOf([])).toBe(0n);
});

test.each([['EUR', 50_000n, 1n], ['CHF', 100_000n, 5n], ['JPY', 100_000n, 1n]] as const)('%s has notes up to %i and coins from %i', (currency, most, least) => {
  const values = valuesOf(currency);
  expect([values[0], values.at(-1)]).toEqual([most, least]);
  expect(values.toSorted((one, other) => (one < other ? 1 : -1))).toEqual(values);
});
