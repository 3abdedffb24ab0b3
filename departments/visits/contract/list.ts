import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Coded } from './text.ts';
import { visitClasses, visitStatuses } from './visit.ts';

/** A visit in the list of the day. */
export const VisitRow = z.object({
  id: z.uuid(),
  number: z.string(),
  patient_id: z.uuid(),
  patient_name: z.string(),
  hospital_number: z.string(),
  birth_date: z.string().nullable(),
  sex: z.string(),
  class: z.enum(visitClasses),
  status: z.enum(visitStatuses),
  department_name: z.string().nullable(),
  location_name: z.string().nullable(),
  attender_name: z.string().nullable(),
  /** Null for those who may not read the clinical record. */
  reason: z.string().nullable(),
  /** Since when it stands where it stands. */
  since: z.string(),
  signed: z.boolean(),
});
export type VisitRow = z.output<typeof VisitRow>;

/** A visit in the chart: one of ours, or one that came from elsewhere, which is only read. */
export const ChartVisit = z.object({
  id: z.string(),
  number: z.string().nullable(),
  patient_id: z.uuid(),
  title: z.string(),
  class: z.enum(visitClasses).nullable(),
  status: z.string().nullable(),
  /** No finer than it was stated. */
  date: z.string().nullable(),
  end: z.string().nullable(),
  department_name: z.string().nullable(),
  attender_name: z.string().nullable(),
  /** Null for those who may not read the clinical record. */
  reasons: z.array(Coded).nullable(),
  diagnoses: z.array(z.string()).nullable(),
  signed: z.boolean(),
  /** Where it came from; null for our own. */
  source: z.string().nullable(),
});
export type ChartVisit = z.output<typeof ChartVisit>;

export const listContract = {
  list: endpoint({
    method: 'GET', path: '/visits', summary: 'The visits that are open, of today, or not signed yet',
    permission: 'visits.read', patient: 'query', event: 'visits.visit.list',
  })
    .input(
      z.strictObject({
        /** mine: I answer for it, or take part. department: where I work now. */
        of: z.enum(['mine', 'department', 'all']).default('all'),
        /** open: not over. today: opened or expected today. unsigned: over, and nobody signed it. */
        state: z.enum(['open', 'today', 'unsigned']).default('open'),
        class: z.enum(visitClasses).optional(),
        status: z.enum(visitStatuses).optional(),
        department_id: z.uuid().optional(),
        limit: z.int().min(1).max(500).default(200),
        after: z.string().max(200).optional(),
      }),
    )
    .output(z.object({ visits: z.array(VisitRow), next: z.string().nullable() })),

  ofPatient: endpoint({
    method: 'GET', path: '/patients/{patient_id}/visits', summary: 'All visits of a patient, newest first; imported ones are for reading',
    permission: 'visits.read', patient: 'input', event: 'visits.visit.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), limit: z.int().min(1).max(1000).default(300) }))
    .output(z.object({ visits: z.array(ChartVisit), more: z.boolean() })),
};
