import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { day } from './date.ts';
import { line, patientId, version } from './text.ts';

export const payerKinds = ['insurer', 'government', 'employer', 'charity', 'other'] as const;

/** Who pays, and for whom they insure. `valid_to` is the last day that is covered. */
export const Coverage = z
  .strictObject({
    id: z.uuid().optional(),
    payer_id: z.uuid(),
    policy_number: line(80),
    plan: line(120).nullish(),
    member_number: line(80).nullish(),
    /** What the patient is to the subscriber. */
    relationship: z.enum(['self', 'spouse', 'child', 'parent', 'other']).default('self'),
    subscriber_name: line(250).nullish(),
    subscriber_patient_id: patientId.nullish(),
    /** 1 pays first. */
    rank: z.int().min(1).max(9).default(1),
    valid_from: day.nullish(),
    valid_to: day.nullish(),
  })
  .refine((coverage) => coverage.valid_from == null || coverage.valid_to == null || coverage.valid_from <= coverage.valid_to, {
    message: 'Ends before it begins',
    path: ['valid_to'],
  });
export type Coverage = z.output<typeof Coverage>;

export const CoverageShown = z.object({
  id: z.uuid(),
  payer_id: z.uuid(),
  payer_name: z.string(),
  policy_number: z.string(),
  plan: z.string().nullable(),
  member_number: z.string().nullable(),
  relationship: z.string(),
  subscriber_name: z.string().nullable(),
  subscriber_patient_id: z.uuid().nullable(),
  rank: z.number(),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
});

export const Payer = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(payerKinds),
  code: z.string().nullable(),
  phone: z.string().nullable(),
  active: z.boolean(),
  version,
});

const payerFields = {
  name: line(200),
  kind: z.enum(payerKinds),
  code: line(60).nullish(),
  phone: line(60).nullish(),
};

export const coverageContract = {
  addCoverage: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/coverages',
    summary: 'Record who pays for a patient’s care',
    permission: 'patients.coverage',
    patient: 'input',
    event: 'patients.coverage.create',
    status: 201,
  })
    .input(z.strictObject({ patient_id: patientId, version, coverage: Coverage }))
    .output(z.object({ coverage: CoverageShown, version })),

  endCoverage: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/coverages/{coverage_id}/end',
    summary: 'End a coverage: `last_day` is the last day that is covered',
    permission: 'patients.coverage',
    patient: 'input',
    event: 'patients.coverage.update',
  })
    .input(z.strictObject({ patient_id: patientId, coverage_id: z.uuid(), version, last_day: day }))
    .output(z.object({ coverage: CoverageShown, version })),

  payers: endpoint({
    method: 'GET',
    path: '/payers',
    summary: 'The payers that the hospital knows',
    permission: 'patients.read',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({ text: line(80).optional(), ended_too: z.boolean().optional() }))
    .output(z.object({ payers: z.array(Payer) })),

  addPayer: endpoint({
    method: 'POST',
    path: '/payers',
    summary: 'Add a payer',
    permission: 'patients.payers',
    patient: 'none',
    event: 'patients.payer.create',
    status: 201,
  })
    .input(z.strictObject(payerFields))
    .output(Payer),

  changePayer: endpoint({
    method: 'PUT',
    path: '/payers/{payer_id}',
    summary: 'Change a payer, or end it',
    permission: 'patients.payers',
    patient: 'none',
    event: 'patients.payer.update',
  })
    .input(z.strictObject({ payer_id: z.uuid(), version, ...payerFields, active: z.boolean() }))
    .output(Payer),
};
