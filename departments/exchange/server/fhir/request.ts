import type { FastifyRequest } from 'fastify';
import { fhirRoot, Problem } from '@openward/platform/http';
import { isResourceType } from '@openward/records/api';
import { formatOf } from '../../rules/fhir/format.ts';
import type { Format } from '../../rules/fhir/format.ts';
import { preferenceOf } from '../../rules/fhir/preference.ts';
import type { Preference } from '../../rules/fhir/preference.ts';

/** A request to the FHIR API, read off the wire. */
export interface FhirRequest {
  /** The address of the API as the client reached it, such as `https://hospital.example/fhir/R4`. */
  base: string;
  /** Path with query, under the base: `/Patient?name=x`. */
  url: string;
  /** Empty where the address names no type. */
  type: string;
  /** Empty where the address names no resource. */
  id: string;
  /** What is searched in the compartment of that resource: `Patient/1/Observation`. Empty elsewhere. */
  compartment_type: string;
  version: number;
  /** Of the query, and of a form; without those that say how to answer (`_format`, `_pretty`). */
  parameters: [string, string][];
  body: string;
  content_type: string;
  if_match: string | undefined;
  if_none_match: string | undefined;
  if_modified_since: string | undefined;
  if_none_exist: string | undefined;
  prefer: Preference;
  format: Format;
  /** What the client takes, as it said it: the content of a Binary is given as itself. Empty where it said nothing. */
  accept: string;
}

const answering: ReadonlySet<string> = new Set(['_format', '_pretty']);

/** Reads a request; throws the problem of what does not fit before the database is asked anything. */
export function readRequest(request: FastifyRequest): FhirRequest {
  const { type = '', id = '', compartment_type = '', version } = request.params as Record<string, string | undefined>;
  const { headers } = request;
  const url = request.url.slice(fhirRoot.length);
  const content_type = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const question = url.indexOf('?');
  const all = question < 0 ? [] : [...new URLSearchParams(url.slice(question + 1))];
  const body = typeof request.body === 'string' ? request.body : '';
  if (content_type === 'application/x-www-form-urlencoded') {
    if (!url.slice(0, question < 0 ? undefined : question).endsWith('/_search')) throw new Problem(415, 'input.content_type', 'A form is for _search only', { field: 'body' });
    all.push(...new URLSearchParams(body));
  }
  refuseUnstorable(all);
  refuseUnknownTypes(type, compartment_type);
  if (id !== '' && !/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Problem(404, 'fhir.id', 'That is not the id of a resource');
  const by_parameter = all.some(([name]) => name === '_format');
  const asked = formatOf(headers.accept, all);
  const format = typeof asked === 'string' && type === 'Binary' && id !== '' && !by_parameter ? formatOf(undefined, all) : asked;
  if (typeof format === 'string') {
    throw new Problem(406, 'fhir.format', `Answers are written as application/fhir+json in FHIR 4.0, and not as ${format.slice(0, 80)}`);
  }
  return {
    base: `${request.protocol}://${request.host}${fhirRoot}`,
    url,
    type,
    id,
    compartment_type,
    version: version === undefined ? 0 : versionOf(version),
    parameters: all.filter(([name]) => !answering.has(name)),
    body,
    content_type,
    if_match: headers['if-match'],
    if_none_match: headers['if-none-match'],
    if_modified_since: headers['if-modified-since'],
    if_none_exist: headerText(headers['if-none-exist']),
    prefer: preferenceOf(headerText(headers['prefer'])),
    format,
    accept: by_parameter ? 'application/fhir+json' : headers.accept ?? '',
  };
}

/** 404 where an address names something that is no resource type; it may name none. */
export function refuseUnknownTypes(...types: readonly string[]): void {
  if (types.some((type) => type !== '' && !isResourceType(type))) throw new Problem(404, 'fhir.unknown_type', 'There is no such resource type in FHIR R4');
}

function versionOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(404, 'fhir.unknown_version', 'There is no such version');
  return Number(text);
}

const headerText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/** PostgreSQL stores no NUL and no half of a surrogate pair. */
export function refuseUnstorable(parameters: readonly [string, string][]): void {
  for (const [name, value] of parameters) {
    if (!`${name}${value}`.includes('\0') && `${name}${value}`.isWellFormed()) continue;
    throw new Problem(400, 'input.unstorable_text', 'A parameter holds a character that cannot be stored', { field: name.toWellFormed().replaceAll('\0', '') || 'url' });
  }
}

/** Refuses parameters where an interaction takes none, unless the client asked for leniency. */
export function refuseParameters({ parameters, prefer }: FhirRequest, taken: readonly string[] = []): void {
  const other = parameters.find(([name]) => !taken.includes(name));
  if (other === undefined || prefer.handling === 'lenient') return;
  throw new Problem(400, 'fhir.unknown_parameter', `This interaction takes no parameter ${other[0].slice(0, 60)}`, { field: other[0].slice(0, 60) || 'url' });
}
