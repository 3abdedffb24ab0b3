import { isResourceType, parametersOf } from '@openward/records/api';
import type { Parameter } from '@openward/records/api';
import { numberPath, quantityPath } from './amounts.ts';
import { columns, composites } from './common.ts';
import type { Condition } from './condition.ts';
import { dateAsked, datePath, narrowedSpan, widened } from './dates.ts';
import { searchFault } from './fault.ts';
import { referenceCondition } from './references.ts';
import { splitAt, unescaped } from './split.ts';
import { stringCondition, uriCondition } from './strings.ts';
import { tokenCondition } from './tokens.ts';

/** What reading a search needs to know beside the search. */
export interface Reading {
  /** Address of the API, so that its own addresses are known again. */
  base: string;
  now: number;
}

/** Deepest chain of references that is followed. */
const mostLinks = 3;
const mostValues = 200;

/** Reads one parameter of a search of this type: `code`, `code:not`, `subject:Patient.name`, `_has:Observation:patient:code`. */
export function readParameter(type: string, name: string, value: string, reading: Reading, links = 0): Condition {
  if (value === '') throw searchFault('value', name, `${name} is empty`);
  if (links > mostLinks) throw searchFault('chain', name, `A search follows at most ${mostLinks} references`);
  if (name.startsWith('_has:')) return readHas(name, value, reading, links);
  const dot = name.indexOf('.');
  if (dot > 0) return readChain(type, name.slice(0, dot), name.slice(dot + 1), value, reading, links);
  const [plain = '', modifier, ...more] = name.split(':');
  if (more.length > 0) throw searchFault('modifier', name, `${name} has more than one modifier`);
  const values = splitAt(value, ',');
  if (values.includes('')) throw searchFault('value', name, `${name} has an empty value between commas`);
  if (values.length > mostValues) throw searchFault('value', name, `${name} has more than ${mostValues} values`);
  return columns.has(plain) ? columnCondition(plain, modifier, values, reading) : valueCondition(type, plain, modifier, values, reading);
}

function known(type: string, name: string): Parameter {
  const parameter = parametersOf(type).get(name);
  if (parameter === undefined) throw searchFault('parameter', name, `${type} is not searched by ${name}`);
  return parameter;
}

function columnCondition(name: string, modifier: string | undefined, values: string[], reading: Reading): Condition {
  if (modifier !== undefined) throw searchFault('modifier', name, `${name} takes no modifier`);
  if (name === '_id') return { kind: 'ids', ids: values.map(unescaped) };
  return { kind: 'updated', any: values.flatMap((value) => momentsOf(name, value, reading)) };
}

/** A moment lies inside a stretch, before it, or after it. */
function momentsOf(name: string, value: string, { now }: Reading): { from: number; until: number }[] {
  const asked = dateAsked(name, value);
  const { prefix, from, until } = asked;
  if (prefix === 'ap') return [widened(asked, now)];
  return [
    ...(['eq', 'le', 'ge'].includes(prefix) ? [{ from, until }] : []),
    ...(['lt', 'le', 'ne', 'eb'].includes(prefix) ? [{ from: -Infinity, until: from }] : []),
    ...(['gt', 'ge', 'ne', 'sa'].includes(prefix) ? [{ from: until, until: Infinity }] : []),
  ];
}

function valueCondition(type: string, name: string, modifier: string | undefined, values: string[], reading: Reading): Condition {
  const composite = composites[type]?.[name];
  if (composite !== undefined) return compositeCondition(type, name, composite, modifier, values, reading);
  const parameter = known(type, name);
  if (modifier === 'missing') return missingCondition(type, parameter, values);
  const parts = (parameter.union ?? [name]).map((part) => known(type, part));
  if (parameter.type === 'token') {
    if (type === 'Patient' && name === 'identifier' && modifier === undefined) return patientNumbers(values);
    return tokenCondition(parts, modifier, values);
  }
  if (parameter.type === 'reference') return referenceCondition(parameter, modifier, values, reading.base);
  if (parameter.type === 'string') return stringCondition(type, name, modifier, values);
  if (parameter.type === 'uri') return uriCondition(name, modifier, values);
  if (modifier !== undefined) throw searchFault('modifier', name, `:${modifier} is not answered for ${name}: only :missing`);
  const any = parts.flatMap((part) => values.map((value) => `$.${JSON.stringify(part.name)}[*] ? (${filterOf(parameter, value, reading)})`));
  const [only] = values;
  if (parameter.type !== 'date' || values.length > 1) return { kind: 'facts', any };
  return { kind: 'facts', any, narrowed: { parameter: name, span: narrowedSpan(dateAsked(name, unescaped(only!)), reading.now) } };
}

function filterOf({ name, type }: Parameter, value: string, { now }: Reading): string {
  if (type === 'date') return datePath(dateAsked(name, unescaped(value)), now);
  return type === 'number' ? numberPath(name, value) : quantityPath(name, value);
}

/** Numbers of patients are kept by their department, which seals the secret ones. */
function patientNumbers(values: string[]): Condition {
  return { kind: 'patient_number', numbers: values.map((value) => {
    const [first = '', second] = splitAt(value, '|').map(unescaped);
    if (second === '') throw searchFault('value', 'identifier', 'Name the number, not only who gave it');
    return second === undefined ? { value: first } : { system: first, value: second };
  }) };
}

function missingCondition(type: string, parameter: Parameter, values: string[]): Condition {
  const [value] = values;
  if (values.length > 1 || (value !== 'true' && value !== 'false')) {
    throw searchFault('value', parameter.name, `${parameter.name}:missing is true or false`);
  }
  const names = parameter.union ?? [parameter.name];
  const terms: Condition = { kind: 'terms', any: names.flatMap((name) => [name, `${name}:identifier`]), none: value === 'true' };
  if (!parameter.is_patient) return terms;
  const of_patient: Condition = { kind: 'of_patient', is: value === 'false' };
  return { kind: value === 'true' ? 'both' : 'either', of: [of_patient, terms] };
}

function compositeCondition(
  type: string, name: string, [one, other]: readonly [string, string], modifier: string | undefined, values: string[], reading: Reading,
): Condition {
  if (modifier !== undefined) throw searchFault('modifier', name, `${name} takes no modifier`);
  return { kind: 'either', of: values.map((value) => {
    const [first, second, ...more] = splitAt(value, '$');
    if (!first || !second || more.length > 0) throw searchFault('value', name, `${name} is written ${one}$${other}`);
    return { kind: 'both', of: [valueCondition(type, one, undefined, [first], reading), valueCondition(type, other, undefined, [second], reading)] };
  }) };
}

function readChain(type: string, link: string, rest: string, value: string, reading: Reading, links: number): Condition {
  const [name = '', target] = link.split(':');
  const parameter = known(type, name);
  if (parameter.type !== 'reference') throw searchFault('chain', link, `${name} is no reference: nothing follows it`);
  const targets = target === undefined ? parameter.targets ?? [] : [target];
  if (targets.length === 0) throw searchFault('chain', link, `Say where ${name} leads to: ${name}:Patient.${rest}`);
  for (const each of targets) if (!isResourceType(each)) throw searchFault('chain', link, `${each} is not a resource type`);
  const next = rest.startsWith('_has:') ? rest : rest.split(/[.:]/)[0]!;
  const answering = targets.filter((each) => next.startsWith('_has:') || columns.has(next) || parametersOf(each).has(next) || composites[each]?.[next]);
  if (answering.length === 0) throw searchFault('chain', `${link}.${rest}`, `${targets.join(', ')} is not searched by ${next}`);
  return { kind: 'chain', parameter, searches: answering.map((each) => ({ type: each, conditions: [readParameter(each, rest, value, reading, links + 1)] })) };
}

function readHas(name: string, value: string, reading: Reading, links: number): Condition {
  const [, type = '', link = '', ...rest] = name.split(':');
  if (!isResourceType(type)) throw searchFault('chain', name, `${type} is not a resource type`);
  const parameter = known(type, link);
  if (parameter.type !== 'reference' || rest.length === 0) throw searchFault('chain', name, 'Write it as _has:Observation:patient:code');
  return { kind: 'has', type, parameter, conditions: [readParameter(type, rest.join(':'), value, reading, links + 1)] };
}
