import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { spanOn, type Span } from '@openward/platform/time';

/** Days that come again, with a time on the wall clock. */
export interface Repeating {
  rule: string;
  starts_on: string;
  ends_on: string | null;
  from_clock: string;
  to_clock: string;
}

/**
 * The spans of a rule that begin on the days from `from` to `until`, both included. The rule gives calendar days, and only the resolver of
 * platform/time turns a clock into an instant: a library of recurrences guesses on the days on which the clock changes.
 */
export function occurrences({ rule, starts_on, ends_on, from_clock, to_clock }: Repeating, zone: string, from: string, until: string): Span[] {
  const last = ends_on === null || ends_on > until ? until : ends_on;
  if (last < starts_on || last < from) return [];
  // Noon in UTC: a day is a day there, without a clock that jumps.
  const noon = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });
  const days = new RRuleTemporal({ rruleString: rule, dtstart: noon(starts_on), tzid: 'UTC' });
  return days.between(noon(from < starts_on ? starts_on : from), noon(last), true)
    .flatMap((date) => spanOn(date.toPlainDate().toString(), from_clock, to_clock, zone) ?? []);
}
