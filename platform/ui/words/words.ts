import { useLingui } from '@lingui/react';

/** What stands in the places of a message, such as `{name}`. */
export type WordValues = Record<string, string | number>;

export type Translate = (text: string, values?: WordValues) => string;

/**
 * The words of the screen in the language of the person: `const t = useWords(); t('Register patient')`.
 * The English text is the key, and may hold places and plurals: `t('{count, plural, one {# bed} other {# beds}}', { count })`.
 */
export function useWords(): Translate {
  return useLingui()._;
}

/** Marks words that are declared outside a component, so that the catalogue knows them; show them with `t(label)`. */
export function words(text: string): string {
  return text;
}
