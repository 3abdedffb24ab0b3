import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPartialDate, partialInstant } from './date.ts';

describe('a date as far as it is known', () => {
  it.each(['1984', '1984-03', '1984-03-21', '2024-02-29', '2000-02-29', '0001-01-01'])('%s is one', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });
  it.each(['', '84', '1984-13', '1984-00', '1984-02-30', '2023-02-29', '1900-02-29', '0000', '1984-3', '1984-03-21T00:00:00Z', '-001'])(
    '%s is none', (text) => {
      expect(isPartialDate(text)).toBe(false);
    });
  it('is every day that the calendar has, and no other', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const real = new Date(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text);
      expect(isPartialDate(text)).toBe(exists);
    }));
  });
});

describe('an instant', () => {
  it.each(['2020-01-01T10:20:30Z', '2020-01-01T23:59:60.5+05:30', '2020', '2020-05'])('%s is one', (text) => {
    expect(partialInstant.safeParse(text).success).toBe(true);
  });
  it.each(['2020-01-01T10:20Z', '2020-01-01T10:20:30', '2020-01T10:20:30Z', '2020-02-30T10:20:30Z', '2020-01-01T', 7, null])('%s is none', (text) => {
    expect(partialInstant.safeParse(text).success).toBe(false);
  });
});
