import { badInput, Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { resourceTypes } from '@openward/records/api';
import { bundleText } from '../../rules/fhir/bundle.ts';
import type { AnswerEntry } from '../../rules/fhir/bundle.ts';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { answerText, etagOf } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import { instanceHistory, typeHistory } from './history.sql.ts';
import type { HistoryFilter, Past } from './history.sql.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';
import { openRecord, refuseUnseen, refuseVersions } from './see.ts';

const parameters = ['_count', '_since', '_after'];
const place = { method: 'GET', permission: 'fhir.read', event: 'exchange.fhir.history' } as const;

/** Every version of a resource, newest first. */
export const history = fhirEndpoint(
  { ...place, path: '/{type}/{id}/_history', summary: 'The versions of a resource' },
  historyOfInstance,
  { needs: ({ type }) => [ruleOf(type).read] },
);

/** What was written of a type, newest first. */
export const historyOfType = fhirEndpoint(
  { ...place, path: '/{type}/_history', summary: 'The versions of all resources of a type' },
  (request, act) => historyOfTypes(request, act, [request.type]),
  { needs: ({ type }) => [ruleOf(type).search] },
);

/** What was written of anything that this person may read, newest first. */
export const historyOfSystem = fhirEndpoint(
  { ...place, path: '/_history', summary: 'The versions of all resources' },
  (request, act) => historyOfTypes(request, act, resourceTypes.filter((type) => isKept(type) && act.actor.permissions.has(ruleOf(type).search))),
);

/** As a part of a batch asks for it too. */
export async function historyOfInstance(request: FhirRequest, act: Act): Promise<Reply> {
  const { type, id } = request;
  refuseVersions(type);
  const filter = filterOf(request);
  const found = await instanceHistory(act.tx, type, id, filter);
  if (found.length === 0 && filter.since === undefined && filter.after === undefined) return refuseUnseen(act, type, id);
  for (const patient_id of new Set(found.map((past) => past.patient_id))) await openRecord(act, patient_id);
  act.audit.detail({ type, id });
  return answerHistory(request, found, filter.limit);
}

async function historyOfTypes(request: FhirRequest, act: Act, types: readonly string[]): Promise<Reply> {
  refuseVersions(request.type);
  if (act.actor.kind === 'patient') act.authorise({});
  const filter = filterOf(request);
  const found = await typeHistory(act.tx, types, filter);
  act.audit.shown(found.map(({ patient_id }) => patient_id).filter((patient_id) => patient_id !== null));
  if (request.type !== '') act.audit.detail({ type: request.type });
  return answerHistory(request, found, filter.limit);
}

/** One version more than the page is asked for: it tells whether there is a next one. */
function filterOf(request: FhirRequest): HistoryFilter {
  refuseParameters(request, parameters);
  const given = (name: string): string | undefined => request.parameters.find(([each]) => each === name)?.[1];
  const count = given('_count') ?? '50';
  if (!/^\d{1,6}$/.test(count) || count === '0') throw badInput('_count', 'fhir.value', 'Is a number of versions from 1');
  const since = given('_since');
  if (since !== undefined && (!/^\d{4}(-\d\d){0,2}(T.+)?$/.test(since) || Number.isNaN(Date.parse(since)))) {
    throw badInput('_since', 'fhir.value', 'Is an instant, such as 2026-01-31T12:00:00Z');
  }
  const after = given('_after');
  return { limit: Math.min(Number(count), 1000) + 1, since: since === undefined ? undefined : new Date(since), after: after === undefined ? undefined : cursorOf(after) };
}

const cursor = ({ last_updated, type, id, version }: Past): string =>
  Buffer.from(JSON.stringify([last_updated.toISOString(), type, id, version])).toString('base64url');

function cursorOf(text: string): NonNullable<HistoryFilter['after']> {
  try {
    const [last_updated, type, id, version] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const sound = typeof last_updated === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(last_updated) && !Number.isNaN(Date.parse(last_updated))
      && typeof type === 'string' && typeof id === 'string' && !`${type}${id}`.includes('\0') && Number.isInteger(version) && Math.abs(Number(version)) < 2 ** 31;
    if (sound) return { last_updated, type, id, version: Number(version) };
  } catch {
    // Told below, as anything else that is not a cursor.
  }
  throw new Problem(400, 'fhir.cursor', 'Is not where a page of a history ended', { field: '_after' });
}

function answerHistory(request: FhirRequest, found: readonly Past[], limit: number): Reply {
  const { base, url } = request;
  const page = found.slice(0, limit - 1);
  const links = [{ relation: 'self', url: `${base}${url}` }];
  const last = page.at(-1);
  if (found.length === limit && last !== undefined) {
    const [path, query = ''] = url.split('?', 2) as [string, string?];
    const next = new URLSearchParams(query);
    next.set('_after', cursor(last));
    links.push({ relation: 'next', url: `${base}${path}?${next}` });
  }
  return answerText(request, 200, bundleText({ type: 'history', links, entries: page.map((past) => entryOf(base, past)) }));
}

function entryOf(base: string, { type, id, version, last_updated, deleted, json }: Past): AnswerEntry {
  const method = deleted ? 'DELETE' : version === 1 ? 'POST' : 'PUT';
  return {
    full_url: `${base}/${type}/${id}`,
    resource: json,
    request: { method, url: method === 'POST' ? type : `${type}/${id}` },
    response: { status: method === 'POST' ? '201' : deleted ? '204' : '200', etag: etagOf(version), lastModified: last_updated.toISOString() },
  };
}
