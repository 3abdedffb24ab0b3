import { describe, expect, it } from 'vitest';
import { parametersOf } from './parameters.ts';
import { searchTermsOf } from './terms.ts';

const observation = {
  resourceType: 'Observation', id: 'o1', status: 'final', subject: { reference: 'Patient/0190a000-0000-7000-8000-000000000001' },
  encounter: { reference: 'Encounter/e1/_history/2' }, performer: [{ identifier: { system: 'http://npi', value: '7' } }],
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body Height' }, { code: 'H' }], text: 'Größe' },
  effectivePeriod: { start: '2024-01-02' }, valueQuantity: { value: 180, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' },
  component: [{ code: { coding: [{ system: 'http://loinc.org', code: '1-1' }] }, valueQuantity: { value: 5, comparator: '<' } }],
};

describe('what a resource is searched by', () => {
  const { terms, facts } = searchTermsOf(observation);
  it('is its codes with their system, without, and the system alone', () => {
    expect(terms).toEqual(expect.arrayContaining(['code', 'code=8302-2', 'code=http://loinc.org|8302-2', 'code=http://loinc.org|', 'code=|H', 'code=H', 'status=final']));
    expect(facts['code:text']).toEqual(['body height', 'grosse']);
  });
  it('is what it refers to, but for its patient, who is a column', () => {
    expect(terms).toContain('encounter=Encounter/e1');
    expect(terms).toContain('performer:identifier=http://npi|7');
    expect(terms.filter((term) => term.startsWith('subject') || term.startsWith('patient'))).toEqual([]);
  });
  it('is its times and amounts, open where nobody stated an end', () => {
    expect(facts['date']).toEqual([{ s: Date.parse('2024-01-02'), e: 8.64e15 }]);
    expect(facts['value-quantity']).toEqual([{ l: 180, h: 180, u: ['cm', 'http://unitsofmeasure.org|cm'], cl: 1.8, ch: 1.8, d: '1.0.0.0.0.0.0' }]);
    expect(facts['component-value-quantity']).toEqual([{ l: -1e300, h: 5 }]);
  });
  it('is nothing of what other parameters say together', () => {
    expect(terms.filter((term) => term.startsWith('combo-'))).toEqual([]);
    expect(parametersOf('Observation').get('combo-code')?.union).toEqual(['code', 'component-code']);
  });
});

it('reads filters: the system of a contact point, the address of an extension, the type of a target', () => {
  const patient = searchTermsOf({
    resourceType: 'Patient', telecom: [{ system: 'phone', value: '+1 (555) 010-99', use: 'home' }, { system: 'email', value: 'A@B.example' }],
    name: [{ family: 'Núñez', given: ['Ana', 'María'] }], deceasedDateTime: '2024', birthDate: '1990-05',
  });
  expect(patient.terms).toEqual(expect.arrayContaining(['phone=+155501099', 'phone=home|+155501099', 'email=a@b.example', 'deceased=true', 'name:exact=Núñez']));
  expect(patient.terms).not.toContain('email=+155501099');
  expect(patient.facts['name']).toEqual(['nunez', 'ana', 'maria']);
  const condition = searchTermsOf({
    resourceType: 'Condition', extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate', valueDateTime: '2020' }, { url: 'x', valueDateTime: '2021' }],
  });
  expect(condition.facts['asserted-date']).toEqual([{ s: Date.parse('2020'), e: Date.parse('2021') }]);
});

it('never throws, and finds nothing in what is not as it should be', () => {
  for (const value of [null, 5, 'x', [], [[]], [null], {}, { coding: 'x' }, { coding: [null, 5] }]) {
    const odd = { resourceType: 'Observation', code: value, category: value, effectivePeriod: value, valueQuantity: value, subject: value, component: value };
    expect(() => searchTermsOf(odd)).not.toThrow();
  }
});

it('tells the patient of a resource from others that it may name', () => {
  const says = (type: string, name: string) => parametersOf(type).get(name)?.is_patient;
  expect([says('Observation', 'patient'), says('Observation', 'subject'), says('Coverage', 'beneficiary'), says('Task', 'patient')]).toEqual([true, true, true, true]);
  expect([says('Appointment', 'patient'), says('Provenance', 'patient'), says('Account', 'patient'), says('Observation', 'performer')]).toEqual([false, false, false, false]);
});
