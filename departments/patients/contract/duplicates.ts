import { z } from 'zod';

/** A patient who may be the same person, and why it looks so. */
export const DuplicateCandidate = z.object({
  patient_id: z.uuid(),
  hospital_number: z.string(),
  display_name: z.string(),
  birth_date: z.string().nullable(),
  sex: z.string(),
  /** 0 to 100; at 100 the same national number was given. */
  score: z.number(),
  /** What speaks for it (positive points) and against it (negative). */
  reasons: z.array(z.object({ field: z.string(), points: z.number(), text: z.string() })),
});
export type DuplicateCandidate = z.output<typeof DuplicateCandidate>;
