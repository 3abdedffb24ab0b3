import { spanOf } from '../../rules/extract/dates.ts';
import { isObject, object, text, texts } from '../../rules/extract/look.ts';

/** A stretch of time, half open, in milliseconds since 1970, as it is searched. */
export interface SearchSpan {
  s: number;
  e: number;
}

/** Stands for a beginning or an end that nobody stated. */
export const farthest = 8.64e15;

/** The stretches that an element of a date parameter covers, at their stated precision. */
export function spansOf(value: unknown, type: string): SearchSpan[] {
  if (type === 'Period') return periodOf(value);
  if (type !== 'Timing') return typeof value === 'string' ? momentOf(value) : [];
  const events = texts(value, 'event').flatMap(momentOf);
  return [...events, ...periodOf(object(object(value, 'repeat'), 'boundsPeriod'))];
}

function momentOf(stated: string): SearchSpan[] {
  const span = spanOf(stated);
  return span === undefined ? [] : [{ s: span.start, e: span.end ?? farthest }];
}

function periodOf(value: unknown): SearchSpan[] {
  if (!isObject(value)) return [];
  const [start, end] = [spanOf(text(value, 'start')), spanOf(text(value, 'end'))];
  if (start === undefined && end === undefined) return [];
  const s = start?.start ?? -farthest;
  const e = end === undefined ? farthest : end.end ?? farthest;
  return [e <= s ? { s, e: start!.end ?? farthest } : { s, e }];
}
