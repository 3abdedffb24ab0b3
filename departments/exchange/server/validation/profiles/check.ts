import { choicesOf } from '@openward/records/api';
import { compilePath } from '../../../rules/validation/path/compile.ts';
import { asBoolean } from '../../../rules/validation/path/functions.ts';
import type { Path } from '../../../rules/validation/path/functions.ts';
import { isObject } from '../../../rules/validation/path/values.ts';
import type { Json } from '../../../rules/validation/path/values.ts';
import type { Issues } from '../issue.ts';
import { readReference } from '../reference.ts';
import { profiles } from './known.ts';
import type { Hold, Profile } from './profile.ts';

/** Checks a resource against the profiles that it claims in meta.profile. */
export function checkClaims(resource: Json, issues: Issues): void {
  const { meta } = resource;
  const claims = isObject(meta) ? meta['profile'] : undefined;
  if (!Array.isArray(claims)) return;
  for (const [index, claim] of claims.entries()) {
    if (typeof claim === 'string') checkClaim(resource, claim, issues, 'meta', 'profile', index);
  }
}

/** Checks a resource against the profile of an address, which may name its version. `at` is where it is claimed. */
export function checkClaim(resource: Json, claim: string, issues: Issues, ...at: (string | number)[]): void {
  const [url = '', version] = claim.split('|');
  const profile = profiles.get(url);
  if (profile === undefined) {
    // FHIR's own address of a type, `…/StructureDefinition/Patient`, asks nothing more.
    if (url === `http://hl7.org/fhir/StructureDefinition/${String(resource['resourceType'])}`) return;
    return issues.warning('not-supported', 'profile.unknown', `${url} is a profile that is not known here: it was not checked`, ...at);
  }
  if (version !== undefined && version !== profile.version) {
    issues.warning('not-supported', 'profile.version', `${profile.name} is known here in version ${profile.version}: that was checked`, ...at);
  }
  if (profile.type === resource['resourceType']) checkProfile(resource, profile, issues);
  else issues.error('invariant', 'profile.type', `${profile.name} is a profile of ${profile.type}`, ...at);
}

function checkProfile(resource: Json, profile: Profile, issues: Issues): void {
  const { name, needs = '', most = {}, types = {}, refs = {}, holds = [] } = profile;
  for (const path of needs.split(' ')) {
    if (path === '') continue;
    const { parent, last } = split(path);
    visit(resource, parent, issues, (holder) => {
      if (namesOf(holder, last).length === 0) issues.error('required', 'profile.missing', `is missing: ${name} needs it`, last);
    });
  }
  for (const [path, count] of Object.entries(most)) {
    const { parent, last } = split(path);
    visit(resource, parent, issues, (holder) => {
      const there = holder[last];
      if (Array.isArray(there) && there.length > count) issues.error('structure', 'profile.too_many', `may be given ${count} times at most in ${name}`, last);
    });
  }
  for (const [element, allowed] of Object.entries(types)) {
    for (const found of namesOf(resource, element)) {
      const type = found.replace(/^_/, '').slice(element.length - 3);
      if (!allowed.some((each) => each.toLowerCase() === type.toLowerCase())) issues.error('structure', 'profile.type_of_value', `must be ${allowed.join(' or ')} in ${name}`, found);
    }
  }
  for (const [element, targets] of Object.entries(refs)) checkReference(resource, element, targets, name, issues);
  for (const hold of holds) checkHold(resource, hold, name, issues);
}

function checkReference(resource: Json, element: string, targets: readonly string[], name: string, issues: Issues): void {
  const value = resource[element];
  if (!isObject(value) || typeof value['reference'] !== 'string') return;
  const target = readReference(value['reference']);
  if (target.kind === 'resource' && !targets.includes(target.type)) {
    issues.error('value', 'profile.reference_target', `must lead to ${targets.join(' or ')} in ${name}, not to ${target.type}`, element, 'reference');
  }
}

const compiled = new Map<Hold, Path>();

function checkHold(resource: Json, hold: Hold, name: string, issues: Issues): void {
  let path = compiled.get(hold);
  if (path === undefined) compiled.set(hold, path = compilePath(hold.expression, choicesOf));
  const { of = '', at, key, human } = hold;
  visit(resource, of === '' ? [] : of.split('.'), issues, (value) => {
    if (asBoolean(path([value], { resource, root: resource, context: value })) !== false) return;
    const more = at === undefined ? [] : [at];
    issues.error('invariant', `profile.${key ?? 'rule'}`, `${human} (${name}${key === undefined ? '' : `, ${key}`})`, ...more);
  });
}

function split(path: string): { parent: string[]; last: string } {
  const parts = path.split('.');
  return { parent: parts.slice(0, -1), last: parts.at(-1)! };
}

/** The names under which an element stands in an object: one, or none; `value[x]` may have any of its types. */
function namesOf(holder: Json, element: string): string[] {
  if (!element.endsWith('[x]')) return element in holder || `_${element}` in holder ? [element] : [];
  const choices = choicesOf(element.slice(0, -3));
  return Object.keys(holder).filter((name) => choices?.has(name.replace(/^_/, '')));
}

/** Calls for each object under a path, with the place of the issues there. */
function visit(holder: Json, path: readonly string[], issues: Issues, then: (value: Json) => void): void {
  const [name, ...rest] = path;
  if (name === undefined) return then(holder);
  const value = holder[name];
  issues.path.push(name);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      issues.path.push(index);
      if (isObject(item)) visit(item, rest, issues, then);
      issues.path.pop();
    }
  } else if (isObject(value)) visit(value, rest, issues, then);
  issues.path.pop();
}
