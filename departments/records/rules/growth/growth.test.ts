import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparedAge } from './corrected-age.ts';
import { lmsAt, percentileOf, valueAt, zScore } from './lms.ts';
import { parseLms } from './parse-lms.ts';

// Values of our own, of no real standard.
const lms = fc.record({ l: fc.double({ min: -2, max: 2, noNaN: true }), m: fc.double({ min: 2, max: 120, noNaN: true }), s: fc.double({ min: 0.03, max: 0.15, noNaN: true }) });

describe('z-scores', () => {
  test('a value and its z-score lead to each other', () => {
    fc.assert(fc.property(lms, fc.double({ min: -2.99, max: 2.99, noNaN: true }), (row, z) => {
      for (const restricted of [true, false]) expect(zScore(valueAt(row, z), row, restricted)).toBeCloseTo(z, 6);
    }));
  });

  test('the median is 0, and more is always more, also across the third standard deviation', () => {
    fc.assert(fc.property(lms, fc.double({ min: 0.5, max: 1.6, noNaN: true }), fc.double({ min: 1.001, max: 1.2, noNaN: true }), (row, part, more) => {
      expect(zScore(row.m, row, true)).toBeCloseTo(0, 9);
      expect(zScore(row.m * part * more, row, true)).toBeGreaterThan(zScore(row.m * part, row, true));
    }));
  });

  test('beyond three, weight counts on by the distance from two to three', () => {
    const row = { l: -0.5, m: 10, s: 0.1 };
    const [second, third] = [valueAt(row, 2), valueAt(row, 3)];
    expect(zScore(third + (third - second), row, true)).toBeCloseTo(4, 9);
    const [low2, low3] = [valueAt(row, -2), valueAt(row, -3)];
    expect(zScore(low3 - (low2 - low3) / 2, row, true)).toBeCloseTo(-3.5, 9);
    expect(zScore(third + (third - second), row, false)).not.toBeCloseTo(4, 2);
  });

  test('with a power of 0 it is the logarithm', () => {
    expect(zScore(10 * Math.exp(0.1), { l: 0, m: 10, s: 0.1 }, true)).toBeCloseTo(1, 9);
    expect(zScore(11, { l: 1e-7, m: 10, s: 0.1 }, true)).toBeCloseTo(zScore(11, { l: 0, m: 10, s: 0.1 }, true), 5);
  });
});

test.each([[0, 50], [1, 84.134_474_606_85], [-1.880_793_608, 3], [1.036_433_389, 85], [2.326_347_874, 99], [3, 99.865_010_196_8], [-3.5, 0.023_262_907_9], [4.5, 99.999_660_232_7]])(
  'a z-score of %f is percentile %f', (z, percentile) => expect(percentileOf(z)).toBeCloseTo(percentile, 6));

test('between two rows the standard is read along a line, and outside it there is none', () => {
  const rows = [{ at: 60, l: 1, m: 100, s: 0.04 }, { at: 61, l: 0.8, m: 101, s: 0.05 }];
  expect(lmsAt(rows, 60)).toMatchObject({ m: 100 });
  expect(lmsAt(rows, 60.5)).toEqual({ l: 0.9, m: 100.5, s: 0.045 });
  expect([lmsAt(rows, 59.9), lmsAt(rows, 61.1), lmsAt([], 1)]).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['at term', 200, 280, 200, false], ['nearly at term', 200, 259, 200, false], ['at 30 weeks', 200, 210, 130, true], ['at 30 weeks, before the expected day', 20, 210, -50, true],
  ['at 30 weeks, two years old', 730, 210, 730, false], ['nobody knows when', 200, null, 200, false], ['at 3 weeks, which cannot be', 200, 21, 200, false],
])('born %s', (_when, age, gestation, days, corrected) => expect(comparedAge(age, gestation)).toEqual({ days, corrected }));

describe('a table of WHO', () => {
  test.each([
    ['wfa_girls_0-to-5-years_zscores.txt', 'Day\tL\tM\tS\tSD3neg\n0\t0.5\t3.1\t0.14\t2\n1\t0.5\t3.2\t0.14\t2\n', { indicator: 'weight_for_age', sex: 'female', axis: 'day', at: 1, m: 3.2 }],
    ['lhfa_boys_p_exp.csv', '\uFEFF"Month","L","M","S"\r\n61,1,109,0.04\r\n', { indicator: 'length_for_age', sex: 'male', axis: 'month', at: 61 }],
    ['weianthro.txt', 'sex age l m s\n1 0 0.35 3.3 0.14\n2 0 0.38 3.2 0.14\n', { indicator: 'weight_for_age', sex: 'female', axis: 'day', at: 0 }],
    ['bfawho2007.txt', 'sex\tage\tl\tm\ts\n2\t61\t-0.8\t15.2\t0.09', { indicator: 'body_mass_index_for_age', axis: 'month', at: 61 }],
    ['wfl_girls.txt', 'Length\tL\tM\tS\n45.5\t-0.38\t2.5\t0.09', { indicator: 'weight_for_length', axis: 'cm', at: 45.5 }],
    ['hcfa-female.csv', 'Day;L;M;S\n0;1;33.9;0.035', { indicator: 'head_circumference_for_age', sex: 'female' }],
  ])('%s is read', (file, content, last) => {
    const read = parseLms(file, content);
    expect('rows' in read && read.rows.at(-1)).toMatchObject(last);
  });

  test.each([
    ['letters.txt', 'Day L M S\n0 1 1 1', 1], ['wfa_girls.txt', 'a b c\n', 1], ['wfa.txt', 'Day L M S\n0 1 3 0.1', 1], ['wfa_girls.txt', 'Day L M S\n0 1 3 0.1\n1 x 3 0.1', 3],
    ['wfa_girls.txt', 'Day L M S\n0 1 0 0.1', 2], ['weianthro.txt', 'sex age l m s\n3 0 1 3 0.1', 2], ['wfa_girls.txt', 'Day L M S\n', 1],
  ])('%s with %j is refused at its line', (file, content, line) => {
    const read = parseLms(file, content);
    expect('fault' in read && read.fault.line).toBe(line);
  });
});
