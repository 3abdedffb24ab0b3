import { note } from '@openward/platform/fhir';
import { z } from 'zod';
import { Concept, maybe, maybeConcept, maybeDate, statementEndpoints } from './statement.ts';

export const problemStates = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
export const problemCertainties = ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted'] as const;
export const severities = ['mild', 'moderate', 'severe'] as const;
export const problemCategories = ['problem-list-item', 'health-concern', 'encounter-diagnosis'] as const;

const over: readonly string[] = ['inactive', 'remission', 'resolved'];

/** A problem as a clinician writes it down. */
export const Problem = z
  .strictObject({
    concept: Concept,
    category: z.enum(problemCategories).default('problem-list-item'),
    clinical: z.enum(problemStates).default('active'),
    verification: z.enum(problemCertainties).default('confirmed'),
    severity: maybe(z.enum(severities)),
    body_site: maybeConcept,
    onset: maybeDate,
    abatement: maybeDate,
    note: maybe(note(4000)),
  })
  .refine(({ clinical, abatement }) => abatement === null || over.includes(clinical), {
    message: 'Says when it ended, and that it has not ended', path: ['abatement'],
  })
  .refine(({ onset, abatement }) => onset === null || abatement === null || onset.slice(0, abatement.length) <= abatement, {
    message: 'Ends before it begins', path: ['abatement'],
  });
export type Problem = z.output<typeof Problem>;

export const problemsContract = { problems: statementEndpoints({ path: 'problems', thing: 'problem', named: 'problem', fields: Problem }) };
