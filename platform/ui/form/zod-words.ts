import type { I18n } from '@lingui/core';
import { z } from 'zod';
import { words } from '../words/words.ts';

const fillIn = words('Fill this in');
const tooShort = words('Use at least {count, plural, one {# character} other {# characters}}');
const tooLong = words('Use at most {count, plural, one {# character} other {# characters}}');
const tooFew = words('Add at least {count}');
const tooMany = words('At most {count} are allowed');
const tooSmall = words('Use a number of {count} or more');
const tooLarge = words('Use a number of {count} or less');
const choose = words('Choose one of the values');
const doesNotFit = words('This does not have the right form');

/**
 * Lets every zod schema speak as a form does to a person, in the language of the screen. Messages that a schema carries
 * itself stand. Also keeps zod from compiling code at run time, which the content security policy forbids.
 */
export function letSchemasSpeak(i18n: I18n): void {
  z.config({ jitless: true, customError: (issue) => sayIssue(i18n, issue) });
}

function sayIssue(i18n: I18n, issue: z.core.$ZodRawIssue): string {
  const count = Number('minimum' in issue ? issue.minimum : 'maximum' in issue ? issue.maximum : 0);
  switch (issue.code) {
    case 'invalid_type':
      return i18n._(issue.input === undefined || issue.input === null ? fillIn : doesNotFit);
    case 'too_small':
      if (issue.origin === 'string') return count <= 1 ? i18n._(fillIn) : i18n._(tooShort, { count });
      return i18n._(issue.origin === 'array' ? tooFew : tooSmall, { count });
    case 'too_big':
      if (issue.origin === 'string') return i18n._(tooLong, { count });
      return i18n._(issue.origin === 'array' ? tooMany : tooLarge, { count });
    case 'invalid_value':
      return i18n._(issue.input === undefined ? fillIn : choose);
    default:
      return i18n._(doesNotFit);
  }
}
