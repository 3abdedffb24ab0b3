import { isUnit, ucum } from '@openward/records/api';
import type { CodeSet } from './code-sets.ts';
import type { Issues } from './issue.ts';
import { narrativeFault } from '../../rules/validation/narrative.ts';
import { asBoolean } from '../../rules/validation/path/functions.ts';
import type { Around } from '../../rules/validation/path/functions.ts';
import { isObject } from '../../rules/validation/path/values.ts';
import type { Json } from '../../rules/validation/path/values.ts';
import { checkClaims } from './profiles/check.ts';
import { readReference } from './reference.ts';
import { checksOf } from './rules.ts';
import type { Check, MemberCheck } from './rules.ts';

const mostDepth = 100;

const systems: ReadonlySet<string> = new Set(['Coding', 'Identifier', 'Quantity']);

const amounts: ReadonlySet<string> = new Set(['Quantity', 'Age', 'Distance', 'Duration', 'Count']);

/** Goes once through a resource and checks all that its structure does not tell: codes, references, invariants, units, narrative. */
export class Walk {
  readonly #issues: Issues;
  #around: Around = { resource: undefined, root: undefined, context: undefined };

  readonly #profiles: boolean;

  constructor(issues: Issues, profiles: boolean) {
    this.#profiles = profiles;
    this.#issues = issues;
  }

  /** A resource that stands for itself: the whole, or an entry of a bundle. */
  resource(value: Json): void {
    const before = this.#around;
    this.#around = { resource: value, root: value, context: value };
    this.#contained(value);
    this.#object(value, value['resourceType'] as string);
    if (this.#profiles) checkClaims(value, this.#issues);
    this.#around = before;
  }

  #inner(value: Json): void {
    const place = this.#issues.path;
    const type = value['resourceType'];
    if (typeof type !== 'string') return;
    if (place.includes('contained')) {
      const before = this.#around;
      this.#around = { ...before, resource: value };
      this.#object(value, type);
      this.#around = before;
    } else this.resource(value);
  }

  #object(value: Json, type: string): void {
    const { path } = this.#issues;
    const rules = checksOf(type);
    if (rules === undefined || path.length > mostDepth || this.#issues.full) return;
    let count = 0;
    for (const name in value) {
      count += 1;
      const inside = value[name];
      const check = rules.members.get(name);
      if (check === undefined) {
        if (name.charCodeAt(0) === 95) this.#each(name, inside, (item) => { if (isObject(item)) this.#object(item, 'Element'); });
        continue;
      }
      if (Array.isArray(inside)) this.#each(name, inside, (item) => { this.#value(item, check); });
      else {
        path.push(name);
        this.#value(inside, check);
        path.pop();
      }
    }
    if (count === 1 && 'id' in value) this.#issues.error('invariant', 'validation.ele-1', 'must have more than an id: a value, or other parts');
    if (type === 'Reference') this.#reference(value);
    else if (type === 'Coding' || amounts.has(type)) this.#unit(value);
    if (systems.has(type)) this.#absolute(value, 'system');
    else if (type === 'Extension' && !inExtension(path)) this.#absolute(value, 'url');
    else if (type === 'Bundle.entry') this.#address(value);
    if (rules.checks.length > 0) this.#checks(rules.checks, value);
  }

  #each(name: string, values: unknown, visit: (item: unknown) => void): void {
    const { path } = this.#issues;
    path.push(name);
    if (!Array.isArray(values)) visit(values);
    else {
      for (let index = 0; index < values.length; index += 1) {
        path.push(index);
        visit(values[index]);
        path.pop();
      }
    }
    path.pop();
  }

  #value(value: unknown, { member, object, codes, refs, checks }: MemberCheck): void {
    if (object) {
      if (!isObject(value)) return;
      if (member.type === 'Resource') this.#inner(value);
      else this.#object(value, member.type);
      if (refs !== undefined) this.#target(value, refs);
    } else if (typeof value === 'string') {
      if (member.type === 'xhtml') {
        const fault = narrativeFault(value);
        if (fault !== undefined) this.#issues.error('invariant', 'validation.narrative', fault);
      } else if (member.type === 'string' && value !== '' && value.trim() === '') {
        this.#issues.error('value', 'validation.blank', 'must have more than spaces in it; leave it out if there is nothing to say');
      }
    }
    if (codes !== undefined) this.#codes(value, codes);
    if (checks.length > 0 && value !== null) this.#checks(checks, value);
  }

  #checks(checks: readonly Check[], value: unknown): void {
    const focus = [value];
    const around = { ...this.#around, context: value };
    for (const { key, human, holds, severity } of checks) {
      if (asBoolean(holds(focus, around)) === false) this.#issues.add(severity, 'invariant', `validation.${key}`, `${human} (${key})`);
    }
  }

  #codes(value: unknown, codes: CodeSet): void {
    if (typeof value === 'string') {
      if (!codes.has(value)) this.#issues.error('code-invalid', 'validation.code', `“${cut(value)}” is not ${codes.said}`);
    } else if (isObject(value)) {
      const { coding } = value;
      if (Array.isArray(coding)) {
        if (!coding.some((each) => codes.has(String(each?.code), each?.system ?? ''))) this.#wrongCoding(codes, coding[0]);
      } else if ('code' in value) {
        if (!codes.has(String(value['code']), 'system' in value ? String(value['system']) : '')) this.#wrongCoding(codes, value);
      } else if (!('extension' in value)) {
        this.#issues.error('code-invalid', 'validation.code', `needs a code: ${codes.said}${systemsOf(codes)}`);
      }
    }
  }

  #wrongCoding(codes: CodeSet, coding: unknown): void {
    const { system = 'no system', code = 'no code' } = isObject(coding) ? coding : {};
    this.#issues.error('code-invalid', 'validation.code', `“${cut(`${textOf(system)} | ${textOf(code)}`)}” is not ${codes.said}${systemsOf(codes)}`);
  }

  /** A name of a system, or of an extension, is the same wherever it is read. */
  #absolute(value: Json, name: string): void {
    const address = value[name];
    if (typeof address !== 'string' || address === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(address)) return;
    this.#issues.error('value', 'validation.absolute', `“${cut(address)}” must be a whole address, such as http://… or urn:…`, name);
  }

  /** The fullUrl of an entry names the resource in it. */
  #address({ fullUrl, resource, request }: Json): void {
    if (typeof fullUrl !== 'string' || !isObject(resource)) return;
    if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(fullUrl)) return this.#issues.error('value', 'validation.full_url', `“${cut(fullUrl)}” must be a whole address, such as urn:uuid:…`, 'fullUrl');
    const { resourceType, id } = resource;
    const target = readReference(fullUrl);
    if (target.kind !== 'resource' || request !== undefined || typeof id !== 'string') return;
    if (target.type !== resourceType || !fullUrl.endsWith(`/${id}`)) this.#issues.error('value', 'validation.full_url', `“${cut(fullUrl)}” must be the address of ${String(resourceType)}/${id}`, 'fullUrl');
  }

  #unit(value: Json): void {
    const { system, code } = value;
    if (system !== ucum || typeof code !== 'string' || isUnit(code)) return;
    this.#issues.error('code-invalid', 'validation.unit', `“${cut(code)}” is not a unit of UCUM; write it as in mg/dL, mm[Hg], /min`, 'code');
  }

  #reference(value: Json): void {
    const { reference } = value;
    if (typeof reference !== 'string') return;
    const target = readReference(reference);
    if (target.kind === 'wrong') this.#issues.error('value', 'validation.reference', `“${cut(reference)}”: ${target.why}`, 'reference');
    if (target.kind === 'contained' && target.id !== '' && this.#containedWith(target.id) === undefined) {
      this.#issues.error('invariant', 'validation.ref-1', `“${cut(reference)}” must be the id of a contained resource`, 'reference');
    }
  }

  #target(value: Json, refs: ReadonlySet<string>): void {
    const { reference, type } = value;
    const wanted = `must lead to ${[...refs].join(' or ')}`;
    const found = typeof reference === 'string' ? this.#typeBehind(reference) : undefined;
    if (found !== undefined && !refs.has(found)) this.#issues.error('value', 'validation.reference_target', `${wanted}, not to ${found}`, 'reference');
    if (typeof type !== 'string') return;
    if (!refs.has(type)) this.#issues.error('value', 'validation.reference_target', `${wanted}, not to ${cut(type)}`, 'type');
    else if (found !== undefined && found !== type) this.#issues.error('value', 'validation.reference_type', `says ${type}, but the reference leads to ${found}`, 'type');
  }

  #typeBehind(reference: string): string | undefined {
    const target = readReference(reference);
    if (target.kind === 'resource') return target.type;
    if (target.kind !== 'contained') return undefined;
    const resource = target.id === '' ? this.#around.root : this.#containedWith(target.id);
    return isObject(resource) ? String(resource['resourceType']) : undefined;
  }

  #containedWith(id: string): unknown {
    const contained = isObject(this.#around.root) ? this.#around.root['contained'] : undefined;
    return Array.isArray(contained) ? contained.find((each) => isObject(each) && each['id'] === id) : undefined;
  }

  /** Contained resources: no further ones inside, nothing that only a resource of its own has, each with its id, each needed. */
  #contained(value: Json): void {
    const { contained } = value;
    if (!Array.isArray(contained)) return;
    const mentioned = new Set<string>();
    mentions(value, mentioned);
    const ids = new Set<unknown>();
    this.#each('contained', contained, (inner) => {
      if (!isObject(inner)) return;
      const { id, meta } = inner;
      if ('contained' in inner) this.#issues.error('invariant', 'validation.dom-2', 'must not contain further resources', 'contained');
      for (const name of ['versionId', 'lastUpdated']) {
        if (isObject(meta) && name in meta) this.#issues.error('invariant', 'validation.dom-4', 'must not stand in a contained resource', 'meta', name);
      }
      if (isObject(meta) && 'security' in meta) this.#issues.error('invariant', 'validation.dom-5', 'must not stand in a contained resource', 'meta', 'security');
      if (typeof id !== 'string') this.#issues.error('required', 'validation.contained_id', 'must have an id, so that it can be referred to', 'id');
      else if (ids.has(id)) this.#issues.error('value', 'validation.contained_id', 'is the id of another contained resource too', 'id');
      else if (!mentioned.has(`#${id}`) && !refersToContainer(inner)) {
        this.#issues.error('invariant', 'validation.dom-3', `is referred to by nothing: something must say #${id}`);
      }
      ids.add(id);
    });
  }
}

/** All texts of a resource that begin with #. */
function mentions(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (value.charCodeAt(0) === 35) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) mentions((value as Json)[key], into);
  }
}

function refersToContainer(value: unknown): boolean {
  const found = new Set<string>();
  mentions(value, found);
  return found.has('#');
}

/** Parts of an extension have short names. */
function inExtension(path: readonly (string | number)[]): boolean {
  const names = path.filter((part) => typeof part === 'string');
  return names.at(-2) === 'extension' || names.at(-2) === 'modifierExtension';
}

function systemsOf({ systems }: CodeSet): string {
  return systems.length === 0 ? '' : ` (system ${systems.join(' or ')})`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
