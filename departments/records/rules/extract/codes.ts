import { isObject, object, objects, text, texts } from './look.ts';
import type { Json } from './look.ts';

/** A code with its system, as it is searched: `http://loinc.org|8302-2`, or `|final` without a system. */
export type Token = string;

function codingTokens(codings: Json[]): Token[] {
  return codings.flatMap((coding) => {
    const code = text(coding, 'code');
    return code === undefined ? [] : [`${text(coding, 'system') ?? ''}|${code}`];
  });
}

/** The tokens of what stands under a name: CodeableConcept, Coding or code, one or several. */
export function tokensOf(holder: unknown, name: string): Token[] {
  if (!isObject(holder) || holder[name] === undefined) return [];
  const concepts = objects(holder, name);
  return [
    ...texts(holder, name).map((code) => `|${code}`),
    ...concepts.flatMap((concept) => codingTokens('coding' in concept ? objects(concept, 'coding') : [concept])),
  ];
}

/** What a concept is called: its own text, or the name of its chosen or first coding, or the code. */
export function conceptText(concept: unknown): string | undefined {
  const own = text(concept, 'text');
  if (own !== undefined) return own;
  const codings = objects(concept, 'coding');
  const chosen = codings.find((coding) => coding['userSelected'] === true && text(coding, 'display') !== undefined)
    ?? codings.find((coding) => text(coding, 'display') !== undefined);
  return text(chosen, 'display') ?? text(codings[0], 'code') ?? text(concept, 'display') ?? text(concept, 'code');
}

/** The elements that say what a resource is about, in the order in which they are looked for. */
const codeElements = [
  'code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'productCodeableConcept', 'itemCodeableConcept',
  'codeCodeableConcept', 'deviceName',
] as const;

/** The code tokens of a resource: of what it is about, and of the parts of an observation. */
export function codesOf(resource: Json): Token[] {
  const tokens = new Set<Token>();
  const add = (holder: unknown, name: string): void => {
    for (const token of tokensOf(holder, name)) tokens.add(token);
  };
  for (const element of codeElements) add(resource, element);
  for (const part of objects(resource, 'component')) add(part, 'code');
  for (const item of objects(resource, 'item')) add(item, 'productOrService');
  for (const series of objects(resource, 'series')) add(series, 'modality');
  return [...tokens];
}

/** The category tokens of a resource; the class of a visit counts as its category. */
export function categoriesOf(resource: Json): Token[] {
  return [...new Set([...tokensOf(resource, 'category'), ...tokensOf(resource, 'class')])];
}

/** The status of a resource, from whichever element says it. A statement that was refuted or made in error says so first. */
export function statusOf(resource: Json): string | undefined {
  const verification = text(object(object(resource, 'verificationStatus'), 'coding'), 'code');
  if (verification === 'entered-in-error' || verification === 'refuted') return verification;
  const plain = text(resource, 'status') ?? text(resource, 'lifecycleStatus');
  if (plain !== undefined) return plain;
  const clinical = text(object(object(resource, 'clinicalStatus'), 'coding'), 'code');
  if (clinical !== undefined) return clinical;
  const { active } = resource;
  return typeof active === 'boolean' ? (active ? 'active' : 'inactive') : verification;
}
