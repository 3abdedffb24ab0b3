import { describe, expect, test } from 'vitest';
import { validateResource } from '../validate.ts';
import { profiles } from './known.ts';

const core = (id: string): object => ({ profile: [`http://hl7.org/fhir/us/core/StructureDefinition/${id}`] });
const subject = { reference: 'Patient/p1' };
const category = (system: string, code: string) => [{ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] }];
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const amount = (value: number, code: string) => ({ value, unit: code, system: 'http://unitsofmeasure.org', code });

const patient = {
  resourceType: 'Patient', meta: core('us-core-patient'), identifier: [{ system: 'http://x.org', value: '1' }],
  name: [{ family: 'Doe' }], gender: 'female', telecom: [{ system: 'phone', value: '1' }],
};
const weight = {
  resourceType: 'Observation', meta: core('us-core-body-weight'), status: 'final', category: category('observation-category', 'vital-signs'),
  code: loinc('29463-7'), subject, effectiveDateTime: '2024-02-01', valueQuantity: amount(70, 'kg'),
};
const pressure = {
  ...weight, meta: core('us-core-blood-pressure'), code: loinc('85354-9'), valueQuantity: undefined,
  component: [{ code: loinc('8480-6'), valueQuantity: amount(120, 'mm[Hg]') }, { code: loinc('8462-4'), valueQuantity: amount(80, 'mm[Hg]') }],
};
const smoking = {
  ...weight, meta: core('us-core-smokingstatus'), category: category('observation-category', 'social-history'), code: loinc('72166-2'),
  valueQuantity: undefined, valueCodeableConcept: { text: 'never' },
};
const problem = { resourceType: 'Condition', meta: core('us-core-condition-problems-health-concerns'), category: category('condition-category', 'problem-list-item'), clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, code: { text: 'Asthma' }, subject };
const order = { resourceType: 'MedicationRequest', meta: core('us-core-medicationrequest'), status: 'active', intent: 'order', medicationCodeableConcept: { text: 'x' }, subject, requester: { reference: 'Practitioner/1' } };
const report = { resourceType: 'DiagnosticReport', meta: core('us-core-diagnosticreport-lab'), status: 'final', category: category('v2-0074', 'LAB'), code: { text: 'x' }, subject, effectiveDateTime: '2024', issued: '2024-01-01T00:00:00Z' };
const letter = { resourceType: 'DocumentReference', meta: core('us-core-documentreference'), status: 'current', type: { text: 'x' }, category: [{ text: 'x' }], subject, content: [{ attachment: { url: 'http://x.org/1' } }] };
const coverage = { resourceType: 'Coverage', meta: core('us-core-coverage'), status: 'active', beneficiary: subject, relationship: { text: 'self' }, payor: [{ reference: 'Organization/1' }], subscriberId: '1' };
const done = { resourceType: 'Procedure', meta: core('us-core-procedure'), status: 'completed', code: { text: 'x' }, subject, performedDateTime: '2024' };
const origin = { resourceType: 'Provenance', meta: core('us-core-provenance'), target: [subject], recorded: '2024-01-01T00:00:00Z', agent: [{ who: { reference: 'Practitioner/1' }, onBehalfOf: { reference: 'Organization/1' } }] };

function found(resource: object): string[] {
  return validateResource(JSON.parse(JSON.stringify(resource))).map(({ severity, code, expression }) => `${severity} ${code} ${expression}`);
}

const sound = { patient, weight, pressure, smoking, problem, order, report, letter, coverage, done, origin };

test.each(Object.entries(sound))('a sound %s has no issue', (_name, resource) => {
  expect(found(resource)).toEqual([]);
});

describe('finds', () => {
  test.each<[string, object, string]>([
    ['a patient without identifier', { ...patient, identifier: undefined }, 'error profile.missing Patient.identifier'],
    ['a part of it that is missing', { ...patient, identifier: [...patient.identifier, { value: '2' }] }, 'error profile.missing Patient.identifier[1].system'],
    ['a name without name', { ...patient, name: [{ use: 'old' }] }, 'error profile.us-core-6 Patient.name[0]'],
    ['a vital sign of no category', { ...weight, category: category('observation-category', 'exam') }, 'error profile.rule Observation.category'],
    ['a weight in stones', { ...weight, valueQuantity: amount(11, '[stone_av]') }, 'error profile.rule Observation.valueQuantity.code'],
    ['a weight without unit', { ...weight, valueQuantity: { ...amount(70, 'kg'), unit: undefined } }, 'error profile.missing Observation.valueQuantity.unit'],
    ['a weight that is a text', { ...weight, valueQuantity: undefined, valueString: 'heavy' }, 'error profile.type_of_value Observation.valueString'],
    ['a weight under another code', { ...weight, code: loinc('8302-2') }, 'error profile.rule Observation.code'],
    ['a vital sign at no time', { ...weight, effectiveDateTime: undefined }, 'error profile.missing Observation.effective[x]'],
    ['a vital sign of some month', { ...weight, effectiveDateTime: '2024-02' }, 'error profile.vs-1 Observation.effectiveDateTime'],
    ['a vital sign without value', { ...weight, valueQuantity: undefined }, 'error profile.vs-2 Observation.value[x]'],
    ['a vital sign of a group', { ...weight, subject: { reference: 'Group/1' } }, 'error profile.reference_target Observation.subject.reference'],
    ['a blood pressure of one value', { ...pressure, component: pressure.component.slice(1) }, 'error profile.rule Observation.component'],
    ['a blood pressure in kPa', { ...pressure, component: [{ ...pressure.component[0], valueQuantity: amount(16, 'kPa') }, pressure.component[1]] }, 'error profile.rule Observation.component[0].valueQuantity'],
    ['a preliminary smoking status', { ...smoking, status: 'preliminary' }, 'error profile.rule Observation.status'],
    ['a problem of no list', { ...problem, category: category('condition-category', 'encounter-diagnosis') }, 'error profile.rule Condition.category'],
    ['an order of nobody', { ...order, requester: undefined }, 'error profile.us-core-21 MedicationRequest.requester'],
    ['a report that was never issued', { ...report, issued: undefined }, 'error profile.us-core-9 DiagnosticReport.issued'],
    ['a document with nothing in it', { ...letter, content: [{ attachment: { title: 'x' } }] }, 'error profile.us-core-6 DocumentReference.content[0].attachment'],
    ['two payors', { ...coverage, payor: [...coverage.payor, subject] }, 'error profile.too_many Coverage.payor'],
    ['a coverage without a number', { ...coverage, subscriberId: undefined }, 'error profile.us-core-15 Coverage'],
    ['a procedure that was done at no time', { ...done, performedDateTime: undefined }, 'error profile.us-core-7 Procedure.performed[x]'],
    ['a practitioner on nobody’s behalf', { ...origin, agent: [{ who: { reference: 'Practitioner/1' } }] }, 'error profile.provenance-1 Provenance.agent[0].onBehalfOf'],
    ['a profile of another type', { ...done, meta: core('us-core-goal') }, 'error profile.type Procedure.meta.profile[0]'],
    ['a profile that nobody knows', { ...done, meta: { profile: ['http://x.org/p'] } }, 'warning profile.unknown Procedure.meta.profile[0]'],
    ['a version that we do not have', { ...done, meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-procedure|3.1.1'] } }, 'warning profile.version Procedure.meta.profile[0]'],
  ])('%s', (_what, resource, issue) => {
    expect(found(resource)).toEqual([issue]);
  });
});

test('every rule of every profile can be read, and an empty resource breaks each', () => {
  for (const [url, { type }] of profiles) {
    const codes = validateResource({ resourceType: type, meta: { profile: [url] } }).map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('profile.')), url).not.toEqual([]);
  }
  expect(profiles.size).toBe(59);
});
