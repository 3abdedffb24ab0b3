import { inHospital } from './hospital-zone.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/**
 * A clinical date, dd-MMM-yyyy in any language, because 03/04/2026 is two different days (NHS CUI). A date that is known
 * in part is shown in part: `1984`, `Mar-1984`. An instant is shown as the day that it is in the hospital.
 */
export function clinicalDate(value: string | Date): string {
  const parts = typeof value === 'string' ? /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value) : null;
  if (parts === null) {
    const { year, month, day } = inHospital(new Date(value));
    return `${two(day)}-${months[month - 1]}-${year}`;
  }
  const [, year, month, day] = parts;
  return [day, month === undefined ? undefined : months[Number(month) - 1], year].filter((part) => part !== undefined).join('-');
}

/** 24-hour time of an instant in the hospital, HH:mm. */
export function clinicalTime(value: string | Date): string {
  const { hour, minute } = inHospital(new Date(value));
  return `${two(hour)}:${two(minute)}`;
}

/** `21-Mar-2026 08:05`; a value without a time of day is shown as a date. */
export function clinicalInstant(value: string | Date): string {
  if (typeof value === 'string' && !value.includes('T')) return clinicalDate(value);
  return `${clinicalDate(new Date(value))} ${clinicalTime(value)}`;
}

/** `Sat 21-Mar-2026` */
export function clinicalDay(value: string | Date): string {
  const calendarDay = typeof value === 'string' && value.length === 10;
  const weekday = calendarDay
    ? new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(value))
    : inHospital(new Date(value)).weekday;
  return `${weekday} ${clinicalDate(value)}`;
}

/** `Mar-2026`, the heading of a month. */
export function clinicalMonth(value: string): string {
  return clinicalDate(value).slice(-8);
}
