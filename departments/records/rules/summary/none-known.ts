import { conceptText, tokensOf } from '../extract/codes.ts';
import { object } from '../extract/look.ts';
import type { Json } from '../extract/look.ts';
import { fold } from '../extract/words.ts';

/** Of which sort of allergy a statement says that there is none; `all` of any. */
export type NoneScope = 'all' | 'medication' | 'food' | 'environment' | 'insect' | 'latex';

const snomed = 'http://snomed.info/sct';
const absent = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

const scopes: Record<string, NoneScope> = {
  [`${snomed}|716186003`]: 'all',
  [`${snomed}|160244002`]: 'all',
  [`${snomed}|409137002`]: 'medication',
  [`${snomed}|429625007`]: 'food',
  [`${snomed}|428607008`]: 'environment',
  [`${snomed}|428197003`]: 'insect',
  [`${snomed}|1003774007`]: 'latex',
  [`${absent}|no-known-allergies`]: 'all',
  [`${absent}|no-known-medication-allergies`]: 'medication',
  [`${absent}|no-known-food-allergies`]: 'food',
  [`${absent}|no-known-environmental-allergies`]: 'environment',
};
/** Says that nobody knows: neither an allergy nor the absence of one. */
const noInformation = `${absent}|no-allergy-info`;

/** Of which sort a statement says that no allergy is known; `nothing` when it says nothing; undefined for an allergy. */
export function noneKnown(allergy: Json): NoneScope | 'nothing' | undefined {
  const tokens = tokensOf(allergy, 'code');
  if (tokens.includes(noInformation)) return 'nothing';
  const coded = tokens.map((token) => scopes[token]).find((scope) => scope !== undefined);
  if (coded !== undefined || tokens.length > 0) return coded;
  return byWords(fold(conceptText(object(allergy, 'code')) ?? ''));
}

// Senders without codes write it out, or as nurses do: NKA, NKDA.
function byWords(words: string): NoneScope | undefined {
  if (words === 'nka' || words.startsWith('no known allerg')) return 'all';
  if (words === 'nkda' || /^no known (?:drug|medication) allerg/.test(words)) return 'medication';
  if (words.startsWith('no known food allerg')) return 'food';
  return undefined;
}

/** Whether a statement that there is none contradicts an allergy of these categories. */
export function contradicts(scope: NoneScope, categories: readonly string[]): boolean {
  return scope === 'all' || categories.includes(scope);
}
