import { expect, test } from 'vitest';
import { flagOf } from './flags.ts';
import { statusWord } from './status.ts';

test('what is normal has no flag; what is abnormal has a sign, a letter and a word', () => {
  expect(flagOf(null)).toBeNull();
  expect(flagOf('N')).toBeNull();
  expect(flagOf('HH')).toEqual({ sign: '▲▲', letter: 'HH', word: 'Critically high', tone: 'critical' });
  expect(flagOf('L')?.sign).toBe('▼');
});

test('a flag that nobody knows is shown as abnormal, not dropped', () => {
  expect(flagOf('Xyz')).toMatchObject({ letter: 'Xyz', tone: 'abnormal' });
});

test('a final result has no status to read; a preliminary or corrected one has', () => {
  expect(statusWord('final')).toBeNull();
  expect(statusWord('preliminary')).toBe('Preliminary');
  expect(statusWord('entered-in-error')).toBe('Entered in error');
});
