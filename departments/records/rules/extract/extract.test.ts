import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplesOf } from '@openward/platform/testing';
import { resourceTypes } from '../fhir-types.ts';
import { checkStructure } from '../structure/check.ts';
import { patientReference, targetOf, visitOf } from './compartment.ts';
import { extract, identifiersOf } from './extract.ts';
import type { SearchColumns } from './extract.ts';
import type { Json } from './look.ts';

const columnsOf = (raw: string): SearchColumns => extract(JSON.parse(raw) as Json, raw);
const line = (resource: object): SearchColumns['line'] => columnsOf(JSON.stringify(resource)).line;

describe('the line of an observation', () => {
  const observation = (value: string): SearchColumns['line'] =>
    columnsOf(`{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},${value}}`).line;

  test.each([
    ['a number as it was written', '"valueQuantity":{"value":5.10,"unit":"mmol/L"}', { value: '5.10', unit: 'mmol/L' }],
    ['an exponent as it was written', '"valueQuantity":{"value":1e2,"code":"m"}', { value: '1e2', unit: 'm' }],
    ['a comparator', '"valueQuantity":{"value":0.1,"comparator":"<","unit":"mg/L"}', { value: '<0.1', unit: 'mg/L' }],
    ['a concept', '"valueCodeableConcept":{"coding":[{"code":"1","display":"Never smoker"}]}', { value: 'Never smoker' }],
    ['words', '"valueString":"clear"', { value: 'clear' }],
    ['yes', '"valueBoolean":true', { value: 'yes' }],
    ['a whole number', '"valueInteger":3', { value: '3' }],
    ['a range', '"valueRange":{"low":{"value":1.0,"unit":"g"},"high":{"value":2.50,"unit":"g"}}', { value: '1.0–2.50', unit: 'g' }],
    ['a ratio', '"valueRatio":{"numerator":{"value":1},"denominator":{"value":128}}', { value: '1 : 128' }],
    ['why there is none', '"dataAbsentReason":{"text":"refused"}', { value: 'no value: refused' }],
    ['how abnormal it is', '"valueString":"x","interpretation":[{"coding":[{"code":"HH"}]}]', { value: 'x', flag: 'HH' }],
  ])('tells %s', (_what, value, expected) => {
    expect(observation(value)).toEqual({ title: 'Potassium', ...expected });
  });

  test('tells blood pressure as it is said', () => {
    const part = (code: string, value: string) =>
      `{"code":{"coding":[{"system":"http://loinc.org","code":"${code}"}]},"valueQuantity":{"value":${value},"unit":"mm[Hg]"}}`;
    expect(observation(`"component":[${part('8462-4', '80')},${part('8480-6', '120.0')}]`)).toEqual({ title: 'Potassium', value: '120.0/80', unit: 'mm[Hg]' });
  });

  test('names each part of another observation', () => {
    expect(observation('"component":[{"code":{"text":"Eyes"},"valueInteger":4},{"code":{"text":"Voice"},"valueString":"none"}]'))
      .toEqual({ title: 'Potassium', value: 'Eyes 4; Voice none' });
  });
});

describe('the line of', () => {
  test.each<[string, object, SearchColumns['line']]>([
    ['an allergy', {
      resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' }, criticality: 'high',
      reaction: [{ manifestation: [{ text: 'Hives' }, { coding: [{ display: 'Wheeze' }] }] }],
    }, { title: 'Penicillin', value: 'Hives, Wheeze', flag: 'high' }],
    ['a visit', { resourceType: 'Encounter', class: { code: 'AMB' }, type: [{ text: 'Check-up' }], reasonCode: [{ text: 'Cough' }] }, { title: 'Check-up', value: 'Cough' }],
    ['a prescription', {
      resourceType: 'MedicationRequest', medicationCodeableConcept: { text: 'Ibuprofen 200 mg' }, dosageInstruction: [{ text: 'one at night' }],
    }, { title: 'Ibuprofen 200 mg', value: 'one at night' }],
    ['a claim', { resourceType: 'Claim', item: [{ productOrService: { text: 'Visit' } }], total: { value: 12.5, currency: 'USD' } }, { title: 'Visit', value: '12.5', unit: 'USD' }],
    ['an organisation', { resourceType: 'Organization', name: 'North Ward', type: [{ text: 'Department' }] }, { title: 'North Ward' }],
    ['a person', { resourceType: 'Practitioner', name: [{ prefix: ['Dr'], given: ['Ada', 'B'], family: 'Stone' }] }, { title: 'Dr Ada B Stone' }],
    ['what has no name', { resourceType: 'Basic' }, { title: 'Basic' }],
  ])('%s', (_what, resource, expected) => {
    expect(line(resource)).toEqual(expected);
  });

  test('a patient, who is told by another department', () => {
    const columns = columnsOf('{"resourceType":"Patient","name":[{"family":"Stone"}],"identifier":[{"value":"1"}]}');
    expect(columns).toMatchObject({ kind: undefined, line: undefined, words: '' });
  });
});

describe('the patient of a resource', () => {
  test.each<[object, string | undefined]>([
    [{ resourceType: 'Observation', subject: { reference: 'Patient/1' } }, 'Patient/1'],
    [{ resourceType: 'Immunization', patient: { reference: 'http://x.org/fhir/Patient/1' } }, 'http://x.org/fhir/Patient/1'],
    [{ resourceType: 'Observation', subject: { reference: 'Group/1' } }, undefined],
    [{ resourceType: 'Coverage', subscriber: { reference: 'Patient/1' }, beneficiary: { reference: 'Patient/2' } }, 'Patient/2'],
    [{ resourceType: 'Appointment', participant: [{ actor: { reference: 'Practitioner/1' } }, { actor: { reference: 'Patient/2' } }] }, 'Patient/2'],
    [{ resourceType: 'Account', subject: [{ reference: 'Patient/1' }] }, 'Patient/1'],
    [{ resourceType: 'Task', for: { reference: 'Patient/1' } }, 'Patient/1'],
    [{ resourceType: 'Claim', patient: { reference: 'urn:uuid:1' } }, 'urn:uuid:1'],
    [{ resourceType: 'Claim', patient: { reference: 'Patient?identifier=a|b' } }, 'Patient?identifier=a|b'],
    [{ resourceType: 'Patient', id: 'p', link: [{ other: { reference: 'Patient/2' } }] }, 'Patient/p'],
    [{ resourceType: 'Organization' }, undefined],
  ])('%j', (resource, reference) => {
    expect(patientReference(resource as Json)).toBe(reference);
  });

  test('the target of a reference', () => {
    expect(targetOf('https://x.org/fhir/Patient/a.1/_history/3')).toEqual({ type: 'Patient', id: 'a.1' });
    expect(targetOf('#contained')).toBeUndefined();
    expect(targetOf('urn:uuid:0b6e4e2e-0000-4000-8000-000000000000')).toBeUndefined();
  });

  test('the visit', () => {
    expect(visitOf({ resourceType: 'Encounter', id: 'v' })).toBe('v');
    expect(visitOf({ resourceType: 'Observation', encounter: { reference: 'Encounter/v' } })).toBe('v');
    expect(visitOf({ resourceType: 'DocumentReference', context: { encounter: [{ reference: 'Encounter/v' }] } })).toBe('v');
    expect(visitOf({ resourceType: 'Claim', item: [{ encounter: [{ reference: 'Encounter/v' }] }] })).toBe('v');
  });
});

test.each([
  ['status', { resourceType: 'Observation', status: 'final' }, 'final'],
  ['lifecycle', { resourceType: 'Goal', lifecycleStatus: 'accepted' }, 'accepted'],
  ['clinical status', { resourceType: 'Condition', clinicalStatus: { coding: [{ code: 'active' }] }, verificationStatus: { coding: [{ code: 'confirmed' }] } }, 'active'],
  ['made in error', { resourceType: 'Condition', clinicalStatus: { coding: [{ code: 'active' }] }, verificationStatus: { coding: [{ code: 'entered-in-error' }] } }, 'entered-in-error'],
  ['active', { resourceType: 'Organization', active: false }, 'inactive'],
])('the status by its %s', (_what, resource, status) => {
  expect(columnsOf(JSON.stringify(resource)).status).toBe(status);
});

test.each([
  [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }, 'restricted'],
  [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }, 'PSY'],
  [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPIOIDUD' }, 'ETH'],
  [{ system: 'urn:openward:label', code: 'VIP-2' }, 'VIP-2'],
  // No clearance of another sort can be named as a label.
  [{ system: 'urn:openward:label', code: 'accounts' }, 'restricted'],
  [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }, undefined],
])('the label of %j', (security, label) => {
  expect(columnsOf(JSON.stringify({ resourceType: 'Observation', meta: { security: [security] } })).sensitivity).toBe(label);
});

test('words are found without accents and capitals, in notes and in narrative', () => {
  const { words } = columnsOf(JSON.stringify({
    resourceType: 'Condition', code: { text: 'Ménière’s  Disease' }, note: [{ text: 'Left EAR' }], text: { div: '<div><b>Says</b> dizzy &amp; sick</div>' },
    meta: { tag: [{ display: 'imported' }] },
  }));
  for (const word of ['meniere’s disease', 'left ear', 'says dizzy sick']) expect(words).toContain(word);
  expect(words).not.toContain('imported');
});

test('whatever a resource is like, its columns can be found', () => {
  const resource = fc.tuple(fc.constantFrom(...resourceTypes), fc.jsonValue(), fc.dictionary(
    fc.constantFrom('code', 'status', 'subject', 'identifier', 'category', 'meta', 'component', 'valueQuantity', 'effectivePeriod', 'item', 'name', 'reaction', 'total', 'series', 'text'),
    fc.jsonValue(),
  )).map(([resourceType, extra, members]) => JSON.stringify({ ...(typeof extra === 'object' ? extra : {}), ...members, resourceType }));
  fc.assert(fc.property(resource, (raw) => {
    const value = JSON.parse(raw) as Json;
    expect(columnsOf(raw).words.length).toBeLessThanOrEqual(4000);
    identifiersOf(value);
    patientReference(value);
    checkStructure(value);
  }));
});

const samples = samplesOf('synthea');

describe.skipIf(samples.missing)(`real bundles ${samples.missing}`, () => {
  const resources = samples.files.flatMap((file) =>
    (JSON.parse(readFileSync(file, 'utf8')) as { entry: { resource: Json }[] }).entry.map((entry) => entry.resource));
  const byType = Map.groupBy(resources, (resource) => resource['resourceType'] as string);
  const ofNobody = new Set(['Organization', 'Practitioner']);

  test('hold the sixteen types', () => {
    expect([...byType.keys()].sort()).toEqual([
      'AllergyIntolerance', 'CarePlan', 'Claim', 'Condition', 'DiagnosticReport', 'Encounter', 'ExplanationOfBenefit', 'Goal',
      'ImagingStudy', 'Immunization', 'MedicationRequest', 'Observation', 'Organization', 'Patient', 'Practitioner', 'Procedure',
    ]);
  });

  test.each([...byType.keys()].sort())('%s: every one has its patient, date, status and line', (type) => {
    for (const resource of byType.get(type)!) {
      expect(checkStructure(resource)).toEqual([]);
      expect(patientReference(resource) === undefined).toBe(ofNobody.has(type));
      if (type === 'Patient') continue;
      const columns = columnsOf(JSON.stringify(resource));
      expect(columns.status).toBeTruthy();
      expect(columns.line?.title).not.toBe(type);
      if (ofNobody.has(type)) continue;
      expect(columns.kind).not.toBe('other');
      // A goal of these bundles says nothing of when it was set.
      expect(columns.happened === undefined).toBe(type === 'Goal');
      if (type === 'Observation') expect(columns.line?.value).toBeTruthy();
      if (!['CarePlan', 'Goal'].includes(type)) expect(columns.codes.length).toBeGreaterThan(0);
    }
  });
});
