import { z } from 'zod';
import { daySince } from '@openward/platform/fhir';

export { clock, line, version } from '@openward/platform/fhir';

/** A calendar day, YYYY-MM-DD. */
export const day = daySince(2000, 'Lies outside 2000 to 2199');

/** An instant with its zone. */
export const instant = z.iso.datetime({ offset: true, message: 'Is not an instant, such as 2026-03-21T08:30:00Z' })
  .refine((text) => text >= '2000' && text < '2200', { message: 'Lies outside 2000 to 2199' });

/** A day and a time on the wall clock, without a zone. */
export const wallClock = z.string().regex(/^2[01]\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'Is not a time, such as 2026-03-21T08:30').refine(isTime, { message: 'There is no such day' });

/** Without the calendars of platform/time, which a browser need not load for this. */
function isTime(text: string): boolean {
  const time = new Date(`${text}:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
