import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type PlainRule, fromRule, shiftClock, shiftDays, toRule } from './recurrence.ts';

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }).map((days) => days.sort((a, b) => a - b));
const interval = fc.integer({ min: 1, max: 12 });
const plain: fc.Arbitrary<PlainRule> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval, weekdays: fc.constant<number[]>([]), nth: fc.constant(1) }),
  fc.record({ every: fc.constant('week' as const), interval, weekdays, nth: fc.constant(1) }),
  fc.record({ every: fc.constant('month' as const), interval, weekdays, nth: fc.constantFrom(1, 2, 3, 4, -1) }),
);

it('writes what the form says, and reads it back', () => {
  fc.assert(fc.property(plain, (rule) => {
    expect(fromRule(toRule(rule))).toEqual(rule);
  }));
  expect(toRule({ every: 'week', interval: 2, weekdays: [3, 1], nth: 1 })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE');
  expect(toRule({ every: 'month', interval: 1, weekdays: [5], nth: -1 })).toBe('FREQ=MONTHLY;BYDAY=-1FR');
});

it('says of a rule that it cannot show that it cannot', () => {
  for (const rule of ['FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYDAY=1MO,2TU', 'FREQ=WEEKLY;BYDAY=MO;WKST=SU', 'FREQ=MONTHLY;BYDAY=MO', 'FREQ=DAILY;BYDAY=MO']) expect(fromRule(rule), rule).toBeNull();
});

it('comes back where it was when it is shifted there and back', () => {
  fc.assert(fc.property(plain, fc.integer({ min: -20, max: 20 }), (rule, days) => {
    expect(shiftDays(shiftDays(rule, days), -days)).toEqual(rule);
  }));
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: -2000, max: 2000 }), (at, by) => {
    const clock = shiftClock('00:00', at);
    expect(shiftClock(shiftClock(clock, by), -by)).toBe(clock);
  }));
  expect(shiftClock('23:50', 20)).toBe('00:10');
});
