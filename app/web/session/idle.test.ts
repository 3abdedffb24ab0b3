import { expect, test } from 'vitest';
import { idleStage, warningMs } from './idle.ts';

const fiveMinutes = 300_000;

test('a person is warned a minute before the lock, and sooner where the lock comes sooner', () => {
  expect(warningMs(fiveMinutes)).toBe(60_000);
  expect(warningMs(60_000)).toBe(12_000);
  expect(warningMs(20_000)).toBe(10_000);
});

test.each([
  [0, { stage: 'active' }],
  [239_000, { stage: 'active' }],
  [240_000, { stage: 'warned', seconds_left: 60 }],
  [299_001, { stage: 'warned', seconds_left: 1 }],
  [300_000, { stage: 'idle' }],
  [900_000, { stage: 'idle' }],
])('%i ms after the last act', (elapsed, expected) => {
  expect(idleStage(1_000 + elapsed, 1_000, fiveMinutes)).toEqual(expected);
});
