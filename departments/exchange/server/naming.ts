import { hash } from 'node:crypto';
import type { Entry } from './entry.ts';
import type { Refusal } from '../rules/report.ts';
import { keyOf } from './entry.ts';
import { isUuid, patientIdOf, uuidOf } from './ids.ts';
import { readQuery } from './search.ts';
import type { Conditional } from './search/matches.ts';

/** What an entry is to become here. */
export interface Target {
  type: string;
  id: string;
  /** It is to be created only if nothing is found so, or to replace what is found so. */
  condition?: { when: 'create' | 'update'; search: Conditional };
}

// They carry other resources or answers; they are no part of a record.
const notRecords: ReadonlySet<string> = new Set(['Bundle', 'Parameters', 'OperationOutcome']);

/**
 * Gives each resource of a file the id that it has here: the sender's own, so that the same file imported again meets what
 * it left. What has no id gets one made of its address or its content. Begin a new one for each pass over a file.
 */
export class Naming {
  readonly #source: string;
  readonly #seen = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The target of an entry, or why it can have none. */
  targetOf(entry: Entry): Target | Refusal {
    const { resource, request } = entry;
    if (resource === undefined) return refusal(entry, 'exchange.no_resource', request === undefined ? 'has no resource' : `is a ${request.method} without a resource: an import only adds and replaces`);
    const type = resource.value['resourceType'] as string;
    if (notRecords.has(type)) return refusal(entry, 'exchange.not_a_record', `is a ${type}, which is no part of a record`);
    const own = typeof resource.value['id'] === 'string' ? resource.value['id'] : undefined;
    const asked = request === undefined ? {} : askedBy(request, type, own, this.#source);
    if ('why' in asked) return refusal(entry, 'exchange.request', asked.why);
    const id = asked.id ?? own ?? uuidIn(entry.full_url) ?? this.#idOfContent(type, resource.text);
    return {
      type,
      id: type === 'Patient' ? patientIdOf(this.#source, id) : id,
      ...(asked.condition && { condition: asked.condition }),
    };
  }

  /** The same content twice in one file is two resources: the second is told by its number. */
  #idOfContent(type: string, text: string): string {
    const digest = hash('sha256', text);
    const count = this.#seen.get(digest) ?? 0;
    this.#seen.set(digest, count + 1);
    return uuidOf(this.#source, type, digest, String(count));
  }
}

type Asked = { id?: string; condition?: NonNullable<Target['condition']> } | { why: string };

function askedBy(request: NonNullable<Entry['request']>, type: string, own: string | undefined, source: string): Asked {
  const { method, url, if_none_exist } = request;
  const [path, query] = url.split('?', 2) as [string, string?];
  if (method === 'POST') {
    if (path !== type) return { why: `asks to POST to ${shown(path)}, and is a ${type}` };
    if (if_none_exist === undefined) return {};
    const search = readQuery(source, type, if_none_exist);
    return typeof search === 'string' ? { why: `ifNoneExist ${search}` } : { condition: { when: 'create', search } };
  }
  if (method !== 'PUT') return { why: `asks to ${shown(method)}: an import only adds (POST) and replaces (PUT)` };
  const id = new RegExp(`^${type}/([A-Za-z0-9\\-.]{1,64})$`).exec(path)?.[1];
  if (id !== undefined && query === undefined) return own !== undefined && own !== id ? { why: `is put to ${id}, and its id is ${own}` } : { id };
  if (path !== type || query === undefined) return { why: `asks to PUT to ${shown(path)}, and is a ${type}` };
  const search = readQuery(source, type, query);
  return typeof search === 'string' ? { why: `the condition ${search}` } : { condition: { when: 'update', search } };
}

const shown = (text: string): string => `“${text.slice(0, 80)}”`;

function uuidIn(address: string | undefined): string | undefined {
  const id = address?.startsWith('urn:uuid:') ? address.slice(9) : undefined;
  return id !== undefined && isUuid(id) ? id : undefined;
}

function refusal(entry: Entry, code: string, message: string): Refusal {
  const resource = keyOf(entry);
  return { line: entry.line, path: entry.in_bundle ? 'request' : '', code, message, ...(resource !== undefined && { resource }) };
}
