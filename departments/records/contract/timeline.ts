import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { kinds } from './kinds.ts';
import { resourceId, resourceType } from './resource.ts';

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Is not a day, such as 2024-03-21')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) && text >= '0001', 'Is not a day of the calendar');

/** What a line of the treatment record says beside the line itself. */
export const Treatment = z.object({
  step: z.enum(['planned', 'stated', 'handed out', 'given', 'done', 'not given']),
  /** Who ordered, gave or did it, as it was written. */
  by: z.string().nullable(),
  /** What came of it: outcome, complication, or why it was not done. */
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  /** The order that it carries out, as Type/id. */
  carries_out: z.string().nullable(),
});
export type Treatment = z.output<typeof Treatment>;

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
  /** Set for what was marked as made in error; why, where that was said. */
  in_error: z.object({ reason: z.string().nullable() }).nullable(),
  /** The sensitivity labels that it carries, by their codes. */
  labels: z.array(z.string()),
  /** In the treatment record: what was planned or given, by whom, with what outcome. */
  treatment: Treatment.nullable(),
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
        /** The treatment record alone: what was planned, handed out, given and done. */
        only: z.literal('treatment').optional(),
        /** Also what was marked as made in error. */
        with_errors: z.boolean().default(false),
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
        /** How many entries of the whole chart were made in error. */
        in_error: z.number(),
        next: z.string().nullable(),
        /** When it was read: `since` for what comes later. */
        as_of: z.string(),
      }),
    ),
  news: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/timeline/news',
    summary: 'What others have written in a chart since it was read',
    permission: 'records.read',
    patient: 'input',
    event: 'records.timeline.watch',
  })
    .input(z.strictObject({ patient_id: z.uuid(), since: z.iso.datetime() }))
    .output(z.object({ entries: z.array(z.object({ type: resourceType, id: resourceId, version: z.number() })) })),
};
