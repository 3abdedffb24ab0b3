import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distanceOf, simulate } from './waiting.ts';

const clinic = fc.record({
  every: fc.integer({ min: 5, max: 60 }), patients: fc.integer({ min: 1, max: 30 }), minutes: fc.integer({ min: 60, max: 480 }),
  durations: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }),
});

it('never lets anybody wait longer where there is more time for each', () => {
  fc.assert(fc.property(clinic, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 1_000_000 }), (it, slack, seed) => {
    expect(simulate({ ...it, every: it.every + slack }, seed).waiting).toBeLessThanOrEqual(simulate(it, seed).waiting);
  }), { numRuns: 60 });
});

it('knows what can be reckoned by hand', () => {
  // Everybody takes as long as planned: nobody waits, nothing is idle.
  expect(simulate({ every: 20, patients: 9, durations: [20], minutes: 180 })).toEqual({ waiting: 0, idle: 0, overrun: 0 });
  // Ten minutes too long each: the second waits 10, the third 20.
  expect(simulate({ every: 20, patients: 3, durations: [30], minutes: 60 })).toEqual({ waiting: 10, idle: 0, overrun: 30 });
  expect(simulate({ every: 30, patients: 2, durations: [10], minutes: 60 })).toEqual({ waiting: 0, idle: 40, overrun: 0 });
});

it('gives the same for the same seed, and fills the session with what it needs', () => {
  fc.assert(fc.property(clinic, (it) => {
    expect(simulate(it, 7)).toEqual(simulate(it, 7));
  }), { numRuns: 10 });
  expect(distanceOf({ minutes: 20, buffer_before: 0, buffer_after: 10, grid_minutes: 20 })).toBe(40);
});
