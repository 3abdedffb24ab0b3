import type { Parameter } from '@openward/records/api';
import { contactKey, fold } from '@openward/records/api';
import type { AskedCodes, Condition } from './condition.ts';
import { searchFault } from './fault.ts';
import { splitAt, unescaped } from './split.ts';

/** Where a code has no system of its own in the resource, its value set has one, and the search may name it. */
const ofHl7 = /^(?:http:\/\/hl7\.org\/fhir\/|http:\/\/terminology\.hl7\.org\/|urn:ietf:bcp:|urn:iso:)/;

/** `system|code`, `code`, `|code` or `system|`, as terms. */
function termOf(parameter: Parameter, value: string): string[] {
  const { name } = parameter;
  const parts = splitAt(value, '|').map(unescaped);
  if (parts.length > 2) throw searchFault('value', name, `“${value.slice(0, 60)}” has more than one bar: write it as system|code`);
  const leaves = parameter.places.map((place) => place.type);
  if (leaves.every((leaf) => leaf === 'ContactPoint')) return [`${name}=${contact(parts)}`];
  const [system, code] = parts.length === 1 ? [undefined, parts[0]!] : [parts[0]!, parts[1]!];
  if (system !== undefined && leaves.every((leaf) => /^[a-z]/.test(leaf))) {
    if (code === '') throw searchFault('value', name, 'This code stands without its system: name the code');
    return system === '' || ofHl7.test(system) ? [`${name}=${code}`] : [];
  }
  return [`${name}=${system === undefined ? code : `${system}|${code}`}`];
}

function contact(parts: string[]): string {
  const [first = '', second] = parts;
  return second === undefined ? contactKey(first) : first === '' ? contactKey(second) : `${first}|${contactKey(second)}`;
}

/** The condition of a token parameter. `names`: the parameters that answer it together. */
export function tokenCondition(parameters: readonly Parameter[], modifier: string | undefined, values: string[]): Condition {
  const { name } = parameters[0]!;
  if (modifier === undefined || modifier === 'not') {
    return { kind: 'terms', any: parameters.flatMap((parameter) => values.flatMap((value) => termOf(parameter, value))), none: modifier === 'not' };
  }
  if (modifier === 'text') {
    const said = values.map((value) => JSON.stringify(fold(unescaped(value))));
    return { kind: 'facts', any: parameters.flatMap((parameter) => said.map((text) => `$.${JSON.stringify(`${parameter.name}:text`)}[*] ? (@ like_regex ${text} flag "q")`)) };
  }
  if (modifier === 'of-type' && parameters.every(({ places }) => places.every((place) => place.type === 'Identifier'))) {
    return { kind: 'terms', none: false, any: values.map((value) => {
      const parts = splitAt(value, '|').map(unescaped);
      if (parts.length !== 3 || parts.includes('')) throw searchFault('value', name, 'Write it as system|code|value, all three');
      return `${name}:of-type=${parts.join('|')}`;
    }) };
  }
  const named = modifier === 'above' || modifier === 'below' || modifier === 'in' || modifier === 'not-in';
  if (named && parameters.some(({ places }) => places.some((place) => coded.has(place.type)))) return codesAsked(parameters, modifier, values);
  throw searchFault('modifier', name, `:${modifier} is not answered for ${name}: only :missing, :not, :text, for identifiers :of-type, and for codes with a system :above, :below, :in and :not-in`);
}

const coded: ReadonlySet<string> = new Set(['CodeableConcept', 'Coding']);

function codesAsked(parameters: readonly Parameter[], how: AskedCodes['how'], values: string[]): AskedCodes {
  const names = parameters.map(({ name }) => name);
  if (how === 'in' || how === 'not-in') return { kind: 'codes', names, how, value_sets: values.map(unescaped) };
  return { kind: 'codes', names, how, codes: values.map((value) => {
    const [system, code, ...more] = splitAt(value, '|').map(unescaped);
    if (!system || !code || more.length > 0) throw searchFault('value', names[0]!, `Write it as system|code, so that it is known what stands ${how} it`);
    return { system, code };
  }) };
}
