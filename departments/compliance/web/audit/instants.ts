import { clinicalDate, clinicalInstant, clinicalTime, parseDate } from '@openward/platform/ui';

/** `21-Mar-2026 08:05:41` in the hospital: an audit log is read to the second. */
export const clinicalSecond = (at: string): string => `${clinicalInstant(at)}:${at.slice(17, 19)}`;

/** The instant at which a day begins in the hospital; null where the text is no whole day. */
export function startOfDay(text: string): Date | null {
  const day = parseDate(text);
  if (day === null || day.length !== 10) return null;
  const wanted = Date.parse(`${day}T00:00Z`);
  // What the hospital’s clock shows at an instant tells how far it is from it; the second round is for a change of clocks between.
  const first = wanted + (wanted - shownAt(wanted));
  return new Date(first + (wanted - shownAt(first)));
}

/** The instant at which the day after begins. */
export function endOfDay(text: string): Date | null {
  const day = parseDate(text);
  if (day === null || day.length !== 10) return null;
  const next = new Date(Date.parse(`${day}T00:00Z`) + 86_400_000);
  return startOfDay(next.toISOString().slice(0, 10));
}

const shownAt = (instant: number): number => {
  const date = new Date(instant);
  return Date.parse(`${parseDate(clinicalDate(date))}T${clinicalTime(date)}Z`);
};
