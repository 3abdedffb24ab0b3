import fc, { type Arbitrary } from 'fast-check';
import type { z } from 'zod';

// Inputs for an endpoint, made from its own schema: valid ones here, broken ones in breakage.ts.

interface Definition {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  in?: z.ZodType;
  getter?: () => z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  values?: unknown[];
  entries?: Record<string, string | number>;
  items?: z.ZodType[];
  /** Bounds and refinements of the schema itself. */
  checks?: unknown[];
}

/** Words of many formats: a schema that asks for one of them picks those that it takes. */
const words = [
  '', 'a', 'Ada', 'Núñez', '王', 'ناجي', 'O’Brien-Smith', '  padded  ', '0', '1', '7', '42', 'true', '100%', "'; drop table x; --", '\\', '<b>x</b>',
  '0'.repeat(64), 'W1', 'ward', 'doctor', 'male', 'other', 'en', 'ar', 'pt-BR', 'Latn', 'Arab', 'GB', 'FRA', 'EUR',
  '2026', '2026-03', '2026-03-21', '2026-03-01', '12.50', '-12.50', '3.1', '1984-02-29', '08:30', '23:59', '2099-03-21T08:30', 'FREQ=WEEKLY;BYDAY=MO,WE', '2026-03-21T08:30:00Z', '2026-03-21T08:30:00+02:00',
  'ada@example.org', '+33 6 12 34 56 78', '0044 20 7946 0018', 'https://example.org/x', 'urn:oid:1.2.3', 'http://loinc.org', 'Europe/Paris', 'UTC',
  '123456', '00123-4', 'A-B.C/1', 'front-desk', 'staff.practitioner.read', 'patients', 'Patient', 'Observation', 'image/png', 'text/plain',
  'correct horse battery staple', 'DE89370400440532013000', 'AAAAAAAAAAAAAAAAAAAAAAAA', 'YWJjZGVmZ2hpamtsbW5vcA', 'data', 'iVBORw0KGgo=', 'x'.repeat(50), 'x'.repeat(300),
];

/** Below this, what may be empty is left empty. */
const deepest = 5;
const tries = 100;

/** Keys of things that exist, by the field that names such a thing; there may be none. */
export type Known = (field: string) => readonly string[];

/**
 * Values that the schema takes. Keys are for the most part those of things that exist.
 * Throws where nothing that it can think of fits: then a word of that format is missing above.
 */
export function arbitraryOf(schema: z.ZodType, known: Known = nothing, path = 'input', depth = 0): Arbitrary<unknown> {
  const made = madeFor(known, schema);
  const key = `${depth} ${fieldOf(path)}`;
  const before = made.get(key);
  if (before !== undefined) return before;
  const parts = shapeOf(schema, known, path, depth);
  const whole = mayMiss(schema) ? accepted(parts, schema, path) : parts;
  made.set(key, whole);
  return whole;
}

const nothing: Known = () => [];

/** What was made of each schema: the same parts stand in many endpoints, and trying what fits takes its time. */
const made = new WeakMap<Known, WeakMap<z.ZodType, Map<string, Arbitrary<unknown>>>>();

function madeFor(known: Known, schema: z.ZodType): Map<string, Arbitrary<unknown>> {
  const bySchema = made.get(known) ?? new WeakMap<z.ZodType, Map<string, Arbitrary<unknown>>>();
  made.set(known, bySchema);
  const byPlace = bySchema.get(schema) ?? new Map<string, Arbitrary<unknown>>();
  bySchema.set(schema, byPlace);
  return byPlace;
}

/** The field that a path leads to. */
const fieldOf = (path: string): string => path.split('.').filter((part) => part !== 'inner').at(-1) ?? '';

/** Whether what is made for the parts may still be refused by the whole. Texts are chosen by the schema already. */
function mayMiss(schema: z.ZodType): boolean {
  const { type, checks = [] } = schema.def as unknown as Definition;
  return type !== 'string' && (checks.length > 0 || ['number', 'int', 'record', 'pipe'].includes(type));
}

function shapeOf(schema: z.ZodType, known: Known, path: string, depth: number): Arbitrary<unknown> {
  const definition = schema.def as unknown as Definition;
  const inner = (part: z.ZodType | undefined, name: string) => {
    if (part === undefined) throw new Error(`The schema of ${path} has no ${name}`);
    return arbitraryOf(part, known, `${path}.${name}`, depth + 1);
  };
  switch (definition.type) {
    case 'string':
      return textOf(schema, known, path);
    case 'number':
    case 'int':
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
        fc.integer({ min: 0, max: 200 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'undefined':
    case 'void':
      return fc.constant(undefined);
    case 'any':
    case 'unknown':
      return fc.jsonValue({ maxDepth: 2 });
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []));
    case 'array':
      return depth > deepest && takes(schema, []) ? fc.constant([]) : fc.array(inner(definition.element, 'element'), { maxLength: depth > deepest ? 1 : 3 });
    case 'object':
      return recordOf((schema as unknown as { shape: Record<string, z.ZodType> }).shape, known, path, depth);
    case 'record':
      return fc.dictionary(
        fc.constantFrom(...words).filter((word) => takes(definition.keyType, word)), inner(definition.valueType, 'value'), { maxKeys: 3 },
      );
    case 'tuple':
      return fc.tuple(...(definition.items ?? []).map((item, at) => inner(item, String(at))));
    case 'union':
      return depth > deepest && takes(schema, null) ? fc.constant(null) : fc.oneof(...(definition.options ?? []).map((option, at) => inner(option, `option${at}`)));
    case 'optional':
      return fc.option(inner(definition.innerType, 'inner'), { nil: undefined, freq: 3 });
    case 'nullable':
      return fc.option(inner(definition.innerType, 'inner'), { nil: null, freq: 3 });
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return inner(definition.innerType, 'inner');
    case 'pipe':
      return inner(definition.in, 'in');
    case 'lazy':
      return depth > deepest ? fc.constant(null) : inner(definition.getter?.(), 'lazy');
    default:
      throw new Error(`The guard cannot make a value for a schema of type ${definition.type} at ${path}`);
  }
}

interface Fitting {
  /** Words, and keys of nothing, that the schema takes. */
  thought: string[];
  /** Whether it takes most of what one types. */
  free: boolean;
}

/** The schemas of a name, a day or a reason stand in many endpoints: what fits is looked for once. */
const fittingOf = new WeakMap<z.ZodType, Fitting>();
const invented = fc.sample(fc.uuid(), { numRuns: 20, seed: 1 });
const typed = fc.string({ unit: 'grapheme', maxLength: 40 });
const typings = fc.sample(typed, { numRuns: tries, seed: 1 });

function fitting(schema: z.ZodType): Fitting {
  const known = fittingOf.get(schema);
  if (known !== undefined) return known;
  const thought = [...words, ...invented].filter((word) => takes(schema, word));
  const found = { thought, free: typings.filter((text) => takes(schema, text)).length > tries / 10 };
  fittingOf.set(schema, found);
  return found;
}

/** Words that fit and keys that exist, and where the schema takes most of what one types, anything. */
function textOf(schema: z.ZodType, known: Known, path: string): Arbitrary<string> {
  const existing = known(fieldOf(path)).filter((key) => takes(schema, key));
  const fits = fitting(schema);
  if (fits.thought.length === 0) throw new Error(`The guard can think of no value for ${path}: give arbitrary.ts a word of its format`);
  const thought = fc.constantFrom(...fits.thought);
  if (existing.length > 0) return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...existing) }, thought);
  return fits.free ? fc.oneof(thought, typed.filter((text) => takes(schema, text))) : thought;
}

function recordOf(shape: Record<string, z.ZodType>, known: Known, path: string, depth: number): Arbitrary<unknown> {
  const parts = Object.entries(shape).map(([name, part]) => [name, partOf(name, part, known, path, depth)] as const);
  const requiredKeys = Object.entries(shape).filter(([, part]) => !takes(part, undefined)).map(([name]) => name);
  return fc.record(Object.fromEntries(parts), { requiredKeys, noNullPrototype: true });
}

/** A cursor, or the key of a row of the very thing that is changed, cannot be invented: left out for the most part. */
const seldom = ['after', 'id'];

function partOf(name: string, part: z.ZodType, known: Known, path: string, depth: number): Arbitrary<unknown> {
  const made = arbitraryOf(part, known, `${path}.${name}`, depth + 1);
  const rare = seldom.includes(name) && takes(part, undefined);
  return rare ? fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, made) : made;
}

const takes = (schema: z.ZodType | undefined, value: unknown): boolean => schema?.safeParse(value).success ?? true;

/** Keeps to what the schema takes; says so where that is next to nothing, since a filter would then search for ever. */
function accepted(made: Arbitrary<unknown>, schema: z.ZodType, path: string): Arbitrary<unknown> {
  const sample = fc.sample(made, { numRuns: tries, seed: 1 });
  const fitting = sample.filter((value) => takes(schema, value));
  if (fitting.length === tries) return made;
  if (fitting.length === 0) throw new Error(`The guard can think of no value for ${path}: give arbitrary.ts a word of its format`);
  // Rare ones are kept as they were found; common ones are found anew each time.
  return fitting.length < tries / 10 ? fc.constantFrom(...fitting) : made.filter((value) => takes(schema, value));
}
