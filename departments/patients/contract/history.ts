import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { patientId, version } from './text.ts';

/** Who did something, as the log and the versions say it. */
export const Author = z.object({ account_id: z.uuid().nullable(), name: z.string() });

/** One field that differs. Rows of a list are named by their place, such as `telecoms[2]`. */
export const FieldChange = z.object({
  field: z.string(),
  before: z.json(),
  after: z.json(),
  /** The version that last changed the field, who made it and when. */
  version: z.number(),
  by: Author,
  at: z.string(),
});
export type FieldChange = z.output<typeof FieldChange>;

/** Fields of the 409 `patients.changed` problem, and of the comparison of two versions. */
export const Changes = z.object({ from: z.number(), to: z.number(), changes: z.array(FieldChange) });

export const VersionRow = z.object({
  version: z.number(),
  /** What was done: register, update, identify, restrict, photo, coverage, merge, undo, import. */
  act: z.string(),
  reason: z.string().nullable(),
  by: Author,
  at: z.string(),
  fields: z.array(z.string()),
});

export const historyContract = {
  versions: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/versions',
    summary: 'The versions of a registration, newest first',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.version.list',
  })
    .input(z.strictObject({ patient_id: patientId, limit: z.int().min(1).max(200).default(50), before: version.optional() }))
    .output(z.object({ versions: z.array(VersionRow), next: z.number().nullable() })),

  compare: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/changes',
    summary: 'What differs between two versions, field by field, and who changed it',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.version.read',
  })
    .input(z.strictObject({ patient_id: patientId, from: version, to: version.optional() }))
    .output(Changes),
};
