import { describe, expect, test } from 'vitest';
import { parseExactly } from '@openward/platform/fhir';
import { applyPatch } from './json-patch.ts';

const patched = (document: unknown, ...patch: object[]) => applyPatch(structuredClone(document), patch);

describe('the examples of RFC 6902', () => {
  test.each([
    ['adds a member', { foo: 'bar' }, { op: 'add', path: '/baz', value: 'qux' }, { baz: 'qux', foo: 'bar' }],
    ['adds an element', { foo: ['bar', 'baz'] }, { op: 'add', path: '/foo/1', value: 'qux' }, { foo: ['bar', 'qux', 'baz'] }],
    ['adds at the end', { foo: ['bar'] }, { op: 'add', path: '/foo/-', value: ['abc'] }, { foo: ['bar', ['abc']] }],
    ['removes a member', { baz: 1, foo: 2 }, { op: 'remove', path: '/baz' }, { foo: 2 }],
    ['removes an element', { foo: ['a', 'b', 'c'] }, { op: 'remove', path: '/foo/1' }, { foo: ['a', 'c'] }],
    ['replaces', { baz: 'qux', foo: 'bar' }, { op: 'replace', path: '/baz', value: 'boo' }, { baz: 'boo', foo: 'bar' }],
    ['moves', { foo: { bar: 1 }, qux: {} }, { op: 'move', from: '/foo/bar', path: '/qux/thud' }, { foo: {}, qux: { thud: 1 } }],
    ['moves in a list', { foo: [1, 2, 3, 4] }, { op: 'move', from: '/foo/1', path: '/foo/3' }, { foo: [1, 3, 4, 2] }],
    ['copies', { a: [1] }, { op: 'copy', from: '/a', path: '/b' }, { a: [1], b: [1] }],
    ['escapes', { 'a/b': 1, 'm~n': 2 }, { op: 'replace', path: '/a~1b', value: 3 }, { 'a/b': 3, 'm~n': 2 }],
  ])('%s', (_what, document, operation, expected) => {
    expect(patched(document, operation)).toEqual(expected);
  });
});

test.each([
  ['malformed', [{ op: 'frob', path: '/a' }]], ['malformed', [{ op: 'add', path: 'a', value: 1 }]], ['malformed', [{ op: 'add', path: '/a' }]],
  ['malformed', []], ['malformed', 'x'], ['malformed', [{ op: 'add', path: '/a~2', value: 1 }]], ['malformed', [null]],
  ['target', [{ op: 'remove', path: '/none' }]], ['target', [{ op: 'add', path: '/x/y', value: 1 }]], ['target', [{ op: 'replace', path: '/list/9', value: 1 }]],
  ['target', [{ op: 'add', path: '/list/01', value: 1 }]], ['target', [{ op: 'remove', path: '' }]], ['target', [{ op: 'move', from: '/list', path: '/list/0' }]],
  ['target', [{ op: 'remove', path: '/list/-' }]], ['target', [{ op: 'remove', path: '/__proto__' }]],
  ['test', [{ op: 'test', path: '/list/0', value: 2 }]],
])('%s: refuses %j', (kind, patch) => {
  expect(() => applyPatch({ list: [1] }, patch)).toThrow(expect.objectContaining({ kind }));
});

test('numbers stay as they were written, and are tested by their value', () => {
  const document = parseExactly('{"value":1.0,"other":2.50}');
  const result = applyPatch(document, [{ op: 'test', path: '/value', value: 1 }, { op: 'copy', from: '/value', path: '/again' }, { op: 'add', path: '/new', value: parseExactly('0.10') }]);
  expect(JSON.stringify(result)).toBe('{"value":1.0,"other":2.50,"again":1.0,"new":0.10}');
});

test('a member called __proto__ is a member like any other', () => {
  const result = patched({}, { op: 'add', path: '/__proto__', value: { polluted: true } }) as object;
  expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":true}}');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
