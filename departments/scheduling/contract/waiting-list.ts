import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Appointment } from './appointment.ts';
import { Wish } from './find.ts';
import { day, instant, line, version } from './text.ts';

export const urgencies = ['urgent', 'soon', 'routine'] as const;
export const offerStates = ['open', 'accepted', 'passed', 'expired', 'withdrawn'] as const;

/** What somebody on the waiting list wants. */
export const WantedFields = z.strictObject({
  asked: Wish,
  note: line(500).nullable().default(null),
  urgency: z.enum(urgencies).default('routine'),
  /** The day by which a clinician wants the patient seen. */
  target_on: day.nullable().default(null),
  /** How long before a time the patient must know of it. */
  notice_hours: z.int().min(0).max(2160).default(24),
  /** A later appointment of theirs, which is called off when they take an earlier time. */
  gives_up_id: z.uuid().nullable().default(null),
  /** Shortly before or after another appointment of theirs, on the same day. */
  near: z.strictObject({ appointment_id: z.uuid(), minutes: z.int().min(0).max(720).default(120) }).nullable().default(null),
});
export type WantedFields = z.output<typeof WantedFields>;

/** A time that is kept for somebody until they answer. */
export const TimeOffer = z.object({
  id: z.uuid(), wanted_id: z.uuid(), patient_id: z.uuid(), state: z.enum(offerStates), start: z.string(), end: z.string(), wall_clock: z.string(), zone: z.string(),
  names: z.array(z.string()), visit_type_name: z.string(), hold_until: z.string(), made_at: z.string(), made_by: z.string(), appointment_id: z.uuid().nullable(),
});
export type TimeOffer = z.output<typeof TimeOffer>;

/** An entry of the waiting list, with its rank among all and what makes it so. */
export const Wanted = z.object({
  id: z.uuid(), version: z.int(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), visit_type_id: z.uuid(), visit_type_name: z.string(), asked: Wish,
  note: z.string().nullable(), put_at: z.string(), put_by: z.string().nullable(), urgency: z.enum(urgencies), target_on: z.string().nullable(), notice_hours: z.int(),
  gives_up: z.object({ id: z.uuid(), start: z.string(), status: z.string() }).nullable(), near: z.object({ id: z.uuid(), start: z.string(), status: z.string(), minutes: z.int() }).nullable(),
  paused_until: z.string().nullable(), paused_reason: z.string().nullable(), with: z.array(z.string()),
  rank: z.int(), due: z.string(), waited_days: z.int(), overdue_days: z.int().nullable(), put_back_days: z.int(), declined: z.int(),
  offer: TimeOffer.nullable(),
});
export type Wanted = z.output<typeof Wanted>;

/** Whom the desk calls: an offer, and how its patient may be reached. The rule that keeps them safe stands above everything else. */
export const OfferToCall = z.object({
  ...TimeOffer.shape, patient_name: z.string(), hospital_number: z.string(), phone: z.string().nullable(), may_call: z.boolean(), may_leave_message: z.boolean(),
  hours: z.object({ from: z.string(), to: z.string() }).nullable(), instruction: z.string().nullable(), speak_to_another: z.boolean(),
});
export type OfferToCall = z.output<typeof OfferToCall>;

const path = '/patients/{patient_id}/wanted-appointments';
const one = { patient_id: z.uuid(), wanted_id: z.uuid() };
const book = { permission: 'scheduling.book', patient: 'input' } as const;

export const waitingListContract = {
  want: endpoint({ method: 'POST', path, summary: 'Put somebody on the waiting list', ...book, event: 'scheduling.wanted.create', status: 201 })
    .input(z.strictObject({ patient_id: z.uuid(), ...WantedFields.shape }))
    .output(z.object({ id: z.uuid() })),

  wanted: endpoint({ method: 'GET', path: '/scheduling/wanted', summary: 'The waiting list, whoever is due first before the others', permission: 'scheduling.read', patient: 'query', event: 'scheduling.wanted.list' })
    .input(z.strictObject({ visit_type_id: z.uuid().optional(), department_id: z.uuid().optional(), urgency: z.enum(urgencies).optional() }))
    .output(z.object({ total: z.int(), wanted: z.array(Wanted) })),

  changeWanted: endpoint({ method: 'PUT', path: `${path}/{wanted_id}`, summary: 'Change what somebody on the waiting list wants', ...book, event: 'scheduling.wanted.update' })
    .input(z.strictObject({ ...one, version, ...WantedFields.shape }))
    .output(z.object({ version: z.int() })),

  pauseWanted: endpoint({ method: 'POST', path: `${path}/{wanted_id}/pause`, summary: 'Offer nothing before a day, with the reason; or offer again', ...book, event: 'scheduling.wanted.pause' })
    .input(z.strictObject({ ...one, version, until: day.nullable(), reason: line(500).nullable().default(null) }))
    .output(z.object({ version: z.int() })),

  closeWanted: endpoint({ method: 'POST', path: `${path}/{wanted_id}/close`, summary: 'A time was found, or is no longer wanted', ...book, event: 'scheduling.wanted.close' })
    .input(z.strictObject({ ...one, appointment_id: z.uuid().nullable().default(null), reason: line(500).nullable().default(null) }))
    .output(z.object({ closed: z.boolean() })),

  /** This time, or the first that fits. 409 `scheduling.nothing_to_offer` where none does. */
  offerNow: endpoint({ method: 'POST', path: `${path}/{wanted_id}/offers`, summary: 'Keep a time for somebody on the waiting list, and offer it', ...book, event: 'scheduling.offer.create', status: 201 })
    .input(z.strictObject({ ...one, start: instant.optional() }))
    .output(TimeOffer),

  offers: endpoint({ method: 'GET', path: '/scheduling/offers', summary: 'What is offered now, and whom to call about it', permission: 'scheduling.book', patient: 'query', event: 'scheduling.offer.list' })
    .input(z.strictObject({}))
    .output(z.object({ offers: z.array(OfferToCall) })),

  /** Accepted: booked from what was kept, and the later appointment is called off where the entry says so. 409 `scheduling.offer_over` for one that is answered, or ran out. */
  answerOffer: endpoint({ method: 'POST', path: '/patients/{patient_id}/offers/{offer_id}/answer', summary: 'Write down what a patient says to an offer, or take it back', ...book, event: 'scheduling.offer.answer' })
    .input(z.strictObject({ patient_id: z.uuid(), offer_id: z.uuid(), answer: z.enum(['accepted', 'passed', 'withdrawn']) }))
    .output(z.object({ offer: TimeOffer, appointment: Appointment.nullable() })),
};
