import { Problem } from '@openward/platform/http';
import type { Act, Reply, Served } from '@openward/platform/http';
import type { Permission } from '@openward/platform/auth';
import { permit } from '../permit.ts';
import { refuseUnknownTypes, refuseUnstorable } from '../request.ts';
import type { FhirRequest } from '../request.ts';
import type { Part } from './open.ts';

interface Address {
  served: Served;
  pattern: RegExp;
}

/** Finds and runs what an entry asks for, among the very endpoints that are mounted: an entry can do what a request can. */
export class Dispatch {
  readonly #addresses: Address[];

  constructor(endpoints: readonly Served[]) {
    // A fixed word such as _history stands before a place for an id.
    const depth = ({ declaration: { path } }: Served): number => path.split('/').filter((part) => !part.startsWith('{')).length;
    this.#addresses = endpoints.filter(({ declaration: { path } }) => path !== '/').toSorted((one, other) => depth(other) - depth(one)).map((served) => ({
      served, pattern: new RegExp(`^${served.declaration.path.replaceAll('$', '\\$').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    }));
  }

  /** Runs it as a part of the act: with the same rights, decisions and audit as by itself. */
  async run(part: Part, request: FhirRequest, act: Act): Promise<Reply> {
    const { served, places } = this.#find(part);
    const asked = requestOf(part, request, places);
    permit(act, served.declaration.permission as Permission);
    for (const permission of served.needs?.(asked as never) ?? []) permit(act, permission);
    return (await served.handle(asked as never, act)) as Reply;
  }

  #find({ request: { method, url } }: Part): { served: Served; places: Record<string, string | undefined> } {
    const path = `/${url.split('?')[0]!.replace(/^\//, '')}`;
    const verb = method === 'HEAD' ? 'GET' : method;
    for (const { served, pattern } of this.#addresses) {
      const found = served.declaration.method === verb ? pattern.exec(path) : null;
      if (found !== null) return { served, places: found.groups ?? {} };
    }
    throw new Problem(404, 'fhir.unknown_address', `${method.slice(0, 10)} ${path.slice(0, 80)} is nothing that this API does`, { field: 'request.url' });
  }
}

function requestOf({ request: entry, resource }: Part, request: FhirRequest, places: Record<string, string | undefined>): FhirRequest {
  const { type = '', id = '', compartment_type = '', version = '0' } = places;
  refuseUnknownTypes(type, compartment_type);
  if (id !== '' && !/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Problem(404, 'fhir.id', 'That is not the id of a resource');
  if (!/^\d{1,9}$/.test(version)) throw new Problem(404, 'fhir.unknown_version', 'There is no such version');
  const url = `/${entry.url.replace(/^\//, '')}`;
  const question = url.indexOf('?');
  const parameters = question < 0 ? [] : [...new URLSearchParams(url.slice(question + 1))];
  refuseUnstorable(parameters);
  return {
    ...request, url, type, id, compartment_type, version: Number(version), parameters, ...bodyOf(entry.method, resource),
    if_match: entry.if_match, if_none_match: entry.if_none_match, if_modified_since: entry.if_modified_since, if_none_exist: entry.if_none_exist,
    prefer: { ...request.prefer, return: request.prefer.return ?? 'minimal' },
    format: { ...request.format, pretty: false },
    accept: 'application/fhir+json',
  };
}

/** A JSON Patch travels in a bundle as a Binary. */
function bodyOf(method: string, resource: Part['resource']): Pick<FhirRequest, 'body' | 'content_type'> {
  const { resourceType, contentType, data } = resource?.value ?? {};
  if (method === 'PATCH' && resourceType === 'Binary') {
    const said = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { body: Buffer.from(said(data), 'base64').toString('utf8'), content_type: said(contentType) };
  }
  return { body: resource?.text ?? '', content_type: 'application/fhir+json' };
}
