import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** A system of codes, and what of it is loaded. */
export const CodeSystem = z.object({
  url: z.string(),
  name: z.string(),
  publisher: z.string(),
  /** What its licence asks to be shown. */
  notice: z.string(),
  /** The release in force; null where nothing is loaded. */
  version: z.string().nullable(),
  loaded_at: z.iso.datetime().nullable(),
  source: z.string().nullable(),
  /** Codes that are in force, and those that were withdrawn. */
  codes: z.int(),
  retired: z.int(),
});
export type CodeSystem = z.output<typeof CodeSystem>;

export const systemsContract = {
  listCodeSystems: endpoint({
    method: 'GET',
    path: '/terminology/systems',
    summary: 'Which code systems are loaded, and in which release',
    permission: 'terminology.manage',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({}))
    .output(z.object({ systems: z.array(CodeSystem) })),
};
