import { expect, it } from 'vitest';
import { holds, isInOrder } from './period.ts';

const march = { starts_on: '2026-03-01', ends_on: '2026-03-31' };

it.each([
  ['2026-02-28', false],
  ['2026-03-01', true],
  ['2026-03-31', true],
  ['2026-04-01', false],
])('holds its first and its last day, and no other: %s %s', (day, expected) => {
  expect(holds(march, day)).toBe(expected);
});

it('goes on without a last day', () => {
  expect(holds({ starts_on: '2026-03-01', ends_on: null }, '2199-01-01')).toBe(true);
});

it('may last one day, and not less', () => {
  expect(isInOrder({ starts_on: '2026-03-01', ends_on: '2026-03-01' })).toBe(true);
  expect(isInOrder({ starts_on: '2026-03-02', ends_on: '2026-03-01' })).toBe(false);
});
