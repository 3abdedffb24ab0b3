import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

function split(text: string, cuts: readonly number[] = [], part_bytes_max = 1000): [number, string | undefined][] {
  const bytes = new TextEncoder().encode(text);
  const lines: [number, string | undefined][] = [];
  const splitter = new LineSplitter(({ line, bytes: found }) => lines.push([line, found && new TextDecoder().decode(found).trim()]), { part_bytes_max });
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  for (const [at, place] of places.entries()) splitter.push(bytes.slice(place, places[at + 1] ?? bytes.length));
  splitter.finish();
  return lines;
}

test('gives each line with its number, and passes over empty ones', () => {
  expect(split('{"a":1}\r\n\n  \n{"b":2}')).toEqual([[1, '{"a":1}'], [4, '{"b":2}']]);
  expect(split('')).toEqual([]);
});

test('says which line is too long, and goes on', () => {
  expect(split('12345\n123456\n1', [3, 8], 5)).toEqual([[1, '12345'], [2, undefined], [3, '1']]);
});

test('wherever the chunks end', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat()), (lines, cuts) => {
    const text = lines.join('\n');
    const expected = text.split('\n').flatMap((line, at): [number, string][] => (/[^\0- ]/.test(line) ? [[at + 1, line.trim()]] : []));
    expect(split(text, cuts, 100_000)).toEqual(expected);
  }));
});
