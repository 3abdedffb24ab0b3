import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure, VitalMethods, VitalValues } from '../../contract/vitals.ts';
import { consciousnessLevels, measures } from '../../contract/vitals.ts';
import { checkStructure } from '../structure/check.ts';
import { ageAt } from './age.ts';
import { questionsOf, refusalsOf } from './check.ts';
import { vitalFlag } from './flag.ts';
import { possible, probable } from './limits.ts';
import { measureCodes } from './measures.ts';
import { readNews2, toNews2Observation } from './news2-observation.ts';
import { news2 } from './news2.ts';
import { toObservations } from './observations.ts';
import { readVital } from './read.ts';
import { fromKept, toKept } from './units.ts';

interface Ucum {
  convertUnitTo(from: string, value: number, to: string): { toVal: number };
  validateUnitString(unit: string): { status: string };
}
// It has no types of its own.
const { UcumLhcUtils } = createRequire(import.meta.url)('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Ucum } };
const ucum = UcumLhcUtils.getInstance();
const round = {
  patient_id: '018f428e-34f6-4707-8009-5ad742f901e7', measured_at: '2026-05-01T10:00:00.000Z', entered_at: '2026-05-01T10:05:00.000Z', performer: { display: 'N. Nurse' },
};
const ids = () => { let at = 0; return () => `o${(at += 1)}`; };
const within = (measure: Measure, whole = true) => {
  const [low, high] = possible[measure];
  return whole ? fc.integer({ min: Math.ceil(low), max: Math.floor(high) }) : fc.integer({ min: Math.ceil(low * 10), max: Math.floor(high * 10) }).map((tenths) => tenths / 10);
};

/** A round that is not refused. */
const rounds: fc.Arbitrary<VitalValues> = fc.record({
  respiratory_rate: within('respiratory_rate'), oxygen_saturation: within('oxygen_saturation'), breathing: fc.constantFrom('air', 'oxygen'),
  systolic: fc.integer({ min: 100, max: 250 }), diastolic: fc.integer({ min: 20, max: 99 }), heart_rate: within('heart_rate'),
  consciousness: fc.constantFrom(...consciousnessLevels), temperature: within('temperature', false), pain: within('pain'),
  glucose: within('glucose', false), weight: within('weight', false), height: within('height', false), head_circumference: within('head_circumference', false),
}, { requiredKeys: [] }).map(({ breathing, ...values }) => ({ ...values, ...(values.oxygen_saturation !== undefined && breathing ? { breathing } : {}) }) as VitalValues)
  .filter((values) => refusalsOf(values).length === 0);

describe('units', () => {
  test('each is what UCUM says that it is', () => {
    for (const [measure, unit] of [['temperature', '[degF]'], ['weight', '[lb_av]'], ['weight', 'g'], ['height', '[in_i]']] as const) {
      fc.assert(fc.property(fc.integer({ min: 10, max: 2000 }), (value) => {
        const { toVal } = ucum.convertUnitTo(unit, value, measureCodes[measure].ucum);
        expect(toKept(measure, value, unit)).toBeCloseTo(toVal, measureCodes[measure].decimals - 0.4);
      }), { numRuns: 60 });
    }
    for (const measure of measures) expect(ucum.validateUnitString(measureCodes[measure].ucum)).toMatchObject({ status: 'valid' });
  });

  test('what is read back in the unit of the bedside is what was typed', () => {
    fc.assert(fc.property(fc.integer({ min: 900, max: 1100 }), (tenths) => {
      expect(fromKept('temperature', toKept('temperature', tenths / 10, '[degF]')!, '[degF]')).toBeCloseTo(tenths / 10, 0);
    }));
    expect(toKept('temperature', 98.6, '[degF]')).toBe(37);
    expect(toKept('weight', 154, '[lb_av]')).toBe(69.853);
    expect(toKept('glucose', 99, 'mg/dL')).toBe(5.5);
    expect(toKept('weight', 3250, 'g')).toBe(3.25);
  });

  test('a value in its own unit is not touched, and one in an unknown unit is not guessed', () => {
    expect(toKept('weight', 3.2456789, 'kg')).toBe(3.2456789);
    expect(toKept('weight', 10, '[stone_av]')).toBeUndefined();
  });
});

describe('limits', () => {
  test('what is improbable lies within what is possible, at every age', () => {
    for (const measure of measures) {
      for (const days of [0, 1, 27, 28, 90, 91, 200, 364, 366, 800, 1500, 3000, 5000, 6000, 20_000]) {
        const range = probable(measure, { days, years_at_least: Math.floor(days / 366), exact: true });
        if (range === undefined) continue;
        expect([measure, days, range[0] >= possible[measure][0], range[1] <= possible[measure][1], range[0] < range[1]]).toEqual([measure, days, true, true, true]);
      }
    }
  });

  test('impossible values are refused by their field, possible ones are not', () => {
    fc.assert(fc.property(fc.constantFrom(...measures.filter((measure) => measure !== 'body_mass_index')), fc.double({ min: -900, max: 900, noNaN: true }), (measure, value) => {
      const [low, high] = possible[measure];
      const fields = refusalsOf({ [measure]: value }).filter(({ code }) => code === 'vitals.impossible').map(({ field }) => field);
      expect(fields.includes(measure as never)).toBe(value < low || value > high);
    }));
  });

  test('pairs that cannot be are refused', () => {
    expect(refusalsOf({ systolic: 80, diastolic: 80 })).toMatchObject([{ field: 'diastolic' }]);
    expect(refusalsOf({ diastolic: 80 })).toMatchObject([{ field: 'systolic', code: 'vitals.incomplete' }]);
    expect(refusalsOf({ oxygen_saturation: 95, breathing: 'air', oxygen_flow: 2 })).toMatchObject([{ field: 'breathing' }]);
    expect(refusalsOf({ breathing: 'oxygen' })).toMatchObject([{ field: 'oxygen_saturation' }]);
    expect(refusalsOf({ systolic: 60 })).toEqual([]);
  });

  test('a heart rate of 150 is asked about in no newborn, and a weight of 12 kg in a grown-up is', () => {
    const age = (years: number) => ({ days: years * 365.25, years_at_least: years, exact: true });
    expect(questionsOf({ heart_rate: 150, weight: 3.4 }, age(0))).toEqual([]);
    expect(questionsOf({ weight: 12 }, age(30))).toMatchObject([{ field: 'weight', code: 'vitals.improbable' }]);
    expect(questionsOf({ weight: 154 }, age(30), { weight: { value: 70, days_ago: 3 } })).toMatchObject([{ code: 'vitals.changed' }]);
    expect(questionsOf({ weight: 154 }, age(30), { weight: { value: 70, days_ago: 800 } })).toEqual([]);
    expect(questionsOf({ height: 99 }, age(3), { height: { value: 104, days_ago: 30 } })).toMatchObject([{ field: 'height', code: 'vitals.changed' }]);
  });
});

describe('observations', () => {
  test('of any round are FHIR, and say what was measured', () => {
    fc.assert(fc.property(rounds, (values) => {
      const made = toObservations(values, { position: 'sitting', cuff: 'left_arm', temperature_site: 'ear', height_position: 'lying' }, round, ids());
      expect(made.flatMap((resource) => checkStructure(resource))).toEqual([]);
      const read: Record<string, unknown> = {};
      for (const resource of made) {
        const { numbers, breathing, consciousness } = readVital(resource);
        for (const { measure, value } of numbers) read[measure] = value;
        if (breathing !== undefined) read['breathing'] = breathing;
        if (consciousness !== undefined) read['consciousness'] = consciousness;
      }
      delete read['body_mass_index'];
      // Air is oxygen at 21 %.
      if (values.breathing === 'air') delete read['oxygen_concentration'];
      expect(read).toEqual({ ...values });
    }), { numRuns: 300 });
  });

  test('weight and height give a body mass index that names them', () => {
    const made = toObservations({ weight: 70, height: 175 }, {}, round, ids());
    expect(made.at(-1)).toMatchObject({ valueQuantity: { value: 22.9, code: 'kg/m2' }, derivedFrom: [{ reference: 'Observation/o1' }, { reference: 'Observation/o2' }] });
    expect(toObservations({ weight: 70 }, {}, round, ids())).toHaveLength(1);
  });

  test.each([
    ['a temperature in Fahrenheit', { code: { coding: [{ system: 'http://loinc.org', code: '8310-5' }] }, valueQuantity: { value: 98.6, code: '[degF]' } }, [{ measure: 'temperature', value: 37 }]],
    ['an oral temperature of another sender', { code: { coding: [{ system: 'http://loinc.org', code: '8331-1' }] }, valueQuantity: { value: 37.2, unit: '°C' } }, [{ measure: 'temperature', value: 37.2 }]],
    ['a value below what could be measured', { code: { coding: [{ system: 'http://loinc.org', code: '14743-9' }] }, valueQuantity: { value: 1.1, comparator: '<', code: 'mmol/L' } }, []],
    ['a weight in a unit that nobody knows', { code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, valueQuantity: { value: 11, unit: 'stone' } }, []],
    ['a weight without a unit', { code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] }, valueQuantity: { value: 70 } }, []],
    ['nothing of the form', { code: 5, component: 'x' }, []],
  ])('%s', (_what, resource, expected) => expect(readVital(resource).numbers).toEqual(expected));

  test('without what was breathed nobody knows what was breathed', () => {
    const saturation = { code: { coding: [{ system: 'http://loinc.org', code: '2708-6' }] }, valueQuantity: { value: 95, code: '%' } };
    expect(readVital(saturation).breathing).toBeUndefined();
  });

  test('a score is FHIR, and reads back as it was reckoned', () => {
    const result = news2(
      { respiratory_rate: 22, oxygen_saturation: 95, breathing: 'oxygen', systolic: 100, heart_rate: 112, consciousness: 'confusion', temperature: 38.4 },
      { age: ageAt('1950', new Date(round.measured_at)), pregnant: false, pregnancy_hidden: false, scale: 2 });
    if ('scored' in result) throw new Error(result.reason);
    const resource = toNews2Observation(result, round, 'n1', ['a', 'b']);
    expect(checkStructure(resource)).toEqual([]);
    expect(readNews2(resource)).toEqual({ score: result.score, band: 'high', scale: 2, parts: Object.entries(result.parts).map(([part, points]) => ({ part, points })) });
  });
});

test('flags: by NEWS2 from 16 years on, by well children before, none where nobody knows', () => {
  const years = (number: number) => ({ days: number * 365.25, years_at_least: number, exact: true });
  expect([vitalFlag('heart_rate', 135, years(40), 1), vitalFlag('heart_rate', 95, years(40), 1), vitalFlag('heart_rate', 70, years(40), 1)]).toEqual(['HH', 'H', null]);
  expect([vitalFlag('systolic', 85, years(40), 1), vitalFlag('temperature', 35.6, years(40), 1), vitalFlag('oxygen_saturation', 90, years(40), 2)]).toEqual(['LL', 'L', null]);
  expect([vitalFlag('heart_rate', 135, years(1), 1), vitalFlag('respiratory_rate', 70, years(1), 1), vitalFlag('systolic', 85, years(1), 1)]).toEqual([null, 'H', null]);
  expect(vitalFlag('heart_rate', 190, undefined, 1)).toBeNull();
});

test('methods are optional each', () => {
  const methods: VitalMethods = { temperature_site: 'rectum' };
  expect(toObservations({ temperature: 38 }, methods, round, ids())[0]).toMatchObject({ bodySite: { text: 'Rectum' } });
});
