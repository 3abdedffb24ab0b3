import { i18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useCallback } from 'react';

/** What stands in the places of a message, such as `{name}`. */
export type WordValues = Record<string, string | number>;

export type Translate = (text: string, values?: WordValues) => string;

/**
 * The words of the screen in the language of the person: `const t = useWords(); t('Register patient')`.
 * The English text is the key, and may hold places and plurals: `t('{count, plural, one {# bed} other {# beds}}', { count })`.
 */
export function useWords(): Translate {
  const { _ } = useLingui();
  return useCallback((text, values) => _(text, isolated(values)), [_]);
}

/** The words outside a component, in the language that is spoken now. */
export function translate(text: string, values?: WordValues): string {
  return i18n._(text, isolated(values));
}

/**
 * A name or a date that stands in an Arabic sentence must not be torn apart by it: 13-May-2012 would read May-2012-13.
 * Invisible marks keep it together.
 */
function isolated(values: WordValues | undefined): WordValues | undefined {
  if (values === undefined || document.documentElement.dir !== 'rtl') return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]),
  );
}

/** Marks words that are declared outside a component, so that the catalogue knows them; show them with `t(label)`. */
export function words(text: string): string {
  return text;
}
