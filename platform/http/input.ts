import { StandardBracketNotationSerializer } from '@orpc/openapi-client/standard';
import type { z } from 'zod';
import { Problem, type FieldError } from './problem.ts';

const brackets = new StandardBracketNotationSerializer();

/** The query of a URL as an object; lists are written `kind[]=a` or `kind[0]=a`, or the same key twice. */
export function readQuery(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search);
  const read: unknown = brackets.deserialize([...parameters.entries()]);
  return (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>;
}

interface SchemaShape {
  def: { type: string; innerType?: unknown; element?: unknown; options?: unknown[] };
  shape?: Record<string, unknown>;
}

/**
 * Query and path values arrive as text: those whose schema asks for a number, a boolean or a list become one.
 * What does not convert stays text, so that the schema refuses it and names the field.
 */
export function coerceText(schema: unknown, values: Record<string, unknown>): Record<string, unknown> {
  const shape = (schema as SchemaShape | undefined)?.shape;
  if (shape === undefined) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      // `toString` is a name that every object knows, and no field.
      const field = Object.hasOwn(shape, name) ? (shape[name] as SchemaShape) : undefined;
      return [name, coerceValue(field, value)];
    }),
  );
}

function coerceValue(schema: SchemaShape | undefined, value: unknown): unknown {
  const inner = unwrap(schema);
  if (inner === undefined) return value;
  if (inner.def.type === 'array') {
    const list = Array.isArray(value) ? value : [value];
    return list.map((each) => coerceValue(inner.def.element as SchemaShape, each));
  }
  if (typeof value !== 'string') return value;
  if ((inner.def.type === 'number' || inner.def.type === 'int') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (inner.def.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function unwrap(schema: SchemaShape | undefined): SchemaShape | undefined {
  let inner = schema;
  while (inner?.def.innerType !== undefined) inner = inner.def.innerType as SchemaShape;
  return inner;
}

/** Checks the input against its schema; throws a 400 problem that names each field that does not fit. */
export async function validate(schema: z.ZodType | undefined, values: unknown): Promise<unknown> {
  if (schema === undefined) return undefined;
  refuseUnstorable(values);
  const result = await schema.safeParseAsync(values);
  if (result.success) return result.data;
  throw new Problem(400, 'input.invalid', 'Some fields do not fit', { errors: fieldErrors(result.error.issues) });
}

function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.slice(0, 100).flatMap((issue) => {
    const field = fieldPath(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: field === '' ? nameOf(key) : `${field}.${nameOf(key)}`,
        code: 'input.unknown_field',
        message: 'There is no such field',
      }));
    }
    return [{ field: field === '' ? 'body' : field, code: `input.${issue.code}`, message: issue.message }];
  });
}

/** A key as an answer names it; even one without a character has a name then. */
const nameOf = (key: string): string => (key === '' ? '""' : key);

/** `['names', 0, 'family']` → `names[0].family`, as a form names its fields. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** PostgreSQL stores no NUL and no lone surrogate in text: such input is refused before it gets there. */
function refuseUnstorable(values: unknown, path: PropertyKey[] = []): void {
  if (typeof values === 'string') {
    if (values.includes('\u0000') || !values.isWellFormed()) {
      const field = fieldPath(path);
      throw new Problem(400, 'input.invalid', 'Some fields do not fit', {
        errors: [{ field: field === '' ? 'body' : field, code: 'input.unstorable_text', message: 'Holds a character that cannot be stored' }],
      });
    }
    return;
  }
  if (Array.isArray(values)) return values.forEach((value, index) => refuseUnstorable(value, [...path, index]));
  if (typeof values !== 'object' || values === null) return;
  for (const [key, value] of Object.entries(values)) {
    refuseUnstorable(key, [...path, key]);
    refuseUnstorable(value, [...path, key]);
  }
}
