import { expect, test } from 'vitest';
import { noDosage } from '../../contract/dosage.ts';
import { endOfSupply } from './supply.ts';

const now = new Date('2026-03-01T12:00:00Z');
const tablet = (value: number) => ({ value, unit: '{tablet}' as const });
const thrice = { times: 3, period: 1, unit: 'd' as const };

test.each([
  ['its course', { dosage: { ...noDosage, duration: { value: 7, unit: 'd' as const } } }, 7],
  ['each refill of it', { dosage: { ...noDosage, duration: { value: 2, unit: 'wk' as const } }, refills: 2 }, 42],
  ['its quantity', { dosage: { ...noDosage, dose: tablet(2), frequency: thrice }, quantity: tablet(60) }, 10],
  ['its quantity, every eight hours', { dosage: { ...noDosage, dose: tablet(1), frequency: { times: 1, period: 8, unit: 'h' as const } }, quantity: tablet(30) }, 10],
  ['its validity, taken as needed', { dosage: { ...noDosage, dose: tablet(1), frequency: thrice, as_needed: true }, quantity: tablet(30) }, 90],
  ['its validity, counted in other units', { dosage: { ...noDosage, dose: { value: 500, unit: 'mg' as const }, frequency: thrice }, quantity: tablet(30) }, 90],
  ['its validity, nothing said', { dosage: noDosage }, 90],
  ['a year, however long it is', { dosage: { ...noDosage, duration: { value: 3, unit: 'mo' as const } }, refills: 12 }, 365],
])('a prescription ends with %s', (_what, said, expected) => {
  const end = endOfSupply({ quantity: null, refills: 0, ...said }, now);
  expect((end.getTime() - now.getTime()) / 86_400_000).toBe(expected);
});
