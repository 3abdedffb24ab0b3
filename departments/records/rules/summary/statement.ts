import { conceptText, tokensOf } from '../extract/codes.ts';
import { object, text } from '../extract/look.ts';
import type { Json } from '../extract/look.ts';
import { fold } from '../extract/words.ts';

/** A resource of a chart, as the summary looks at it. */
export interface Statement {
  id: string;
  patient_id: string;
  resource: Json;
}

/** The code of an element such as clinicalStatus. */
export function codeIn(resource: Json, element: string): string | null {
  return text(object(object(resource, element), 'coding'), 'code') ?? null;
}

/** Whether a statement was withdrawn: made in error, and so out of every list. */
export function isInError(resource: Json): boolean {
  return codeIn(resource, 'verificationStatus') === 'entered-in-error' || text(resource, 'status') === 'entered-in-error';
}

/** What two statements are about is the same when this is: their first code, or else their words. */
export function subjectKey(resource: Json, element = 'code'): string {
  return tokensOf(resource, element)[0] ?? fold(conceptText(object(resource, element)) ?? '');
}
