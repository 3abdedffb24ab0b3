import { expect, test } from 'vitest';
import { queryParameters, readReference } from './conditional.ts';

test.each([
  ['Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|160', 'Practitioner', [['identifier', 'http://hl7.org/fhir/sid/us-npi|160']]],
  ['Location?identifier=https%3A%2F%2Fx.org%7Ca%2Bb', 'Location', [['identifier', 'https://x.org|a+b']]],
  ['Patient?identifier=a+b', 'Patient', [['identifier', 'a+b']]],
  ['Patient?identifier=|100%', 'Patient', [['identifier', '|100%']]],
  ['Organization?_id=7&active=true', 'Organization', [['_id', '7'], ['active', 'true']]],
])('%s', (reference, type, parameters) => {
  const read = readReference(reference)!;
  expect([read.type, queryParameters(read.query)]).toEqual([type, parameters]);
});

test.each(['Patient/1', 'urn:uuid:1', '#a?b', 'Patient?'])('%s is no search', (reference) => {
  expect(readReference(reference)).toBeUndefined();
});

test('ifNoneExist may begin with a question mark', () => {
  expect(queryParameters('?identifier=s|v')).toEqual([['identifier', 's|v']]);
});
