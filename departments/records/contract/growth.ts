import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

export const growthIndicators = [
  'weight_for_age', 'length_for_age', 'head_circumference_for_age', 'body_mass_index_for_age', 'weight_for_length', 'weight_for_height',
] as const;
export type GrowthIndicator = (typeof growthIndicators)[number];

/** The z-scores that are drawn as bands. */
export const bandScores = [-3, -2, -1, 0, 1, 2, 3] as const;

export const GrowthPoint = z.object({
  id: z.string(),
  indicator: z.enum(growthIndicators),
  at: z.string(),
  /** Days of age, corrected for a birth before term where that is known and still counts. */
  age_days: z.number(),
  corrected: z.boolean(),
  /** Where it stands on the axis: days, or centimetres. */
  x: z.number(),
  value: z.number(),
  /** Null where no standard is there for this sex and age. */
  z: z.number().nullable(),
  percentile: z.number().nullable(),
});
export type GrowthPoint = z.output<typeof GrowthPoint>;

export const GrowthBand = z.object({
  indicator: z.enum(growthIndicators),
  /** The values at each of `bandScores`. */
  points: z.array(z.object({ x: z.number(), values: z.array(z.number()) })),
});
export type GrowthBand = z.output<typeof GrowthBand>;

export const growthContract = {
  growth: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/growth',
    summary: 'How a child grows: what was measured, with z-scores and bands where a growth standard is there',
    permission: 'records.read',
    patient: 'input',
    event: 'records.growth.read',
  })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(
      z.object({
        /** Why nothing can be compared; null when it can. */
        without: z.enum(['sex', 'birth_date', 'standard']).nullable(),
        gestational_days: z.number().nullable(),
        points: z.array(GrowthPoint),
        bands: z.array(GrowthBand),
      }),
    ),
};
