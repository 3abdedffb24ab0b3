import type { WeekHours } from './choose.ts';

const day = 1440;
const week = 7 * day;

/** Minutes from midnight of a time such as `08:30`; `24:00` is the end of the day. */
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/**
 * The stretches of a week in which a time of the day lies on some weekdays (1 is Monday). Where it ends at or before its beginning, it goes on
 * into the next day: from 22:00 until 06:00 on Sunday ends on Monday.
 */
export function weekHoursOf(weekdays: readonly number[], from: string, until: string): [number, number][] {
  const length = minuteOf(until) > minuteOf(from) ? minuteOf(until) - minuteOf(from) : minuteOf(until) + day - minuteOf(from);
  const spans = weekdays.flatMap((weekday): [number, number][] => {
    const begins = (weekday - 1) * day + minuteOf(from);
    const ends = begins + length;
    return ends <= week ? [[begins, ends]] : [[begins, week], [0, ends - week]];
  });
  return spans.toSorted(([one], [other]) => one - other);
}

/** The hours of each weekday (1 is Monday), such as `08:00–16:00`; days with none are left out. */
export function hoursByDay(hours: WeekHours): { weekday: number; times: string[] }[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const [first, last] = [(weekday - 1) * day, weekday * day];
    const times = hours.filter(([from, until]) => from < last && until > first).map(([from, until]) => `${timeOf(Math.max(from, first) - first)}–${timeOf(Math.min(until, last) - first)}`);
    return times.length === 0 ? [] : [{ weekday, times }];
  });
}
