const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (value: number) => String(value).padStart(2, '0');

/**
 * A clinical date, dd-MMM-yyyy in any language, because 03/04/2026 is two different days (NHS CUI). A date that is known
 * in part is shown in part: `1984`, `Mar-1984`. An instant is shown as the day that it is here.
 */
export function clinicalDate(value: string | Date): string {
  if (value instanceof Date) return `${two(value.getDate())}-${months[value.getMonth()]}-${value.getFullYear()}`;
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value);
  if (parts === null) return clinicalDate(new Date(value));
  const [, year, month, day] = parts;
  return [day, month === undefined ? undefined : months[Number(month) - 1], year].filter((part) => part !== undefined).join('-');
}

/** 24-hour time of an instant, HH:mm. */
export function clinicalTime(value: string | Date): string {
  const instant = new Date(value);
  return `${two(instant.getHours())}:${two(instant.getMinutes())}`;
}

/** `21-Mar-2026 08:05`; a value without a time of day is shown as a date. */
export function clinicalInstant(value: string | Date): string {
  if (typeof value === 'string' && !value.includes('T')) return clinicalDate(value);
  const instant = new Date(value);
  return `${clinicalDate(instant)} ${clinicalTime(instant)}`;
}

/** `Sat 21-Mar-2026` */
export function clinicalDay(value: string | Date): string {
  const instant = value instanceof Date ? value : new Date(value.length === 10 ? `${value}T00:00` : value);
  return `${weekdays[instant.getDay()]} ${clinicalDate(instant)}`;
}

/** `Mar-2026`, the heading of a month. */
export function clinicalMonth(value: string): string {
  return clinicalDate(value.slice(0, 7));
}
