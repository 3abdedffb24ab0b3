import { announce, type Tx } from '@openward/platform/db';
import { liveTopics } from '@openward/platform/http';
import { dayAt } from '@openward/platform/time';
import type { Appointment } from '../contract/appointment.ts';

liveTopics({ schedule: 'scheduling.read', duty: 'scheduling.calendar' });

/** Everybody who looks at the duty plan learns that duties, leave, swaps or who is on call have changed. */
export const tellDuty = (tx: Tx): void => announce(tx, 'duty');

/** Everybody who looks at one of these days learns that it has changed; without days, all who look at calendars. */
export function tellDays(tx: Tx, days: readonly string[] | null = null): void {
  if (days === null) announce(tx, 'schedule');
  else for (const day of days) announce(tx, `schedule/${day}`);
}

/** The day on which an appointment is, and the one on which it was before its last change. */
export function tellAppointment(tx: Tx, { start, wall_clock, zone, history }: Appointment): void {
  const before = history.at(-2)?.start;
  tellDays(tx, [wall_clock.slice(0, 10), ...(before === undefined || before === start ? [] : [dayAt(before, zone)])]);
}
