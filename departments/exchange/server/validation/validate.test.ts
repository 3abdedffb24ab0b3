import { describe, expect, test } from 'vitest';
import { validateResource } from './validate.ts';

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8302-2' }], text: 'Height' },
  subject: { reference: 'Patient/p1' },
  effectivePeriod: { start: '2024-01-01', end: '2024-01-02' },
  valueQuantity: { value: 176.4, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' },
};

const condition = {
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { text: 'Asthma' },
  subject: { reference: 'urn:uuid:0f0e0d0c-0b0a-4000-8000-000000000000' },
};

function found(resource: unknown): string[] {
  return validateResource(resource).map(({ code, expression }) => `${expression} ${code}`);
}

test('a sound resource has no issue', () => {
  expect(validateResource(observation)).toEqual([]);
  expect(validateResource(condition)).toEqual([]);
});

test('an issue says where and what, for a person and for a machine', () => {
  expect(validateResource({ ...observation, status: 'done' })).toEqual([{
    severity: 'error', type: 'code-invalid', code: 'validation.code', path: ['status'], expression: 'Observation.status',
    message: '“done” is not one of registered, preliminary, final, amended, corrected, cancelled, entered-in-error, unknown',
  }]);
});

describe('finds', () => {
  test.each<[string, object, string]>([
    ['a fault of structure', { ...observation, status: 3 }, 'Observation.status structure.value'],
    ['a missing element', { resourceType: 'Observation', status: 'final' }, 'Observation.code structure.missing'],
    ['a code of another system', { ...condition, clinicalStatus: { coding: [{ system: 'http://x.org', code: 'active' }] } }, 'Condition.clinicalStatus validation.code'],
    ['a code without system', { ...condition, clinicalStatus: { coding: [{ code: 'active' }] } }, 'Condition.clinicalStatus validation.code'],
    ['text in place of a code', { ...condition, clinicalStatus: { text: 'active' } }, 'Condition.clinicalStatus validation.code'],
    ['a unit that UCUM does not know', { ...observation, valueQuantity: { ...observation.valueQuantity, code: 'centimetre' } }, 'Observation.valueQuantity.code validation.unit'],
    ['a reference to the wrong type', { ...observation, subject: { reference: 'Medication/1' } }, 'Observation.subject.reference validation.reference_target'],
    ['the same in an absolute address', { ...observation, subject: { reference: 'https://x.org/fhir/Medication/1/_history/2' } }, 'Observation.subject.reference validation.reference_target'],
    ['a reference that is none', { ...observation, subject: { reference: 'John' } }, 'Observation.subject.reference validation.reference'],
    ['a reference of an unknown type', { ...observation, subject: { reference: 'Persona/1' } }, 'Observation.subject.reference validation.reference'],
    ['a contained resource that is not there', { ...observation, subject: { reference: '#p' } }, 'Observation.subject.reference validation.ref-1'],
    ['a contained resource that nothing needs', { ...observation, contained: [{ resourceType: 'Patient', id: 'p' }] }, 'Observation.contained[0] validation.dom-3'],
    ['an end before its start', { ...observation, effectivePeriod: { start: '2024-01-02', end: '2024-01-01' } }, 'Observation.effectivePeriod validation.per-1'],
    ['a value beside the reason for its absence', { ...observation, dataAbsentReason: { text: 'x' } }, 'Observation validation.obs-6'],
    ['a component that says the same', { ...observation, component: [{ code: observation.code }] }, 'Observation validation.obs-7'],
    ['an extension without value', { ...observation, extension: [{ url: 'http://x.org' }] }, 'Observation.extension[0] validation.ext-1'],
    ['a script in the narrative', { ...observation, text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>x()</script></div>' } }, 'Observation.text.div validation.narrative'],
    ['a text of spaces', { ...observation, code: { text: '  ' } }, 'Observation.code.text validation.blank'],
    ['a part with an id only', { ...observation, code: { id: 'a' } }, 'Observation.code validation.ele-1'],
    ['a fault inside a bundle', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { ...observation, status: 'done' } }] }, 'Bundle.entry[0].resource.status validation.code'],
  ])('%s', (_what, resource, issue) => {
    expect(found(resource)).toEqual([issue]);
  });

  test('a fullUrl that is another’s', () => {
    const entry = { fullUrl: 'http://x.org/Observation/2', resource: { ...observation, id: '1' } };
    expect(found({ resourceType: 'Bundle', type: 'collection', entry: [entry] })).toEqual(['Bundle.entry[0].fullUrl validation.full_url']);
    expect(found({ resourceType: 'Bundle', type: 'collection', entry: [{ ...entry, fullUrl: 'http://x.org/Observation/1' }] })).toEqual([]);
  });

  test('what a profile asks that the caller named', () => {
    const asked = ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-body-height'];
    const issues = validateResource(observation, { asked }).map(({ code, expression }) => `${expression} ${code}`);
    expect(issues).toEqual(['Observation.category profile.missing', 'Observation.category profile.rule']);
  });

  test('an abated problem that is called active', () => {
    expect(found({ ...condition, abatementDateTime: '2020' })).toEqual(['Condition validation.con-4']);
  });
});
