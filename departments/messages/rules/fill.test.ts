import { describe, expect, it } from 'vitest';
import { fill, smsParts, type Filling } from './fill.ts';
import { languages, shippedText } from './texts.ts';

const filling: Filling = {
  hospital: 'Wardleigh', date: 'Monday', time: '08:30', number: '1', link: 'https://h/l/a', check_in: '', name: 'Ada', what: 'Oncology visit', with: 'Dr Cancer', place: 'Chemotherapy ward', reason: 'Lymphoma',
};
const neutral = { what: 'appointment', hospital: 'Wardleigh' };

describe('a text', () => {
  it('names what somebody comes for to those who agreed only', () => {
    const text = '{what} with {with}, {place}: {reason}';
    expect(fill(text, filling, false, neutral)).toBe('appointment with Wardleigh, Wardleigh:');
    expect(fill(text, filling, true, neutral)).toBe('Oncology visit with Dr Cancer, Chemotherapy ward: Lymphoma');
  });

  it.each(languages)('of a reminder asks to check in where there is a link for it, in %s', (language) => {
    for (const channel of ['email', 'sms', 'letter'] as const) {
      const { body } = shippedText('reminder', channel, language);
      const without = fill(body, filling, false, neutral);
      expect(without).not.toMatch(/\{|\n{3}/);
      expect(without.split('\n').length).toBeLessThan(body.split('\n').length);
      expect(fill(body, { ...filling, check_in: 'https://h/l/c' }, false, neutral)).toContain('https://h/l/c');
    }
  });

  it('leaves what it does not know as it is, and fills in nothing that a filling asks for', () => {
    expect(fill('{nobody} {name}', { ...filling, name: '{reason}' }, false, neutral)).toBe('{nobody} {reason}');
  });
});

it('counts the messages that an SMS takes', () => {
  expect([160, 161, 306, 307].map((length) => smsParts('x'.repeat(length)))).toEqual([1, 2, 2, 3]);
  expect([70, 71, 134, 135].map((length) => smsParts('م'.repeat(length)))).toEqual([1, 2, 2, 3]);
});
