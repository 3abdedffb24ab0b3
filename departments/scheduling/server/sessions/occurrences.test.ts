import { expect, it } from 'vitest';
import { occurrences } from './occurrences.ts';

const night = { rule: 'FREQ=WEEKLY;BYDAY=SA,SU', starts_on: '2027-03-01', ends_on: null, from_clock: '22:00', to_clock: '06:00' };

it('gives the days of the rule, on the wall clock of the place', () => {
  expect(occurrences(night, 'Europe/Berlin', '2027-03-20', '2027-03-28')).toEqual([
    { start: '2027-03-20T21:00:00Z', end: '2027-03-21T05:00:00Z' }, { start: '2027-03-21T21:00:00Z', end: '2027-03-22T05:00:00Z' },
    { start: '2027-03-27T21:00:00Z', end: '2027-03-28T04:00:00Z' }, { start: '2027-03-28T20:00:00Z', end: '2027-03-29T04:00:00Z' },
  ]);
});

it('begins with its first day, ends with its last, and counts every second week from the first', () => {
  const second = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', starts_on: '2027-01-04', ends_on: '2027-02-15', from_clock: '09:00', to_clock: '12:00' };
  const days = (from: string, until: string) => occurrences(second, 'UTC', from, until).map(({ start }) => start.slice(0, 10));
  expect(days('2026-01-01', '2028-01-01')).toEqual(['2027-01-04', '2027-01-18', '2027-02-01', '2027-02-15']);
  expect(days('2027-01-19', '2027-02-14')).toEqual(['2027-02-01']);
  expect(days('2027-02-16', '2027-12-31')).toEqual([]);
});

it('leaves out a time that does not exist at all', () => {
  const short = { rule: 'FREQ=DAILY', starts_on: '2027-03-27', ends_on: null, from_clock: '02:15', to_clock: '02:45' };
  expect(occurrences(short, 'Europe/Berlin', '2027-03-27', '2027-03-29').map(({ start }) => start)).toEqual(['2027-03-27T01:15:00Z', '2027-03-29T00:15:00Z']);
});
