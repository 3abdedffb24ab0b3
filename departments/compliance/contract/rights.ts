import { endpoint } from '@openward/platform/http/contract';
import { version } from '@openward/platform/fhir';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
export const rightKinds = ['access', 'portability', 'rectification', 'erasure', 'restriction', 'objection'] as const;
export const rightOutcomes = ['granted', 'partly', 'refused', 'withdrawn'] as const;
const acts = ['received', 'extended', 'copied', 'erasure-asked', 'erasure-refused', 'erasure-withdrawn', 'erased', ...rightOutcomes] as const;
const said = (most: number) => z.string().trim().min(1).max(most);

/** What a patient asks for by right, as it comes. */
export const NewRightsRequest = z.strictObject({
  patient_id: z.uuid(),
  kind: z.enum(rightKinds),
  received_on: z.iso.date(),
  /** The patient, or who speaks for them. */
  asked_by: said(200),
  /** How it was known that they are who they say. */
  identity_proof: said(300),
  wish: z.string().trim().max(4000).default(''),
});

/** A request, with its clock: one month, two more with a reason (GDPR 12(3)). */
export const RightsRequest = z.object({
  id: z.uuid(),
  ...NewRightsRequest.shape,
  patient_name: z.string(),
  due_on: z.iso.date(),
  /** Days until the last one; below nought it is late. */
  days_left: z.int(),
  extension_reason: z.string().nullable(),
  state: z.enum(['open', ...rightOutcomes]),
  legal_basis: z.string().nullable(),
  answer: z.string().nullable(),
  answered_at: instant.nullable(),
  answered_by_name: z.string().nullable(),
  version: z.int(),
});
export type RightsRequest = z.output<typeof RightsRequest>;

/** One act of answering a request. */
export const RightsAct = z.object({ id: z.uuid(), act: z.enum(acts), at: instant, by_name: z.string(), note: z.string() });
export type RightsAct = z.output<typeof RightsAct>;

const one = z.object({ request: RightsRequest, acts: z.array(RightsAct) });
const named = { request_id: z.uuid(), version };

export const rightsContract = {
  rightsRequests: endpoint({
    method: 'GET', path: '/rights/requests', summary: 'What patients asked for by right: what is open first, the soonest due on top, then the last that were answered',
    permission: 'rights.answer', patient: 'query', event: 'compliance.request.list',
  }).input(z.strictObject({})).output(z.object({ requests: z.array(RightsRequest) })),

  rightsRequest: endpoint({
    method: 'GET', path: '/rights/requests/{request_id}', summary: 'One request, with all that was done about it',
    permission: 'rights.answer', patient: 'found', event: 'compliance.request.read',
  }).input(z.strictObject({ request_id: z.uuid() })).output(one),

  addRightsRequest: endpoint({
    method: 'POST', path: '/patients/{patient_id}/rights-requests', summary: 'Write down what a patient asks for by right; the clock runs from the day on which it came',
    permission: 'rights.answer', patient: 'input', event: 'compliance.request.create', status: 201,
  }).input(NewRightsRequest).output(one),

  extendRightsRequest: endpoint({
    method: 'POST', path: '/rights/requests/{request_id}/extension', summary: 'Take two months longer for an answer, with the reason that the patient is told',
    permission: 'rights.answer', patient: 'found', event: 'compliance.request.extend',
  }).input(z.strictObject({ ...named, reason: z.string().trim().min(5).max(1000) })).output(one),

  answerRightsRequest: endpoint({
    method: 'POST', path: '/rights/requests/{request_id}/answer', summary: 'Answer a request, once; a refusal names the law',
    permission: 'rights.answer', patient: 'found', event: 'compliance.request.answer',
  }).input(z.strictObject({ ...named, outcome: z.enum(rightOutcomes), legal_basis: z.string().trim().max(300).nullable().default(null), answer: said(4000) })).output(one),
};
