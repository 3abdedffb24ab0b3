import { elementOf, type Element } from '@openward/platform/fhir';
import type { AnsweredItem } from '../../contract/questionnaires.ts';
import { allOf, sameValue, valueOf, type Question } from './question.ts';

/** The answered items around a question, the nearest first: in a group that repeats, its own row speaks before the others. */
export type Surroundings = readonly (readonly AnsweredItem[])[];

/** Whether a question is asked at all, by what was answered so far. */
export function isEnabled({ enableWhen = [], enableBehavior = 'any' }: Question, around: Surroundings): boolean {
  if (enableWhen.length === 0) return true;
  return enableBehavior === 'all' ? enableWhen.every((each) => holds(each, around)) : enableWhen.some((each) => holds(each, around));
}

function holds(condition: Element, around: Surroundings): boolean {
  const { question, operator } = condition as { question: string; operator: string };
  const nearest = around.map((items) => allOf(items, question)).find((found) => found.length > 0) ?? [];
  const answers = nearest.flatMap(({ answer = [] }) => answer.map((each) => valueOf(each)));
  const wanted = valueOf(condition, 'answer');
  if (operator === 'exists') return (answers.length > 0) === wanted;
  // Nothing was answered, so that nothing is the same, nothing is different, and nothing is more.
  if (operator === '=') return answers.some((answer) => sameValue(answer, wanted));
  if (operator === '!=') return answers.length > 0 && answers.every((answer) => !sameValue(answer, wanted));
  return answers.some((answer) => compares(amountOf(answer), operator, amountOf(wanted)));
}

const amountOf = (value: unknown): unknown => elementOf(value)['value'] ?? value;

function compares(a: unknown, operator: string, b: unknown): boolean {
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const [one, other] = [a, b] as [number, number];
  return operator === '>' ? one > other : operator === '<' ? one < other : operator === '>=' ? one >= other : operator === '<=' ? one <= other : false;
}
