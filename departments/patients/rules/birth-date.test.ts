import { describe, expect, it } from 'vitest';
import { birthDateFromAge, isAfter } from './birth-date.ts';

describe('a birth date', () => {
  it('that is reckoned from an age is a year, and marked as estimated', () => {
    expect(birthDateFromAge(40, '2026-11-22')).toEqual({ birth_date: '1986', birth_date_estimated: true });
    expect(birthDateFromAge(0, '2026-01-01')).toEqual({ birth_date: '2026', birth_date_estimated: true });
  });

  it('lies in the future only where all that it may mean does', () => {
    expect(['2026', '2026-11', '2026-11-22', '1999'].map((date) => isAfter(date, '2026-11-22'))).toEqual([false, false, false, false]);
    expect(['2027', '2026-12', '2026-11-23'].map((date) => isAfter(date, '2026-11-22'))).toEqual([true, true, true]);
  });
});
