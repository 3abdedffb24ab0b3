import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consciousnessLevels, news2Parts } from '../../contract/vitals.ts';
import { ageAt } from './age.ts';
import { bandOf, news2 } from './news2.ts';
import type { News2Inputs, News2Patient, News2Result } from './news2.ts';

const grown: News2Patient = { age: { years_at_least: 40, days: 14_610, exact: true }, pregnant: false, pregnancy_hidden: false, scale: 1 };
const well: News2Inputs = {
  respiratory_rate: 16, oxygen_saturation: 97, breathing: 'air', systolic: 120, heart_rate: 70, consciousness: 'alert', temperature: 37,
};

/** The chart of RCP as a nurse reads it, column by column, written down a second time and in another form. */
function byChart(row: string, value: number): number {
  const chart: Record<string, string> = {
    respiratory_rate: '3: -8 | 1: 9-11 | 0: 12-20 | 2: 21-24 | 3: 25-',
    scale1: '3: -91 | 2: 92-93 | 1: 94-95 | 0: 96-',
    scale2air: '3: -83 | 2: 84-85 | 1: 86-87 | 0: 88-',
    scale2oxygen: '3: -83 | 2: 84-85 | 1: 86-87 | 0: 88-92 | 1: 93-94 | 2: 95-96 | 3: 97-',
    systolic: '3: -90 | 2: 91-100 | 1: 101-110 | 0: 111-219 | 3: 220-',
    heart_rate: '3: -40 | 1: 41-50 | 0: 51-90 | 1: 91-110 | 2: 111-130 | 3: 131-',
    temperature: '3: -350 | 1: 351-360 | 0: 361-380 | 1: 381-390 | 2: 391-',
  };
  for (const column of chart[row]!.split(' | ')) {
    const [points, range] = column.split(': ') as [string, string];
    const [low, high] = range.split('-') as [string, string];
    if (value >= (low === '' ? -Infinity : Number(low)) && value <= (high === '' ? Infinity : Number(high))) return Number(points);
  }
  throw new Error(`The chart has no column for ${row} ${value}`);
}

const scored = (inputs: News2Inputs, patient = grown): News2Result => {
  const result = news2(inputs, patient);
  if ('scored' in result) throw new Error(result.reason);
  return result;
};

describe('each part by itself agrees with the chart, value by value', () => {
  test.each([
    ['respiratory_rate', 0, 80], ['systolic', 20, 300], ['heart_rate', 0, 250],
  ] as const)('%s', (part, from, to) => {
    for (let value = from; value <= to; value += 1) expect([value, scored({ ...well, [part]: value }).parts[part]]).toEqual([value, byChart(part, value)]);
  });

  test('temperature, by tenths', () => {
    for (let tenths = 300; tenths <= 430; tenths += 1) {
      expect([tenths, scored({ ...well, temperature: tenths / 10 }).parts.temperature]).toEqual([tenths, byChart('temperature', tenths)]);
    }
  });

  test('saturation, on both scales, on air and on oxygen', () => {
    for (let value = 50; value <= 100; value += 1) {
      for (const breathing of ['air', 'oxygen'] as const) {
        const inputs = { ...well, oxygen_saturation: value, breathing };
        expect([value, scored(inputs).parts.oxygen_saturation]).toEqual([value, byChart('scale1', value)]);
        const second = scored(inputs, { ...grown, scale: 2 });
        expect([value, breathing, second.parts.oxygen_saturation]).toEqual([value, breathing, byChart(`scale2${breathing}`, value)]);
        expect(second.parts.breathing).toBe(breathing === 'oxygen' ? 2 : 0);
      }
    }
  });

  test('consciousness: whoever is not alert has three', () => {
    for (const consciousness of consciousnessLevels) expect(scored({ ...well, consciousness }).parts.consciousness).toBe(consciousness === 'alert' ? 0 : 3);
  });
});

test('any complete set: the sum of its parts, and the band of RCP', () => {
  fc.assert(fc.property(
    fc.record({
      respiratory_rate: fc.integer({ min: 0, max: 60 }), oxygen_saturation: fc.integer({ min: 60, max: 100 }), breathing: fc.constantFrom('air', 'oxygen'),
      systolic: fc.integer({ min: 40, max: 260 }), heart_rate: fc.integer({ min: 20, max: 220 }), consciousness: fc.constantFrom(...consciousnessLevels),
      tenths: fc.integer({ min: 320, max: 420 }),
    }), fc.constantFrom(1 as const, 2 as const),
    ({ tenths, ...rest }, scale) => {
      const saturation = scale === 1 ? 'scale1' : `scale2${rest.breathing}`;
      const parts = [
        byChart('respiratory_rate', rest.respiratory_rate), byChart(saturation, rest.oxygen_saturation), rest.breathing === 'oxygen' ? 2 : 0,
        byChart('systolic', rest.systolic), byChart('heart_rate', rest.heart_rate), rest.consciousness === 'alert' ? 0 : 3, byChart('temperature', tenths),
      ];
      const total = parts.reduce((sum, each) => sum + each, 0);
      const band = total >= 7 ? 'high' : total >= 5 ? 'medium' : parts.includes(3) ? 'low_medium' : total > 0 ? 'low' : 'zero';
      expect(scored({ ...rest, temperature: tenths / 10 } as News2Inputs, { ...grown, scale })).toMatchObject({ score: total, band, scale });
    },
  ), { numRuns: 3000 });
});

test('values between the columns are read as the chart has them', () => {
  expect(scored({ ...well, temperature: 38.04 }).parts.temperature).toBe(0);
  expect(scored({ ...well, temperature: 38.05 }).parts.temperature).toBe(1);
  expect(scored({ ...well, respiratory_rate: 20.4 }).parts.respiratory_rate).toBe(0);
  expect(scored({ ...well, systolic: 110.5 }).parts.systolic).toBe(0);
});

describe('there is no score', () => {
  test.each(news2Parts)('without %s: nothing is taken for normal', (part) => {
    expect(news2({ ...well, [part]: undefined }, grown)).toEqual({ scored: false, reason: 'incomplete', missing: [part] });
  });

  test.each([
    ['the day before the sixteenth birthday', '2010-05-02', 'too_young'],
    ['a year of birth alone that may be too young', '2010', 'too_young'],
    ['no birth date', null, 'age_unknown'],
    ['a birth that has not come', '2030-01-01', 'age_unknown'],
  ])('with %s', (_what, birth_date, reason) => {
    expect(news2(well, { ...grown, age: ageAt(birth_date, new Date('2026-05-01T12:00:00Z')) })).toMatchObject({ scored: false, reason });
  });

  test('in pregnancy; and where a hidden entry tells of one, it is not told', () => {
    expect(news2(well, { ...grown, pregnant: true })).toMatchObject({ reason: 'pregnant' });
    expect(news2(well, { ...grown, pregnancy_hidden: true })).toMatchObject({ reason: 'restricted_item' });
  });
});

test('from the sixteenth birthday there is one', () => {
  for (const birth_date of ['2010-05-01', '2010-04', '2009', '1901']) {
    expect(scored(well, { ...grown, age: ageAt(birth_date, new Date('2026-05-01T12:00:00Z')) }).score).toBe(0);
  }
});

test.each([[0, 0, 'zero'], [1, 1, 'low'], [4, 2, 'low'], [3, 3, 'low_medium'], [4, 3, 'low_medium'], [5, 2, 'medium'], [6, 3, 'medium'], [7, 2, 'high'], [20, 3, 'high']] as const)(
  'a total of %i with %i in one part is %s', (score, most, band) => expect(bandOf(score, most)).toBe(band));
