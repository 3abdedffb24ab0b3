import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Appointment, protections } from './appointment.ts';
import { Need } from './find.ts';
import { day, instant, line, version } from './text.ts';

/** In what the harm of a move lies. */
export const harmReasons = ['missed_date', 'other_day', 'other_clinician', 'short_notice', 'earlier', 'later'] as const;
export type HarmReason = (typeof harmReasons)[number];

/** Somebody who would make room: from when to when, and what that does to them. */
export const Moved = z.object({
  appointment_id: z.uuid(),
  /** What it was looked at by: where somebody changes it meanwhile, the proposal is stale. */
  version: z.int(),
  patient_id: z.uuid(),
  patient_name: z.string(),
  hospital_number: z.string(),
  visit_type_name: z.string(),
  arrived: z.boolean(),
  was: z.object({ start: z.string(), resource_id: z.uuid(), name: z.string() }),
  becomes: z.object({ start: z.string(), resource_id: z.uuid(), name: z.string() }),
  minutes: z.int(),
  /** How long before the earlier of both they are told. */
  notice_minutes: z.int(),
  see_by: z.string().nullable(),
  harm: z.int(),
  reasons: z.array(z.enum(harmReasons)),
});
export type Moved = z.output<typeof Moved>;

/** One way to fit somebody in. */
export const AddOnProposal = z.object({
  start: z.string(),
  end: z.string(),
  resource_id: z.uuid(),
  name: z.string(),
  /** By the weights of the hospital; nothing where nobody is moved. */
  harm: z.int(),
  /** False where there was no time to make sure that no other way does less. */
  proven: z.boolean(),
  moved: z.array(Moved),
});
export type AddOnProposal = z.output<typeof AddOnProposal>;

export const HarmWeights = z.object({
  missed_date: z.int().min(0).max(10_000_000),
  missed_day: z.int().min(0).max(100_000),
  other_day: z.int().min(0).max(100_000),
  other_clinician: z.int().min(0).max(100_000),
  each_patient: z.int().min(0).max(100_000),
  short_notice: z.int().min(0).max(100_000),
  short_notice_hours: z.int().min(0).max(336),
  minute_moved: z.int().min(0).max(100),
  minute_urgent_waits: z.int().min(0).max(100),
  protect_days: z.int().min(0).max(730),
  days_ahead: z.int().min(1).max(30),
});
export type HarmWeights = z.output<typeof HarmWeights>;

const asked = {
  patient_id: z.uuid(),
  visit_type_id: z.uuid(),
  /** Who may see the patient: these, or any clinician that fits. */
  need: Need.default({ resource_ids: [] }),
  /** It must have begun by then. */
  latest: instant,
};
const addOn = { permission: 'scheduling.add_on', patient: 'input' } as const;

export const addOnContract = {
  /** Nothing is changed, and nothing is kept of it. */
  proposeAddOn: endpoint({
    method: 'POST', path: '/patients/{patient_id}/add-ons/propose', summary: 'Up to three ways to fit somebody urgent in, with their harm to others', ...addOn, event: 'scheduling.add-on.propose',
  })
    .input(z.strictObject(asked))
    .output(z.object({ zone: z.string(), proposals: z.array(AddOnProposal) })),

  /** Everything in one transaction. 409 `scheduling.proposal_stale` with the `proposals` that are left, without names, where anything has changed meanwhile. */
  acceptAddOn: endpoint({
    method: 'POST', path: '/patients/{patient_id}/add-ons', summary: 'Fit somebody urgent in, and move who makes room', ...addOn, event: 'scheduling.add-on.accept', status: 201,
  })
    .input(z.strictObject({
      ...asked, reason: line(500), start: instant, resource_id: z.uuid(),
      moved: z.array(z.strictObject({ appointment_id: z.uuid(), version, resource_id: z.uuid(), start: instant })).max(100),
    }))
    .output(z.object({ add_on_id: z.uuid(), appointment: Appointment, moved: z.array(Appointment) })),

  standing: endpoint({
    method: 'PUT', path: '/patients/{patient_id}/appointments/{appointment_id}/standing', summary: 'Say what counts when room is made for somebody urgent',
    permission: 'scheduling.book', patient: 'input', event: 'scheduling.appointment.standing',
  })
    .input(z.strictObject({
      patient_id: z.uuid(), appointment_id: z.uuid(), version, protected_because: z.enum(protections).nullable(), see_by: day.nullable(), may_come_earlier: z.boolean(),
    }))
    .output(Appointment),

  harmWeights: endpoint({ method: 'GET', path: '/scheduling/harm-weights', summary: 'What each kind of harm counts', permission: 'scheduling.calendar', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(HarmWeights.extend({ version: z.int() })),

  updateHarmWeights: endpoint({
    method: 'PUT', path: '/scheduling/harm-weights', summary: 'Change what each kind of harm counts', permission: 'scheduling.manage', patient: 'none', event: 'scheduling.harm-weights.update',
  })
    .input(z.strictObject({ version, ...HarmWeights.shape }))
    .output(HarmWeights.extend({ version: z.int() })),
};
