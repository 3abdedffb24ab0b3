import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Buckets } from './buckets.ts';

test('gives what lies in it at once, and then as fast as it fills; each key has its own', () => {
  const buckets = new Buckets(10, 3);
  expect([1, 2, 3].map(() => buckets.take('one', 0))).toEqual([0, 0, 0]);
  expect(buckets.take('one', 50)).toBe(1);
  expect(buckets.take('two', 50)).toBe(0);
  expect(buckets.take('one', 100)).toBe(0);
  expect(buckets.take('one', 100)).toBe(1);
  expect(new Buckets(0.1, 1)).toSatisfy((slow: Buckets) => slow.take('x', 0) === 0 && slow.take('x', 0) === 10);
});

test('never gives more than was in it and came in, whatever the clock does', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -500, max: 2000 }), { maxLength: 200 }), (steps) => {
    const buckets = new Buckets(5, 4);
    let now = 10_000;
    let gone_on = 0;
    let given = 0;
    for (const step of steps) {
      now += step;
      gone_on += Math.max(0, step);
      if (buckets.take('x', now) === 0) given += 1;
    }
    // A clock that goes back and on again fills at most for the way on.
    expect(given).toBeLessThanOrEqual(4 + (gone_on / 1000) * 5 + 1e-6);
  }));
});

test('forgets those who came longest ago rather than growing without end', () => {
  const buckets = new Buckets(1, 1);
  buckets.take('first', 0);
  for (let at = 0; at < 25_000; at += 1) buckets.take(`address ${at}`, 0);
  expect(buckets.take('first', 0)).toBe(0);
});
