import { endpoint } from '@openward/platform/http/contract';
import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { LoopShown } from './loop.ts';
import { instant } from './text.ts';

/** A colleague, as one names them to hand something over. */
export const Colleague = z.object({ account_id: z.uuid(), name: z.string(), username: z.string() });
export type Colleague = z.output<typeof Colleague>;

/** Somebody looks after somebody’s inbox. */
export const CoverShown = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  account_name: z.string(),
  colleague_id: z.uuid(),
  colleague_name: z.string(),
  from: z.string(),
  to: z.string(),
});
export type CoverShown = z.output<typeof CoverShown>;

export const inboxContract = {
  inbox: endpoint({
    method: 'GET',
    path: '/inbox',
    summary: 'What the person who asks has to close, with what they cover for colleagues, soonest due first',
    permission: 'records.read',
    patient: 'query',
    event: 'records.inbox.read',
  })
    .input(z.strictObject({ limit: z.int().min(1).max(500).default(200) }))
    .output(
      z.object({
        loops: z.array(LoopShown),
        /** Open ones that are hidden from the person, because their records are restricted. */
        hidden: z.int(),
        /** Whose inbox is shown beside one’s own, and until when. */
        covering: z.array(CoverShown),
        /** The departments that the person works in, as the directory has it. */
        departments: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
      }),
    ),

  inboxCount: endpoint({
    method: 'GET',
    path: '/inbox/count',
    summary: 'How much is open in the inbox, and how much of it overdue; for the badge',
    permission: 'records.read',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({}))
    .output(z.object({ open: z.int(), overdue: z.int() })),

  colleagues: endpoint({
    method: 'GET',
    path: '/inbox/colleagues',
    summary: 'Colleagues by name, to hand something over to',
    permission: 'records.read',
    patient: 'none',
    event: 'records.colleague.search',
  })
    .input(z.strictObject({ query: line(100).optional() }))
    .output(z.object({ colleagues: z.array(Colleague) })),

  covers: endpoint({
    method: 'GET',
    path: '/inbox/cover',
    summary: 'Who looks after one’s inbox now and later, and whose one looks after',
    permission: 'records.read',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({}))
    .output(z.object({ covers: z.array(CoverShown) })),

  addCover: endpoint({
    method: 'POST',
    path: '/inbox/cover',
    summary: 'Name a colleague who looks after one’s inbox for a time',
    permission: 'records.write',
    patient: 'none',
    event: 'records.cover.add',
    status: 201,
  })
    .input(
      z
        .strictObject({ colleague_id: z.uuid(), from: instant, to: instant })
        .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { message: 'Ends before it begins', path: ['to'] }),
    )
    .output(CoverShown),

  endCover: endpoint({
    method: 'POST',
    path: '/inbox/cover/{cover_id}/end',
    summary: 'End the cover now; one that has not begun is taken back',
    permission: 'records.write',
    patient: 'none',
    event: 'records.cover.end',
  })
    .input(z.strictObject({ cover_id: z.uuid() }))
    .output(z.object({ ended: z.boolean() })),
};
