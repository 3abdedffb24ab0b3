import { expect, test } from 'vitest';
import { planningHorizon } from './planning-horizon.ts';

test.each([
  ['a calendar that goes on', '2026-01-05', '2027-12-28', { start: '2026-01-05', end: '2027-11-30' }],
  ['the same on the next day', '2026-01-05', '2027-12-29', { start: '2026-01-05', end: '2027-11-30' }],
  ['one that ends', '2026-01-05', '2026-12-18', { start: '2026-01-05', end: '2026-12-18' }],
  ['one that begins late', '2027-12-20', '2027-12-28', { start: '2027-12-20', end: '2027-12-28' }],
  ['one without sessions', null, null, null],
])('%s', (_which, first, last, expected) => {
  expect(planningHorizon(first, last, '2026-11-23')).toEqual(expected);
});
