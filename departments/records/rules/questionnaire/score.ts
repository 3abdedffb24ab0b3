import { elementOf } from '@openward/platform/fhir';
import type { AnsweredItem } from '../../contract/questionnaires.ts';
import { allOf, extensionOf, sameValue, valueOf, type Question, type Questionnaire } from './question.ts';

const ordinal = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
/** Marks the item that holds the sum of the points of all answers. */
export const sumUrl = 'https://openward.org/fhir/StructureDefinition/questionnaire-sum';

const questionsOf = (questions: readonly Question[] | undefined): Question[] => (questions ?? []).flatMap((each) => [each, ...questionsOf(each.item)]);

/** The points of an option: on the option, or on its code. */
function pointsOf(option: unknown): number | undefined {
  const points = extensionOf(option, ordinal) ?? extensionOf(elementOf(option)['valueCoding'], ordinal);
  return typeof points === 'number' ? points : undefined;
}

/** The sum of the points of a form; null where it has none, or where a question that must be answered is not. */
export function scoreOf(questionnaire: Questionnaire, items: readonly AnsweredItem[]): number | null {
  const counted = questionsOf(questionnaire.item).filter(({ answerOption = [] }) => answerOption.some((option) => pointsOf(option) !== undefined));
  if (counted.length === 0) return null;
  let sum = 0;
  for (const { linkId, required, answerOption = [] } of counted) {
    const answers = allOf(items, linkId).flatMap(({ answer = [] }) => answer.map((each) => valueOf(each)));
    if (answers.length === 0 && required === true) return null;
    for (const answer of answers) sum += pointsOf(answerOption.find((option) => sameValue(valueOf(option), answer))) ?? 0;
  }
  return sum;
}

/** The items with the sum where the questionnaire has a place for it: nobody types a sum. */
export function withSum(questionnaire: Questionnaire, items: readonly AnsweredItem[]): AnsweredItem[] {
  const place = questionnaire.item.find((question) => extensionOf(question, sumUrl) === true);
  if (place === undefined) return [...items];
  const sum = scoreOf(questionnaire, items);
  const others = items.filter(({ linkId }) => linkId !== place.linkId);
  return sum === null ? others : [...others, { linkId: place.linkId, answer: [{ valueInteger: sum }] }];
}
