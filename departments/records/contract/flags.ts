import { z } from 'zod';
import { Concept, maybeDay, statementEndpoints } from './statement.ts';

export const flagStates = ['active', 'inactive'] as const;
/** What a flag is about: HL7’s own categories. */
export const flagCategories = ['clinical', 'safety', 'advance-directive', 'behavioral', 'contact', 'diet', 'drug', 'lab', 'admin', 'research'] as const;

/** What everybody who meets the patient must know: an infection, a risk of falling, whether to resuscitate. */
export const Flag = z
  .strictObject({
    concept: Concept,
    category: z.enum(flagCategories),
    state: z.enum(flagStates).default('active'),
    from: maybeDay,
    until: maybeDay,
  })
  .refine(({ from, until }) => from === null || until === null || from <= until, { message: 'Ends before it begins', path: ['until'] });
export type Flag = z.output<typeof Flag>;

export const flagsContract = { flags: statementEndpoints({ path: 'flags', thing: 'flag', named: 'flag', fields: Flag }) };
