import { describe, expect, it } from 'vitest';
import { displayName, sortName, temporaryName } from './display-name.ts';

const blank = { use: null, text: null, family: null, given: [], prefix: [], suffix: [] };

describe('the name that is shown', () => {
  it.each([
    ['SMITH, John Paul (Dr)', { family: 'Smith', given: ['John', 'Paul'], prefix: ['Dr'] }],
    ['Suharto', { given: ['Suharto'] }],
    ['MADONNA', { family: 'Madonna' }],
    ['王小明', { text: '王小明' }],
    ['ÖZDEMIR, Şule', { family: 'Özdemir', given: ['Şule'], text: 'Mrs Şule Özdemir' }],
  ])('%s', (shown, name) => {
    expect(displayName([{ ...blank, ...name }])).toBe(shown);
  });

  it('is the official one before the one in daily use, and an old one only where there is no other', () => {
    const names = (['old', 'maiden', 'nickname', 'usual', 'official'] as const).map((use) => ({ ...blank, use, family: use }));
    expect(displayName(names)).toBe('OFFICIAL');
    expect(displayName(names.slice(0, 4))).toBe('USUAL');
    expect(displayName(names.slice(0, 1))).toBe('OLD');
    expect(displayName([{ ...blank, use: 'old', family: 'x' }, { ...blank, family: 'now' }])).toBe('NOW');
  });

  it('says so where there is none', () => {
    expect(displayName([])).toBe('Name not recorded');
    expect(displayName([blank])).toBe('Name not recorded');
    expect(sortName([])).toBe('');
  });

  it('is ordered without regard to accents and capitals', () => {
    expect(sortName([{ ...blank, family: 'Ångström', given: ['Éva'] }])).toBe('angstrom eva');
  });

  it('of somebody unknown says what is known', () => {
    expect(temporaryName('male', '2026-11-22', 3)).toBe('Unknown Male 2026-11-22 #3');
    expect(temporaryName('unknown', '2026-11-22', 1)).toBe('Unknown Person 2026-11-22 #1');
  });
});
