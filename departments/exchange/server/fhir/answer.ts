import { outcomeOf, Problem, Reply } from '@openward/platform/http';
import type { OutcomeIssue } from '@openward/platform/http';
import { parseExactly } from '@openward/platform/fhir';
import type { FhirRequest } from './request.ts';

/** A version of a resource to answer with. */
export interface Shown {
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  /** Null where this version says that it was deleted. */
  json: string | null;
}

/** The ETag of a version. */
export const etagOf = (version: number): string => `W/"${version}"`;

/** The version that `If-Match` names: a weak or strong tag, or a bare number. Undefined when there is no header. */
export function matchedVersion({ if_match }: Pick<FhirRequest, 'if_match'>): number | undefined {
  if (if_match === undefined) return undefined;
  const version = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(if_match.trim())?.[1];
  if (version === undefined) throw new Problem(400, 'fhir.if_match', 'If-Match names one version, as in W/"3"', { field: 'If-Match' });
  return Number(version);
}

/** Answers with a version: 304 where the client has it already, 410 where it says that the resource was deleted. */
export function answerVersion(request: FhirRequest, shown: Shown): Reply {
  const { type, id, version, last_updated, json } = shown;
  if (json === null) throw new Problem(410, 'records.deleted', `${type}/${id} was deleted`, { version });
  const headers = { etag: etagOf(version), 'last-modified': last_updated.toUTCString() };
  if (isKnown(request, shown)) return new Reply({ status: 304, headers });
  return answerText(request, 200, json, headers);
}

/** Answers with bytes, in the format that they have. A browser shows none of it in the place of a page of ours. */
export function answerContent(request: FhirRequest, shown: Omit<Shown, 'json'>, content_type: string, content: Buffer): Reply {
  const { type, id, version, last_updated } = shown;
  const headers = {
    etag: etagOf(version), 'last-modified': last_updated.toUTCString(),
    'content-security-policy': "sandbox; default-src 'none'", 'content-disposition': `attachment; filename="${type}-${id}"`,
  };
  if (isKnown(request, { ...shown, json: null })) return new Reply({ status: 304, headers });
  return new Reply({ status: 200, headers, content_type, content });
}

function isKnown({ if_none_match, if_modified_since }: FhirRequest, { version, last_updated }: Shown): boolean {
  if (if_none_match !== undefined) {
    return if_none_match.trim() === '*' || if_none_match.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${version}"`);
  }
  const since = if_modified_since === undefined ? Number.NaN : Date.parse(if_modified_since);
  // A date of HTTP has whole seconds only.
  return Math.floor(last_updated.getTime() / 1000) * 1000 <= since;
}

/** Answers with a JSON text, in the format that was asked for. */
export function answerText({ format }: FhirRequest, status: number, json: string, headers: Record<string, string> = {}): Reply {
  const content = format.pretty ? JSON.stringify(parseExactly(json), null, 2) : json;
  return new Reply({ status, headers, content_type: format.content_type, content });
}

/** Answers with an OperationOutcome. */
export function answerOutcome(request: FhirRequest, status: number, issues: readonly OutcomeIssue[], headers: Record<string, string> = {}): Reply {
  return answerText(request, status, JSON.stringify(outcomeOf(issues)), headers);
}

/** What was written, and what is to be answered of it. */
export interface WrittenAnswer extends Shown {
  created: boolean;
  changed: boolean;
}

/** Answers a create, an update or a patch, as `Prefer` asks: the resource as it stands unless told otherwise. */
export function answerWritten(request: FhirRequest, written: WrittenAnswer): Reply {
  const { type, id, version, last_updated, json, created, changed } = written;
  const headers = {
    location: `${request.base}/${type}/${id}/_history/${version}`,
    etag: etagOf(version),
    'last-modified': last_updated.toUTCString(),
  };
  const status = created ? 201 : 200;
  if (request.prefer.return === 'minimal') return new Reply({ status, headers });
  if (request.prefer.return === 'OperationOutcome' || json === null) {
    const message = created ? `${type}/${id} was created` : changed ? `${type}/${id} was changed` : `${type}/${id} stands as it is: nothing differs`;
    return answerOutcome(request, status, [{ severity: 'information', code: 'informational', problem: 'fhir.done', message }], headers);
  }
  return answerText(request, status, json, headers);
}
