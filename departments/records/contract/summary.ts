import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

/** One recorded allergy or intolerance. */
export const AllergyShown = z.object({
  id: z.string(),
  substance: z.string(),
  /** allergy or intolerance; null when nobody said which. */
  type: z.enum(['allergy', 'intolerance']).nullable(),
  categories: z.array(z.string()),
  criticality: z.enum(['low', 'high', 'unable-to-assess']).nullable(),
  /** The worst of its reactions. */
  severity: z.enum(['mild', 'moderate', 'severe']).nullable(),
  /** Both in words, for the banner: `high risk, severe reaction`; `risk not recorded` when nothing is known. */
  danger: z.string(),
  reactions: z.array(z.string()),
  /** active, inactive or resolved; null when nobody said, which counts as active. */
  status: z.string().nullable(),
  verification: z.string().nullable(),
  recorded: z.string().nullable(),
  /** The record it was written in. */
  patient_id: z.uuid(),
  /** Another statement on the same substance says less danger: this one prevails until a clinician reconciles them. */
  prevails: z.boolean(),
});
export type AllergyShown = z.output<typeof AllergyShown>;

export const ProblemShown = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string().nullable(),
  verification: z.string().nullable(),
  onset: z.string().nullable(),
  patient_id: z.uuid(),
});
export type ProblemShown = z.output<typeof ProblemShown>;

export const ContradictionShown = z.object({
  kind: z.enum(['allergy', 'allergy_severity', 'blood_group']),
  /** What is contradicted, and what prevails, in words. */
  message: z.string(),
  /** The statements, as `Type/id`; the one that prevails first. */
  statements: z.array(z.string()),
});
export type ContradictionShown = z.output<typeof ContradictionShown>;

export const Summary = z.object({
  allergies: z.object({
    /**
     * `none_known`: somebody said that there is no allergy of any sort. `not_recorded`: nobody said so, nor named one; where
     * `none_known` below then says it of one sort (no drug allergy), that statement is to be shown, and the rest is not recorded.
     */
    state: z.enum(['recorded', 'none_known', 'not_recorded']),
    /** Active ones, the most dangerous first. */
    active: z.array(AllergyShown),
    /** Inactive, resolved and refuted ones. */
    past: z.array(AllergyShown),
    /** Statements that there is no allergy, such as `No known drug allergy`. */
    none_known: z.array(z.object({ id: z.string(), statement: z.string(), recorded: z.string().nullable(), patient_id: z.uuid() })),
  }),
  problems: z.array(ProblemShown),
  blood_groups: z.array(z.object({ id: z.string(), value: z.string(), date: z.string().nullable(), patient_id: z.uuid() })),
  contradictions: z.array(ContradictionShown),
  /** Something in the record is hidden from the reader by a label: what is shown here is not the whole of it. */
  restricted_items: z.boolean(),
});
export type Summary = z.output<typeof Summary>;

export const summaryContract = {
  summary: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/summary',
    summary: 'What must be seen of a patient at once: allergies, problems, contradictions',
    permission: 'records.read',
    patient: 'input',
    event: 'records.summary.read',
  })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(Summary),
};
