/** One operation of a JSON Patch (RFC 6902). */
interface Operation {
  op: string;
  path: string[];
  from: string[];
  value: unknown;
}

/** Why a patch cannot be carried out; `place` is the operation’s, from 0. */
export class PatchFault extends Error {
  readonly kind: 'malformed' | 'test' | 'target';
  readonly place: number;
  constructor(kind: PatchFault['kind'], place: number, message: string) {
    super(`Operation ${place + 1} ${message}`);
    this.kind = kind;
    this.place = place;
  }
}

type Holder = Record<string, unknown> | unknown[];

/**
 * Carries out a JSON Patch on a value, which is changed in place and returned. Throws a PatchFault; then the value is half
 * changed, and is thrown away. Values may hold numbers as `JSON.rawJSON` keeps them.
 */
export function applyPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || patch.length === 0) throw new PatchFault('malformed', 0, 'is missing: a patch is a list of operations');
  let root = document;
  for (const [place, raw] of patch.entries()) root = apply(root, read(raw, place), place);
  return root;
}

function read(raw: unknown, place: number): Operation {
  const { op, path, from, value } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (typeof op !== 'string' || !['add', 'remove', 'replace', 'move', 'copy', 'test'].includes(op)) {
    throw new PatchFault('malformed', place, 'has no op that RFC 6902 knows: add, remove, replace, move, copy or test');
  }
  const needsValue = op === 'add' || op === 'replace' || op === 'test';
  if (needsValue && value === undefined) throw new PatchFault('malformed', place, 'has no value');
  const moves = op === 'move' || op === 'copy';
  return { op, path: pointer(path, 'path', place), from: moves ? pointer(from, 'from', place) : [], value };
}

/** A JSON Pointer (RFC 6901) as its parts. */
function pointer(text: unknown, name: string, place: number): string[] {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/')) || /~(?![01])/.test(text)) {
    throw new PatchFault('malformed', place, `has no ${name} that is a JSON Pointer, such as /status`);
  }
  return text.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function apply(root: unknown, { op, path, from, value }: Operation, place: number): unknown {
  switch (op) {
    case 'add':
      return add(root, path, value, place);
    case 'remove':
      take(root, path, place);
      return root;
    case 'replace':
      if (path.length === 0) return value;
      take(root, path, place);
      return add(root, path, value, place);
    case 'move': {
      if (path.length > from.length && from.every((part, at) => part === path[at])) {
        throw new PatchFault('target', place, 'would move something into itself');
      }
      return add(root, path, take(root, from, place), place);
    }
    case 'copy':
      return add(root, path, copied(at(root, from, place)), place);
    default:
      if (!same(at(root, path, place), value)) throw new PatchFault('test', place, 'tests for a value that does not stand there');
      return root;
  }
}

const missing = (place: number): PatchFault => new PatchFault('target', place, 'names a place that is not there');

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null && !isRaw(value);

function at(root: unknown, path: readonly string[], place: number): unknown {
  return path.reduce<unknown>((value, part) => {
    if (!isHolder(value)) throw missing(place);
    if (Array.isArray(value)) return value[indexIn(value, part, value.length - 1, place)];
    if (!Object.hasOwn(value, part)) throw missing(place);
    return value[part];
  }, root);
}

function indexIn(list: readonly unknown[], part: string, most: number, place: number): number {
  const index = part === '-' ? list.length : /^(?:0|[1-9]\d{0,6})$/.test(part) ? Number(part) : -1;
  if (index < 0 || index > most) throw missing(place);
  return index;
}

function add(root: unknown, path: readonly string[], value: unknown, place: number): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const holder = at(root, path.slice(0, -1), place);
  if (!isHolder(holder)) throw missing(place);
  if (Array.isArray(holder)) holder.splice(indexIn(holder, last, holder.length, place), 0, value);
  else Object.defineProperty(holder, last, { value, writable: true, enumerable: true, configurable: true });
  return root;
}

function take(root: unknown, path: readonly string[], place: number): unknown {
  const last = path.at(-1);
  if (last === undefined) throw new PatchFault('target', place, 'would take the whole resource away');
  const value = at(root, path, place);
  const holder = at(root, path.slice(0, -1), place) as Holder;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return value;
}

const json = JSON as unknown as { isRawJSON(value: unknown): boolean };
const isRaw = (value: unknown): boolean => json.isRawJSON(value);

const copied = (value: unknown): unknown => {
  if (!isHolder(value)) return value;
  return Array.isArray(value) ? value.map(copied) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
};

/** Equal as RFC 6902 means it: numbers by their value, objects whatever the order of their members. */
function same(one: unknown, other: unknown): boolean {
  if (!isHolder(one) || !isHolder(other)) return numberOr(one) === numberOr(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every((key) => Object.hasOwn(other, key) && same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}

const numberOr = (value: unknown): unknown => (isRaw(value) ? Number((value as { rawJSON: string }).rawJSON) : value);
