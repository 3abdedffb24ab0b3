import { describe, expect, it } from 'vitest';
import { matchedName, matchedPhone } from './search-why.ts';

const name = (family: string | null, ...given: string[]) => ({ text: null, family, given });

describe('the name that fitted', () => {
  const names = [name('Okafor', 'Amina'), name('Eze', 'Amina'), { text: 'أمينة أوكافور', family: null, given: [] }];
  it.each([
    [['okafor'], null],
    [['amina'], null],
    [['eze'], 'Amina Eze'],
    [['amina', 'eze'], 'Amina Eze'],
    [['امينة'], 'أمينة أوكافور'],
    [['okafro'], null],
    [[], null],
  ])('%j: %s', (words, expected) => {
    expect(matchedName(names, words)).toBe(expected);
  });

  it('is not told of somebody who has one name', () => {
    expect(matchedName([name('Okafor', 'Amina')], ['okafor'])).toBeNull();
  });
});

describe('the telephone number that fitted', () => {
  const phones = ['+234 803 555 1234', '0113 496 0007'];
  it.each([
    ['5551234', '+234 803 555 1234'], ['08035551234', '+234 803 555 1234'], ['4960007', '0113 496 0007'], ['0113', '0113 496 0007'], ['999', null],
  ])('%s: %s', (code, expected) => {
    expect(matchedPhone(phones, code)).toBe(expected);
  });
});
