import { expect, test } from 'vitest';
import type { Line } from '../../contract/index.ts';
import { joinPages } from './pages.ts';

const line = (id: string) => ({ id }) as Line;
const group = (key: string, ...lines: number[]) => ({ key, title: key, date: null, lines });

test('a visit that a page cut in two is one group, in order', () => {
  const joined = joinPages([
    { lines: [line('a'), line('b'), line('c')], groups: [group('v1', 0, 1), group('v2', 2)] },
    { lines: [line('d'), line('e')], groups: [group('v2', 0), group('v3', 1)] },
  ]);
  expect(joined.map(({ key, lines }) => [key, lines.map(({ id }) => id).join('')])).toEqual([
    ['v1', 'ab'],
    ['v2', 'cd'],
    ['v3', 'e'],
  ]);
});

test('a chart without lines has no groups', () => expect(joinPages([{ lines: [], groups: [] }])).toEqual([]));
