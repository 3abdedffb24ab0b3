import { z } from 'zod';

const daysIn = (year: number, month: number) => new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, month, 0);

/** True for YYYY, YYYY-MM or YYYY-MM-DD that the calendar has. */
export function isPartialDate(text: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  if (year < 1 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(daysIn(year, month)).getUTCDate();
}

/** A birth or other date as far as it is known: year, month, or day. */
export const partialDate = z.string().refine(isPartialDate, 'Is not a date, such as 1984, 1984-03 or 1984-03-21');

/** A whole calendar day, YYYY-MM-DD. */
export const day = z.string().refine((text) => text.length === 10 && isPartialDate(text), 'Is not a day, such as 1984-03-21');

const clock = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A date as far as it is known, or an instant with its offset (a FHIR dateTime). */
export const partialInstant = z.string().refine((text) => {
  const [date = '', time] = text.split('T');
  return isPartialDate(date) && (time === undefined ? !text.includes('T') : date.length === 10 && clock.test(time));
}, 'Is not a date, or a time with its offset');

/** A time of day on the wall clock, HH:MM. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Is not a time of day, such as 08:30');
