import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import { Document, secured } from '@openward/platform/http';
import { readInstallation } from '@openward/platform/installation';
import type { Appointment } from '../contract/index.ts';
import { openAppointment } from './held.ts';

/** An appointment as a file for the patient’s own calendar. Neither its kind nor its reason stands there: others read that calendar too. */
export const calendarFile = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/appointments/{appointment_id}/calendar', summary: 'An appointment as a file for a calendar (iCalendar)',
    permission: 'scheduling.read', patient: 'input', event: 'scheduling.appointment.export',
  },
  z.strictObject({ patient_id: z.uuid(), appointment_id: z.uuid() }),
  async (input, act) => {
    const appointment = await openAppointment(act, input);
    const hospital = await readInstallation(act.tx);
    return new Document(`text/calendar; charset=utf-8; method=${methodOf(appointment)}`, calendarText(appointment, hospital?.hospital_name ?? 'OpenWard', new Date()), `appointment-${appointment.number}.ics`);
  },
);

const isOff = ({ status }: Appointment): boolean => status === 'cancelled' || status === 'entered-in-error';
const methodOf = (appointment: Appointment): 'REQUEST' | 'CANCEL' => (isOff(appointment) ? 'CANCEL' : 'REQUEST');

/** In UTC alone: with a zone the file would depend on the machine that writes it. The UID stays, the SEQUENCE rises. */
export function calendarText(appointment: Appointment, hospital: string, now: Date): string {
  const off = isOff(appointment);
  const calendar = ical({ prodId: { company: 'OpenWard', product: 'OpenWard', language: 'EN' }, method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST });
  calendar.createEvent({
    id: `${appointment.id}@openward`, sequence: appointment.sequence, stamp: now, start: new Date(appointment.start), end: new Date(appointment.end),
    summary: `Appointment: ${hospital}`, description: `Number ${appointment.number}`, status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // Required beside METHOD; no address is written to by it.
    organizer: { name: hospital, email: 'no-reply@openward.invalid' },
  });
  return calendar.toString();
}
