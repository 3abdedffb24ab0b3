import type { AppointmentStatus } from '../contract/appointment.ts';

/** Which state may follow which: the same table as scheduling.transition, which decides; a test compares them. */
export const transitions: Record<AppointmentStatus, readonly AppointmentStatus[]> = {
  booked: ['arrived', 'cancelled', 'noshow', 'entered-in-error'],
  arrived: ['fulfilled', 'booked', 'cancelled', 'entered-in-error'],
  noshow: ['arrived', 'booked', 'entered-in-error'],
  fulfilled: ['arrived', 'entered-in-error'],
  cancelled: ['entered-in-error'],
  'entered-in-error': [],
};
