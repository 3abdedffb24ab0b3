import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edits, likeness, nameWords, soundOf } from './name-likeness.ts';

describe('the words of a name', () => {
  it.each([
    ["O’Brien-Núñez", ['obrien', 'nunez']],
    ['Łukasz Straße', ['lukasz', 'strasse']],
    ['Ọláyínká Adébáyọ̀', ['olayinka', 'adebayo']],
    ['İbrahim Işık', ['ibrahim', 'isik']],
    ['Николай Достоевский', ['николаи', 'достоевскии']],
    ['مُحَمَّد', ['محمد']],
    ['प्रिया शर्मा', ['प्रिया', 'शर्मा']],
    ['김 서연', ['김', '서연']],
  ])('%s', (text, words) => {
    expect(nameWords(text)).toEqual(words);
  });
});

describe('edits', () => {
  it.each([
    ['okafor', 'okafor', 0], ['okafor', 'okafro', 1], ['okafor', 'okfor', 1], ['okafor', 'okaffor', 1], ['okafor', 'ukafur', 2], ['abc', 'xyz', 3],
  ])('%s and %s: %i', (a, b, count) => {
    expect(edits(a, b, 2)).toBe(count);
  });

  it('is none for the same word, the same both ways, and at most one for one wrong letter', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(), (a, b, place) => {
        expect(edits(a, a, 2)).toBe(0);
        expect(edits(a, b, 2)).toBe(edits(b, a, 2));
        const at = place % a.length;
        expect(edits(a, `${a.slice(0, at)}z${a.slice(at + 1)}`, 2)).toBe(1);
      }),
    );
  });
});

it.each([
  ['muhammad', 'mohamed'], ['catherine', 'kathryn'], ['schmidt', 'shmit'], ['stephen', 'steven'], ['nguyen', 'nguien'], ['petrovich', 'petrowitsch'],
])('%s sounds as %s', (a, b) => {
  expect(soundOf(a)).toBe(soundOf(b));
});

describe('likeness', () => {
  it.each([
    ['okafor', 'okafor', 'same'],
    ['abdul rahman', 'abdulrahman', 'same'],
    ['amina chidinma', 'amina', 'part'],
    ['garcia lopez', 'garcia', 'part'],
    ['garcia lopez', 'garcia marquez', 'part'],
    ['maria del carmen ruiz', 'maria del pilar ortega', 'part'],
    ['oliveira de souza', 'martins de almeida', 'different'],
    ['hassan bin ali al-farsi', 'said bin omar nasser', 'different'],
    ['okafor', 'okafro', 'similar'],
    ['featherstone', 'fetherstoen', 'similar'],
    ['william', 'bill', 'short'],
    ['aleksandr', 'aleks', 'short'],
    ['catherine', 'kathryn', 'short'],
    ['schmidt', 'shmit', 'sounds'],
    ['a', 'amina', 'initial'],
    ['okafor', 'adeyemi', 'different'],
    ['li', 'lu', 'different'],
    ['', 'okafor', 'unknown'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(likeness(nameWords(a), nameWords(b))).toBe(level);
    expect(likeness(nameWords(b), nameWords(a))).toBe(level);
  });
});
