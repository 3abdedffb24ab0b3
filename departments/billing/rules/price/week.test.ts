import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inHours } from './choose.ts';
import { hoursByDay, weekHoursOf } from './week.ts';

const time = fc.integer({ min: 0, max: 1439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

it('says a night that goes over the end of the week, and reads it day by day', () => {
  expect(weekHoursOf([7], '22:00', '06:00')).toEqual([[0, 360], [9960, 10_080]]);
  expect(hoursByDay(weekHoursOf([1, 2], '08:00', '16:30'))).toEqual([{ weekday: 1, times: ['08:00–16:30'] }, { weekday: 2, times: ['08:00–16:30'] }]);
  expect(hoursByDay([[0, 10_080]])).toHaveLength(7);
});

it('holds at each minute of the week just where the time of the day does', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), time, time, fc.integer({ min: 0, max: 10_079 }), (weekdays, from, until, minute) => {
    const hours = weekHoursOf(weekdays, from, until);
    for (const [begins, ends] of hours) expect(begins).toBeLessThan(ends);
    const [weekday, of_day] = [Math.floor(minute / 1440) + 1, minute % 1440];
    const clock = `${String(Math.floor(of_day / 60)).padStart(2, '0')}:${String(of_day % 60).padStart(2, '0')}`;
    const before = weekday === 1 ? 7 : weekday - 1;
    const expected = from < until
      ? weekdays.includes(weekday) && clock >= from && clock < until
      : (weekdays.includes(weekday) && clock >= from) || (weekdays.includes(before) && clock < until);
    expect(inHours(hours, minute)).toBe(expected);
  }));
});
