import { expect, test } from 'vitest';
import { levelOf } from './level.ts';

const due = new Date('2026-03-01T12:00:00Z');

test.each([
  ['on_time', '2026-02-28T00:00:00Z'],
  ['on_time', '2026-03-01T12:00:00Z'],
  ['owner', '2026-03-01T12:00:00.001Z'],
  ['owner', '2026-03-02T11:59:59.999Z'],
  ['department', '2026-03-02T12:00:00Z'],
  ['department', '2026-03-04T11:59:59Z'],
  ['hospital', '2026-03-04T12:00:00Z'],
])('is %s at %s', (level, now) => {
  expect(levelOf(due, new Date(now))).toBe(level);
});
