import { elementOf, elementsOf, type Element } from '@openward/platform/fhir';
import type { AnsweredItem, AnswerName } from '../../contract/questionnaires.ts';

/** The types of questions of FHIR R4. */
export type QuestionType =
  | 'group' | 'display' | 'boolean' | 'decimal' | 'integer' | 'date' | 'dateTime' | 'time' | 'string' | 'text' | 'url' | 'choice' | 'open-choice'
  | 'attachment' | 'reference' | 'quantity';

/** A question, group or text of a FHIR Questionnaire, as far as we understand it. */
export interface Question extends Element {
  linkId: string;
  type: QuestionType;
  text?: string;
  prefix?: string;
  required?: boolean;
  repeats?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  enableWhen?: Element[];
  enableBehavior?: 'all' | 'any';
  answerOption?: Element[];
  item?: Question[];
}

export interface Questionnaire extends Element {
  resourceType: 'Questionnaire';
  url: string;
  title: string;
  item: Question[];
}

/** The elements in which a type of question is answered. */
export const answerNames: Record<QuestionType, readonly AnswerName[]> = {
  group: [], display: [], boolean: ['valueBoolean'], decimal: ['valueDecimal'], integer: ['valueInteger'], date: ['valueDate'], dateTime: ['valueDateTime'],
  time: ['valueTime'], string: ['valueString'], text: ['valueString'], url: ['valueUri'],
  choice: ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'],
  'open-choice': ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'],
  attachment: [], reference: ['valueReference'], quantity: ['valueQuantity'],
};

/** The value of an extension, whatever its type. */
export function extensionOf(element: unknown, url: string): unknown {
  const found = elementsOf(elementOf(element)['extension']).find((each) => each['url'] === url);
  return found && Object.entries(found).find(([name]) => name.startsWith('value'))?.[1];
}

/** The value of an answer or of an option, whatever its type. */
export function valueOf(element: unknown, stem = 'value'): unknown {
  return Object.entries(elementOf(element)).find(([name]) => name.startsWith(stem) && name !== stem)?.[1];
}

/** True when two values are the same answer; codings are compared by code, as their words may differ. */
export function sameValue(a: unknown, b: unknown): boolean {
  const [one, other] = [elementOf(a), elementOf(b)];
  if (one['code'] !== undefined || other['code'] !== undefined) return one['code'] === other['code'] && (one['system'] ?? null) === (other['system'] ?? null);
  if (one['value'] !== undefined || other['value'] !== undefined) return one['value'] === other['value'];
  if (one['display'] !== undefined || other['display'] !== undefined) return one['display'] === other['display'];
  return a === b;
}

/** All answered items of a question, wherever they lie. */
export function allOf(items: readonly AnsweredItem[] | undefined, linkId: string): AnsweredItem[] {
  return (items ?? []).flatMap((each) => [
    ...(each.linkId === linkId ? [each] : []),
    ...allOf(each.item, linkId),
    ...(each.answer ?? []).flatMap((answer) => allOf(answer.item, linkId)),
  ]);
}
