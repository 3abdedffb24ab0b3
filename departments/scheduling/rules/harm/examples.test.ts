import { expect, test } from 'vitest';
import { examples, harmOf, type ExampleId } from './examples.ts';

const weights = {
  missed_date: 1_000_000, missed_day: 1000, other_day: 500, other_clinician: 200, each_patient: 100, short_notice: 100, short_notice_hours: 24, minute_moved: 1, minute_urgent_waits: 0,
  protect_days: 90, days_ahead: 7,
};
const order = (given: typeof weights): ExampleId[] => examples.toSorted((one, other) => harmOf(one, given) - harmOf(other, given)).map(({ id }) => id);

test('the examples are weighed as proposals are', () => {
  expect(Object.fromEntries(examples.map((each) => [each.id, harmOf(each, weights)]))).toEqual({
    'an-hour': 160, 'an-hour-late': 260, colleague: 300, 'next-day': 600, 'two-of-them': 260, misses: 1_002_100,
  });
});

test('a weight changes which is the least', () => {
  expect(order(weights)[0]).toBe('an-hour');
  expect(order({ ...weights, minute_moved: 50 })[0]).toBe('colleague');
});
