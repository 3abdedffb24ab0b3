import { describe, expect, it } from 'vitest';
import type { Location, LocationKind } from '../../contract/index.ts';
import { flattenTree, treeStep } from './tree.ts';

const place = (id: string, kind: LocationKind, children: number): Location => ({
  id, code: id, name: id, kind, parent_id: null, path: [], department_id: null, time_zone: null, local_time_zone: 'UTC', active: true, children,
  version: 1, updated_at: '2026-01-01T00:00:00Z',
});

const known = new Map([
  ['none', [place('M', 'building', 2), place('E', 'building', 0)]],
  ['M', [place('M1', 'floor', 1), place('M2', 'floor', 1)]],
]);

describe('the tree of places', () => {
  it('shows what is open, from top to bottom, and what is on its way', () => {
    const rows = flattenTree(new Map([...known, ['M1', undefined]]));
    expect(rows.map(({ place: { id }, level, open, loading }) => [id, level, open, loading])).toEqual([
      ['M', 1, true, false],
      ['M1', 2, true, true],
      ['M2', 2, false, false],
      ['E', 1, undefined, false],
    ]);
  });

  it.each([
    ['ArrowDown', 0, { to: 1 }],
    ['ArrowDown', 3, { to: 3 }],
    ['ArrowRight', 0, { to: 1 }],
    ['ArrowRight', 1, { open: 'M1' }],
    ['ArrowRight', 3, null],
    ['ArrowLeft', 0, { close: 'M' }],
    ['ArrowLeft', 2, { to: 0 }],
    ['ArrowLeft', 3, null],
    ['End', 0, { to: 3 }],
    ['x', 0, null],
  ])('%s on line %i leads to %o', (key, at, step) => {
    expect(treeStep(key, at, flattenTree(known))).toEqual(step);
  });
});
