import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** Why somebody should look at an access. None of these says that it was wrong. */
export const unusualRules = ['own', 'colleague', 'surname', 'restricted', 'night', 'many'] as const;
export type UnusualRule = (typeof unusualRules)[number];

const instant = z.iso.datetime({ offset: true });

/** An access that somebody should look at, and why. None of the rules says that it was wrong. */
export const UnusualAccess = z.object({
  account_id: z.uuid(),
  username: z.string(),
  display_name: z.string(),
  /** Null where it is about many records at once. */
  patient: z.object({ patient_id: z.uuid(), name: z.string(), hospital_number: z.string() }).nullable(),
  rules: z.array(z.enum(unusualRules)),
  first_at: instant,
  last_at: instant,
  acts: z.int(),
  records: z.int(),
});
export type UnusualAccess = z.output<typeof UnusualAccess>;

export const unusualContract = {
  /** Of a week at most; the last day unless told. 400 where it is longer. */
  unusualAccess: endpoint({
    method: 'GET', path: '/audit/unusual', summary: 'Accesses that somebody should look at: own record, colleague, same surname, restricted, at night on no duty, many in a short time',
    permission: 'audit.read', patient: 'query', event: 'compliance.unusual.search',
  })
    .input(z.strictObject({ from: instant.optional(), until: instant.optional() }))
    .output(z.object({ from: instant, until: instant, found: z.array(UnusualAccess), more: z.boolean() })),
};
