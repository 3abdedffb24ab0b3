import { compactJson } from './compact.ts';
import { endOfValue, membersOf, skipSpace } from './scan.ts';
import { syntaxErrorAt } from './syntax.ts';

export type JsonObject = Record<string, unknown>;

/** A resource as a value to look into and as the text to keep. */
export interface ParsedResource {
  value: JsonObject;
  /** The sender's text without the space between tokens. */
  text: string;
}

/** Why a text cannot be taken as a resource, and where. */
export class JsonFault extends Error {
  readonly code: string;
  /** Place in the text, counted in characters. */
  readonly offset: number;
  readonly path: (string | number)[];

  constructor(code: string, message: string, offset: number, path: (string | number)[] = []) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.path = path;
  }
}

/** Deepest nesting of objects and lists that is taken. */
export const mostDepth = 200;

/** Parses the JSON text of one object. Refuses what is not JSON, doubled or escaped keys, and absurd nesting. */
export function parseJsonObject(text: string): ParsedResource {
  const value = parse(text);
  const compact = compactJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new JsonFault('json.not_object', 'is not a JSON object', 0);
  }
  if (compact.depth > mostDepth) throw new JsonFault('json.depth', `is nested deeper than ${mostDepth} levels`, 0);
  if (compact.escaped_key_at >= 0) {
    throw new JsonFault('json.escaped_key', 'has a key that is written with an escape', compact.escaped_key_at);
  }
  if (countMembers(value) !== compact.members) throw doubledKey(text);
  return { value: value as JsonObject, text: compact.text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const offset = syntaxErrorAt(text) ?? 0;
    const early = offset >= text.length;
    throw new JsonFault('json.syntax', early ? 'is not JSON: it ends too early' : `is not JSON: unexpected ${shown(text, offset)}`, offset);
  }
}

/** The one character that does not belong: the text around it may be a patient's. */
function shown(text: string, offset: number): string {
  const character = String.fromCodePoint(text.codePointAt(offset)!);
  return /[!-~]/.test(character) ? `'${character}'` : `character ${character.codePointAt(0)}`;
}

/** Members of all objects of a value: fewer than its text has, where a key stands twice. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') count += countMembers(item);
    return count;
  }
  for (const key in value) {
    const inner = (value as JsonObject)[key];
    count += typeof inner === 'object' ? 1 + countMembers(inner) : 1;
  }
  return count;
}

/** Finds the first key that stands twice in one object: a reader would take one of the two values, another reader the other. */
function doubledKey(text: string): JsonFault {
  const visit = (start: number, path: (string | number)[]): JsonFault | undefined => {
    if (text.charCodeAt(start) === 91) {
      let index = skipSpace(text, start + 1);
      for (let item = 0; text.charCodeAt(index) !== 93; item += 1) {
        const found = visit(index, [...path, item]);
        if (found !== undefined) return found;
        index = skipSpace(text, endOfValue(text, index));
        if (text.charCodeAt(index) === 44) index = skipSpace(text, index + 1);
      }
    } else if (text.charCodeAt(start) === 123) {
      const seen = new Set<string>();
      for (const member of membersOf(text, start)) {
        const here = [...path, member.key];
        if (seen.has(member.key)) return new JsonFault('json.doubled_key', 'has this key twice', member.start, here);
        seen.add(member.key);
        const found = visit(member.value_start, here);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return visit(skipSpace(text, 0), []) ?? new JsonFault('json.doubled_key', 'has a key twice', 0);
}
