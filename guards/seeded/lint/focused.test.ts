// Seeded violations: a focused test hides all others, and a skipped one hides itself.
import { expect, it } from 'vitest';

it.only('is the only one', () => {
  expect(1).toBe(1);
});

it.skip('is never run', () => {
  expect(1).toBe(2);
});
