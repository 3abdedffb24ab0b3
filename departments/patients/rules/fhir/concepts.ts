import { elementOf, elementsOf, textOf, type Element } from '@openward/platform/fhir';

/** A coded idea in words: its text, else the first coding's display or code. */
export function conceptText(concept: unknown): string | null {
  const coding = elementsOf(elementOf(concept)['coding'])[0];
  return textOf(elementOf(concept)['text']) ?? textOf(coding?.['display']) ?? textOf(coding?.['code']);
}

/** The code that a concept has in a code system, or null. */
export function codeIn(concept: unknown, system: string): string | null {
  const coding = elementsOf(elementOf(concept)['coding']).find((each) => each['system'] === system);
  return textOf(coding?.['code']);
}

export const concept = (system: string, code: string): Element => ({ coding: [{ system, code }] });
