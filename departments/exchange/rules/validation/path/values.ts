/** A collection of FHIRPath: JSON values, and `Absent` where only the extension of a primitive is there. */
export type Values = readonly unknown[];

/** A primitive without a value, which has an extension in its place. */
export class Absent {
  readonly extension: unknown;

  constructor(extension: unknown) {
    this.extension = extension;
  }
}

export const none: Values = [];
export const yes: Values = [true];
export const no: Values = [false];

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Absent);
}

/** What stands under a name in each of the values; `value` also finds `valueQuantity`. */
export function membersNamed(focus: Values, name: string, besides: string, choice: ReadonlySet<string> | undefined): Values {
  let found: unknown[] | undefined;
  for (const item of focus) {
    if (!isObject(item)) continue;
    if (item[name] !== undefined || item[besides] !== undefined) found = taken(found, item[name], item[besides]);
    else if (choice !== undefined) {
      for (const key in item) {
        if (choice.has(key)) found = taken(found, item[key], item[`_${key}`]);
        else if (key.charCodeAt(0) === 95 && item[key.slice(1)] === undefined && choice.has(key.slice(1))) found = taken(found, undefined, item[key]);
      }
    }
  }
  return found ?? none;
}

function taken(found: unknown[] | undefined, value: unknown, beside: unknown): unknown[] {
  if (Array.isArray(value)) {
    const all = found ?? [];
    value.forEach((item, index) => all.push(item ?? new Absent(Array.isArray(beside) ? beside[index] : undefined)));
    return all;
  }
  const item = value ?? new Absent(beside);
  if (found === undefined) return [item];
  found.push(item);
  return found;
}

/** All that stands directly in a value, but the name of its type. */
export function childrenOf(value: unknown): unknown[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => (key === 'resourceType' || key.startsWith('_') ? [] : [...membersNamed([value], key, `_${key}`, undefined)]));
}

export function descendantsOf(value: unknown): unknown[] {
  return childrenOf(value).flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Equality of two single values: by content. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, index) => same(item, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
}

/** Each value once. */
export function distinct(values: Values): Values {
  const simple = new Set<unknown>();
  const objects: unknown[] = [];
  return values.filter((value) => {
    if (typeof value !== 'object') return simple.size < simple.add(value).size;
    if (objects.some((other) => same(other, value))) return false;
    objects.push(value);
    return true;
  });
}
