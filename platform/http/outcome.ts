import type { Problem } from './problem.ts';

/** Where the FHIR API stands. */
export const fhirRoot = '/fhir/R4';

/** Whether an address lies in the FHIR API, where a refusal is an OperationOutcome. */
export const underFhir = (url: string): boolean => url.startsWith(fhirRoot) && /^(?:[/?]|$)/.test(url.slice(fhirRoot.length));

/** One issue of an OperationOutcome: `code` is FHIR's, `problem` our stable one, `path` a FHIRPath of the element. */
export interface OutcomeIssue {
  severity: 'fatal' | 'error' | 'warning' | 'information';
  code: string;
  problem: string;
  message: string;
  path?: string | undefined;
}

const issueCodes: Record<number, string> = {
  401: 'login', 403: 'forbidden', 404: 'not-found', 405: 'not-supported', 406: 'not-supported', 409: 'conflict', 410: 'deleted',
  412: 'conflict', 413: 'too-long', 415: 'not-supported', 422: 'processing', 429: 'throttled', 501: 'not-supported',
};

/** The issue code of an HTTP status (http://hl7.org/fhir/issue-type). */
export const issueCodeOf = (status: number): string => issueCodes[status] ?? (status >= 500 ? 'exception' : 'invalid');

/** An OperationOutcome of issues. */
export function outcomeOf(issues: readonly OutcomeIssue[]): object {
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, problem, message, path }) => ({
      severity,
      code,
      details: { coding: [{ system: 'urn:openward:problem', code: problem }], text: message },
      diagnostics: message,
      ...(path !== undefined && path !== '' && { expression: [path] }),
    })),
  };
}

/** What a problem says as issues: those that it carries as `issues`, or one for each field, or itself. */
export function issuesOf({ status, code, message, extras }: Problem): OutcomeIssue[] {
  if (Array.isArray(extras['issues'])) return extras['issues'] as OutcomeIssue[];
  const base = { severity: 'error' as const, code: issueCodeOf(status) };
  const { errors, field } = extras;
  if (errors === undefined || errors.length === 0) return [{ ...base, problem: code, message, path: field }];
  return errors.map((error) => ({ ...base, problem: error.code, message: `${error.field}: ${error.message}`, path: error.field }));
}

/** The body of a refusal in the FHIR API. */
export const outcomeText = (problem: Problem): string => JSON.stringify(outcomeOf(issuesOf(problem)));
