import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** From whom a patient withholds the record: a role, a person, or, with neither, everybody but those who answer for rights. */
export const NewWithholding = z.strictObject({
  patient_id: z.uuid(),
  role: z.string().min(1).max(80).nullable().default(null),
  account_id: z.uuid().nullable().default(null),
  reason: z.string().trim().max(1000).default(''),
  until: instant.nullable().default(null),
});
export const Withholding = z.object({
  id: z.uuid(), patient_id: z.uuid(), role: z.string().nullable(), account_id: z.uuid().nullable(), account_name: z.string().nullable(), reason: z.string(),
  since: instant, until: instant.nullable(), by_name: z.string(), ended_at: instant.nullable(), ended_by_name: z.string().nullable(),
});
export type Withholding = z.output<typeof Withholding>;

export const consentContract = {
  withholdings: endpoint({
    method: 'GET', path: '/patients/{patient_id}/withholdings', summary: 'From whom a patient withholds the record, and has withheld it',
    permission: 'rights.answer', patient: 'input', event: 'compliance.consent.list',
  }).input(z.strictObject({ patient_id: z.uuid() })).output(z.object({ withholdings: z.array(Withholding), roles: z.array(z.object({ name: z.string(), title: z.string() })) })),

  withhold: endpoint({
    method: 'POST', path: '/patients/{patient_id}/withholdings', summary: 'Write down that a patient withholds the record from somebody; it holds from the next request on, and is a FHIR Consent',
    permission: 'rights.answer', patient: 'input', event: 'compliance.consent.give', status: 201,
  }).input(NewWithholding).output(Withholding),

  endWithholding: endpoint({
    method: 'POST', path: '/patients/{patient_id}/withholdings/{withholding_id}/end', summary: 'Write down that a patient withholds the record no more',
    permission: 'rights.answer', patient: 'input', event: 'compliance.consent.end',
  }).input(z.strictObject({ patient_id: z.uuid(), withholding_id: z.uuid() })).output(Withholding),
};
