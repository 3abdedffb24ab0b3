import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceId, resourceType } from './resource.ts';
import { version } from './statement.ts';

export const labelCode = z.string().regex(/^(restricted|[A-Z][A-Z0-9-]{1,19})$/, 'Is not the code of a label');

/** A sensitivity label, as it is chosen for an entry. */
export const Label = z.object({
  code: z.string(),
  name: z.string(),
  meaning: z.string(),
  /** Whether it is still given. */
  active: z.boolean(),
  /** Whether who asks is cleared for it. */
  cleared: z.boolean(),
});
export type Label = z.output<typeof Label>;

export const labelsContract = {
  labels: endpoint({
    method: 'GET', path: '/labels', summary: 'The sensitivity labels of this hospital, and for which of them one is cleared',
    permission: 'records.read', patient: 'none', event: 'records.label.list',
  })
    .input(z.strictObject({}))
    .output(z.object({ labels: z.array(Label) })),
  labelEntry: endpoint({
    method: 'PUT', path: '/patients/{patient_id}/resources/{type}/{id}/labels',
    summary: 'Say how sensitive an entry is: who is not cleared for its labels does not see it, nor what is made of it. What its codes give by rule stays',
    permission: 'records.label', patient: 'input', event: 'records.label.set',
  })
    .input(z.strictObject({ patient_id: z.uuid(), type: resourceType, id: resourceId, version, labels: z.array(labelCode).max(10) }))
    .output(z.object({ type: z.string(), id: z.string(), version: z.number(), labels: z.array(z.string()) })),
};
