import { checkStructure, countMembers, JsonFault, mostDepth, parseJsonObject, pathText, placeOf } from '@openward/records/api';
import type { Fault, JsonObject, ParsedResource } from '@openward/records/api';
import type { RawEntry } from '../rules/bundle-scanner.ts';
import type { Refusal } from '../rules/report.ts';

/** What a sender asks to be done with an entry. */
export interface EntryRequest {
  method: string;
  url: string;
  if_none_exist?: string;
  if_match?: string;
  if_none_match?: string;
  if_modified_since?: string;
}

/** One resource of a file, opened. */
export interface Entry {
  /** From 0, in the order of the file. */
  place: number;
  /** Line of the file where it begins. */
  line: number;
  /** Whether the resource stands inside an entry of a bundle, or by itself. */
  in_bundle: boolean;
  full_url: string | undefined;
  request: EntryRequest | undefined;
  /** Undefined for a deletion. */
  resource: ParsedResource | undefined;
  /** The line in which a place of the resource's text stands. */
  lineAt: (place: number) => number;
}

/** Further checks of a resource, such as of its profiles. */
export type Check = (resource: JsonObject) => Fault[];

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What is looked at in a resource when it is opened: its structure and further checks, or nothing more than its JSON. */
export type Looking = { check?: Check | undefined } | 'json-only';

/** Opens one entry of a bundle. Gives the refusals when it cannot be taken. */
export function openEntry(raw: RawEntry, looking: Looking): Entry | Refusal[] {
  const lineOfByte = (byte: number): number => raw.line + raw.line_ends.filter((end) => end <= byte).length;
  try {
    const { start, end } = raw.resource ?? { start: raw.bytes.length, end: raw.bytes.length };
    const around = `${decoder.decode(raw.bytes.subarray(0, start))}${raw.resource === undefined ? '' : '0'}${decoder.decode(raw.bytes.subarray(end))}`;
    const outer = parseJsonObject(around).value;
    const text = raw.resource && decoder.decode(raw.bytes.subarray(start, end));
    const lineAt = (place: number): number => lineOfByte(start + Buffer.byteLength(text?.slice(0, place) ?? ''));
    const entry: Entry = {
      place: raw.place,
      line: raw.line,
      in_bundle: true,
      full_url: typeof outer['fullUrl'] === 'string' ? outer['fullUrl'] : undefined,
      request: requestOf(outer['request']),
      resource: undefined,
      lineAt,
    };
    if (text !== undefined) {
      const parsed = parseAt(() => parseCompact(text, raw, outer), lineAt, ['resource']);
      if ('code' in parsed) return [parsed];
      entry.resource = parsed;
    }
    return looking === 'json-only' ? entry : checked(entry, looking.check);
  } catch (error) {
    if (error instanceof JsonFault) return [{ line: raw.line, path: pathText(error.path), code: error.code, message: error.message }];
    if (error instanceof TypeError) return [{ line: raw.line, path: '', code: 'json.encoding', message: 'is not UTF-8 text' }];
    throw error;
  }
}

/** A resource that has been made compact and counted while it was read: only what does not add up is looked at closely. */
function parseCompact(text: string, raw: RawEntry, outer: JsonObject): ParsedResource {
  if (raw.depth > mostDepth || raw.escaped_key) return parseJsonObject(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return parseJsonObject(text);
  }
  const sound = typeof value === 'object' && value !== null && !Array.isArray(value) && countMembers(value) + countMembers(outer) === raw.members;
  return sound ? { value: value as JsonObject, text } : parseJsonObject(text);
}

/** Opens a resource that stands by itself. */
export function openResource({ place, line, bytes }: { place: number; line: number; bytes: Uint8Array }, looking: Looking): Entry | Refusal[] {
  let raw: string;
  try {
    raw = decoder.decode(bytes);
  } catch {
    return [{ line, path: '', code: 'json.encoding', message: 'is not UTF-8 text' }];
  }
  const lineInRaw = (at: number): number => line + raw.slice(0, at).split('\n').length - 1;
  const resource = parseAt(() => parseJsonObject(raw), lineInRaw, []);
  if ('code' in resource) return [resource];
  // The kept text has no lines any more: its places are found again in the text of the file.
  const lineAt = (at: number): number => lineInRaw(offsetInRaw(raw, resource.text, at));
  const entry: Entry = { place, line, in_bundle: false, full_url: undefined, request: undefined, resource, lineAt };
  return looking === 'json-only' ? entry : checked(entry, looking.check);
}

function parseAt(parse: () => ParsedResource, lineAt: (place: number) => number, at: string[]): ParsedResource | Refusal {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { line: lineAt(error.offset), path: pathText([...at, ...error.path]), code: error.code, message: error.message };
  }
}

/** Where a place of a compact text stands in the text that it was made of: as many tokens' characters from the start. */
function offsetInRaw(raw: string, compact: string, place: number): number {
  let at = 0;
  for (let character = 0; character < place; character += 1, at += 1) while (raw[at] !== compact[character]) at += 1;
  while (at < raw.length && raw[at] !== compact[place]) at += 1;
  return at;
}

function requestOf(request: unknown): Entry['request'] {
  if (typeof request !== 'object' || request === null) return undefined;
  const { method, url, ifNoneExist, ifMatch, ifNoneMatch, ifModifiedSince } = request as JsonObject;
  return {
    method: typeof method === 'string' ? method : '',
    url: typeof url === 'string' ? url : '',
    ...(typeof ifNoneExist === 'string' && { if_none_exist: ifNoneExist }),
    ...(typeof ifMatch === 'string' && { if_match: ifMatch }),
    ...(typeof ifNoneMatch === 'string' && { if_none_match: ifNoneMatch }),
    ...(typeof ifModifiedSince === 'string' && { if_modified_since: ifModifiedSince }),
  };
}

function checked(entry: Entry, check: Check | undefined): Entry | Refusal[] {
  if (entry.resource === undefined) return entry;
  const { value } = entry.resource;
  const faults = checkStructure(value);
  if (faults.length === 0 && check !== undefined) faults.push(...check(value));
  return faults.length === 0 ? entry : faults.map((fault) => refusalOf(entry, fault));
}

/** A refusal at a place inside the resource of an entry, with the line of that place. */
export function refusalOf(entry: Entry, fault: Fault): Refusal {
  const resource = keyOf(entry);
  return {
    line: entry.lineAt(offsetOf(entry.resource?.text ?? '', fault.path)),
    path: pathText(entry.in_bundle ? ['resource', ...fault.path] : fault.path),
    code: fault.code,
    message: fault.message,
    ...(resource !== undefined && { resource }),
  };
}

/** `Type/id` of an entry, as its sender calls it. */
export function keyOf({ resource }: Entry): string | undefined {
  const { resourceType, id } = resource?.value ?? {};
  if (typeof resourceType !== 'string') return undefined;
  return typeof id === 'string' ? `${resourceType}/${id}` : resourceType;
}

/** Where a path begins, or the nearest that exists of what leads to it. */
function offsetOf(text: string, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const place = placeOf(text, path.slice(0, length));
    if (place !== undefined) return place.start;
  }
  return 0;
}
