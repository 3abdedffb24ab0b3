import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marksOf, rangeOf, roundRange, timeMarks } from './trend-scale.ts';

test('the axis of a vital sign is the same for every patient', () => {
  expect(rangeOf('heart_rate', [20, 300])).toEqual(rangeOf('heart_rate', [70]));
});

test('any other axis holds all its values, and has marks within it', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 5000, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
    const range = roundRange(values);
    expect(range[0]).toBeLessThanOrEqual(Math.min(...values));
    expect(range[1]).toBeGreaterThanOrEqual(Math.max(...values));
    const marks = marksOf(range);
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.length).toBeLessThan(9);
  }));
});

test('a time axis has no more marks than there is room for, whether it is an hour or a life long', () => {
  fc.assert(fc.property(fc.integer({ min: 3_600_000, max: 100 * 365 * 86_400_000 }), (length) => {
    const from = Date.parse('1950-06-15T12:34:00Z');
    const marks = timeMarks(from, from + length, 8);
    expect(marks.length).toBeLessThanOrEqual(10);
    for (const { at } of marks) expect(at >= from && at <= from + length).toBe(true);
  }));
});
