import type { VisitType } from '../contract/calendar.ts';

/** Who books, as a kind of appointment names them. */
export type Booker = VisitType['bookable_by'][number];

export interface Hindrance {
  status: 409 | 422;
  code: string;
  message: string;
  field: string;
}

const minute = 60_000;

/** Why an appointment of this kind may not begin then, or not be booked by them; null where it may. */
export function hindranceOf(type: VisitType, start: Date, booker: Booker, now: Date): Hindrance | null {
  if (!type.active) return { status: 422, code: 'scheduling.visit_type_unknown', message: 'This kind of appointment is booked no more', field: 'visit_type_id' };
  if (!type.bookable_by.includes(booker)) return { status: 409, code: 'scheduling.not_yours_to_book', message: `${type.name} is not booked by you: ask those who may`, field: 'visit_type_id' };
  const ahead = start.getTime() - now.getTime();
  if (ahead < 0) return { status: 409, code: 'scheduling.past', message: 'This time is over', field: 'start' };
  if (ahead < type.notice_minutes * minute) return { status: 409, code: 'scheduling.notice', message: `${type.name} is booked at least ${type.notice_minutes} minutes ahead`, field: 'start' };
  if (ahead > type.horizon_days * 1440 * minute) return { status: 409, code: 'scheduling.too_far', message: `${type.name} is booked at most ${type.horizon_days} days ahead`, field: 'start' };
  return null;
}

/** The earliest and the latest beginning that may be booked now. */
export const bookableFrom = (type: VisitType, now: Date): Date => new Date(now.getTime() + type.notice_minutes * minute);
export const bookableUntil = (type: VisitType, now: Date): Date => new Date(now.getTime() + type.horizon_days * 1440 * minute);
