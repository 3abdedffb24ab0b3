import { expect, test } from 'vitest';
import { scanDetector } from './scanner.ts';

function type(keys: readonly string[], gap_ms: number, detect = scanDetector()): string | null {
  let at = 1_000;
  let found: string | null = null;
  for (const key of keys) {
    at += gap_ms;
    found = detect({ key, at }) ?? found;
  }
  return found;
}

test('fast keystrokes that end in Enter are a scan', () => {
  expect(type([...'10000017', 'Enter'], 8)).toBe('10000017');
  expect(type(['Shift', 'O', 'Shift', 'W', ...':10000017', 'Enter'], 8)).toBe('OW:10000017');
});

test('a person who types is no scanner', () => {
  expect(type([...'10000017', 'Enter'], 120)).toBeNull();
});

test('a short burst, or one without Enter, is no scan', () => {
  expect(type([...'123', 'Enter'], 8)).toBeNull();
  expect(type([...'10000017'], 8)).toBeNull();
});

test('what was typed slowly before a scan is not part of it', () => {
  const detect = scanDetector();
  detect({ key: 'x', at: 100 });
  let at = 5_000;
  for (const key of '10000017') detect({ key, at: (at += 8) });
  expect(detect({ key: 'Enter', at: at + 8 })).toBe('10000017');
});

test('an arrow or a tab between the keys ends the code', () => {
  expect(type([...'1000', 'Tab', ...'0017', 'Enter'], 8)).toBeNull();
});

test('a sentence is no scan, however fast it comes', () => {
  expect(type([...'Cough for five days', 'Enter'], 8)).toBeNull();
});

test('a key that is held down is no scan', () => {
  expect(type([...'++++++++++++', 'Enter'], 30)).toBeNull();
});
