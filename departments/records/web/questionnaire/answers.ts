import type { Answered, AnsweredItem } from '../../contract/index.ts';

/** The answers to one question among the items of its level. */
export function answersOf(items: readonly AnsweredItem[], linkId: string): Answered[] {
  return items.filter((each) => each.linkId === linkId).flatMap(({ answer = [] }) => answer);
}

/** The items with other answers to one question; without any, the question is left out. */
export function withAnswers(items: readonly AnsweredItem[], linkId: string, answer: Answered[]): AnsweredItem[] {
  const others = items.filter((each) => each.linkId !== linkId);
  return answer.length === 0 ? others : [...others, { linkId, answer }];
}

/** The rows of a group; a group that nobody touched has one that is empty. */
export function rowsOf(items: readonly AnsweredItem[], linkId: string): AnsweredItem[][] {
  const rows = items.filter((each) => each.linkId === linkId).map(({ item = [] }) => item);
  return rows.length === 0 ? [[]] : rows;
}

/** The items with other rows of a group; rows without answers are left out when it is sent. */
export function withRows(items: readonly AnsweredItem[], linkId: string, rows: readonly AnsweredItem[][]): AnsweredItem[] {
  return [...items.filter((each) => each.linkId !== linkId), ...rows.map((item) => ({ linkId, item }))];
}
