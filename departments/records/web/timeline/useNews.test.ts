import { expect, test } from 'vitest';
import type { Line } from '../../contract/index.ts';
import { unseen } from './useNews.ts';

test('what stands in the timeline already is not new; a newer version of it is', () => {
  const lines = [{ type: 'Flag', id: '1', version: 2 }, { type: 'Goal', id: '1', version: 1 }] as Line[];
  const entries = [{ type: 'Flag', id: '1', version: 2 }, { type: 'Goal', id: '1', version: 2 }, { type: 'Goal', id: '2', version: 1 }];
  expect(unseen(entries, [{ lines }])).toBe(2);
});
