import { expect, test } from 'vitest';
import { moved } from './useRowKeys.ts';

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 25],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
])('%s leads from row %i to row %i of 100', (key, from, to) => expect(moved(key, from, 100, 20)).toBe(to));

test('any other key does not move', () => expect(moved('a', 5, 100, 20)).toBeNull());
