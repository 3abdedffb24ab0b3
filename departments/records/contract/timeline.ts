import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { kinds } from './kinds.ts';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Is not a day, such as 2024-03-21')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) && text >= '0001', 'Is not a day of the calendar');

/** One line of a chart. */
export const Line = z.object({
  type: z.string(),
  id: z.string(),
  version: z.number(),
  kind: z.enum(kinds),
  /** When it happened, no finer than it was stated: 2019, 2019-03, 2019-03-21, or an instant in UTC. Null when nobody said. */
  date: z.string().nullable(),
  precision: z.enum(['year', 'month', 'day', 'second', 'instant']).nullable(),
  /** When it ended, for what lasted; null for a moment, and for what goes on. */
  end: z.string().nullable(),
  title: z.string(),
  /** As it was written: 1.0 stays 1.0. */
  value: z.string().nullable(),
  unit: z.string().nullable(),
  /** H, L, A … of a result; criticality of an allergy. */
  flag: z.string().nullable(),
  status: z.string().nullable(),
  visit_id: z.string().nullable(),
  /** Where this version came from. */
  source: z.string(),
  /** The record it was written in: another than the one asked for, when the two were merged. */
  patient_id: z.uuid(),
  recorded_at: z.string(),
});
export type Line = z.output<typeof Line>;

export const groupings = ['visit', 'kind', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** Lines that belong together, in the order of the lines. */
export const Group = z.object({
  /** The visit’s id, the kind, or the month (`none` without a date); `none-2024-03` for what came out of no visit. */
  key: z.string(),
  /** What the visit is called, empty where that is not known; the key for other groupings. */
  title: z.string(),
  date: z.string().nullable(),
  /** Places in `lines`. */
  lines: z.array(z.number()),
});
export type Group = z.output<typeof Group>;

export const timelineContract = {
  timeline: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/timeline',
    summary: 'The chart of a patient, newest first, filtered and grouped',
    permission: 'records.read',
    patient: 'input',
    event: 'records.timeline.read',
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        /** Only these kinds. */
        kinds: z.array(z.enum(kinds)).max(kinds.length).optional(),
        /** Words that must all be found. */
        text: z.string().max(200).optional(),
        from: day.optional(),
        to: day.optional(),
        group: z.enum(groupings).default('visit'),
        limit: z.int().min(1).max(5000).default(2000),
        /** `next` of the page before. */
        after: z.string().max(300).optional(),
      }),
    )
    .output(
      z.object({
        lines: z.array(Line),
        groups: z.array(Group),
        /** How many lines of each kind the whole chart has. */
        kinds: z.array(z.object({ kind: z.enum(kinds), count: z.number() })),
        next: z.string().nullable(),
      }),
    ),
};
