import { line } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceId, resourceType } from './resource.ts';
import { version } from './statement.ts';

const one = { patient_id: z.uuid(), type: resourceType, id: resourceId };

export const Move = z.object({
  id: z.uuid(),
  type: z.string(),
  resource_id: z.string(),
  from_patient_id: z.uuid(),
  patient_id: z.uuid(),
  reason: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  /** Who had opened the wrong record since the entry stood in it, and is told. */
  readers: z.array(z.object({ account_id: z.uuid(), name: z.string().nullable(), read_at: z.string() })),
});
export type Move = z.output<typeof Move>;

export const actsContract = {
  enteredInError: endpoint({
    method: 'POST', path: '/patients/{patient_id}/resources/{type}/{id}/entered-in-error',
    summary: 'Mark an entry as made in error: it leaves lists and checks; what it said stays readable in its versions',
    permission: 'records.write', patient: 'input', event: 'records.resource.withdraw',
  })
    .input(z.strictObject({ ...one, version, reason: line(500) }))
    .output(z.object({ type: z.string(), id: z.string(), version: z.number() })),
  move: endpoint({
    method: 'POST', path: '/patients/{patient_id}/resources/{type}/{id}/move',
    summary: 'Move an entry that stands in the wrong record to the patient whom it is about; those who read it are told',
    permission: 'records.move', patient: 'input', event: 'records.resource.move',
  })
    .input(z.strictObject({ ...one, version, to_patient_id: z.uuid(), reason: line(500) }))
    .output(Move),
  moves: endpoint({
    method: 'GET', path: '/patients/{patient_id}/moves', summary: 'What was moved out of a record, or into it, and who had read it',
    permission: 'records.move', patient: 'input', event: 'records.move.list',
  })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(z.object({ moves: z.array(Move) })),
};
