import { isResourceType } from '../fhir-types.ts';
import { primitives } from './primitives.ts';
import { shapeOf } from './shapes.ts';
import type { Member } from './shapes.ts';

/** One fault of a resource: where it is, and what is wrong, in words. */
export interface Fault {
  path: (string | number)[];
  code: string;
  message: string;
}

type Json = Record<string, unknown>;

const mostFaults = 20;
const mostDepth = 100;

/**
 * Checks that a resource has the structure of FHIR R4: known elements only, each of its type, once or several times as
 * defined, the needed ones there, one of a choice. Codes, references and invariants are not looked at.
 * Returns the faults, at most twenty; none when it fits.
 */
export function checkStructure(resource: unknown): Fault[] {
  const check = new Check();
  check.resource(resource);
  return check.faults;
}

class Check {
  readonly faults: Fault[] = [];
  readonly #path: (string | number)[] = [];

  resource(value: unknown): void {
    if (!isObject(value)) return this.#fault('structure.type', 'must be an object');
    const { resourceType } = value;
    if (!isResourceType(resourceType)) {
      return this.#fault('structure.resource_type', 'is not a resource type of FHIR R4', 'resourceType');
    }
    this.#object(value, resourceType);
  }

  #object(value: Json, type: string): void {
    const shape = shapeOf(type);
    if (shape === undefined) return this.#fault('structure.type', `has the unknown type ${type}`);
    if (this.#path.length > mostDepth) return this.#fault('structure.depth', `is nested deeper than ${mostDepth} levels`);
    let count = 0;
    let choices: Set<string> | undefined;
    for (const name in value) {
      count += 1;
      if (this.faults.length >= mostFaults) return;
      if (name === 'resourceType' && isResourceType(type)) continue;
      const isExtension = name.charCodeAt(0) === 95;
      const member = shape.members.get(isExtension ? name.slice(1) : name);
      if (member === undefined || (isExtension && !(member.type in primitives))) {
        this.#fault('structure.unknown_element', `is not an element of ${type} in FHIR R4`, name);
        continue;
      }
      if (member.choice && !(isExtension ? value[name.slice(1)] : value[member.beside])) {
        if (choices?.has(member.element)) this.#fault('structure.choice', `${member.element} may be given once only`, name);
        (choices ??= new Set()).add(member.element);
      }
      this.#path.push(name);
      if (isExtension) this.#extensions(value[name], member);
      else this.#member(value, name, member);
      this.#path.pop();
    }
    if (count === 0) this.#fault('structure.empty', 'must not be empty');
    for (const { element, names } of shape.needed) {
      if (!names.some((name) => name in value)) this.#fault('structure.missing', 'is missing', element);
    }
  }

  #member(holder: Json, name: string, member: Member): void {
    const value = holder[name];
    if (!member.several) return this.#single(value, member.type);
    if (!Array.isArray(value)) return this.#fault('structure.type', 'must be a list');
    if (value.length === 0) return this.#fault('structure.empty', 'must not be an empty list');
    for (let index = 0; index < value.length; index += 1) {
      if (value[index] === null && hasExtension(holder[member.beside], index)) continue;
      this.#path.push(index);
      this.#single(value[index], member.type);
      this.#path.pop();
    }
  }

  #single(value: unknown, type: string): void {
    const primitive = primitives[type];
    if (primitive !== undefined) {
      const wrong = primitive(value);
      if (wrong !== undefined) this.#fault('structure.value', wrong);
    } else if (!isObject(value)) {
      this.#fault('structure.type', Array.isArray(value) ? 'may be given once only: it must not be a list' : `must be an object (${type})`);
    } else if (type === 'Resource') {
      this.resource(value);
    } else {
      this.#object(value, type);
    }
  }

  #extensions(value: unknown, member: Member): void {
    const items = member.several ? value : [value];
    if (!Array.isArray(items)) return this.#fault('structure.type', 'must be a list');
    for (const [index, item] of items.entries()) {
      if (item === null && member.several) continue;
      if (member.several) this.#path.push(index);
      if (isObject(item)) this.#object(item, 'Element');
      else this.#fault('structure.type', 'must be an object (Element)');
      if (member.several) this.#path.pop();
    }
  }

  #fault(code: string, message: string, ...more: (string | number)[]): void {
    if (this.faults.length < mostFaults) this.faults.push({ path: [...this.#path, ...more], code, message });
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A primitive without a value stands as null beside its extension in `_name`. */
function hasExtension(beside: unknown, index: number): boolean {
  return Array.isArray(beside) && isObject(beside[index]);
}

/** A path as people read it: `code.coding[0].system`. */
export function pathText(path: readonly (string | number)[]): string {
  let text = '';
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `${text === '' ? '' : '.'}${part}`;
  return text;
}
