import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, readSearch } from './search.ts';

const reader = { today: '2026-11-22', dayFirst: true };
const read = (typed: string) => readSearch(typed, reader);
const shown = ({ words, births, code }: Reading) =>
  [words.join('+'), births.map(({ from, before }) => `${from}..${before}`).join('|'), code ?? ''].join(' ').trim();
const day = (from: string, before: string) => ({ words: [], births: [{ from, before }], code: null });

describe('names that carry digits', () => {
  it.each([
    ['Koepp521', ['KOEPP521', 'Koepp521']],
    ['abdul218 koepp521', ['ABDUL218KOEPP521', 'abdul218+koepp521']],
    ['ludmila novak77 1968', ['ludmila 1968-01-01..1969-01-01 NOVAK77', 'ludmila+novak77 1968-01-01..1969-01-01']],
  ])('%s may be a name or a number', (typed, readings) => {
    expect(read(typed).map(shown)).toEqual(expect.arrayContaining(readings));
  });
});

describe('names', () => {
  it.each([
    ['okafor', ['okafor']],
    ['  OKAFOR,  Amina ', ['OKAFOR', 'Amina']],
    ["o'brien jean-pierre", ["o'brien", 'jean-pierre']],
    ['محمد عبد الله', ['محمد', 'عبد', 'الله']],
    ['王小明', ['王小明']],
    ['Amina C. Okafor', ['Amina', 'C', 'Okafor']],
    ['march', ['march']],
  ])('%s', (typed, words) => {
    expect(read(typed)).toEqual([{ words, births: [], code: null }]);
  });

  it('finds nothing to look for in punctuation or nothing', () => {
    for (const typed of ['', '   ', '--', '., ()', '%%_']) expect(read(typed)).toEqual([]);
  });
});

describe('birth dates', () => {
  const twelfth = day('1968-03-12', '1968-03-13');
  it.each([
    '1968-03-12', '1968/3/12', '12 March 1968', '12mar1968', 'mar 12, 1968', '12th march 1968', '12-Mar-1968', '12 marzo 1968',
    '12 März 1968', '12 марта 1968', '12 مارس 1968', '١٢ مارس ١٩٦٨',
  ])('%s is the twelfth of March 1968 and nothing else', (typed) => {
    expect(read(typed)).toEqual([twelfth]);
  });

  it('reads day before month, and the other way round second', () => {
    expect(read('12/03/1968')).toEqual([
      { ...twelfth, births: [...twelfth.births, { from: '1968-12-03', before: '1968-12-04' }] },
    ]);
    const american = readSearch('12/03/1968', { ...reader, dayFirst: false });
    expect(american[0]?.births.map(({ from }) => from)).toEqual(['1968-12-03', '1968-03-12']);
    expect(read('25/03/1968')[0]?.births).toHaveLength(1);
  });

  it('reads digits without separators as a date and as a number', () => {
    expect(read('12031968').map(shown)).toEqual(['1968-03-12..1968-03-13', '12031968']);
    expect(read('19680312').map(shown)).toEqual(['1968-03-12..1968-03-13', '19680312']);
    expect(read('12 03 1968')[1]).toEqual({ words: [], births: [], code: '12031968' });
  });

  it('reads parts of a date', () => {
    expect(read('1968')[0]).toEqual(day('1968-01-01', '1969-01-01'));
    expect(read('03/1968')).toEqual([day('1968-03-01', '1968-04-01')]);
    expect(read('1968-12')).toEqual([day('1968-12-01', '1969-01-01')]);
    expect(read('2511')[0]).toEqual(day('1968-01-01', '1969-01-01'));
  });

  it('takes two digits of a year for both centuries that can be meant', () => {
    expect(read('12/03/68')[0]?.births.map(({ from }) => from)).toEqual(['1968-03-12', '1968-12-03']);
    expect(read('25/03/12')[0]?.births.map(({ from }) => from)).toEqual(['2012-03-25', '1912-03-25']);
  });

  it('knows no birth in the future and no 30th of February', () => {
    expect(read('2027')).toEqual([{ words: [], births: [], code: '2027' }]);
    expect(read('30/02/1968')).toEqual([{ words: [], births: [], code: '30021968' }]);
    expect(read('2026-11-23')[0]?.births).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['0803 555 1234', '08035551234'],
    ['+234 (803) 555-1234', '2348035551234'],
    ['1000-0017', '10000017'],
    ['a1234567x', 'A1234567X'],
    ['AB 12 34 56 C', 'AB123456C'],
  ])('%s', (typed, code) => {
    expect(read(typed).map((one) => one.code)).toContain(code);
  });
});

describe('several at once', () => {
  it('reads a name with a year, which may be part of a number', () => {
    expect(read('okafor 1968').map(shown)).toEqual(['okafor 1968-01-01..1969-01-01', 'okafor  1968']);
    expect(read('li 1968').at(-1)).toEqual({ words: [], births: [], code: 'LI1968' });
  });
  it('reads a month that may be a name', () => {
    expect(read('may 1968').map(shown)).toEqual(['1968-05-01..1968-06-01', 'may 1968-01-01..1969-01-01', 'MAY1968']);
  });
  it('reads a whole date amid a name', () => {
    expect(read('amina 12.03.1968 okafor').map(shown)).toEqual(['amina+okafor 1968-03-12..1968-03-13|1968-12-03..1968-12-04']);
  });
});

describe('anything at all', () => {
  it('is read without an error, within bounds, and every date lies in the past', () => {
    const pieces = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('12', '/', 'mar', '1968', ' ', '2511', 'okafor', '-', 'jun ', 'may '));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
        const readings = read(typed.join(''));
        expect(readings.length).toBeLessThanOrEqual(4);
        for (const { words, births, code } of readings) {
          expect(words.length).toBeLessThanOrEqual(6);
          expect(words.length + births.length + (code === null ? 0 : 1)).toBeGreaterThan(0);
          for (const { from, before } of births) {
            expect(from < before && from <= reader.today).toBe(true);
            expect(new Date(from).toISOString().slice(0, 10)).toBe(from);
          }
        }
      }),
    );
  });

  it('reads back every day of a life in each way of writing it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-21'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const forms = [iso, `${dayOfMonth}/${month}/${year}`, `${dayOfMonth}${month}${year}`, `${year}${month}${dayOfMonth}`];
        for (const form of forms) expect(read(form).flatMap(({ births }) => births.map(({ from }) => from))).toContain(iso);
      }),
    );
  });
});

it.each(['jun jun 1943', 'mai jun 4', 'june may 1968', 'jun 0 1943', 'jun 99 1943'])('takes names that are months too for names: %s', (text) => {
  for (const { births } of readSearch(text, { today: '2026-11-23', dayFirst: true })) {
    for (const { from, before } of births) expect(from < before).toBe(true);
  }
  expect(readSearch('jun jun 1943', { today: '2026-11-23', dayFirst: true }).some(({ words }) => words.includes('jun'))).toBe(true);
});
