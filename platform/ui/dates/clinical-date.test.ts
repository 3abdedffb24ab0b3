import { describe, expect, test } from 'vitest';
import { ageAt, ageText } from './age.ts';
import { clinicalDate, clinicalDay, clinicalInstant, clinicalMonth } from './clinical-date.ts';
import { setHospitalZone } from './hospital-zone.ts';

describe('clinical dates', () => {
  test('are dd-MMM-yyyy, and shown in part where they are known in part', () => {
    expect(clinicalDate('1984-03-21')).toBe('21-Mar-1984');
    expect(clinicalDate('1984-03')).toBe('Mar-1984');
    expect(clinicalDate('1984')).toBe('1984');
    expect(clinicalMonth('2026-11-22T08:00:00Z')).toBe('Nov-2026');
    expect(clinicalMonth('2026')).toBe('2026');
  });

  test('show an instant as the day and the time that it is in the hospital', () => {
    setHospitalZone('Asia/Kolkata');
    expect(clinicalInstant('2026-11-22T20:35:00Z')).toBe('23-Nov-2026 02:05');
    expect(clinicalDay('2026-11-22T20:35:00Z')).toBe('Mon 23-Nov-2026');
    setHospitalZone('America/New_York');
    expect(clinicalInstant('2026-03-08T06:59:00Z')).toBe('08-Mar-2026 01:59');
    expect(clinicalInstant('2026-03-08T07:00:00Z')).toBe('08-Mar-2026 03:00');
    expect(clinicalDay('2026-11-22')).toBe('Sun 22-Nov-2026');
    expect(clinicalInstant('2026-11-22')).toBe('22-Nov-2026');
  });
});

describe('age', () => {
  const on = new Date(2026, 10, 22);
  const age = (born: string) => {
    const known = ageAt(born, on);
    return known === null ? null : ageText(known);
  };

  test.each([
    ['2026-11-22', '0d'],
    ['2026-10-26', '27d'],
    ['2026-10-25', '4w'],
    ['2025-11-23', '52w'],
    ['2025-11-22', '12m'],
    ['2024-11-23', '23m'],
    ['2024-11-22', '2y'],
    ['2014-08-30', '12y 2m'],
    ['2008-11-23', '17y 11m'],
    ['2008-11-22', '18y'],
    ['1968-03-04', '58y'],
    ['1968-03', '~58y'],
    ['1968', '~58y'],
  ])('of somebody born %s is %s', (born, expected) => expect(age(born)).toBe(expected));

  test('is not told for a birth date that is to come or cannot be read', () => {
    expect(age('2026-11-23')).toBeNull();
    expect(age('yesterday')).toBeNull();
  });
});
