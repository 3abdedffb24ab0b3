import fc, { type Arbitrary } from 'fast-check';

/** What no schema of ours takes, or takes by mistake. */
const hostile: unknown[] = [
  null, true, -1, 0.5, 1e308, 2 ** 53, 2 ** 31, '', ' ', '\u0000', '\ud800', 'x'.repeat(2_000),
  "'; drop table patients; --", '../../etc/passwd', '٣٤٥', '2026-13-45', '9999999-01-01', '0000-00-00',
  'not-a-uuid', '00000000-0000-0000-0000-00000000000g', [], {}, [[]], [null], { a: 1 }, [{}], { toString: 1 },
];

/** Names of no field, some of which every object knows. */
const strangers = ['unknown_to_everybody', 'toString', 'constructor', '__proto__', 'length', ''];

/** A valid input with one thing wrong: a part taken away, added, doubled, or replaced by something hostile. */
export function brokenOf(valid: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(valid, fc.nat(), fc.constantFrom(...hostile), fc.constantFrom('replace', 'remove', 'add', 'nest')).map(([value, at, poison, how]) => {
    const copy = structuredClone(value);
    const places = placesIn(copy);
    const place = places[at % Math.max(places.length, 1)];
    if (place === undefined || how === 'add') {
      // As JSON brings it: `__proto__` is then a name like any other.
      return Object.defineProperty({ ...(copy as object) }, strangers[at % strangers.length] ?? '', {
        value: poison, enumerable: true, configurable: true, writable: true,
      }) as unknown;
    }
    const { holder, key } = place;
    if (how === 'remove') delete holder[key];
    else holder[key] = how === 'nest' ? { nested: holder[key] } : poison;
    return copy;
  });
}

/** Anything at all that JSON can say. */
export const anyJson: Arbitrary<unknown> = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...hostile));

interface Place {
  holder: Record<string | number, unknown>;
  key: string | number;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string | number, unknown>;
  const keys = Array.isArray(value) ? value.map((_each, at) => at) : Object.keys(value);
  return keys.flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
