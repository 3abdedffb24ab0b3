import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BundleScanner } from './bundle-scanner.ts';
import type { RawEntry } from './bundle-scanner.ts';
import { ScanFault } from './outside-keeper.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Scanned {
  entries: { line: number; text: string; raw: RawEntry }[];
  outside: string;
  /** Line of the first place outside the entries that reads so. */
  lineOf: (part: string) => number;
}

/** Scans a text that arrives in chunks cut at the given places. */
function scan(text: string, cuts: readonly number[] = [], part_bytes_max = 1_000_000): Scanned {
  const bytes = encoder.encode(text);
  const entries: Scanned['entries'] = [];
  const scanner = new BundleScanner((entry: RawEntry) => {
    expect(entry.place).toBe(entries.length);
    entries.push({ line: entry.line, text: decoder.decode(entry.bytes), raw: entry });
  }, { part_bytes_max });
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  for (const [at, place] of places.entries()) scanner.push(bytes.slice(place, places[at + 1] ?? bytes.length));
  const outside = scanner.finish();
  return { entries, outside: decoder.decode(outside.bytes), lineOf: (part) => outside.lineAt(decoder.decode(outside.bytes).indexOf(part)) };
}

const bundle = `{
  "type": "transaction", "entry" : [
    { "a": "}]\\"," , "entry": [1] },
    {"b":2}

    , 7 ],
  "resourceType":"Bundle"
}`;

test('gives each entry with its line, and the rest with a 0 for each', () => {
  expect(scan(bundle).entries.map(({ line, text }) => [line, text])).toEqual([[3, '{"a":"}]\\",","entry":[1]}'], [4, '{"b":2}'], [6, '7']]);
  expect(JSON.parse(scan(bundle).outside)).toEqual({ type: 'transaction', entry: [0, 0, 0], resourceType: 'Bundle' });
});

test.each([
  ['an object without entries', '{"resourceType":"Patient","name":[{"family":"entry"}]}', 0],
  ['a key inside another that is called entry', '{"contained":[{"entry":[{"a":1}]}]}', 0],
  ['a list of entries that is empty', '{"entry":[]}', 0],
  ['an entry that is no list', '{"entry":{"a":[1]}}', 0],
  ['a value that is the word entry', '{"a":"entry","b":[{"c":1}]}', 0],
  ['entries after everything else', '{"z":{"y":[1]},"entry":[{"a":1}]}', 1],
])('%s', (_what, text, count) => {
  const { entries, outside } = scan(text);
  expect(entries).toHaveLength(count);
  if (count === 0) expect(JSON.parse(outside)).toEqual(JSON.parse(text));
});

test('says on which line something outside the entries stands, wherever the chunks end', () => {
  for (const cuts of [[], [3], [20, 40, 60], Array.from({ length: 200 }, (_each, at) => at)]) {
    const { lineOf } = scan(bundle, cuts);
    expect([lineOf('"type"'), lineOf('"resourceType"')]).toEqual([2, 7]);
  }
  expect(scan('{"entry":[{"a":1},\n\n,\n{"b":2}]}').lineOf(',\n\n,')).toBe(1);
});

test('an object without entries is given as it stands', () => {
  const text = '{\n  "resourceType": "Patient" ,\n\n "active" : true }\n';
  for (const cuts of [[], [5, 9, 31, 40]]) expect(scan(text, cuts).outside).toBe(text);
});

describe('says what is not one object', () => {
  test.each([
    ['', 'is empty'],
    ['[{"a":1}]', 'is a JSON list'],
    ['hello', 'is not a JSON object'],
    ['{"entry":[{"a":1}', 'ends too early'],
    ['{"a":"', 'ends too early'],
    ['{"a":1}{"b":2}', 'something follows'],
  ])('%s', (text, message) => {
    expect(() => scan(text)).toThrow(ScanFault);
    expect(() => scan(text)).toThrow(message);
  });

  test('on which line', () => {
    expect(() => scan('{"a":1}\n\n{')).toThrowError(expect.objectContaining({ line: 3 }));
  });

  test('a part that is too large to hold', () => {
    const large = JSON.stringify('x'.repeat(200));
    expect(() => scan(`{"entry":[{"a":${large}}]}`, [], 100)).toThrowError(expect.objectContaining({ code: 'file.entry_too_large' }));
    expect(() => scan(`{"a":${large}}`, [], 100)).toThrowError(expect.objectContaining({ code: 'file.too_large' }));
    expect(scan(`{"entry":[${Array.from({ length: 90 }, () => '{"a":1}').join(',')}]}`, [], 200).entries).toHaveLength(90);
  });
});

const indents = fc.constantFrom<number | string>(0, 1, 4, '\t');
const value = fc.jsonValue({ maxDepth: 4 });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

test('whatever the entries and wherever the chunks end, it gives what JSON.parse gives', () => {
  const header = fc.dictionary(fc.string().filter((key) => key !== 'entry' && key !== '__proto__'), value, { maxKeys: 4 });
  fc.assert(fc.property(header, fc.array(value, { maxLength: 6 }), indents, cuts, fc.boolean(), (rest, entry, indent, places, first) => {
    const text = JSON.stringify(first ? { entry, ...rest } : { ...rest, entry }, null, indent);
    const { entries, outside } = scan(text, places);
    expect(entries.map((each) => JSON.parse(each.text) as unknown)).toEqual(JSON.parse(JSON.stringify(entry)));
    expect(JSON.parse(outside)).toEqual({ ...(JSON.parse(JSON.stringify(rest)) as object), entry: entry.map(() => 0) });
    const lines = text.split('\n');
    for (const { line, raw, text: compact } of entries) {
      expect(compact).toBe(JSON.stringify(JSON.parse(compact)));
      for (const end of raw.line_ends) {
        const above = lines[line - 1 + raw.line_ends.indexOf(end)]!.trimStart();
        // What stands before the end of a line in the file stands before that place in the entry.
        expect(compact.slice(0, decoder.decode(raw.bytes.subarray(0, end)).length).replaceAll(' ', '').endsWith(above.replaceAll(' ', '').slice(-3))).toBe(true);
      }
    }
  }));
});

test('counts members and depth, and finds the resource, as parsing does', () => {
  const depthOf = (each: unknown): number => (typeof each === 'object' && each !== null ? 1 + Math.max(0, ...Object.values(each).map(depthOf)) : 0);
  const count = (each: unknown): number => (typeof each !== 'object' || each === null ? 0
    : Object.values(each).reduce((sum: number, inner) => sum + count(inner), Array.isArray(each) ? 0 : Object.keys(each).length));
  const entry = fc.record({ fullUrl: fc.string(), resource: value, request: value }, { requiredKeys: [] });
  fc.assert(fc.property(fc.array(entry, { maxLength: 4 }), indents, cuts, (entries, indent, places) => {
    const scanned = scan(JSON.stringify({ entry: entries }, null, indent), places).entries;
    for (const [at, { raw }] of scanned.entries()) {
      const parsed = JSON.parse(decoder.decode(raw.bytes)) as { resource?: unknown };
      expect([raw.members, raw.depth]).toEqual([count(parsed), depthOf(parsed)]);
      const found = raw.resource && (JSON.parse(decoder.decode(raw.bytes.subarray(raw.resource.start, raw.resource.end))) as unknown);
      expect(found).toEqual(JSON.parse(JSON.stringify(entries[at])).resource);
    }
  }));
});

test('space between two numbers or words stays: without it they would be one', () => {
  const texts = (text: string) => scan(text).entries.map((entry) => entry.text);
  expect(texts('{"entry":[{"a":[1 2, tr  ue ,"x" "y",3 ]}]}')).toEqual(['{"a":[1 2,tr ue,"x""y",3]}']);
});

test('a key that is written with an escape is told', () => {
  const escaped = (text: string) => scan(`{"entry":[${text}]}`).entries.map((entry) => entry.raw.escaped_key);
  expect(escaped('{"\\u0061":1},{"a":"\\u0061"},{"b":{"c\\n":1}}')).toEqual([true, false, true]);
});

test('a text that is broken anywhere is found out, by the rest or by an entry', () => {
  const good = JSON.stringify({ resourceType: 'Bundle', entry: [{ a: [1, { b: 'x"y' }] }, { c: null }], z: { y: [true] } }, null, 1);
  const change = fc.tuple(fc.nat(good.length - 1), fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', 'x', '\\'));
  fc.assert(fc.property(change, cuts, ([at, put], places) => {
    const text = good.slice(0, at) + put + good.slice(at + 1);
    const parses = (json: string): boolean => {
      try {
        JSON.parse(json);
        return true;
      } catch {
        return false;
      }
    };
    let sound: boolean;
    try {
      const { entries, outside } = scan(text, places);
      sound = parses(outside) && entries.every((entry) => parses(entry.text));
    } catch {
      sound = false;
    }
    expect(sound).toBe(parses(text));
  }), { numRuns: 2000 });
});
