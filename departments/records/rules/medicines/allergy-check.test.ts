import { describe, expect, test } from 'vitest';
import { checkAllergies, duplicatesOf, type CheckedAgainst } from './allergy-check.ts';
import { atcByName } from './classes.ts';
import { isHighRisk } from './high-risk.ts';
import { tallMan } from './tall-man.ts';

const allergy = (name: string, atc: string[], more: Partial<CheckedAgainst> = {}): CheckedAgainst => ({
  id: name, name, atc, hidden: false, criticality: null, severity: null, danger: 'risk not recorded', ...more,
});
const amoxicillin = { name: 'amoxicillin', atc: ['J01CA04'] };

describe('an allergy check', () => {
  test.each([
    ['the class above it', ['J01C'], 'class', true], ['its chemical subgroup', ['J01CA01'], 'class', true], ['itself', ['J01CA04'], 'ingredient', true],
    ['a class that cross-reacts, of unknown danger', ['J01DB01'], 'cross_reactivity', false],
  ])('matches %s', (_what, atc, by, severe) => {
    expect(checkAllergies(amoxicillin, [allergy('x', atc)])).toMatchObject({ state: 'match', matches: [{ by, severe }] });
  });

  test('matches nothing of another class', () => {
    expect(checkAllergies(amoxicillin, [allergy('ibuprofen', ['M01AE01'])])).toEqual({ state: 'no_match', matches: [], not_checked: [], not_checked_restricted: 0 });
  });

  test('interrupts for what is dangerous, and not for what was said to be mild', () => {
    const severe = (more: Partial<CheckedAgainst>) => checkAllergies(amoxicillin, [allergy('x', ['J01C'], more)]).matches[0]?.severe;
    expect([severe({ criticality: 'high' }), severe({ severity: 'severe', criticality: 'low' }), severe({ criticality: 'low' }), severe({ severity: 'mild' })])
      .toEqual([true, true, false, false]);
  });

  test('says what it could not compare, and names nothing that is hidden', () => {
    const hidden = checkAllergies(amoxicillin, [allergy('secret', ['J01C'], { hidden: true, danger: 'high risk' }), allergy('also secret', [], { hidden: true }), allergy('red pills', [])]);
    expect(hidden).toMatchObject({ matches: [{ allergy_id: null, substance: null, danger: 'restricted item' }], not_checked: ['red pills'], not_checked_restricted: 1 });
    expect(JSON.stringify(hidden)).not.toContain('secret');
    expect(checkAllergies({ name: 'herbs', atc: [] }, []).state).toBe('not_checked');
  });

  test('knows names as people write them', () => {
    expect(atcByName('Allergy to Penicillin')).toEqual(['J01C']);
    expect(atcByName('Ibuprofen 400 MG Oral Tablet')).toEqual(['M01AE01']);
    expect(atcByName('moonlight')).toEqual([]);
  });

  test('finds what is taken already', () => {
    expect(duplicatesOf(amoxicillin, [{ name: 'ampicillin', atc: ['J01CA01'] }, { name: 'Amoxicillin', atc: [] }, { name: 'paracetamol', atc: ['N02BE01'] }]).map(({ same }) => same)).toEqual([false, true]);
  });

  test('knows the medicines with which a mistake harms most, and the names that are confused', () => {
    expect([isHighRisk({ name: 'insulin (human)', atc: ['A10AB01'] }), isHighRisk({ name: 'Potassium chloride 20 mmol', atc: [] }), isHighRisk(amoxicillin)]).toEqual([true, true, false]);
    expect(tallMan('Hydroxyzine')).toBe('hydrOXYzine');
  });
});
