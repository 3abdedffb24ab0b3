import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, withMeta } from './body.ts';
import { compactJson } from './compact.ts';
import { JsonFault, parseJsonObject } from './parse.ts';
import { pathOfReference, rewriteLinks, rewriteReferencesIn } from './references.ts';
import { endOfValue, placeOf, rawAt } from './scan.ts';
import { syntaxErrorAt } from './syntax.ts';

const spaces = fc.constantFrom('', ' ', '\n', '\t  ', '\r\n');
/** JSON text of any value, with any space between its tokens and numbers in any form. */
const { json } = fc.letrec<{ json: string; object: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.constantFrom('1.0', '1e2', '-0.50', '1E+9', '0', '12345678901234567890.10', 'true', 'false', 'null', '"\\/"', '"\\u00e9\\""', '"\\\\"'),
    tie('object'),
    fc.tuple(spaces, fc.array(tie('json'), { maxLength: 4 })).map(([space, items]) => `[${space}${items.join(`${space},${space}`)}${space}]`),
  ),
  object: fc
    .tuple(spaces, fc.uniqueArray(fc.tuple(fc.string(), tie('json')), { maxLength: 5, selector: ([key]) => key }))
    .map(([space, members]) => `{${space}${members.map(([key, value]) => `${JSON.stringify(key)}${space}:${space}${value}`).join(`,${space}`)}${space}}`),
}));

/** The tokens of a JSON text, by a way of its own. */
function tokens(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs) ?? [];
}

test('compacting keeps every token as it was written, and only those', () => {
  fc.assert(fc.property(json, (text) => {
    const compact = compactJson(text).text;
    expect(compact).toBe(tokens(text).join(''));
    expect(compactJson(compact).text).toBe(compact);
  }));
});

test('the place of every member and item is its exact text', () => {
  fc.assert(fc.property(json, (text) => {
    const value: unknown = JSON.parse(text);
    expect(endOfValue(text, 0)).toBe(text.length);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const raw = rawAt(text, [Array.isArray(value) ? Number(key) : key]);
      expect(JSON.parse(raw!)).toEqual(inner);
    }
    expect(rawAt(text, ['no such key at all'])).toBeUndefined();
  }));
});

test('numbers are read as written', () => {
  expect(rawAt('{"a": [0, {"value" : 1.0}]}', ['a', 1, 'value'])).toBe('1.0');
  expect(rawAt('{"a":1e2}', ['a'])).toBe('1e2');
  expect(placeOf('{"a":{"b":1}}', ['a', 'c'])).toBeUndefined();
});

describe('parsing an object', () => {
  test.each([
    ['{"a":1,"a":2}', 'json.doubled_key', ['a']],
    ['{"x":[{"a":1},{"b":{"c":1,"d":2,"c":3}}]}', 'json.doubled_key', ['x', 1, 'b', 'c']],
    ['{"\\u0061":1}', 'json.escaped_key', []],
    ['[1]', 'json.not_object', []],
    ['"text"', 'json.not_object', []],
    ['{"a":1', 'json.syntax', []],
    ['{"a":01}', 'json.syntax', []],
    ['', 'json.syntax', []],
    [`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, 'json.depth', []],
  ])('refuses %.40s', (text, code, path) => {
    try {
      parseJsonObject(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(JsonFault);
      expect(error).toMatchObject({ code, path });
    }
  });

  test('says where the text stops being JSON', () => {
    expect(() => parseJsonObject('{"a": 1,\n "b": x}')).toThrowError(expect.objectContaining({ offset: 15 }));
    expect(() => parseJsonObject('{"a": 1')).toThrowError('is not JSON: it ends too early');
    expect(() => parseJsonObject('{"a": 01}')).toThrowError("is not JSON: unexpected '1'");
  });

  test('agrees with JSON.parse on what is JSON', () => {
    const broken = fc.tuple(json, fc.nat(), fc.constantFrom('', '"', '{', '}', ']', ',', ':', '0', '.', '\\', '\n', 'nul'));
    fc.assert(fc.property(broken, ([text, at, put]) => {
      const place = at % (text.length + 1);
      const changed = text.slice(0, place) + put + text.slice(place + (at % 2));
      let isJson = true;
      try {
        JSON.parse(changed);
      } catch {
        isJson = false;
      }
      expect(syntaxErrorAt(changed) === undefined).toBe(isJson);
    }), { numRuns: 500 });
  });

  test('takes a colon or a quoted key inside a string for what it is', () => {
    const text = '{"a":"\\"b\\":1","c":": \\\\"}';
    expect(parseJsonObject(text)).toEqual({ value: { a: '"b":1', c: ': \\' }, text });
  });
});

describe('the kept text of a resource', () => {
  const at = '2026-01-02T03:04:05.678Z';

  test.each([
    ['meta at the end', '{"resourceType":"A","id":"1","x":1.0,"meta":{"tag":[]}}', '{"resourceType":"A","id":"1","x":1.0,"meta":{"versionId":"7","lastUpdated":"' + at + '","tag":[]}}'],
    ['meta first', '{"meta":{"source":"s"},"resourceType":"A","id":"1"}', '{"meta":{"versionId":"7","lastUpdated":"' + at + '","source":"s"},"resourceType":"A","id":"1"}'],
    ['no meta', '{"resourceType":"A","id":"1","x":1e2}', '{"resourceType":"A","id":"1","meta":{"versionId":"7","lastUpdated":"' + at + '"},"x":1e2}'],
    ['no id and no meta', '{"x":1,"resourceType":"A"}', '{"x":1,"resourceType":"A","id":"1","meta":{"versionId":"7","lastUpdated":"' + at + '"}}'],
    ['another id', '{"resourceType":"A","id":"other"}', '{"resourceType":"A","id":"1","meta":{"versionId":"7","lastUpdated":"' + at + '"}}'],
    ['a version of somebody else', '{"resourceType":"A","meta":{"versionId":"3","profile":["p"],"lastUpdated":"2001-01-01T00:00:00Z"},"id":"1"}', '{"resourceType":"A","meta":{"versionId":"7","lastUpdated":"' + at + '","profile":["p"]},"id":"1"}'],
  ])('%s', (_what, sent, read) => {
    const body = bodyOf(sent, '1');
    expect(withMeta(body.text, body.meta_at, 7, at)).toBe(read);
  });

  test('put again as it was read, it is the same', () => {
    const resources = fc.record({ id: fc.constant('1'), before: json, after: json, tag: fc.option(json), first: fc.boolean() });
    fc.assert(fc.property(resources, ({ before, after, tag, first }) => {
      const meta = tag === null ? [] : [`"meta":{"versionId":"1","tag":${tag}}`];
      const members = ['"resourceType":"A"', `"x":${before}`, '"id":"1"', `"y":${after}`];
      const sent = compactJson(`{${(first ? [...meta, ...members] : [...members, ...meta]).join(',')}}`).text;
      const body = bodyOf(sent, '1');
      const read = withMeta(body.text, body.meta_at, 4, at);
      expect(bodyOf(read, '1').text).toBe(body.text);
      const { meta: given, ...rest } = JSON.parse(read);
      expect(given).toMatchObject({ versionId: '4', lastUpdated: at });
      const { meta: _meta, ...sentRest } = JSON.parse(sent);
      expect(rest).toEqual(sentRest);
    }));
  });
});

describe('links', () => {
  const known: Record<string, string> = { 'urn:uuid:1': 'Patient/p', 'Patient/7': 'Patient/q' };
  const rewrite = (text: string): string => rewriteLinks(text, (link) => known[link.target]);

  test('are rewritten where they are keys, and nowhere else', () => {
    expect(rewrite('{"subject":{"reference":"urn:uuid:1"},"text":"\\"reference\\":\\"urn:uuid:1\\"","code":"reference"}'))
      .toBe('{"subject":{"reference":"Patient/p"},"text":"\\"reference\\":\\"urn:uuid:1\\"","code":"reference"}');
    expect(rewrite('{"a":[{"reference":"Patient\\/7"},{"reference":"Patient/8"}],"content":{"url":"urn:uuid:1"}}'))
      .toBe('{"a":[{"reference":"Patient/q"},{"reference":"Patient/8"}],"content":{"url":"Patient/p"}}');
  });

  test('are rewritten in the value as in the text', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('urn:uuid:1', 'Patient/7', 'x'), (value, reference) => {
      const sent = JSON.stringify({ a: [{ reference }, value], b: { c: { reference, d: 'urn:uuid:1' } } });
      const resource: unknown = JSON.parse(sent);
      const text = rewrite(sent);
      rewriteReferencesIn(resource, (target) => known[target]);
      expect(resource).toEqual(JSON.parse(text));
    }));
  });

  test('a text without a known link is the same text', () => {
    fc.assert(fc.property(json, (text) => {
      const compact = compactJson(text).text;
      expect(rewriteLinks(compact, () => undefined)).toBe(compact);
    }));
  });

  test('are found by their path', () => {
    expect(pathOfReference({ a: [{ b: 1 }, { c: { reference: 'x' } }] }, 'x')).toEqual(['a', 1, 'c', 'reference']);
    expect(pathOfReference({ a: 'x' }, 'x')).toBeUndefined();
  });
});
