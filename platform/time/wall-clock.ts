import { Temporal } from 'temporal-polyfill';

/** An instant as it is kept: the instant itself, and the clock that was meant. */
export interface Moment {
  /** UTC, `2027-03-28T01:30:00Z`. The only thing that PostgreSQL is given. */
  instant: string;
  /** IANA name. */
  zone: string;
  /** What the clock on the wall shows then, `2027-03-28T03:30`. */
  wall_clock: string;
}

/**
 * What a wall-clock time means. One that does not exist (`gap`) or exists twice (`twice`) is never guessed: whoever typed it chooses between
 * the two candidates, the earlier first.
 */
export type Resolved = { kind: 'one'; moment: Moment } | { kind: 'gap' | 'twice'; candidates: [Moment, Moment] };

/** Thrown for what is no time or no zone at all. */
export class NotATime extends Error {}

const at = (instant: Temporal.Instant, zone: string): Moment => ({
  instant: instant.toString(),
  zone,
  wall_clock: instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
});

/** What the clock of a zone shows at an instant. */
export function momentAt(instant: string, zone: string): Moment {
  return read(() => at(Temporal.Instant.from(instant), zone));
}

/** Finds the instant of a wall-clock time, such as `2027-03-28T02:30` in Europe/Berlin: the one place where this is done. */
export function resolveWallClock(wallClock: string, zone: string): Resolved {
  return read(() => {
    const meant = Temporal.PlainDateTime.from(wallClock, { overflow: 'reject' });
    const earlier = meant.toZonedDateTime(zone, { disambiguation: 'earlier' });
    const later = meant.toZonedDateTime(zone, { disambiguation: 'later' });
    const candidates: [Moment, Moment] = [at(earlier.toInstant(), zone), at(later.toInstant(), zone)];
    if (earlier.equals(later)) return { kind: 'one', moment: candidates[0] };
    return { kind: earlier.toPlainDateTime().equals(meant) ? 'twice' : 'gap', candidates };
  });
}

/** A span of real time, half-open. */
export interface Span {
  start: string;
  end: string;
}

/**
 * What a rule such as 22:00–06:00 means on a date. An end that is not after the start is on the next day. Nobody can be asked about each date of
 * a rule: what begins in a gap begins when the clock goes on, what ends in one ends there; an hour that comes twice belongs to the span both
 * times. Null where nothing is left of it.
 */
export function spanOn(date: string, from: string, to: string, zone: string): Span | null {
  return read(() => {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
    const begins = Temporal.PlainTime.from(from);
    const ends = Temporal.PlainTime.from(to);
    const lastDay = Temporal.PlainTime.compare(ends, begins) > 0 ? day : day.add({ days: 1 });
    const start = edge(day.toPlainDateTime(begins), zone, 'start');
    const end = edge(lastDay.toPlainDateTime(ends), zone, 'end');
    return Temporal.Instant.compare(start, end) < 0 ? { start: start.toString(), end: end.toString() } : null;
  });
}

function edge(meant: Temporal.PlainDateTime, zone: string, side: 'start' | 'end'): Temporal.Instant {
  const earlier = meant.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = meant.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.equals(later)) return earlier.toInstant();
  const twice = earlier.toPlainDateTime().equals(meant);
  if (twice) return (side === 'start' ? earlier : later).toInstant();
  // The two candidates lie on both sides of the change of the clock.
  return earlier.getTimeZoneTransition('next')?.toInstant() ?? later.toInstant();
}

/** The calendar day that a zone has at an instant. */
export function dayAt(instant: string, zone: string): string {
  return read(() => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString());
}

/** The day some days later. */
export function addDays(date: string, days: number): string {
  return read(() => Temporal.PlainDate.from(date).add({ days }).toString());
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new NotATime(error.message);
    throw error;
  }
}
