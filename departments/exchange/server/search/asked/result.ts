import { isResourceType, parametersOf } from '@openward/records/api';
import type { Parameter } from '@openward/records/api';
import { referencesOfType } from './common.ts';
import { searchFault } from './fault.ts';

export interface Sort {
  parameter: string;
  descending: boolean;
}

/** What else is to be given with what was found. */
export interface Include {
  /** The type that holds the reference. */
  type: string;
  parameters: readonly Parameter[];
  /** Only what is of this type. */
  target: string | undefined;
  /** Also for what was included. */
  iterate: boolean;
}

export type Summary = 'true' | 'text' | 'data' | 'count' | 'false';

/** How the answer is to look. */
export interface ResultAsked {
  sort: Sort[];
  count: number;
  total: 'none' | 'estimate' | 'accurate';
  summary: Summary;
  elements: string[] | null;
  include: Include[];
  revinclude: Include[];
  /** Where the page before ended. */
  page: string | null;
}

/** As many as are answered at once unless told. */
export const usualCount = 50;
const mostCount = 1000;
const summaries = ['true', 'text', 'data', 'count', 'false'] as const;
const totals = ['none', 'estimate', 'accurate'] as const;

/** A result parameter goes by its own name, without the modifier. */
export const resultParameters = ['_sort', '_count', '_total', '_summary', '_elements', '_include', '_revinclude', '_page'] as const;

export const plainResult = (): ResultAsked =>
  ({ sort: [], count: usualCount, total: 'none', summary: 'false', elements: null, include: [], revinclude: [], page: null });

/** Reads one of the parameters that say how the answer looks. */
export function readResult(result: ResultAsked, type: string, name: string, value: string): void {
  const [plain, modifier] = name.split(':');
  if (modifier !== undefined && !(modifier === 'iterate' && (plain === '_include' || plain === '_revinclude'))) {
    throw searchFault('modifier', name, `${plain} takes no modifier ${modifier}`);
  }
  if (value === '') throw searchFault('value', name, `${name} is empty`);
  if (plain === '_count') result.count = countOf(value);
  else if (plain === '_sort') result.sort = value.split(',').map((part) => sortOf(type, part));
  else if (plain === '_total') result.total = oneOf(name, value, totals);
  else if (plain === '_summary') result.summary = oneOf(name, value, summaries);
  else if (plain === '_elements') result.elements = value.split(',').map((element) => elementOf(element));
  else if (plain === '_page') result.page = value;
  else if (plain === '_include') result.include.push(includeOf(name, value, modifier !== undefined, type));
  else result.revinclude.push(includeOf(name, value, modifier !== undefined, undefined));
  if (result.count === 0) result.summary = 'count';
}

/** How many an operation gives at once: at least one. */
export function pageCountOf(value: string | undefined): number {
  if (value === undefined) return usualCount;
  const count = countOf(value);
  if (count === 0) throw searchFault('value', '_count', '_count is a whole number from 1');
  return count;
}

function countOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw searchFault('value', '_count', '_count is a whole number');
  return Math.min(Number(value), mostCount);
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw searchFault('value', name, `${name} is one of ${known.join(', ')}`);
  return found;
}

function elementOf(element: string): string {
  if (!/^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(element)) throw searchFault('value', '_elements', `“${element.slice(0, 40)}” is not the name of an element`);
  return element.split('.')[0]!;
}

function sortOf(type: string, part: string): Sort {
  const descending = part.startsWith('-');
  const parameter = descending ? part.slice(1) : part;
  const kind = parameter === '_id' || parameter === '_lastUpdated' ? 'date' : parametersOf(type).get(parameter)?.type;
  if (kind === undefined) throw searchFault('parameter', '_sort', `${type} is not searched by ${parameter.slice(0, 60)}, and so not sorted by it`);
  if (!['date', 'string', 'number', 'quantity'].includes(kind)) {
    throw searchFault('value', '_sort', `${parameter} is a ${kind}: only dates, texts, numbers and amounts have an order`);
  }
  return { parameter, descending };
}

/** Reads `Observation:encounter`, `Observation:subject:Patient`, `Observation:*`. */
function includeOf(name: string, value: string, iterate: boolean, of: string | undefined): Include {
  const [type = '', parameter = '', target, ...more] = value.split(':');
  if (!isResourceType(type) || parameter === '' || more.length > 0 || (target !== undefined && !isResourceType(target))) {
    throw searchFault('value', name, `“${value.slice(0, 60)}” is not an include: write it as ${of ?? 'Observation'}:subject`);
  }
  if (of !== undefined && type !== of && !iterate) throw searchFault('value', name, `${name} starts at ${of}: write ${name.split(':')[0]}:iterate for what was included`);
  const all = referencesOfType(type);
  const parameters = parameter === '*' ? all : all.filter((known) => known.name === parameter);
  if (parameters.length === 0) throw searchFault('parameter', name, `${type} has no reference ${parameter.slice(0, 60)}`);
  return { type, parameters, target, iterate };
}
