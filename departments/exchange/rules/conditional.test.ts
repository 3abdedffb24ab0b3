import { expect, test } from 'vitest';
import { readCondition, readQuery } from './conditional.ts';

test.each([
  ['Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|160', { type: 'Practitioner', by: 'identifier', system: 'http://hl7.org/fhir/sid/us-npi', value: '160' }],
  ['Location?identifier=https%3A%2F%2Fx.org%7Ca%2Bb', { type: 'Location', by: 'identifier', system: 'https://x.org', value: 'a+b' }],
  ['Patient?identifier=a+b', { type: 'Patient', by: 'identifier', value: 'a+b' }],
  ['Patient?identifier=|100%', { type: 'Patient', by: 'identifier', system: '', value: '100%' }],
  ['Organization?_id=7', { type: 'Organization', by: '_id', id: '7' }],
  ['Patient/1', undefined],
  ['urn:uuid:1', undefined],
  ['#a?b', undefined],
  ['Patient?name=x', 'is a search by name: an import can search by identifier and _id only'],
  ['Patient?identifier=a&active=true', 'must be a search by one identifier'],
  ['Patient?identifier=a|', 'names an identifier without a value'],
])('%s', (reference, condition) => {
  expect(readCondition(reference)).toEqual(condition);
});

test('ifNoneExist may begin with a question mark', () => {
  expect(readQuery('Patient', '?identifier=s|v')).toEqual({ type: 'Patient', by: 'identifier', system: 's', value: 'v' });
});
