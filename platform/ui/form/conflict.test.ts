import { expect, test } from 'vitest';
import { withoutBlanks } from './blanks.ts';
import { describeValue, mergeConflict } from './conflict.ts';

const opened = { family: 'Okafor', phone: '1', city: 'Lagos', note: '' };

test('what somebody else changed is taken where this person did not touch it', () => {
  const { values, fields } = mergeConflict(opened, opened, { ...opened, phone: '2' });
  expect(values.phone).toBe('2');
  expect(fields).toEqual([{ field: 'phone', theirs: '2', mine: '1', both: false }]);
});

test('what this person typed stays where both changed it, and is named', () => {
  const typed = { ...opened, phone: '3', note: 'ring twice' };
  const { values, fields } = mergeConflict(opened, typed, { ...opened, phone: '2', city: 'Abuja' });
  expect(values).toEqual({ family: 'Okafor', phone: '3', city: 'Abuja', note: 'ring twice' });
  expect(fields.map(({ field, both }) => [field, both])).toEqual([['phone', true], ['city', false]]);
});

test('the same change by both is no conflict', () => {
  const same = { ...opened, phone: '2' };
  expect(mergeConflict(opened, same, same).fields).toEqual([]);
});

test('a blank is nothing, and an object that says nothing stays an object', () => {
  expect(withoutBlanks({ a: ' ', b: null, c: [{ d: '' }, { d: 'x' }], e: 0, f: false })).toEqual({ c: [{}, { d: 'x' }], e: 0, f: false });
});

test('a value is described without its keys', () => {
  expect(describeValue([{ id: '1', family: 'Okafor', given: ['Amina', 'Joy'] }])).toBe('Okafor Amina; Joy');
  expect(describeValue(null)).toBe('');
});
