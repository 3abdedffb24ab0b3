import { Problem } from '@openward/platform/http';
import type { OutcomeIssue } from '@openward/platform/http';
import { JsonFault, parseJsonObject, pathText } from '@openward/records/api';
import type { ParsedResource } from '@openward/records/api';
import { validateResource } from '../validation/validate.ts';
import type { Issue } from '../validation/issue.ts';
import type { FhirRequest } from './request.ts';

const json: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'text/json']);

/** The JSON object in the body of a request, with its text as it was written. */
export function objectIn(request: FhirRequest): ParsedResource {
  refuseNonJson(request);
  return parsed(request.body);
}

/** 415 where the body does not say that it is FHIR's JSON. */
export function refuseNonJson({ content_type }: FhirRequest): void {
  if (!json.has(content_type)) throw new Problem(415, 'input.content_type', 'The body must be application/fhir+json', { field: 'body' });
}

/** Parses the text of a JSON object; a fault is told with its place. */
export function parsed(text: string): ParsedResource {
  try {
    return parseJsonObject(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new Problem(400, error.code, `The body ${error.message}`, { field: pathText(error.path) || 'body' });
  }
}

/** The resource in the body of a request to an address of its type, checked. */
export function resourceIn(request: FhirRequest): ParsedResource {
  const resource = objectIn(request);
  if (resource.value['resourceType'] !== request.type) {
    throw new Problem(400, 'fhir.other_type', `The body must be a ${request.type}, as the address says`, { field: 'resourceType' });
  }
  refuseInvalid(resource.value);
  return resource;
}

/** Refuses a resource that does not fit FHIR R4: each fault with its place. `at` is where it stands in a bundle. */
export function refuseInvalid(value: unknown, at = ''): void {
  const issues = validateResource(value).filter(({ severity }) => severity === 'error');
  if (issues.length === 0) return;
  throw new Problem(422, 'fhir.invalid', 'The resource does not fit FHIR R4', { issues: issues.map((issue) => outcomeIssue(issue, at)) });
}

/** An issue of the validation as an answer tells it. */
export function outcomeIssue({ severity, type, code, message, expression }: Issue, at = ''): OutcomeIssue {
  return { severity, code: type, problem: code, message: `${expression}: ${message}`, path: at === '' ? expression : `${at}.${expression.replace(/^[A-Za-z]+\.?/, '')}`.replace(/\.$/, '') };
}
