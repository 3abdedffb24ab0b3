import { expect, test } from 'vitest';
import { lockOutAfter } from './lock-out.ts';

test('four slips are free; then the wait grows and stops growing', () => {
  expect([1, 2, 3, 4].map(lockOutAfter)).toEqual([0, 0, 0, 0]);
  expect([5, 6, 7, 8, 9, 10, 1000].map(lockOutAfter)).toEqual([60, 120, 240, 480, 900, 900, 900]);
  expect(lockOutAfter(0)).toBe(0);
});

test('guessing is held to about a hundred tries a day', () => {
  let seconds = 0;
  let tries = 0;
  while (seconds < 86_400) {
    tries += 1;
    seconds += lockOutAfter(tries);
  }
  expect(tries).toBeLessThan(110);
});
