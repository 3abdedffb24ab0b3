import { expect, test } from 'vitest';
import { readResult } from './result.ts';

const potassium = (value: object, more: object = {}) => ({
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] }, valueQuantity: { unit: 'mmol/L', ...value }, referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }], ...more,
});

test.each([
  ['below the range', { value: 3.4 }, null, 'L'], ['at its edge', { value: 5.1 }, null, null], ['above it', { value: 5.2 }, null, 'H'],
  ['what the sender said goes first', { value: 6.2 }, 'HH', 'HH'], ['normal to the sender', { value: 6.2 }, 'N', 'N'], ['a bound, not a number', { value: 6, comparator: '>' }, null, null],
])('a result is flagged: %s', (_what, value, said, flag) => expect(readResult(potassium(value), said).flag).toBe(flag));

test('the range is the normal one, in the unit of the result, or none', () => {
  expect(readResult(potassium({ value: 4 }), null)).toMatchObject({ key: 'http://loinc.org|2823-3', low: 3.5, high: 5.1, range: '3.5–5.1', value: 4 });
  expect(readResult(potassium({ value: 4, unit: 'mg/dL' }), null)).toMatchObject({ low: null, high: null, flag: null });
  const two = { referenceRange: [{ high: { value: 9 } }, { type: { coding: [{ code: 'normal' }] }, high: { value: 5 }, text: 'up to 5' }] };
  expect(readResult(potassium({ value: 4 }, two), null)).toMatchObject({ high: 5, range: 'up to 5' });
  expect(readResult(potassium({ value: 4 }, { referenceRange: [{ high: { value: 9 } }, { high: { value: 5 } }] }), null)).toMatchObject({ range: null });
});
