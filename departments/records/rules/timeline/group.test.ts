import { expect, test } from 'vitest';
import type { Line } from '../../contract/timeline.ts';
import { groupLines } from './group.ts';

const line = (more: Partial<Line>): Line => ({
  type: 'Observation', id: '1', version: 1, kind: 'vital', date: '2020-03-01', precision: 'day', end: null, title: 't', value: null, unit: null,
  flag: null, status: 'final', visit_id: null, source: 's', patient_id: '018f428e-34f6-4707-8009-5ad742f901e7', recorded_at: '2026-01-01T00:00:00Z', in_error: null, labels: [], treatment: null, ...more,
});

test('by visit: a visit stays together, and what came out of none keeps its place in time', () => {
  const lines = [line({ visit_id: 'b' }), line({ date: '2020-02-20' }), line({ visit_id: 'a', date: '2020-02-10' }), line({ visit_id: 'b', date: '2020-01-01' })];
  expect(groupLines(lines, 'visit', [{ id: 'b', title: 'Check-up', date: '2020-03-01' }])).toEqual([
    { key: 'b', title: 'Check-up', date: '2020-03-01', lines: [0, 3] },
    { key: 'none-2020-02', title: '', date: '2020-02', lines: [1] },
    { key: 'a', title: '', date: '2020-02-10', lines: [2] },
  ]);
});

test('by kind', () => {
  expect(groupLines([line({}), line({ kind: 'problem' }), line({})], 'kind').map((group) => [group.key, group.lines])).toEqual([['vital', [0, 2]], ['problem', [1]]]);
});

test('by month, as far as the date is known', () => {
  const lines = [line({ date: '2020-03-01T10:00:00.000Z' }), line({ date: '2020-03' }), line({ date: '2020' }), line({ date: null })];
  expect(groupLines(lines, 'month').map((group) => [group.key, group.date, group.lines])).toEqual([
    ['2020-03', '2020-03', [0, 1]], ['2020', '2020', [2]], ['none', null, [3]],
  ]);
});
