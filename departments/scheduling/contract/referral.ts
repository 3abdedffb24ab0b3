import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Need } from './find.ts';
import { day, line, version } from './text.ts';
import { urgencies } from './waiting-list.ts';

export const referralStates = ['received', 'accepted', 'booked', 'done', 'rejected'] as const;
export const referralPriorities = ['routine', 'urgent', 'asap', 'stat'] as const;
export const referralActs = ['received', 'owned', 'redirected', 'accepted', 'rejected', 'told', 'booked', 'called-off', 'done'] as const;
const fhirId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, 'Is not an id');

export const Referral = z.object({
  id: z.uuid(), version: z.int(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), service_request_id: z.string(), origin: z.enum(['inside', 'outside', 'fhir']),
  from_name: z.string(), from_contact: z.string().nullable(), their_number: z.string().nullable(), document_id: z.string().nullable(), authorisation: z.string().nullable(),
  reason: z.string(), note: z.string().nullable(), priority: z.enum(referralPriorities), department_id: z.uuid().nullable(), department_name: z.string().nullable(),
  owner_account: z.uuid().nullable(), owner_name: z.string().nullable(), received_at: z.string(), triage_due: z.string(), late: z.boolean(), state: z.enum(referralStates),
  urgency: z.enum(urgencies).nullable(), target_on: z.string().nullable(), visit_type_id: z.uuid().nullable(), visit_type_name: z.string().nullable(),
  decided_at: z.string().nullable(), decided_by: z.string().nullable(), decision_note: z.string().nullable(), told_at: z.string().nullable(),
  wanted_id: z.uuid().nullable(), appointment_id: z.uuid().nullable(), appointment_start: z.string().nullable(),
  steps: z.array(z.object({ act: z.enum(referralActs), detail: z.string().nullable(), at: z.string(), by: z.string() })),
});
export type Referral = z.output<typeof Referral>;

const path = '/patients/{patient_id}/referrals';
const one = { patient_id: z.uuid(), referral_id: z.uuid(), version };
const needs = z.array(Need).min(1).max(5).default([{ resource_ids: [], kind: 'clinician' }]);

export const referralContract = {
  referrals: endpoint({ method: 'GET', path: '/scheduling/referrals', summary: 'Referrals to triage, those that wait for a time, or those whose sender must be told', permission: 'scheduling.read', patient: 'query', event: 'scheduling.referral.list' })
    .input(z.strictObject({ show: z.enum(['to-triage', 'without-a-time', 'to-tell', 'all']).default('to-triage'), department_id: z.uuid().optional() }))
    .output(z.object({ referrals: z.array(Referral) })),

  receiveReferral: endpoint({ method: 'POST', path, summary: 'Enter a referral that came from outside', permission: 'scheduling.book', patient: 'input', event: 'scheduling.referral.receive', status: 201 })
    .input(z.strictObject({
      patient_id: z.uuid(), from_name: line(200), from_contact: line(200).nullable().default(null), their_number: line(100).nullable().default(null), document_id: fhirId.nullable().default(null),
      authorisation: line(100).nullable().default(null), reason: line(500), note: line(1000).nullable().default(null), priority: z.enum(referralPriorities).default('routine'), department_id: z.uuid().nullable().default(null),
    }))
    .output(Referral),

  ownReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/own`, summary: 'Take a referral upon oneself, or give it back to all who may triage', permission: 'scheduling.triage', patient: 'input', event: 'scheduling.referral.own' })
    .input(z.strictObject({ ...one, mine: z.boolean() }))
    .output(Referral),

  acceptReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/accept`, summary: 'Accept a referral: how urgent it is, and by when; the patient goes on the waiting list', permission: 'scheduling.triage', patient: 'input', event: 'scheduling.referral.accept' })
    .input(z.strictObject({ ...one, urgency: z.enum(urgencies), target_on: day.nullable().default(null), visit_type_id: z.uuid(), needs, note: line(500).nullable().default(null) }))
    .output(Referral),

  redirectReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/redirect`, summary: 'Pass a referral on to another department', permission: 'scheduling.triage', patient: 'input', event: 'scheduling.referral.redirect' })
    .input(z.strictObject({ ...one, department_id: z.uuid(), reason: line(500) }))
    .output(Referral),

  rejectReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/reject`, summary: 'Reject a referral; whoever refers is told why', permission: 'scheduling.triage', patient: 'input', event: 'scheduling.referral.reject' })
    .input(z.strictObject({ ...one, reason: line(500) }))
    .output(Referral),

  placeReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/place`, summary: 'Say which appointment came of an accepted referral', permission: 'scheduling.book', patient: 'input', event: 'scheduling.referral.place' })
    .input(z.strictObject({ ...one, appointment_id: z.uuid() }))
    .output(Referral),

  toldReferral: endpoint({ method: 'POST', path: `${path}/{referral_id}/told`, summary: 'Whoever refers was told that it is rejected', permission: 'scheduling.book', patient: 'input', event: 'scheduling.referral.tell' })
    .input(z.strictObject({ ...one, how: line(200) }))
    .output(Referral),
};
