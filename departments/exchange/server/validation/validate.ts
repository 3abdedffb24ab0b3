import { checkStructure } from '@openward/records/api';
import { Issues } from './issue.ts';
import type { Issue, IssueType } from './issue.ts';
import { isObject } from '../../rules/validation/path/values.ts';
import { checkClaim } from './profiles/check.ts';
import { Walk } from './walk.ts';

export interface ValidateOptions {
  /** False where the caller has checked the structure already. */
  structure?: boolean;
  /** False to leave out the profiles that the resource claims. */
  profiles?: boolean;
  /** Addresses of profiles that it is to fit, whether it claims them or not. */
  asked?: readonly string[];
}

/**
 * Checks a FHIR R4 resource: its structure, codes, references, invariants, units and narrative. Returns what is wrong, at most
 * fifty; a resource without an issue of severity `error` may be kept.
 */
export function validateResource(value: unknown, { structure = true, profiles = true, asked = [] }: ValidateOptions = {}): Issue[] {
  const type = isObject(value) && typeof value['resourceType'] === 'string' ? value['resourceType'] : 'Resource';
  const issues = new Issues(type);
  for (const { path, code, message } of structure ? checkStructure(value) : []) issues.error(typeOf(code), code, message, ...path);
  // What is no resource at all, or nested without end, is not walked through.
  if (isObject(value) && !issues.all.some(({ code }) => code === 'structure.resource_type' || code === 'structure.depth')) new Walk(issues, profiles).resource(value);
  if (isObject(value)) for (const url of asked) checkClaim(value, url, issues);
  return issues.all;
}

function typeOf(code: string): IssueType {
  if (code === 'structure.missing') return 'required';
  return code === 'structure.value' ? 'value' : 'structure';
}
