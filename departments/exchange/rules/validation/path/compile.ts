import { compare } from './compare.ts';
import { asBoolean, functions, isOfType, truth, wordOf } from './functions.ts';
import type { Path } from './functions.ts';
import { parsePath } from './parse.ts';
import type { Node } from './parse.ts';
import { distinct, isObject, membersNamed, none, same } from './values.ts';
import type { Values } from './values.ts';

/**
 * Makes a function of a FHIRPath expression once, so that checking costs little. It knows the part of the language that HL7's
 * invariants need, over plain JSON, and throws on anything else: nothing is silently true.
 * `choices` tells under which names an element with a choice of types stands (`value` → `valueString` …).
 */
export function compilePath(expression: string, choices: (element: string) => ReadonlySet<string> | undefined): Path {
  return compile(parsePath(expression), choices);
}

type Choices = Parameters<typeof compilePath>[1];

function compile(node: Node, choices: Choices): Path {
  switch (node.kind) {
    case 'self':
      return (focus) => focus;
    case 'literal':
      return () => node.value;
    case 'variable':
      return variable(node.name);
    case 'member':
      return member(node.of, node.name, choices);
    case 'call':
      return call(node, choices);
    case 'operator':
      return operation(node, choices);
  }
}

function variable(name: string): Path {
  switch (name) {
    case 'resource':
      return (_focus, around) => [around.resource];
    case 'rootResource':
      return (_focus, around) => [around.root];
    case 'context':
      return (_focus, around) => [around.context];
    case 'ucum':
      return () => ['http://unitsofmeasure.org'];
    default:
      throw new Error(`FHIRPath does not know %${name} here`);
  }
}

function member(of: Node, name: string, choices: Choices): Path {
  // `Appointment.status`, written at an Appointment: the type says where one stands already.
  if (of.kind === 'self' && /^[A-Z]/.test(name)) return (focus) => focus.filter((item) => isObject(item) && item['resourceType'] === name);
  const beside = `_${name}`;
  const choice = choices(name);
  if (of.kind === 'self') return (focus) => membersNamed(focus, name, beside, choice);
  const before = compile(of, choices);
  return (focus, around) => membersNamed(before(focus, around), name, beside, choice);
}

function call({ of, name, given }: Node & { kind: 'call' }, choices: Choices): Path {
  const make = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (make === undefined) throw new Error(`FHIRPath does not know ${name}() here`);
  const before = compile(of, choices);
  const ofType = name === 'is' || name === 'as' || name === 'ofType';
  const made = make(ofType ? [] : given.map((each) => compile(each, choices)), given.map((each) => ('name' in each ? each.name : '')));
  return (focus, around) => made(before(focus, around), around, focus);
}

function operation({ operator, left, right }: Node & { kind: 'operator' }, choices: Choices): Path {
  const one = compile(left, choices);
  if (operator === 'is' || operator === 'as') {
    const type = 'name' in right ? right.name : '';
    if (operator === 'is') return (focus, around) => one(focus, around).map((item) => isOfType(item, type));
    return (focus, around) => one(focus, around).filter((item) => isOfType(item, type));
  }
  const other = compile(right, choices);
  switch (operator) {
    case 'and':
      return (focus, around) => and(asBoolean(one(focus, around)), () => asBoolean(other(focus, around)));
    case 'or':
      return (focus, around) => or(asBoolean(one(focus, around)), () => asBoolean(other(focus, around)));
    case 'implies':
      return (focus, around) => {
        const known = asBoolean(one(focus, around));
        return or(known === undefined ? undefined : !known, () => asBoolean(other(focus, around)));
      };
    case 'xor':
      return (focus, around) => both(asBoolean(one(focus, around)), asBoolean(other(focus, around)), (first, second) => truth(first !== second));
    default:
      return (focus, around) => binary(operator, one(focus, around), other(focus, around));
  }
}

function both<T>(one: T | undefined, other: T | undefined, make: (one: T, other: T) => Values): Values {
  return one === undefined || other === undefined ? none : make(one, other);
}

function and(one: boolean | undefined, other: () => boolean | undefined): Values {
  if (one === false) return truth(false);
  const second = other();
  if (second === false) return truth(false);
  return one === undefined || second === undefined ? none : truth(true);
}

function or(one: boolean | undefined, other: () => boolean | undefined): Values {
  if (one === true) return truth(true);
  const second = other();
  if (second === true) return truth(true);
  return one === undefined || second === undefined ? none : truth(false);
}

function binary(operator: string, one: Values, other: Values): Values {
  switch (operator) {
    case '|':
      return distinct([...one, ...other]);
    case 'in':
      return one.length === 0 ? none : truth(other.some((item) => same(item, one[0])));
    case 'contains':
      return other.length === 0 ? none : truth(one.some((item) => same(item, other[0])));
    case '&':
      return [`${textIn(one)}${textIn(other)}`];
  }
  if (one.length === 0 || other.length === 0) return none;
  if (operator === '=' || operator === '!=') return truth(same([...one], [...other]) === (operator === '='));
  if (operator === '+') return [(one[0] as number) + (other[0] as number)];
  const order = compare(one[0], other[0]);
  if (order === undefined) return none;
  switch (operator) {
    case '<':
      return truth(order < 0);
    case '>':
      return truth(order > 0);
    case '<=':
      return truth(order <= 0);
    case '>=':
      return truth(order >= 0);
    default:
      throw new Error(`FHIRPath does not know ${operator} here`);
  }
}

function textIn(values: Values): string {
  return values.length > 0 && typeof values[0] !== 'object' ? wordOf(values[0]) : '';
}
