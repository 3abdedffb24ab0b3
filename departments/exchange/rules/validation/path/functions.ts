import { Absent, childrenOf, descendantsOf, distinct, isObject, no, none, same, yes } from './values.ts';
import type { Values } from './values.ts';

/** What an expression may ask for besides the value it stands at. */
export interface Around {
  /** The nearest resource. */
  resource: unknown;
  /** The resource in which that one is contained, or the same. */
  root: unknown;
  /** Where the whole expression began. */
  context: unknown;
}

/** A compiled expression. */
export type Path = (focus: Values, around: Around) => Values;

/** A function that was given its arguments: `focus` is what it is called on, `outer` what arguments speak of. */
export type Call = (focus: Values, around: Around, outer: Values) => Values;

export function truth(value: boolean): Values {
  return value ? yes : no;
}

/** True, false, or undefined for nothing. A single value that is no boolean is true, as FHIRPath has it. */
export function asBoolean(values: Values): boolean | undefined {
  if (values.length === 0) return undefined;
  return values.length === 1 && typeof values[0] === 'boolean' ? values[0] : true;
}

function textOf(values: Values): string | undefined {
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : undefined;
}

/** A primitive as text. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function onText(make: (text: string, given: string) => Values): Maker {
  return ([given]) => (focus, around, outer) => {
    const text = textOf(focus);
    const other = textOf(given!(outer, around));
    return text === undefined || other === undefined ? none : make(text, other);
  };
}

function each(focus: Values, around: Around, fits: Path): unknown[] {
  return focus.filter((item) => asBoolean(fits([item], around)) === true);
}

/** Makes a call from the paths of what it is given, and their names where they are types. */
export type Maker = (given: readonly Path[], names: readonly string[]) => Call;

const expressions = new Map<string, RegExp>();

function expressionOf(text: string): RegExp {
  let found = expressions.get(text);
  if (found === undefined) expressions.set(text, found = new RegExp(text));
  return found;
}

export const functions: Record<string, Maker> = {
  exists: ([fits]) => (fits === undefined ? (focus) => truth(focus.length > 0) : (focus, around) => truth(each(focus, around, fits).length > 0)),
  empty: () => (focus) => truth(focus.length === 0),
  not: () => (focus) => (focus.length === 0 ? none : truth(asBoolean(focus) === false)),
  hasValue: () => (focus) => truth(focus.length === 1 && typeof focus[0] !== 'object'),
  count: () => (focus) => [focus.length],
  first: () => (focus) => (focus.length < 2 ? focus : [focus[0]]),
  tail: () => (focus) => focus.slice(1),
  children: () => (focus) => focus.flatMap(childrenOf),
  descendants: () => (focus) => focus.flatMap(descendantsOf),
  trace: () => (focus) => focus,
  isDistinct: () => (focus) => truth(distinct(focus).length === focus.length),
  allFalse: () => (focus) => truth(focus.every((item) => item === false)),
  where: ([fits]) => (focus, around) => each(focus, around, fits!),
  all: ([fits]) => (focus, around) => truth(each(focus, around, fits!).length === focus.length),
  select: ([path]) => (focus, around) => focus.flatMap((item) => path!([item], around)),
  combine: ([path]) => (focus, around, outer) => [...focus, ...path!(outer, around)],
  intersect: ([path]) => (focus, around, outer) => {
    if (focus.length === 0) return none;
    const others = path!(outer, around);
    return focus.filter((item) => others.some((other) => same(item, other)));
  },
  iif: ([condition, then, otherwise]) => (focus, around) =>
    asBoolean(condition!(focus, around)) === true ? then!(focus, around) : otherwise === undefined ? none : otherwise(focus, around),
  is: (_given, [type]) => (focus) => (focus.length === 0 ? none : truth(isOfType(focus[0], type!))),
  as: (_given, [type]) => (focus) => focus.filter((item) => isOfType(item, type!)),
  ofType: (_given, [type]) => (focus) => focus.filter((item) => isOfType(item, type!)),
  startsWith: onText((text, start) => truth(text.startsWith(start))),
  contains: onText((text, part) => truth(text.includes(part))),
  matches: onText((text, expression) => truth(expressionOf(expression).test(text))),
  replaceMatches: ([expression, by]) => (focus, around, outer) => {
    const text = textOf(focus);
    return text === undefined ? none : [text.replaceAll(new RegExp(textOf(expression!(outer, around))!, 'g'), textOf(by!(outer, around))!)];
  },
  toInteger: () => (focus) => (/^[-+]?\d+$/.test(String(focus[0])) ? [Number(focus[0])] : none),
  toString: () => (focus: Values) => (focus.length === 1 && typeof focus[0] !== 'object' ? [wordOf(focus[0])] : none),
};

/** Types of JSON values, as far as the values themselves tell. */
export function isOfType(value: unknown, type: string): boolean {
  if (value instanceof Absent) return false;
  if (isObject(value)) return value['resourceType'] === type;
  if (type === 'Boolean' || type === 'boolean') return typeof value === 'boolean';
  if (type === 'decimal' || type === 'integer') return typeof value === 'number';
  return type === 'string' && typeof value === 'string';
}
