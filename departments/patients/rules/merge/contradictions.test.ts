import { describe, expect, it } from 'vitest';
import type { Element } from '@openward/platform/fhir';
import { contradictionsOf, type Statements } from './contradictions.ts';

const record = (patient_id: string, resources: Element[], sex = 'unknown'): Statements => ({
  patient_id, sex, resources: resources.map((each, index) => ({ id: `${patient_id}${index}`, ...each })),
});
const allergy = (text: string, more: Element = {}): Element => ({ resourceType: 'AllergyIntolerance', code: { text }, ...more });
const coded = (code: string, display = '', more: Element = {}): Element => ({
  resourceType: 'AllergyIntolerance', code: { coding: [{ system: 'http://snomed.info/sct', code, display }] }, ...more,
});
const blood = (value: string, at: string, more: Element = {}): Element => ({
  resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '882-1' }] }, valueString: value, effectiveDateTime: at, ...more,
});
const verified = (code: string): Element => ({ verificationStatus: { coding: [{ code }] } });
const prevailing = (found: ReturnType<typeof contradictionsOf>) =>
  found.map(({ kind, statements }) => [kind, ...statements.filter(({ prevails }) => prevails).map(({ says }) => says)]);

describe('contradictions between two records', () => {
  it('let an allergy prevail over its denial, whichever record denies it', () => {
    const [denies, has] = [record('a', [coded('716186003', 'No known allergy')]), record('b', [allergy('Penicillin'), allergy('Nuts')])];
    for (const [one, other] of [[denies, has], [has, denies]] as const) {
      expect(prevailing(contradictionsOf(one, other))).toEqual([['allergy', 'Allergy: Penicillin'], ['allergy', 'Allergy: Nuts']]);
    }
  });

  it('take a denial of drug allergies for what it says', () => {
    const denies = record('a', [coded('409137002', 'No known drug allergy')]);
    expect(contradictionsOf(denies, record('b', [allergy('Nuts', { category: ['food'] })]))).toEqual([]);
    expect(contradictionsOf(denies, record('b', [allergy('Penicillin', { category: ['medication'] })]))).toHaveLength(1);
    expect(contradictionsOf(denies, record('b', [allergy('Something')]))).toHaveLength(1);
  });

  it('let the higher severity prevail, by criticality or by reaction', () => {
    const found = contradictionsOf(
      record('a', [coded('91936005', 'Penicillin', { criticality: 'low' })]),
      record('b', [coded('91936005', 'Allergy to penicillin', { reaction: [{ severity: 'mild' }, { severity: 'severe' }] })]));
    expect(prevailing(found)).toEqual([['allergy_severity', 'Severity high']]);
  });

  it('let a confirmed allergy prevail over one that was refuted', () => {
    const found = contradictionsOf(record('a', [allergy('Latex', verified('refuted'))]), record('b', [allergy('latex')]));
    expect(prevailing(found)).toEqual([['allergy', 'Allergy: latex']]);
  });

  it('let no blood group and no sex prevail: either may be the dangerous one', () => {
    const found = contradictionsOf(
      record('a', [blood('A pos', '2020-01-01'), blood('B pos', '2024-01-01')], 'male'), record('b', [blood('O neg', '2022-01-01')], 'female'));
    expect(found).toMatchObject([
      { kind: 'blood_group', statements: [{ says: 'B pos', prevails: false }, { says: 'O neg', prevails: false }] },
      { kind: 'sex', statements: [{ says: 'male', prevails: false }, { says: 'female', prevails: false }] },
    ]);
  });

  it('are none where both say the same, or one says nothing', () => {
    const same = [allergy('Latex', { criticality: 'high' }), blood('A pos', '2020-01-01')];
    expect(contradictionsOf(record('a', same, 'male'), record('b', same, 'male'))).toEqual([]);
    expect(contradictionsOf(record('a', same, 'male'), record('b', []))).toEqual([]);
    expect(contradictionsOf(record('a', [coded('716186003')]), record('b', [coded('716186003')]))).toEqual([]);
    expect(contradictionsOf(record('a', [coded('716186003')]), record('b', [allergy('Latex', verified('entered-in-error'))]))).toEqual([]);
    expect(contradictionsOf(record('a', [blood('A pos', '1', { status: 'entered-in-error' })]), record('b', [blood('O neg', '1')]))).toEqual([]);
  });
});
