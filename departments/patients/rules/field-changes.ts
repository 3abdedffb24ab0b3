import { equal } from '@openward/platform/fhir';

/** A registration after one change, and who made it. */
export interface Version<By> {
  version: number;
  document: Readonly<Record<string, unknown>>;
  by: By;
  at: string;
}

export interface Difference<By> {
  field: string;
  before: unknown;
  after: unknown;
  version: number;
  by: By;
  at: string;
}

/** Members that every change changes, or that follow from others. */
const bookkeeping = new Set(['id', 'version', 'updated_at', 'display_name']);

interface Row {
  id: string;
}
const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && 'id' in each);

/** A document as single fields: a row of a list is a field of its own, known by its key. */
function fieldsOf(document: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(document)) {
    if (bookkeeping.has(name)) continue;
    if (isRows(value)) for (const row of value) fields.set(`${name} ${row.id}`, row);
    else fields.set(name, value);
  }
  return fields;
}

/** Names the fields that differ between two documents: `sex`, or `telecoms <id of the row>`. */
export function changedFields(
  before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>,
): { key: string; before: unknown; after: unknown }[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const keys = new Set([...old.keys(), ...now.keys()]);
  return [...keys]
    .filter((key) => !equal(old.get(key) ?? null, now.get(key) ?? null))
    .map((key) => ({ key, before: old.get(key) ?? null, after: now.get(key) ?? null }));
}

/**
 * What differs between the first and the last of these versions (oldest first), with who changed each field last.
 * Rows are named by their place, as a form names them: `telecoms[2]`.
 */
export function fieldChanges<By>(versions: readonly Version<By>[]): Difference<By>[] {
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined) return [];
  const authors = new Map<string, Version<By>>();
  versions.slice(1).forEach((version, index) => {
    const earlier = versions[index] ?? first;
    for (const { key } of changedFields(earlier.document, version.document)) authors.set(key, version);
  });
  return changedFields(first.document, last.document).map(({ key, before, after }) => {
    const { version, by, at } = authors.get(key) ?? last;
    const place = placeOf(key, after === null ? first.document : last.document);
    return { field: place, before: withoutId(before), after: withoutId(after), version, by, at };
  });
}

/** The parts of a registration that a change touched, by the name of the field or list. */
export const touched = (
  before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>,
): string[] => [...new Set(changedFields(before, after).map(({ key }) => key.split(' ')[0] ?? key))];

function placeOf(key: string, document: Readonly<Record<string, unknown>>): string {
  const [list, id] = key.split(' ');
  const rows = document[list ?? ''];
  return id === undefined || !isRows(rows) ? key : `${list}[${rows.findIndex((row) => row.id === id)}]`;
}

function withoutId(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { id: _id, ...rest } = value as Record<string, unknown>;
  return rest;
}
