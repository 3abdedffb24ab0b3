import { z } from 'zod';

// Text as people type it: trimmed, composed (é is one character, however it was typed), without control characters.

/** One line of text, 1 to `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}+$/u, 'Holds a control character');

/** Several lines of text, 1 to `max` characters. */
export const note = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:\P{Cc}|[\n\t])+$/u, 'Holds a control character');

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);

/** A time of the day on the wall clock. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Is not a time of the day, such as 08:30');

/** A calendar day, YYYY-MM-DD, from the first of a year on; with what is said of one that lies before it. */
export const daySince = (year: number, message: string) =>
  z.iso.date('Is not a day, such as 2026-03-21').refine((text) => text >= `${year}-01-01` && text < '2200', { message });

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
