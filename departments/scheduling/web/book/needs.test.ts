import { expect, test } from 'vitest';
import { needOf, seriesDates } from './needs.ts';

test('a calendar is needed itself, or any of its kind', () => {
  expect([needOf('018f'), needOf('kind:room')]).toEqual([{ resource_ids: ['018f'] }, { kind: 'room' }]);
});

test('a series is a row of calendar days, over the change of the clock too', () => {
  expect(seriesDates('2027-03-21', 1, 3)).toEqual(['2027-03-21', '2027-03-28', '2027-04-04']);
  expect(seriesDates('2026-12-24', 2, 2)).toEqual(['2026-12-24', '2027-01-07']);
});
