import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { appointmentStatuses } from './appointment.ts';
import { day } from './text.ts';

/** An appointment in a column of the day. One of a patient whom the reader may not see is only taken time. */
export const DayAppointment = z.object({
  id: z.uuid(),
  resource_id: z.uuid(),
  lane: z.int(),
  start: z.string(),
  end: z.string(),
  held: z.boolean(),
  appointment: z.object({
    version: z.int(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), status: z.enum(appointmentStatuses), visit_type_id: z.uuid(),
    resource_ids: z.array(z.uuid()), overbooked: z.boolean(), confirmed: z.boolean(),
  }).nullable(),
});
export type DayAppointment = z.output<typeof DayAppointment>;

const span = { start: z.string(), end: z.string() };

/** A day of the calendars, from midnight to midnight. Where the clock jumps at night, `anchor` is where its midnight would be by the clock of noon. */
export const DayOfGrid = z.object({ date: z.string(), ...span, anchor: z.string() });
export type DayOfGrid = z.output<typeof DayOfGrid>;

/** A calendar: when it is open, and what takes time out of it. Why somebody is on leave is not told. */
export const DayColumn = z.object({
  resource_id: z.uuid(), kind: z.string(), name: z.string(), department_id: z.uuid().nullable(), department_name: z.string().nullable(), lanes: z.int(), overbooking: z.int(),
  sessions: z.array(z.object(span)), off: z.array(z.object({ kind: z.enum(['leave', 'holiday', 'block']), ...span })),
});
export type DayColumn = z.output<typeof DayColumn>;

export const dayContract = {
  day: endpoint({
    method: 'GET', path: '/scheduling/day', summary: 'The calendars of one day, or of some days on end: sessions, what takes time out of them, and what is booked',
    permission: 'scheduling.read', patient: 'query', event: 'scheduling.day.read',
  })
    .input(z.strictObject({ date: day.optional(), days: z.coerce.number<number>().int().min(1).max(7).default(1), department_id: z.uuid().optional(), resource_ids: z.array(z.uuid()).max(60).optional() }))
    .output(z.object({
      date: z.string(), zone: z.string(), start: z.string(), end: z.string(),
      days: z.array(DayOfGrid),
      columns: z.array(DayColumn),
      taken: z.array(DayAppointment),
    })),
};
