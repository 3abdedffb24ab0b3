import { describe, expect, it } from 'vitest';
import { askFrom, compareIdentities, type Identity } from './duplicates.ts';

const amina: Identity = {
  names: [{ family: 'Okafor', given: ['Amina', 'Chidinma'], text: null }],
  birth_date: '1968-03-12',
  birth_date_estimated: false,
  sex: 'female',
  phones: ['+447700900123'],
  emails: [],
  addresses: [{ lines: ['12 Alder Street'], city: 'Wardleigh', postal_code: 'ZZ1 2AB' }],
  secrets: [],
  numbers: [],
  mother_id: null,
  multiple_birth_order: null,
};
const bare: Partial<Identity> = { phones: [], addresses: [] };
const named = (family: string | null, ...given: string[]) => ({ names: [{ family, given, text: null }] });
const score = (other: Partial<Identity>, one: Partial<Identity> = {}) => compareIdentities({ ...amina, ...one }, { ...amina, ...other }).score;

describe('is asked about', () => {
  it.each<[string, Partial<Identity>]>([
    ['the same person', {}],
    ['name and birth date alone', bare],
    ['exchanged names', { ...bare, ...named('Amina', 'Okafor') }],
    ['a misspelt family name', { ...bare, ...named('Okafro', 'Amina') }],
    ['a family name by ear', { ...bare, ...named('Ukafur', 'Amina') }],
    ['day and month exchanged', { ...bare, birth_date: '1968-12-03' }],
    ['one digit of the birth date wrong', { ...bare, birth_date: '1968-03-17' }],
    ['a new family name, at the same telephone', { ...named('Eze', 'Amina'), addresses: [] }],
    ['no birth date, but the same telephone', { birth_date: null, addresses: [] }],
    ['the year of birth only', { ...bare, birth_date: '1968' }],
    ['the same national number, whatever the name', { secrets: [{ kind: 'national_id', index: 'f00d' }], ...named('Smith', 'Ann') }],
  ])('%s', (_what, other) => {
    const one = other.secrets === undefined ? {} : { secrets: other.secrets };
    expect(score(other, one)).toBeGreaterThanOrEqual(askFrom);
  });
});

describe('is not asked about', () => {
  it.each<[string, Partial<Identity>]>([
    ['a namesake born in another year', { ...bare, birth_date: '1975-08-30' }],
    ['a namesake without any other fact', { ...bare, birth_date: null }],
    ['somebody else born that day', { ...bare, ...named('Kowalski', 'Zofia') }],
    ['a twin at the same address and telephone', named('Okafor', 'Ngozi')],
    ['a daughter of the same name', { birth_date: '1994-05-02' }],
    ['a husband at the same address', { ...named('Okafor', 'Obinna'), sex: 'male', birth_date: '1965-01-20' }],
  ])('%s', (_what, other) => {
    expect(score(other)).toBeLessThan(askFrom);
  });

  it('twins of the same mother whom nobody has named yet', () => {
    const baby = { ...named('Okafor', 'Baby'), birth_date: '2026-11-20', mother_id: 'mother' };
    expect(score({ ...baby, multiple_birth_order: 2 }, { ...baby, multiple_birth_order: 1 })).toBeLessThan(askFrom);
    expect(score(baby, baby)).toBeGreaterThanOrEqual(askFrom);
  });
});

it('gives 100 to the same national number and to nothing else', () => {
  const secrets = [{ kind: 'national_id', index: 'f00d' }];
  expect(score({})).toBe(99);
  expect(score({ secrets }, { secrets })).toBe(100);
  expect(score({ secrets }, { secrets: [{ kind: 'national_id', index: 'beef' }] })).toBeLessThan(100);
});

it('says why, the weightiest first, with points for and against', () => {
  const { reasons } = compareIdentities(amina, { ...amina, ...named('Amina', 'Okafor'), sex: 'male', phones: [], addresses: [] });
  expect(reasons.map(({ field, text }) => `${field}: ${text}`)).toEqual([
    'birth_date: Born on the same day',
    'name: Family and given name are exchanged',
    'sex: Another sex',
  ]);
  expect(reasons.map(({ points }) => Math.sign(points))).toEqual([1, 1, -1]);
});

it('finds a former name', () => {
  const married: Identity = { ...amina, names: [...named('Eze', 'Amina').names, ...named('Okafor', 'Amina').names] };
  expect(compareIdentities(married, { ...amina, phones: [], addresses: [] }).score).toBeGreaterThanOrEqual(askFrom);
});

it('is the same both ways round', () => {
  const other = { ...amina, ...named('Okafro', 'Amina'), birth_date: '1968-12-03', sex: 'unknown' };
  expect(compareIdentities(amina, other)).toEqual(compareIdentities(other, amina));
});
