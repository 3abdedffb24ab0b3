import { elementOf } from '@openward/platform/fhir';
import type { Answered, AnsweredItem } from '../../contract/questionnaires.ts';
import { isEnabled, type Surroundings } from './enabled.ts';
import { answerNames, extensionOf, sameValue, valueOf, type Question, type Questionnaire } from './question.ts';

/** What is wrong with an answer; the screen and the server say the same. */
export interface AnswerIssue {
  linkId: string;
  code: 'required' | 'unknown' | 'not_asked' | 'type' | 'too_many' | 'option' | 'too_small' | 'too_large' | 'too_long' | 'too_short' | 'pattern' | 'decimals';
}

const hl7 = 'http://hl7.org/fhir/StructureDefinition';

/**
 * What is wrong with a form. A draft may lack answers; what is answered must fit in any case. What was filled in before must
 * not stand there when the question is not asked any more.
 */
export function checkAnswers(questionnaire: Questionnaire, items: readonly AnsweredItem[], { complete }: { complete: boolean }): AnswerIssue[] {
  return checkLevel(questionnaire.item, items, [items], complete);
}

function checkLevel(questions: readonly Question[], items: readonly AnsweredItem[], around: Surroundings, complete: boolean): AnswerIssue[] {
  const known = new Set(questions.map(({ linkId }) => linkId));
  const strangers = items.filter(({ linkId }) => !known.has(linkId)).map(({ linkId }) => ({ linkId, code: 'unknown' as const }));
  return [...strangers, ...questions.flatMap((question) => checkQuestion(question, items.filter(({ linkId }) => linkId === question.linkId), around, complete))];
}

function checkQuestion(question: Question, items: readonly AnsweredItem[], around: Surroundings, complete: boolean): AnswerIssue[] {
  const { linkId, type, required = false, repeats = false } = question;
  const filled = items.filter((each) => hasAnswer(each));
  if (!isEnabled(question, around)) return filled.length > 0 ? [{ linkId, code: 'not_asked' }] : [];
  if (type === 'display') return filled.length > 0 ? [{ linkId, code: 'type' }] : [];
  const issues: AnswerIssue[] = [];
  if (type === 'group') {
    if (items.length > 1 && !repeats) issues.push({ linkId, code: 'too_many' });
    if (items.some(({ answer = [] }) => answer.length > 0)) issues.push({ linkId, code: 'type' });
    // A group that nobody touched still holds questions that must be answered.
    const rows = items.length > 0 || (repeats && !required) ? items : [{ linkId }];
    return [...issues, ...rows.flatMap(({ item = [] }) => checkLevel(question.item ?? [], item, [item, ...around], complete))];
  }
  const answers = items.flatMap(({ answer = [] }) => answer);
  if (complete && required && answers.length === 0) issues.push({ linkId, code: 'required' });
  if (!repeats && answers.length > 1) issues.push({ linkId, code: 'too_many' });
  issues.push(...answers.flatMap((answer) => checkAnswer(question, answer)));
  const inner = question.item ?? [];
  const under = answers.length > 0 ? answers : inner.length > 0 ? [{}] : [];
  return [...issues, ...under.flatMap(({ item = [] }: Answered) => checkLevel(inner, item, [item, ...around], complete))];
}

function hasAnswer({ answer = [], item = [] }: AnsweredItem): boolean {
  return answer.length > 0 || item.some(hasAnswer);
}

function checkAnswer(question: Question, answer: Answered): AnswerIssue[] {
  const { linkId, type, maxLength } = question;
  const name = Object.keys(answer).find((key) => key.startsWith('value'));
  if (name === undefined || !answerNames[type].includes(name as never)) return [{ linkId, code: 'type' }];
  const value = valueOf(answer);
  const issues: AnswerIssue['code'][] = [];
  const options = question.answerOption ?? [];
  // A code that was typed freely has words and no code; only an open choice takes it.
  if (type === 'choice' && options.length > 0 && !options.some((option) => sameValue(valueOf(option), value))) issues.push('option');
  if (typeof value === 'string') {
    if (maxLength !== undefined && [...value].length > maxLength) issues.push('too_long');
    const shortest = extensionOf(question, `${hl7}/minLength`);
    if (typeof shortest === 'number' && [...value].length < shortest) issues.push('too_short');
    const pattern = extensionOf(question, `${hl7}/regex`);
    if (typeof pattern === 'string' && !matches(value, pattern)) issues.push('pattern');
  }
  const amount = elementOf(value)['value'] ?? value;
  if (below(amount, extensionOf(question, `${hl7}/minValue`))) issues.push('too_small');
  if (below(extensionOf(question, `${hl7}/maxValue`), amount)) issues.push('too_large');
  const decimals = extensionOf(question, `${hl7}/maxDecimalPlaces`);
  if (typeof decimals === 'number' && typeof amount === 'number' && (String(amount).split('.')[1]?.length ?? 0) > decimals) issues.push('decimals');
  return issues.map((code) => ({ linkId, code }));
}

const below = (a: unknown, b: unknown) => (typeof a === 'number' && typeof b === 'number' && a < b) || (typeof a === 'string' && typeof b === 'string' && a < b);

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true; // A pattern that is none forbids nothing.
  }
}
