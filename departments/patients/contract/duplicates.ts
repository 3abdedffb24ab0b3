import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Registration } from './registration.ts';

/** A patient who may be the same person, and why it looks so. */
export const DuplicateCandidate = z.object({
  patient_id: z.uuid(),
  hospital_number: z.string(),
  display_name: z.string(),
  birth_date: z.string().nullable(),
  sex: z.string(),
  /** 0 to 100: how likely it is one person. 100 only where the same national number was given; from 50 a person must look. */
  score: z.number(),
  /** What speaks for it (positive points) and against it (negative), the weightiest first. A point doubles the odds. */
  reasons: z.array(z.object({ field: z.string(), points: z.number(), text: z.string() })),
});
export type DuplicateCandidate = z.output<typeof DuplicateCandidate>;

export const duplicatesContract = {
  /** Creates nothing: a form asks it while somebody still types. */
  duplicates: endpoint({
    method: 'POST',
    path: '/patients/duplicates',
    summary: 'Who among the patients may be this person already, with a score and why',
    permission: 'patients.register',
    patient: 'query',
    event: 'patients.duplicate.search',
  })
    .input(Registration)
    .output(z.object({ candidates: z.array(DuplicateCandidate) })),
};
