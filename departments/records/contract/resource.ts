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

/** A field of an entry in two versions of it. */
export const Field = z.object({
  /** Where it stands: names of FHIR elements, and places in lists from 1. */
  path: z.array(z.union([z.string(), z.number()])),
  before: z.string().nullable(),
  after: z.string().nullable(),
  change: z.enum(['same', 'added', 'removed', 'changed']),
});
export type Field = z.output<typeof Field>;

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
  compareVersions: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/resources/{type}/{id}/versions/{version}',
    summary: 'One version of an entry, field by field beside the version before',
    permission: 'records.read',
    patient: 'input',
    event: 'records.version.compare',
  })
    .input(z.strictObject({ patient_id: z.uuid(), type: resourceType, id: resourceId, version: z.int().min(1).max(2_147_483_647) }))
    .output(z.object({
      version: VersionShown,
      /** When it happened, as this version says it. */
      date: z.string().nullable(),
      /** Null for the first version, and for one that stood in the record of another patient. */
      before: VersionShown.nullable(),
      fields: z.array(Field),
    })),
};
