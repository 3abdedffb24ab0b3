/** A FHIR element or resource as JSON. */
export type Element = { [name: string]: unknown };

/** The member as an element, or an empty one. */
export const elementOf = (value: unknown): Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Element) : {};

/** The member as a list of elements. */
export const elementsOf = (value: unknown): Element[] => (Array.isArray(value) ? value.map(elementOf) : []);

/** The member as text, or null. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The texts of a list; nulls that stand for extensions only are left out. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each !== '') : [];

/** The text when it is one of the words, or null. */
export function wordOf<W extends string>(value: unknown, words: readonly W[]): W | null {
  return words.find((word) => word === value) ?? null;
}

interface ReviverContext {
  source?: string;
}
const json = JSON as unknown as {
  parse(text: string, revive: (key: string, value: unknown, context: ReviverContext) => unknown): unknown;
  rawJSON(text: string): unknown;
};

/**
 * Parses JSON so that `JSON.stringify` gives back each number as it was written: `1.50` stays `1.50`, which in a FHIR
 * decimal says how exact it is.
 */
export function parseExactly(text: string): unknown {
  return json.parse(text, (_key, value, context) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source
      ? json.rawJSON(context.source)
      : value,
  );
}
