import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

export const resourceType = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/, 'Is not a type of resource');
export const resourceId = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'Is not the id of a resource');

/** One version of an entry, without its content. */
export const VersionShown = z.object({
  version: z.number(),
  at: z.string(),
  deleted: z.boolean(),
  source: z.string(),
  by: z.object({ account_id: z.uuid().nullable(), name: z.string() }).nullable(),
});
export type VersionShown = z.output<typeof VersionShown>;

export const resourceContract = {
  versions: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/resources/{type}/{id}/versions',
    summary: 'The versions of one entry of a chart, newest first',
    permission: 'records.read',
    patient: 'input',
    event: 'records.version.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), type: resourceType, id: resourceId }))
    .output(z.object({ versions: z.array(VersionShown) })),
};
