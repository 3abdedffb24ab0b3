import { clinicalDate } from '@openward/platform/ui';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day that an instant has in the hospital, YYYY-MM-DD. */
export function today(at: Date = new Date()): string {
  const [day = '', month = '', year = ''] = clinicalDate(at).split('-');
  return `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day}`;
}

/** The day some days later; calendar days alone, so that no clock jumps over one. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 1 is Monday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
