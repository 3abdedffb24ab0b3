import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** Why somebody should look at an access. None of these says that it was wrong. */
export const unusualRules = ['own', 'colleague', 'surname', 'restricted', 'night', 'many'] as const;
export type UnusualRule = (typeof unusualRules)[number];

/** What was found; `asked`: of the person themselves, `escalated`: handed to somebody above. */
export const unusualVerdicts = ['justified', 'asked', 'escalated'] as const;

const instant = z.iso.datetime({ offset: true });

/** That somebody looked, at what was done between the two instants. */
export const UnusualReview = z.object({
  id: z.uuid(),
  verdict: z.enum(unusualVerdicts),
  note: z.string(),
  at: instant,
  by_name: z.string(),
  first_at: instant,
  last_at: instant,
});
export type UnusualReview = z.output<typeof UnusualReview>;

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
  /** Nobody has looked at all of it. */
  open: z.boolean(),
  /** It is the access of whoever asks: somebody else looks at it. */
  own: z.boolean(),
  /** Who looked at it, the newest first; also at a part of it. */
  reviews: z.array(UnusualReview),
});
export type UnusualAccess = z.output<typeof UnusualAccess>;

export const NewUnusualReview = z.strictObject({
  account_id: z.uuid(),
  /** Null where it is about many records at once. */
  patient_id: z.uuid().nullable(),
  /** What was looked at, as it was listed. */
  first_at: instant,
  last_at: instant,
  verdict: z.enum(unusualVerdicts),
  /** Must be told unless it is justified. */
  note: z.string().trim().max(2000).default(''),
});
export type NewUnusualReview = z.output<typeof NewUnusualReview>;

export const unusualContract = {
  /** Of a week at most; the last day unless told. 400 where it is longer. */
  unusualAccess: endpoint({
    method: 'GET', path: '/audit/unusual', summary: 'Accesses that somebody should look at, what nobody looked at first: own record, colleague, same surname, restricted, at night on no duty, many in a short time',
    permission: 'audit.read', patient: 'query', event: 'compliance.unusual.search',
  })
    .input(z.strictObject({ from: instant.optional(), until: instant.optional() }))
    .output(z.object({ from: instant, until: instant, found: z.array(UnusualAccess), more: z.boolean() })),

  /** 404 `compliance.unusual_unknown` where no such access is listed; 409 `compliance.own_unusual`. */
  reviewUnusual: endpoint({
    method: 'POST', path: '/audit/unusual/reviews', summary: 'Keep that somebody looked at an unusual access, and what they found; again as often as needed, and never one’s own',
    permission: 'access.review', patient: 'found', event: 'compliance.unusual.review',
  })
    .input(NewUnusualReview)
    .output(UnusualReview),
};
