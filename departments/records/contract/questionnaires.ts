import { day, isPartialDate, line, note } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { statementEndpoints } from './statement.ts';

const linkId = z.string().regex(/^[^\s]+( [^\s]+)*$/, 'Is not the name of a question').max(255);
const Coding = z.strictObject({ system: z.string().regex(/^(?:https?:\/\/|urn:)[^\s|]{1,250}$/, 'Is not the address of a code system').optional(), code: z.string().regex(/^\S+(?: \S+)*$/, 'Is not a code').max(200).optional(), display: line(500) });

/** What a question can be answered with: FHIR’s own elements, one for each type of question. */
const values = {
  valueBoolean: z.boolean(),
  valueDecimal: z.number().min(-1e12).max(1e12),
  valueInteger: z.int().min(-2_147_483_648).max(2_147_483_647),
  valueDate: z.string().refine(isPartialDate, 'Is not a date, such as 1984, 1984-03 or 1984-03-21'),
  valueDateTime: z.iso.datetime({ offset: true }).or(day),
  valueTime: z.iso.time({ precision: 0 }),
  valueString: note(4000),
  valueUri: z.url().max(2000),
  valueCoding: Coding,
  valueQuantity: z.strictObject({ value: z.number().min(-1e12).max(1e12), unit: line(50).optional() }),
  valueReference: z.strictObject({ display: line(200) }),
};
export type AnswerName = keyof typeof values;

/** Questions lie in groups and under answers; nobody nests them deeper than this. */
const depth_max = 3;

/** One question or group of a form that was filled in, as in FHIR’s QuestionnaireResponse. */
export interface AnsweredItem {
  linkId: string;
  answer?: Answered[] | undefined;
  item?: AnsweredItem[] | undefined;
}
export type Answered = { [Name in AnswerName]?: unknown } & { item?: AnsweredItem[] | undefined };

function answeredItem(depth: number): z.ZodType<AnsweredItem> {
  const inner = depth === 0 ? {} : { item: z.array(answeredItem(depth - 1)).max(200).optional() };
  const answers = Object.entries(values).map(([name, schema]) => z.strictObject({ [name]: schema, ...inner }));
  return z.strictObject({ linkId, answer: z.array(z.union(answers)).max(100).optional(), ...inner }) as unknown as z.ZodType<AnsweredItem>;
}

export const answerStates = ['in-progress', 'completed', 'amended'] as const;

/** A form that was filled in, or is being filled in. */
export const FilledForm = z.strictObject({
  /** The address of the questionnaire. */
  questionnaire: z.string().regex(/^(?:https?:\/\/|urn:)[^\s]{1,250}$/, 'Is not the address of a questionnaire'),
  state: z.enum(answerStates).default('completed'),
  items: z.array(answeredItem(depth_max)).max(200).default([]),
});
export type FilledForm = z.output<typeof FilledForm>;

export const questionnairesContract = {
  questionnaires: endpoint({
    method: 'GET', path: '/questionnaires', summary: 'The questionnaires that can be filled in, as FHIR',
    permission: 'records.read', patient: 'none', event: 'none',
  })
    .input(z.strictObject({}))
    .output(z.object({ questionnaires: z.array(z.record(z.string(), z.unknown())) })),
  filledForms: statementEndpoints({ path: 'questionnaire-responses', thing: 'questionnaire-response', named: 'filled-in questionnaire', fields: FilledForm }),
};
