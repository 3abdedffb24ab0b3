const minute = 60_000;
const hour = 60 * minute;

/** Who is asked needs so long to answer. */
const least_minutes = 5;

/**
 * How long an offered time is kept for an answer, in minutes: long where there is time, never more than half of what is left.
 * Nought where too little is left to ask anybody.
 */
export function keptMinutes(start: Date, now: Date): number {
  const ahead = start.getTime() - now.getTime();
  const [, most] = ([[72 * hour, 240], [24 * hour, 120], [6 * hour, 60]] as const).find(([least]) => ahead >= least) ?? [0, 20];
  const minutes = Math.min(most, Math.floor(ahead / 2 / minute));
  return minutes < least_minutes ? 0 : minutes;
}

/** Offers go out while people are awake to answer: from 8 to 20 on the clock of the hospital, as long as the hold then lasts. */
export const maySendNow = (wall_clock: string): boolean => wall_clock.slice(11, 16) >= '08:00' && wall_clock.slice(11, 16) < '20:00';

interface Wants {
  notice_hours: number;
  /** Nothing is offered before this day, of the hospital. */
  paused_until: string | null;
  /** The beginning of the appointment that is given up; only what lies before it is wanted. */
  gives_up_start: Date | null;
  /** The appointment around which this one is wanted, where it stands. */
  near: { start: Date; end: Date } | 'gone' | null;
  near_minutes: number | null;
}

/** The windows in which a time may begin that can be offered to somebody; none where nothing may be. */
export function windowsOf(wants: Wants, kind: { minutes: number }, now: Date, today: string): { from: Date; until: Date | null }[] {
  if (wants.paused_until !== null && today < wants.paused_until) return [];
  if (wants.near === 'gone') return [];
  const from = new Date(now.getTime() + wants.notice_hours * hour);
  const until = wants.gives_up_start;
  const whole = { from, until };
  if (wants.near === null) return until !== null && until <= from ? [] : [whole];
  return around(wants.near, kind.minutes, wants.near_minutes ?? 0).flatMap((each) => {
    const both = { from: each.from > from ? each.from : from, until: until !== null && until < each.until ? until : each.until };
    return both.from < both.until ? [both] : [];
  });
}

/** When an appointment may begin that is to lie shortly before or after another, without touching it. */
export function around(other: { start: Date; end: Date }, length: number, minutes: number, where: 'before' | 'after' | 'either' = 'either'): { from: Date; until: Date }[] {
  const before = { from: new Date(other.start.getTime() - (length + minutes) * minute), until: new Date(other.start.getTime() - length * minute + 1) };
  const after = { from: other.end, until: new Date(other.end.getTime() + minutes * minute + 1) };
  return where === 'before' ? [before] : where === 'after' ? [after] : [before, after];
}
