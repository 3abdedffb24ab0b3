import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { line, version } from './text.ts';
import { visitClasses } from './visit.ts';

export const stopStatuses = ['arrived', 'waiting', 'called', 'in-room', 'done', 'no-answer', 'left'] as const;
export type StopStatus = (typeof stopStatuses)[number];

/** The most urgent first. */
export const priorities = ['emergency', 'urgent', 'priority', 'routine'] as const;
export type Priority = (typeof priorities)[number];

export const priorityReasons = ['emergency', 'labour', 'severe-pain', 'elderly', 'pregnant', 'disabled', 'child', 'staff-decision'] as const;
export type PriorityReason = (typeof priorityReasons)[number];

/** How long somebody will wait, from what this place has measured: so in eight of ten cases. */
export const Expected = z.object({ likely: z.int(), from: z.int(), to: z.int() });
export type Expected = z.output<typeof Expected>;

/** Why somebody has their place in the queue. */
export const turnReasons = ['priority', 'appointment', 'late', 'walk-in'] as const;
export type TurnReason = (typeof turnReasons)[number];

/** One place of a patient’s way through the day. */
export const Stop = z.object({
  id: z.uuid(),
  token_id: z.uuid(),
  /** What the patient holds. */
  code: z.string(),
  sequence: z.int(),
  service_point_id: z.uuid(),
  point_name: z.string(),
  status: z.enum(stopStatuses),
  priority: z.enum(priorities),
  priority_reason: z.enum(priorityReasons).nullable(),
  due_at: z.string().nullable(),
  arrived_at: z.string(),
  waiting_at: z.string().nullable(),
  called_at: z.string().nullable(),
  room_id: z.uuid().nullable(),
  room_name: z.string().nullable(),
  called_by: z.string().nullable(),
  calls: z.int(),
  in_room_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  /** Nobody knows yet who it is. */
  anonymous: z.boolean(),
  /** Null for somebody who is not registered yet, and for a patient whom the reader may not see. */
  patient: z.object({ id: z.uuid(), name: z.string(), hospital_number: z.string(), birth_date: z.string().nullable() }).nullable(),
  visit_id: z.uuid().nullable(),
  appointment_id: z.uuid().nullable(),
  /** 1 is called next; null for who does not wait. */
  place: z.int().nullable(),
  why: z.enum(turnReasons),
  expected: Expected.nullable(),
  /** Waits for this before it can be called. */
  held: z.enum(['payment']).nullable(),
  next: z.array(z.enum(stopStatuses)),
  version: z.int(),
});
export type Stop = z.output<typeof Stop>;

/** Somebody who is expected today, and how far they are. */
export const Arrival = z.object({
  appointment_id: z.uuid(),
  version: z.int(),
  patient_id: z.uuid(),
  patient_name: z.string(),
  hospital_number: z.string(),
  birth_date: z.string().nullable(),
  start: z.string(),
  end: z.string(),
  status: z.string(),
  visit_type_name: z.string(),
  with: z.string(),
  service_point_id: z.uuid().nullable(),
  code: z.string().nullable(),
});
export type Arrival = z.output<typeof Arrival>;

/** What the patient is told when they join a queue. */
export const Ticket = z.object({ stop: Stop, visit_id: z.uuid().nullable(), ahead: z.int(), expected: Expected.nullable(), gate: z.enum(['open', 'pay-first']) });
export type Ticket = z.output<typeof Ticket>;

const urgency = { priority: z.enum(priorities).default('routine'), priority_reason: z.enum(priorityReasons).nullable().default(null) };
const saysWhy = { message: 'Going before others needs a reason, and taking one’s turn has none', path: ['priority_reason'] };
const justified = ({ priority, priority_reason }: { priority: Priority; priority_reason: PriorityReason | null }) => (priority === 'routine') === (priority_reason === null);

export const CheckIn = z.strictObject({
  /** The appointment that the patient came for; without one it is a walk-in. */
  appointment_id: z.uuid().nullable().default(null),
  /** Where to; for an appointment, where it belongs unless told. */
  service_point_id: z.uuid().nullable().default(null),
  class: z.enum(visitClasses).default('outpatient'),
  /** The number that the patient took before anybody knew who they are. */
  token_id: z.uuid().nullable().default(null),
  reason: line(300).nullable().default(null),
  ...urgency,
});

const onStop = { stop_id: z.uuid(), version };
const calling = { permission: 'visits.queue', patient: 'found' } as const;

export const queueContract = {
  queue: endpoint({
    method: 'GET', path: '/queue', summary: 'Who waits, who is called and who is seen today, in the order in which they are called', permission: 'visits.queue', patient: 'query', event: 'visits.queue.read',
  })
    .input(z.strictObject({
      service_point_id: z.uuid().optional(),
      /** Also those who are through. */
      over: z.boolean().default(false),
    }))
    .output(z.object({ date: z.string(), now: z.string(), stops: z.array(Stop) })),

  arrivals: endpoint({
    method: 'GET', path: '/queue/arrivals', summary: 'The appointments of today and who has come', permission: 'visits.queue', patient: 'query', event: 'visits.queue.arrivals',
  })
    .input(z.strictObject({ service_point_id: z.uuid().optional() }))
    .output(z.object({ date: z.string(), now: z.string(), arrivals: z.array(Arrival) })),

  /** 409 `visits.checked_in_already`, `visits.not_today`; 422 `visits.which_point` where it must be said. */
  checkInToQueue: endpoint({
    method: 'POST', path: '/patients/{patient_id}/queue', summary: 'Check a patient in: a token, a visit, and a place in the queue', permission: 'visits.open', patient: 'input', event: 'visits.token.issue', status: 201,
  })
    .input(CheckIn.extend({ patient_id: z.uuid() }).refine(justified, saysWhy))
    .output(Ticket),

  takeNumber: endpoint({
    method: 'POST', path: '/queue/numbers', summary: 'A number for somebody who is not known yet', permission: 'visits.queue', patient: 'none', event: 'visits.token.issue', status: 201,
  })
    .input(z.strictObject({ service_point_id: z.uuid() }))
    .output(Ticket),

  /** Null where nobody waits. A token is called by one room, however many ask at once. */
  callNext: endpoint({ method: 'POST', path: '/queue/rooms/{room_id}/call-next', summary: 'Call who is next into a room', ...calling, event: 'visits.token.call' })
    .input(z.strictObject({ room_id: z.uuid() }))
    .output(z.object({ stop: Stop.nullable() })),

  /** 409 `visits.called_already` where another room has called it, `visits.room_taken`, `visits.not_paid`. */
  callToken: endpoint({ method: 'POST', path: '/queue/stops/{stop_id}/call', summary: 'Call a certain token, or call it again', ...calling, event: 'visits.token.call' })
    .input(z.strictObject({ ...onStop, room_id: z.uuid() }))
    .output(Stop),

  advanceStop: endpoint({ method: 'POST', path: '/queue/stops/{stop_id}/advance', summary: 'Has come in, did not answer, waits again, left, is done here', ...calling, event: 'visits.stop.advance' })
    .input(z.strictObject({ ...onStop, to: z.enum(['in-room', 'waiting', 'no-answer', 'left', 'done']), come_back_in_days: z.int().min(1).max(730).nullable().default(null) }))
    .output(Stop),

  handOver: endpoint({ method: 'POST', path: '/queue/stops/{stop_id}/hand-over', summary: 'Send a patient on to the next station with the same token', ...calling, event: 'visits.stop.hand-over', status: 201 })
    .input(z.strictObject({ ...onStop, service_point_id: z.uuid() }))
    .output(Stop),

  prioritise: endpoint({ method: 'POST', path: '/queue/stops/{stop_id}/priority', summary: 'Let somebody go before others, with the reason', ...calling, event: 'visits.stop.prioritise' })
    .input(z.strictObject({ ...onStop, ...urgency }).refine(justified, saysWhy))
    .output(Stop),

  journey: endpoint({ method: 'GET', path: '/queue/tokens/{token_id}', summary: 'The way of a patient through the day', ...calling, event: 'visits.token.read' })
    .input(z.strictObject({ token_id: z.uuid() }))
    .output(z.object({ stops: z.array(Stop) })),

  /** A no-show that is urgent is given to somebody to follow up. */
  noShow: endpoint({
    method: 'POST', path: '/patients/{patient_id}/appointments/{appointment_id}/no-show', summary: 'The patient did not come; somebody follows it up where it is urgent', permission: 'visits.open', patient: 'input', event: 'visits.appointment.no-show',
  })
    .input(z.strictObject({ patient_id: z.uuid(), appointment_id: z.uuid(), version, urgent: z.boolean().default(false) }))
    .output(z.object({ followed_up: z.boolean() })),
};
