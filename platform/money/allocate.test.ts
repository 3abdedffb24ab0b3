import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, partOf, toStep } from './index.ts';

const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const sumOf = (all: readonly bigint[]) => all.reduce((sum, each) => sum + each, 0n);

test('what is divided is all there, and each part is within a minor unit of its true share', () => {
  fc.assert(fc.property(minor, fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 }), (total, weights) => {
    const parts = allocate(total, weights);
    expect(sumOf(parts)).toBe(total);
    const sum = sumOf(weights);
    if (sum === 0n) return;
    for (const [at, part] of parts.entries()) {
      const off = part * sum - total * weights[at]!;
      expect(off < 0n ? -off < sum : off < sum).toBe(true);
    }
  }));
});

test.each([
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]], [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]], [5n, [0n, 3n, 7n], [0n, 2n, 3n]], [7n, [0n, 0n], [7n, 0n]], [0n, [], []],
])('%s among %s', (total, weights, parts) => expect(allocate(total, weights)).toEqual(parts));

test('a part and a rounding go half a unit away from zero', () => {
  expect([partOf(50n, 100), partOf(-50n, 100), partOf(49n, 100), partOf(1000n, 1900), partOf(150n, 3333)]).toEqual([1n, -1n, 0n, 190n, 50n]);
  expect([toStep(1232n, 5n), toStep(1233n, 5n), toStep(-1233n, 5n), toStep(250n, 100n), toStep(7n, 1n)]).toEqual([1230n, 1235n, -1235n, 300n, 7n]);
});
