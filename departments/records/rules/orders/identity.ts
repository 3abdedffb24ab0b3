import { elementsOf, textOf, type Element } from '@openward/platform/fhir';
import { fold } from '../extract/words.ts';

/** What an order of high risk asks for again: the birth date where it is known, else the family name. */
export function identityAsked(patient: Element): { what: 'birth_date' | 'family_name'; answers: string[] } | null {
  const birth = textOf(patient['birthDate']);
  if (birth !== null) return { what: 'birth_date', answers: [birth] };
  const names = elementsOf(patient['name']).flatMap(({ family, text }) => [textOf(family), textOf(text)]).filter((each) => each !== null);
  return names.length === 0 ? null : { what: 'family_name', answers: names };
}

/** Whether somebody has told who the patient is. */
export function identityFits(asked: { answers: readonly string[] }, told: string): boolean {
  return asked.answers.some((answer) => fold(answer) === fold(told));
}
