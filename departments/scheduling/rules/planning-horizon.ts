import { addDays } from '@openward/platform/time';

/** Sessions are made for so many days ahead. */
export const days_ahead = 400;

/**
 * The days that a Schedule answers for: from its first session, to the last one or to the end of a month that the sessions reach for certain. By
 * months, so that a calendar that goes on and on is not another one every night. Null where no session is held.
 */
export function planningHorizon(first: string | null, last: string | null, today: string): { start: string; end: string } | null {
  if (first === null || last === null) return null;
  const certain = addDays(`${addDays(today, days_ahead - 1).slice(0, 7)}-01`, -1);
  return { start: first, end: last < certain || certain < first ? last : certain };
}
