import { describe, expect, test } from 'vitest';
import { dangerWords, summariseAllergies } from './allergies.ts';
import { summariseBloodGroups } from './blood-groups.ts';
import { summariseProblems } from './problems.ts';
import type { Statement } from './statement.ts';

const patient_id = '018f428e-34f6-4707-8009-5ad742f901e7';
let ids = 0;

function statement(resource: Record<string, unknown>): Statement {
  ids += 1;
  return { id: `s${ids}`, patient_id, resource };
}

const coded = (element: string, code: string) => ({ [element]: { coding: [{ code }] } });
const allergy = (substance: string, more: Record<string, unknown> = {}): Statement =>
  statement({ resourceType: 'AllergyIntolerance', code: { text: substance }, ...coded('clinicalStatus', 'active'), ...more });
const noKnown = (code: string, text: string): Statement => statement({
  resourceType: 'AllergyIntolerance', code: { coding: [{ system: 'http://snomed.info/sct', code, display: text }] }, ...coded('clinicalStatus', 'active'),
});
const of = (...statements: Statement[]) => summariseAllergies(statements);

describe('allergies', () => {
  test('nobody has asked', () => {
    expect(of()).toEqual({ allergies: { state: 'not_recorded', active: [], past: [], none_known: [] }, contradictions: [] });
  });

  test('somebody said that none is known', () => {
    const { allergies, contradictions } = of(noKnown('716186003', 'No known allergy'));
    expect(allergies).toMatchObject({ state: 'none_known', active: [], none_known: [{ statement: 'No known allergy' }] });
    expect(contradictions).toEqual([]);
  });

  test.each(['No known allergies', 'NKA', 'no known allergy'])('said in words: %s', (words) => {
    expect(of(allergy(words)).allergies.state).toBe('none_known');
  });

  test('none of one sort says nothing of the others', () => {
    const { allergies } = of(noKnown('409137002', 'No known drug allergy'));
    expect(allergies).toMatchObject({ state: 'not_recorded', none_known: [{ statement: 'No known drug allergy' }] });
  });

  test('“no information” is not “none known”', () => {
    const absent = { coding: [{ system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code: 'no-allergy-info' }] };
    expect(of(allergy('', { code: absent })).allergies).toMatchObject({ state: 'not_recorded', active: [], none_known: [] });
  });

  test('an allergy prevails over “none known”, and both are shown', () => {
    const { allergies, contradictions } = of(noKnown('716186003', 'No known allergy'), allergy('Penicillin', { category: ['medication'] }));
    expect(allergies).toMatchObject({ state: 'recorded', active: [{ substance: 'Penicillin' }], none_known: [{ statement: 'No known allergy' }] });
    expect(contradictions).toMatchObject([{ kind: 'allergy', message: '“No known allergy” is recorded, and so is an allergy to Penicillin: the allergy prevails' }]);
    expect(contradictions[0]?.statements).toHaveLength(2);
  });

  test('“no known drug allergy” contradicts a drug, not a food', () => {
    const none = noKnown('409137002', 'No known drug allergy');
    expect(of(none, allergy('Peanut', { category: ['food'] })).contradictions).toEqual([]);
    expect(of(none, allergy('Penicillin', { category: ['medication'] })).contradictions).toHaveLength(1);
  });

  test('of two statements on one substance the more dangerous prevails, whichever came first', () => {
    const mild = allergy('Latex', { criticality: 'low', reaction: [{ manifestation: [{ text: 'Rash' }], severity: 'mild' }] });
    const grave = allergy('latex', { criticality: 'high', reaction: [{ manifestation: [{ text: 'Shock' }], severity: 'mild' }, { manifestation: [{ text: 'Hives' }], severity: 'severe' }] });
    for (const order of [[mild, grave], [grave, mild]]) {
      const { allergies, contradictions } = of(...order);
      expect(allergies.active.map((item) => [item.danger, item.prevails])).toEqual([['high risk, severe reaction', true], ['low risk, mild reaction', false]]);
      expect(contradictions).toMatchObject([{ kind: 'allergy_severity', statements: [`AllergyIntolerance/${grave.id}`, `AllergyIntolerance/${mild.id}`] }]);
    }
  });

  test('what was not said of its danger stands before what is said to be low', () => {
    const { allergies } = of(allergy('Dust', { criticality: 'low' }), allergy('Codeine'));
    expect(allergies.active.map((item) => item.substance)).toEqual(['Codeine', 'Dust']);
    expect(dangerWords(null, null)).toBe('risk not recorded');
  });

  test('made in error is out of every list; resolved and refuted are past', () => {
    const { allergies, contradictions } = of(
      allergy('Nuts', coded('verificationStatus', 'entered-in-error')), allergy('Milk', coded('clinicalStatus', 'resolved')),
      allergy('Egg', coded('verificationStatus', 'refuted')), noKnown('716186003', 'No known allergy'),
    );
    expect(allergies).toMatchObject({ state: 'none_known', active: [] });
    expect(allergies.past.map((item) => item.substance)).toEqual(['Milk', 'Egg']);
    expect(contradictions).toEqual([]);
  });

  test('a statement without a status counts as active', () => {
    const { allergies } = of(statement({ resourceType: 'AllergyIntolerance', code: { text: 'Bee' } }));
    expect(allergies.active).toMatchObject([{ substance: 'Bee', status: null }]);
  });
});

test('problems that are over, refuted or made in error are not shown; the latest comes first', () => {
  const problem = (title: string, more: object): Statement => statement({ resourceType: 'Condition', code: { text: title }, ...more });
  const problems = summariseProblems([
    problem('Asthma', { ...coded('clinicalStatus', 'active'), onsetDateTime: '2001-05' }),
    problem('Gout', { ...coded('clinicalStatus', 'recurrence'), onsetDateTime: '2019-01-02' }),
    problem('Cough', { ...coded('clinicalStatus', 'resolved') }),
    problem('Flu', { ...coded('clinicalStatus', 'active'), abatementDateTime: '2020' }),
    problem('Cancer', { ...coded('clinicalStatus', 'active'), ...coded('verificationStatus', 'refuted') }),
    problem('Typo', { ...coded('verificationStatus', 'entered-in-error') }),
    problem('Migraine', {}),
  ]);
  expect(problems.map((item) => [item.title, item.onset])).toEqual([['Gout', '2019-01-02'], ['Asthma', '2001-05'], ['Migraine', null]]);
});

describe('blood groups', () => {
  const group = (value: string, status = 'final'): Statement => statement({
    resourceType: 'Observation', status, code: { coding: [{ system: 'http://loinc.org', code: '882-1' }] }, valueString: value,
  });

  test('two that differ are a contradiction, and neither is relied upon', () => {
    const { blood_groups, contradictions } = summariseBloodGroups([group('A Pos'), group('O Neg'), group('a pos')]);
    expect(blood_groups).toHaveLength(3);
    expect(contradictions).toMatchObject([{ kind: 'blood_group', message: 'Blood group a pos against O Neg: rely on none of them before it is determined anew' }]);
  });

  test('one that is not final does not count', () => {
    expect(summariseBloodGroups([group('A Pos'), group('O Neg', 'preliminary')]).contradictions).toEqual([]);
  });
});
