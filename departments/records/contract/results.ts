import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** One result of a test. */
export const ResultShown = z.object({
  id: z.string(),
  version: z.number(),
  at: z.string().nullable(),
  /** As it was written; `value` where it is a number that can be drawn. */
  text: z.string(),
  value: z.number().nullable(),
  flag: z.string().nullable(),
  status: z.string().nullable(),
  source: z.string(),
});
export type ResultShown = z.output<typeof ResultShown>;

/** All results of one test in one unit, newest first. */
export const TestShown = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  /** The reference range of the newest result, as numbers and as it was written. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  range: z.string().nullable(),
  results: z.array(ResultShown),
});
export type TestShown = z.output<typeof TestShown>;

export const resultsContract = {
  results: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/results',
    summary: 'The laboratory results of a patient by panel, with reference ranges and flags',
    permission: 'records.read',
    patient: 'input',
    event: 'records.results.read',
  })
    .input(z.strictObject({ patient_id: z.uuid(), limit: z.int().min(1).max(5000).default(3000) }))
    .output(
      z.object({
        /** Tests that are reported together, by what their newest report is called; empty for those of no report. */
        panels: z.array(z.object({ title: z.string(), at: z.string().nullable(), tests: z.array(TestShown) })),
        more: z.boolean(),
      }),
    ),
};
