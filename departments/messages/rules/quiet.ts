import { addDays, dayAt, spanOn } from '@openward/platform/time';

/** A part of the day in which something may be done, such as 08:00 to 20:00; past midnight where the end is not after the beginning. */
export interface Hours {
  from: string;
  to: string;
}

/**
 * The first moment from `now` on that lies within the hours of the day on the clock of a zone. An hour that the clock skips is not there;
 * one that comes twice counts both times.
 */
export function nextWithin({ from, to }: Hours, now: Date, zone: string): Date {
  if (from === to) return now;
  const today = dayAt(now.toISOString(), zone);
  const at = now.getTime();
  for (let after = -1; after <= 3; after += 1) {
    const span = spanOn(addDays(today, after), from, to, zone);
    if (span === null || Date.parse(span.end) <= at) continue;
    return new Date(Math.max(at, Date.parse(span.start)));
  }
  return now;
}

/** As `nextWithin`, for both: the quiet hours of the hospital, and those in which a patient may be reached. */
export function nextWithinAll(all: readonly Hours[], now: Date, zone: string): Date | null {
  let when = now;
  for (let round = 0; round < 4; round += 1) {
    const next = all.reduce((moment, hours) => nextWithin(hours, moment, zone), when);
    if (next.getTime() === when.getTime()) return when;
    when = next;
  }
  // Hours that never meet.
  return all.every((hours) => nextWithin(hours, when, zone).getTime() === when.getTime()) ? when : null;
}
