import { isObject, object, objects, text } from '../../rules/extract/look.ts';
import type { Json } from '../../rules/extract/look.ts';
import { fold, keepable } from '../../rules/extract/words.ts';
import { targetOf } from '../../rules/extract/compartment.ts';
import { amountsOf } from './amounts.ts';
import type { Amount } from './amounts.ts';
import type { Parameter, Place, Step } from './parameters.ts';
import { namesPatient, parametersOf } from './parameters.ts';
import { spansOf } from './spans.ts';
import type { SearchSpan } from './spans.ts';

/** A value of a parameter that is compared, and not only found: a time, an amount, a folded text. */
export type Fact = SearchSpan | Amount | string;

/** What a resource is searched by. */
export interface SearchTerms {
  /**
   * What a value is found by as a whole: `code=http://loinc.org|8302-2`, `code=8302-2`, `encounter=Encounter/1`, and the name
   * alone (`code`) where the parameter has any value.
   */
  terms: string[];
  facts: Record<string, Fact[]>;
}

/** The longest text that is kept of a value: what is longer is found by its beginning. */
const mostCharacters = 300;

const short = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const some = [3, 6];

/**
 * How long the beginnings are by which a text is found over all records: what belongs to nobody, and relatives, by any
 * beginning; addresses of patients by some. Names of patients have an index of their own, in the department of patients.
 */
function prefixesFor(type: string): readonly number[] {
  if (type === 'Patient') return some;
  return type === 'RelatedPerson' || !namesPatient(type) ? short : [];
}

/** The term by which a text that begins so is found over all records; undefined where nothing so short is kept. */
export function prefixTerm(type: string, name: string, beginning: string): string | undefined {
  if (type === 'Patient' && !name.startsWith('address')) return undefined;
  const characters = [...beginning];
  const length = prefixesFor(type).findLast((kept) => kept <= characters.length);
  return length === undefined ? undefined : `${name}^${characters.slice(0, length).join('')}`;
}

/** What a resource is searched by, from one walk over its parameters. Never throws, whatever the resource is like. */
export function searchTermsOf(resource: Json): SearchTerms {
  const type = text(resource, 'resourceType') ?? '';
  const found = new Collector(type);
  for (const parameter of parametersOf(type).values()) {
    if (parameter.union !== undefined) continue;
    for (const place of parameter.places) for (const value of valuesAt(resource, place.steps, 0)) found.take(parameter, place, value);
  }
  return { terms: [...found.terms], facts: found.facts };
}

/** The values of a parameter in a resource, as they stand there: for what a search includes. */
export function referencesOf(resource: Json, parameter: Parameter): string[] {
  return parameter.places.flatMap(({ steps }) => valuesAt(resource, steps, 0)).flatMap((value) => {
    const reference = typeof value === 'string' ? value : text(value, 'reference');
    return reference === undefined ? [] : [reference];
  });
}

function valuesAt(holder: unknown, steps: readonly Step[], at: number): unknown[] {
  const step = steps[at];
  if (step === undefined) return [holder];
  if (!isObject(holder)) return [];
  const value = holder[step.name];
  if (value === undefined || value === null) return [];
  const all = Array.isArray(value) ? value : [value];
  const counted = step.where === undefined && step.target === undefined ? all : all.filter((item) => counts(item, step));
  return at === steps.length - 1 ? counted : counted.flatMap((item) => valuesAt(item, steps, at + 1));
}

function counts(item: unknown, { where, target }: Step): boolean {
  if (where !== undefined) return text(item, where[0]) === where[1];
  return targetOf(text(item, 'reference') ?? '')?.type === target;
}

class Collector {
  readonly terms = new Set<string>();
  readonly facts: Record<string, Fact[]> = {};
  readonly #type: string;
  readonly #prefixes: readonly number[];

  constructor(type: string) {
    this.#type = type;
    this.#prefixes = prefixesFor(type);
  }

  take(parameter: Parameter, place: Place, value: unknown): void {
    const { name } = parameter;
    if (parameter.type === 'token') this.#token(name, place.type, value);
    else if (parameter.type === 'reference') this.#reference(parameter, value);
    else if (parameter.type === 'string') this.#strings(name, stringsOf(value, place.type));
    else if (parameter.type === 'date') this.#facts(name, spansOf(value, place.type));
    else if (parameter.type === 'uri') this.#uri(name, value);
    else this.#facts(name, amountsOf(value, place.type));
  }

  #term(name: string, value: string): void {
    this.terms.add(name);
    this.terms.add(`${name}=${value}`);
  }

  #fact(name: string, fact: Fact): void {
    const facts = (this.facts[name] ??= []);
    const kept = typeof fact === 'string' ? keepable(fact) : fact;
    if (typeof kept !== 'string' || !facts.includes(kept)) facts.push(kept);
  }

  #facts(name: string, facts: Fact[]): void {
    for (const fact of facts) {
      this.terms.add(name);
      this.#fact(name, fact);
    }
  }

  #strings(name: string, values: string[]): void {
    for (const value of values) {
      this.#term(`${name}:exact`, value);
      this.terms.add(name);
      const folded = fold(value).slice(0, mostCharacters);
      this.#fact(name, folded);
      if (this.#prefixes.length > 0) this.#beginnings(name, folded);
    }
  }

  #beginnings(name: string, folded: string): void {
    if (this.#type === 'Patient' && !name.startsWith('address')) return;
    const characters = Array.from(folded.slice(0, 2 * short.length));
    for (const length of this.#prefixes) if (length <= characters.length) this.terms.add(`${name}^${characters.slice(0, length).join('')}`);
  }

  #uri(name: string, value: unknown): void {
    if (typeof value !== 'string' || value === '') return;
    this.#term(name, value);
    // A canonical address is found with its version and without.
    if (value.includes('|')) this.#term(name, value.slice(0, value.indexOf('|')));
    this.#fact(name, value);
  }

  #reference(parameter: Parameter, value: unknown): void {
    const { name } = parameter;
    if (typeof value === 'string') return this.#uri(name, value);
    const identifier = object(value, 'identifier');
    if (identifier !== undefined) this.#identifier(`${name}:identifier`, identifier);
    const reference = text(value, 'reference');
    if (reference === undefined || reference.startsWith('#')) return;
    // The patient of a resource is a column.
    if (parameter.is_patient && /(?:^|\/)Patient\//.test(reference)) return;
    this.#term(name, reference.replace(/\/_history\/[^/]*$/, ''));
  }

  #token(name: string, type: string, value: unknown): void {
    if (type === 'existing') this.#term(name, 'true');
    else if (typeof value === 'boolean' || typeof value === 'number') this.#term(name, String(value));
    else if (typeof value === 'string') this.#term(name, value);
    else if (type === 'CodeableConcept') this.#concept(name, value);
    else if (type === 'Identifier') this.#identifier(name, value);
    else if (type === 'ContactPoint') this.#contact(name, value);
    else if (type === 'Money') this.#code(name, 'urn:iso:std:iso:4217', text(value, 'currency'));
    else this.#coding(name, value);
  }

  #concept(name: string, value: unknown): void {
    for (const coding of objects(value, 'coding')) this.#coding(name, coding);
    const said = text(value, 'text');
    if (said === undefined) return;
    this.terms.add(name);
    this.#fact(`${name}:text`, fold(said).slice(0, mostCharacters));
  }

  #coding(name: string, value: unknown): void {
    this.#code(name, text(value, 'system'), text(value, 'code'));
    const display = text(value, 'display');
    if (display !== undefined) this.#fact(`${name}:text`, fold(display).slice(0, mostCharacters));
  }

  #code(name: string, system: string | undefined, code: string | undefined): void {
    if (code === undefined) return;
    this.#term(name, code);
    this.#term(name, `${system ?? ''}|${code}`);
    if (system !== undefined) this.#term(name, `${system}|`);
  }

  #identifier(name: string, value: unknown): void {
    const number = text(value, 'value');
    this.#code(name, text(value, 'system'), number);
    for (const coding of objects(object(value, 'type'), 'coding')) {
      this.#term(`${name}:of-type`, `${text(coding, 'system') ?? ''}|${text(coding, 'code') ?? ''}|${number ?? ''}`);
    }
  }

  #contact(name: string, value: unknown): void {
    const said = text(value, 'value');
    if (said === undefined) return;
    const use = text(value, 'use');
    this.#term(name, contactKey(said));
    if (use !== undefined) this.#term(name, `${use}|${contactKey(said)}`);
  }
}

/** A telephone number is the same however it is spaced, and an address however it is capitalised. */
export function contactKey(value: string): string {
  return value.includes('@') ? value.toLowerCase() : value.replace(/[\s().\-/]/g, '').toLowerCase();
}

const nameParts = ['text', 'family', 'given', 'prefix', 'suffix'] as const;
const addressParts = ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'] as const;

function stringsOf(value: unknown, type: string): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  const parts = type === 'HumanName' ? nameParts : type === 'Address' ? addressParts : [];
  if (!isObject(value)) return [];
  return parts.flatMap((part) => {
    const inner = value[part];
    return (Array.isArray(inner) ? inner : [inner]).filter((item): item is string => typeof item === 'string' && item !== '');
  });
}
