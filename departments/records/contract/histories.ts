import { line, note } from '@openward/platform/fhir';
import { z } from 'zod';
import { Concept, maybe, maybeDate, statementEndpoints } from './statement.ts';

export const relationships = [
  'mother', 'father', 'sister', 'brother', 'daughter', 'son', 'maternal-grandmother', 'maternal-grandfather', 'paternal-grandmother', 'paternal-grandfather',
  'aunt', 'uncle', 'cousin', 'family-member',
] as const;

/** What a relative had. */
export const FamilyHistory = z.strictObject({
  relationship: z.enum(relationships),
  name: maybe(line(120)),
  deceased: maybe(z.boolean()),
  conditions: z.array(z.strictObject({
    concept: Concept,
    onset_age: maybe(z.int().min(0).max(120)),
    died_of: maybe(z.boolean()),
  })).max(30).default([]),
  note: maybe(note(4000)),
});
export type FamilyHistory = z.output<typeof FamilyHistory>;

export const socialTopics = ['smoking', 'alcohol', 'drugs', 'occupation', 'living', 'pregnancy', 'pregnancy-intent'] as const;

/** How somebody lives, as far as it matters to their health; pregnancy too. */
export const SocialHistory = z.strictObject({
  topic: z.enum(socialTopics),
  answer: Concept,
  on: maybeDate,
  note: maybe(note(4000)),
});
export type SocialHistory = z.output<typeof SocialHistory>;

export const historiesContract = {
  familyHistory: statementEndpoints({ path: 'family-history', thing: 'family-history', named: 'relative’s history', fields: FamilyHistory }),
  socialHistory: statementEndpoints({ path: 'social-history', thing: 'social-history', named: 'answer on how the patient lives', fields: SocialHistory }),
};
