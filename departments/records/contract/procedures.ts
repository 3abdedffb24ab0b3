import { line, note } from '@openward/platform/fhir';
import { z } from 'zod';
import { resourceId } from './resource.ts';
import { Concept, maybe, maybeConcept, maybeDate, statementEndpoints } from './statement.ts';

export const procedureStates = ['preparation', 'in-progress', 'completed', 'stopped', 'not-done'] as const;
export const procedureOutcomes = ['successful', 'partially-successful', 'unsuccessful'] as const;

/** Something that was done to a patient, or was to be done. */
export const Procedure = z
  .strictObject({
    concept: Concept,
    status: z.enum(procedureStates).default('completed'),
    status_reason: maybeConcept,
    start: maybeDate,
    end: maybeDate,
    performer: maybe(line(250)),
    body_site: maybeConcept,
    reason: maybeConcept,
    outcome: maybe(z.enum(procedureOutcomes)),
    complication: maybeConcept,
    /** The order that planned it. */
    order_id: maybe(resourceId),
    note: maybe(note(4000)),
  })
  .refine(({ status, status_reason }) => !['stopped', 'not-done'].includes(status) || status_reason !== null, {
    message: 'Needs the reason why it was not done, or stopped', path: ['status_reason'],
  })
  .refine(({ start, end }) => start === null || end === null || start.slice(0, end.length) <= end, { message: 'Ends before it begins', path: ['end'] });
export type Procedure = z.output<typeof Procedure>;

export const proceduresContract = { procedures: statementEndpoints({ path: 'procedures', thing: 'procedure', named: 'procedure', fields: Procedure }) };
