import { expect, test } from 'vitest';
import { changeText } from './change-text.ts';

const t = (text: string) => text;

test('a value is one line, without ids and codes', () => {
  expect(changeText([{ id: 'x', use: 'official', family: 'Okafor', given: ['Amina', 'Joy'], prefix: ['Mrs'] }], t)).toBe('Okafor Amina; Joy Mrs');
  expect(changeText({ id: 'x', roles: ['next_of_kin', 'guarantor'], name: 'Chidi', phone: null }, t)).toBe('Next of kin; Guarantor (pays) Chidi');
});

test('dates are clinical dates, in part where they are known in part', () => {
  expect(changeText('1968-03-04', t)).toBe('04-Mar-1968');
  expect(changeText('1968-03', t)).toBe('Mar-1968');
  expect(changeText('1968', t)).toBe('1968');
});

test('codes are words, and what looks like none is left as it is', () => {
  expect(changeText('given', t)).toBe('May be contacted');
  expect(changeText('M', t)).toBe('Married');
  expect(changeText('Baker', t)).toBe('Baker');
  expect(changeText(true, t)).toBe('yes');
  expect(changeText(null, t)).toBe('');
});
