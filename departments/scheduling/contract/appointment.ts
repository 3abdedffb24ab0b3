import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Offer } from './find.ts';
import { clock, day, instant, line, version, wallClock } from './text.ts';

export const appointmentStatuses = ['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled', 'entered-in-error'] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];
/** What an ordinary act leads to; calling off is an act of its own. */
export const nextStatuses = ['booked', 'arrived', 'fulfilled', 'noshow'] as const;

/** Those who are not moved for somebody else. */
export const protections = ['chemotherapy', 'dialysis', 'antenatal', 'post-operative', 'other'] as const;

export const Appointment = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.int(),
  /** Rises with what a calendar must know of. */
  sequence: z.int(),
  patient_id: z.uuid(),
  visit_type_id: z.uuid(),
  visit_type_name: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  wall_clock: z.string(),
  status: z.enum(appointmentStatuses),
  next: z.array(z.enum(appointmentStatuses)),
  overbooked: z.boolean(),
  /** Why there, where all places were taken. */
  overbooked_because: z.string().nullable(),
  resources: z.array(z.object({ id: z.uuid(), kind: z.string(), name: z.string(), practitioner_id: z.uuid().nullable(), location_id: z.uuid().nullable() })),
  reason: z.string().nullable(),
  referral: z.string().nullable(),
  authorisation: z.string().nullable(),
  /** The FHIR ServiceRequest of the referral that it rests on. */
  referral_request_id: z.string().nullable(),
  series_id: z.uuid().nullable(),
  /** Why it is not moved for somebody urgent. */
  protected_because: z.enum(protections).nullable(),
  /** The day by which the patient is to be seen. */
  see_by: z.string().nullable(),
  may_come_earlier: z.boolean(),
  confirmed_at: z.string().nullable(),
  arrived_at: z.string().nullable(),
  /** Minutes after the beginning; null for those who were in time, or have not come. */
  late_minutes: z.int().nullable(),
  stopped_by: z.enum(['patient', 'hospital']).nullable(),
  stopped_reason: z.string().nullable(),
  booked_at: z.string(),
  /** Each version: where it stood, when and with whom it was to be, who changed it and why, and whether the patient had said that they will come. */
  history: z.array(z.object({
    version: z.int(), status: z.enum(appointmentStatuses), start: z.string(), end: z.string(), resource_ids: z.array(z.uuid()), confirmed: z.boolean(), at: z.string(), by: z.string().nullable(),
    reason: z.string().nullable(),
  })),
});
export type Appointment = z.output<typeof Appointment>;

const when = {
  /** The instant, as it was offered, or as it was chosen of two. */
  start: instant.optional(),
  /** Or a time on the wall clock of the place: 409 `scheduling.clock` with both candidates where it does not exist, or twice. */
  wall_clock: wallClock.optional(),
};
const taking = { visit_type_id: z.uuid(), resource_ids: z.array(z.uuid()).min(1).max(10), overbook: z.boolean().default(false) };
/** Why somebody is put where all places are taken: 422 `scheduling.overbook_why` where it is not said. */
const why = { overbook_because: line(200).nullable().default(null) };
const about = {
  reason: line(500).nullable().default(null),
  referral: line(200).nullable().default(null),
  authorisation: line(100).nullable().default(null),
};
const series = { ...taking, ...why, ...about, dates: z.array(day).min(1).max(60), clock };
const skipped = z.array(z.object({ date: z.string(), code: z.string(), message: z.string(), alternatives: z.array(Offer) }));
const path = '/patients/{patient_id}/appointments/{appointment_id}';
const of = { patient_id: z.uuid(), appointment_id: z.uuid() };
const book = { permission: 'scheduling.book', patient: 'input' } as const;

export const appointmentContract = {
  hold: endpoint({
    method: 'POST', path: '/scheduling/holds', summary: 'Keep a time for a few minutes while it is talked over',
    permission: 'scheduling.book', patient: 'none', event: 'scheduling.hold.create', status: 201,
  })
    .input(z.strictObject({ ...taking, ...when, minutes: z.int().min(1).max(60).default(10) }))
    .output(z.object({ hold_id: z.uuid(), hold_until: z.string(), start: z.string() })),

  releaseHold: endpoint({
    method: 'DELETE', path: '/scheduling/holds/{hold_id}', summary: 'Give a time back that was kept',
    permission: 'scheduling.book', patient: 'none', event: 'scheduling.hold.release',
  })
    .input(z.strictObject({ hold_id: z.uuid() }))
    .output(z.object({ released: z.int() })),

  /** A refusal says why, and carries `alternatives`; 409 `scheduling.booked_already` is asked once more with `although_booked`. */
  book: endpoint({ method: 'POST', path: '/patients/{patient_id}/appointments', summary: 'Book an appointment', ...book, event: 'scheduling.appointment.book', status: 201 })
    .input(z.strictObject({ patient_id: z.uuid(), ...taking, ...when, ...why, ...about, hold_id: z.uuid().optional(), although_booked: z.boolean().default(false) }))
    .output(Appointment),

  /** Each date on its own; those at which it cannot be are named, with the reason. */
  bookSeries: endpoint({
    method: 'POST', path: '/patients/{patient_id}/appointment-series', summary: 'Book the same time on several dates', ...book, event: 'scheduling.appointment.book', status: 201,
  })
    .input(z.strictObject({ patient_id: z.uuid(), ...series }))
    .output(z.object({ series_id: z.uuid(), booked: z.array(Appointment), skipped })),

  /** What the same series would book, and which dates it would skip. Nothing is kept. */
  previewSeries: endpoint({
    method: 'POST', path: '/patients/{patient_id}/appointment-series/preview', summary: 'Which dates of a series can be booked, and which not', ...book, event: 'scheduling.appointment.propose',
  })
    .input(z.strictObject({ patient_id: z.uuid(), ...series }))
    .output(z.object({ possible: z.array(z.object({ date: z.string(), start: z.string(), wall_clock: z.string() })), skipped })),

  ofPatient: endpoint({
    method: 'GET', path: '/patients/{patient_id}/appointments', summary: 'All appointments of a patient, the latest first', permission: 'scheduling.read', patient: 'input', event: 'scheduling.appointment.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), limit: z.int().min(1).max(500).default(200) }))
    .output(z.object({ appointments: z.array(Appointment) })),

  read: endpoint({ method: 'GET', path, summary: 'One appointment', permission: 'scheduling.read', patient: 'input', event: 'scheduling.appointment.read' })
    .input(z.strictObject(of))
    .output(Appointment),

  /** Where the new time cannot be had, the old one stays. Without `minutes` it stays as long as it is; 422 `scheduling.length` where that is not within the rules of its kind. */
  reschedule: endpoint({ method: 'POST', path: `${path}/reschedule`, summary: 'Move an appointment to another time or to others, or make it longer or shorter', ...book, event: 'scheduling.appointment.reschedule' })
    .input(z.strictObject({
      ...of, version, resource_ids: z.array(z.uuid()).min(1).max(10), overbook: z.boolean().default(false), ...why, minutes: z.int().min(5).max(720).optional(), ...when,
      /** Why it is moved; stands with the version that comes of it. */
      reason: line(500).nullable().default(null),
    }))
    .output(Appointment),

  cancel: endpoint({ method: 'POST', path: `${path}/cancel`, summary: 'Call an appointment off, with the reason and who', ...book, event: 'scheduling.appointment.cancel' })
    .input(z.strictObject({ ...of, version, by: z.enum(['patient', 'hospital']), reason: line(500) }))
    .output(Appointment),

  confirm: endpoint({ method: 'POST', path: `${path}/confirm`, summary: 'The patient says that they will come', ...book, event: 'scheduling.appointment.confirm' })
    .input(z.strictObject({ ...of, version }))
    .output(Appointment),

  advance: endpoint({ method: 'POST', path: `${path}/advance`, summary: 'The patient has come, was seen, did not come; or not after all', ...book, event: 'scheduling.appointment.advance' })
    .input(z.strictObject({ ...of, version, to: z.enum(nextStatuses) }))
    .output(Appointment),

  withdraw: endpoint({ method: 'POST', path: `${path}/entered-in-error`, summary: 'Say that an appointment never was', ...book, event: 'scheduling.appointment.withdraw' })
    .input(z.strictObject({ ...of, version, reason: line(500) }))
    .output(Appointment),
};
