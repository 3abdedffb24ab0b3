import { line, note } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { severities } from './problems.ts';
import { resourceId } from './resource.ts';
import { Concept, maybe, maybeDate, shownOf, statementEndpoints } from './statement.ts';

export const allergyTypes = ['allergy', 'intolerance'] as const;
export const allergyCategories = ['medication', 'food', 'environment', 'biologic'] as const;
export const criticalities = ['low', 'high', 'unable-to-assess'] as const;
export const allergyStates = ['active', 'inactive', 'resolved'] as const;
export const allergyCertainties = ['unconfirmed', 'confirmed', 'refuted'] as const;
/** Of which sort somebody says that no allergy is known; `all` of any. */
export const noneKnownScopes = ['all', 'medication', 'food', 'environment'] as const;

/** What happened once. */
export const Reaction = z.strictObject({
  manifestations: z.array(Concept).min(1).max(10),
  severity: maybe(z.enum(severities)),
  onset: maybeDate,
  description: maybe(line(500)),
});
export type Reaction = z.output<typeof Reaction>;

/** An allergy or intolerance as a clinician writes it down. */
export const Allergy = z.strictObject({
  concept: Concept,
  type: maybe(z.enum(allergyTypes)),
  categories: z.array(z.enum(allergyCategories)).max(allergyCategories.length).default([]),
  criticality: maybe(z.enum(criticalities)),
  clinical: z.enum(allergyStates).default('active'),
  verification: z.enum(allergyCertainties).default('confirmed'),
  onset: maybeDate,
  reactions: z.array(Reaction).max(20).default([]),
  note: maybe(note(4000)),
});
export type Allergy = z.output<typeof Allergy>;

export const allergiesContract = {
  allergies: {
    ...statementEndpoints({ path: 'allergies', thing: 'allergy', named: 'allergy or intolerance', fields: Allergy }),
    noneKnown: endpoint({
      method: 'POST', path: '/patients/{patient_id}/allergies/none-known',
      summary: 'Say that no allergy is known: a statement of its own, refused while such an allergy is recorded, and retired by recording one',
      permission: 'records.write', patient: 'input', event: 'records.no-known-allergy.create', status: 201,
    })
      .input(z.strictObject({ patient_id: z.uuid(), visit_id: resourceId.optional(), of: z.enum(noneKnownScopes) }))
      .output(shownOf(Allergy)),
  },
};
