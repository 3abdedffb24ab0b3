import { randomUUIDv7 } from 'node:crypto';
import { Problem, problemOf } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { putRows, withMeta } from '@openward/records/api';
import type { Row } from '@openward/records/api';
import type { AnswerEntry } from '../../../rules/fhir/bundle.ts';
import { ruleOf } from '../../../rules/fhir/types.ts';
import { etagOf, matchedVersion } from '../answer.ts';
import { refuseInvalid } from '../body.ts';
import { accepted, keep, refuseUnwritten, rowOfKeeping } from '../keep.ts';
import { matchOne } from '../match.ts';
import { permit } from '../permit.ts';
import type { FhirRequest } from '../request.ts';
import { openRecord } from '../see.ts';
import { writtenAt } from '../stands.sql.ts';
import { entryOf } from './batch.ts';
import type { Dispatch } from './dispatch.ts';
import { BundleLinks } from './links.ts';
import type { Part } from './open.ts';
import { inEntry } from './place.ts';

/** A resource that a transaction writes, and what became of it. */
interface Writing {
  part: Part;
  type: string;
  id: string;
  if_version: number | undefined;
  /** It stands already, as the condition of its creation found. */
  known: boolean;
  version?: number;
  created?: boolean;
  /** How it stands after it was written, where nothing more is to be asked. */
  shown?: { version: number; last_updated: Date; json: string | null };
}

/**
 * Does what the entries ask, all of it or nothing: deletions, then what is created, replaced and patched, then what is
 * read. Links between entries lead to what they become here.
 */
export async function runTransaction(parts: readonly Part[], request: FhirRequest, act: Act, dispatch: Dispatch): Promise<AnswerEntry[]> {
  const answers = new Map<number, AnswerEntry>();
  const dispatched = async (methods: readonly string[]): Promise<void> => {
    for (const part of parts.filter((each) => methods.includes(each.request.method))) {
      answers.set(part.place, entryOf(await placed(part, () => dispatch.run(part, request, act))));
    }
  };
  refuseOthers(parts);
  await dispatched(['DELETE']);
  const written = await writeAll(parts.filter(({ request: { method } }) => method === 'POST' || method === 'PUT'), request.prefer.return === 'representation', act);
  await dispatched(['PATCH']);
  await show(written, parts, request, act);
  for (const writing of written) answers.set(writing.part.place, answerOf(request, writing));
  await dispatched(['GET', 'HEAD']);
  return parts.map(({ place }) => answers.get(place)!);
}

/** Finds how those stand of which that is not known, or not any more, since something was patched. */
async function show(written: readonly Writing[], parts: readonly Part[], { prefer }: FhirRequest, { tx }: Act): Promise<void> {
  const patched = parts.some(({ request: { method } }) => method === 'PATCH');
  const unknown = written.filter(({ shown }) => patched || shown === undefined);
  const found = await writtenAt(tx, unknown, prefer.return === 'representation');
  unknown.forEach((writing, at) => void Object.assign(writing, { shown: found[at] }));
}

/** Says of a refusal which entry it is of. */
async function placed<T>(part: Part, fn: () => Promise<T> | T): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    throw placedAt(part, error);
  }
}

function placedAt({ place }: Part, error: unknown): unknown {
  const problem = problemOf(error);
  // A denial stays what it is: the pipeline audits it.
  if (!(problem instanceof Problem) || problem.status === 401 || problem.status === 403) return error;
  return inEntry(problem, place);
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function refuseOthers(parts: readonly Part[]): void {
  const other = parts.find(({ request }) => !methods.includes(request.method));
  if (other !== undefined) throw inEntry(new Problem(400, 'fhir.method', `asks to ${other.request.method.slice(0, 20) || 'nothing'}`), other.place);
}

async function writeAll(parts: readonly Part[], with_json: boolean, act: Act): Promise<Writing[]> {
  const links = new BundleLinks();
  const writings: Writing[] = [];
  const taken = new Map<string, Part>();
  for (const part of parts) {
    const writing = await placed(part, () => settle(part, act));
    const key = `${writing.type}/${writing.id}`;
    if (taken.has(key) && !writing.known) throw inEntry(new Problem(400, 'fhir.twice', `${key} is written twice in this transaction`), part.place);
    taken.set(key, part);
    if (!links.add(part, key)) throw inEntry(new Problem(400, 'fhir.full_url_twice', 'The fullUrl is that of another entry too'), part.place);
    writings.push(writing);
  }
  const todo = writings.filter(({ known }) => !known);
  await links.ask(todo.map(({ part }) => part), act, placed);
  for (const { part } of todo) {
    await placed(part, () => {
      links.follow(part);
      refuseInvalid(part.resource!.value);
    });
  }
  for (const writing of todo.filter(({ type }) => type === 'Patient')) await placed(writing.part, () => writePatient(writing, act));
  await writeRows(todo.filter(({ type }) => type !== 'Patient'), with_json, act);
  return writings;
}

/** What an entry is to become: under which id, or that it stands already. */
async function settle(part: Part, act: Act): Promise<Writing> {
  const { request, resource } = part;
  if (resource === undefined) throw new Problem(400, 'fhir.no_resource', `A ${request.method} needs a resource`, { field: 'resource' });
  const [path, query] = splitUrl(request.url);
  const [type = '', id, ...rest] = path.split('/');
  if (rest.length > 0 || type !== resource.value['resourceType'] || (request.method === 'POST' && id !== undefined)) {
    throw new Problem(400, 'fhir.other_type', `The entry asks to ${request.method} to ${path.slice(0, 80)}, which does not fit its resource`, { field: 'request.url' });
  }
  refuseUnwritten(type);
  const rule = ruleOf(type);
  permit(act, 'fhir.write');
  permit(act, (request.method === 'POST' ? rule.create : rule.update) ?? 'records.write');
  const own = typeof resource.value['id'] === 'string' ? resource.value['id'] : undefined;
  if (request.method === 'POST') {
    const found = request.if_none_exist === undefined ? undefined : await matchOne(act, type, request.if_none_exist, 'request.ifNoneExist');
    return { part, type, id: found ?? randomUUIDv7(), if_version: 0, known: found !== undefined };
  }
  const if_version = matchedVersion(request as Pick<FhirRequest, 'if_match'>);
  if (id !== undefined) {
    if (own !== id) throw new Problem(400, 'fhir.other_id', 'The id of the resource must be that of the address', { field: 'id' });
    return { part, type, id, if_version, known: false };
  }
  if (query === '') throw new Problem(412, 'fhir.condition', 'A conditional update says in its address what it speaks of', { field: 'request.url' });
  const found = await matchOne(act, type, query, 'request.url');
  if (found !== undefined && own !== undefined && own !== found) {
    throw new Problem(400, 'fhir.other_id', 'The resource has another id than the one that the condition finds', { field: 'id' });
  }
  return { part, type, id: found ?? own ?? randomUUIDv7(), if_version: found === undefined ? 0 : if_version, known: false };
}

function splitUrl(url: string): [path: string, query: string] {
  const question = url.indexOf('?');
  return question < 0 ? [url.replace(/^\//, ''), ''] : [url.slice(0, question).replace(/^\//, ''), url.slice(question + 1)];
}

async function writePatient(writing: Writing, act: Act): Promise<void> {
  const { version, created } = await keep(act, { type: 'Patient', id: writing.id, resource: writing.part.resource!, if_version: writing.if_version });
  Object.assign(writing, { version, created });
}

/** Everything but patients, in as few statements as it can be. */
async function writeRows(writings: readonly Writing[], with_json: boolean, act: Act): Promise<void> {
  const rows: Row[] = [];
  for (const { part, type, id, if_version } of writings) {
    rows.push(await placed(part, () => rowOfKeeping(act, { type, id, resource: part.resource!, if_version })));
  }
  const first = new Map<string, Part>();
  rows.forEach(({ patient_id }, at) => patient_id !== null && !first.has(patient_id) && first.set(patient_id, writings[at]!.part));
  // All are on their way before the first has answered; a record that may not be opened is told before anything else.
  const opening = [...first].map(([patient_id, part]) => placed(part, () => openRecord(act, patient_id)));
  const [put, ...opened] = await Promise.allSettled([putRows(act.tx, rows), ...opening]);
  for (const one of opened) if (one.status === 'rejected') throw one.reason;
  if (put.status === 'rejected') throw put.reason;
  for (const [at, outcome] of put.value.entries()) {
    const writing = writings[at]!;
    try {
      const { version, last_updated, changed } = accepted(outcome, writing.if_version);
      const { body, meta_at } = rows[at]!;
      const shown = { version, last_updated, json: with_json ? withMeta(body, meta_at, version, last_updated.toISOString()) : null };
      Object.assign(writing, { version, created: changed && version === 1, shown });
    } catch (error) {
      throw placedAt(writing.part, error);
    }
  }
}

function answerOf(request: FhirRequest, { type, id, created = false, shown }: Writing): AnswerEntry {
  if (shown === undefined) return { response: { status: '200', location: `${request.base}/${type}/${id}` } };
  return {
    resource: shown.json,
    response: {
      status: created ? '201' : '200', location: `${request.base}/${type}/${id}/_history/${shown.version}`, etag: etagOf(shown.version),
      lastModified: shown.last_updated.toISOString(),
    },
  };
}
