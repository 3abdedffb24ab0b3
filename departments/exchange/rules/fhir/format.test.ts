import { expect, test } from 'vitest';
import { formatOf } from './format.ts';
import { preferenceOf } from './preference.ts';

test.each([
  [undefined, [], 'application/fhir+json'],
  ['application/fhir+json', [], 'application/fhir+json'],
  ['application/json', [], 'application/json'],
  ['application/fhir+xml, application/json;q=0.5', [], 'application/json'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', [], 'application/fhir+json'],
  ['application/fhir+json; fhirVersion=4.0', [], 'application/fhir+json'],
  ['application/fhir+xml', [['_format', 'json']], 'application/fhir+json'],
  ['*/*', [['_format', 'application/fhir json']], 'application/fhir+json'],
] as const)('Accept: %s, %j', (accept, parameters, expected) => {
  expect(formatOf(accept, parameters as unknown as [string, string][])).toMatchObject({ content_type: `${expected}; charset=utf-8` });
});

test.each([
  ['application/fhir+xml', []], ['application/fhir+json;q=0', []], ['*/*', [['_format', 'xml']]], ['application/fhir+json; fhirVersion=5.0', []],
] as const)('refuses Accept: %s, %j', (accept, parameters) => {
  expect(formatOf(accept, parameters as unknown as [string, string][])).toBeTypeOf('string');
});

test('Prefer says what comes back, and how strict we are', () => {
  expect(preferenceOf('return=minimal; handling=lenient')).toEqual({ return: 'minimal', handling: 'lenient' });
  expect(preferenceOf('respond-async, return="representation"')).toEqual({ return: 'representation', handling: 'strict' });
  expect(preferenceOf('return=everything, handling=loose')).toEqual({ return: undefined, handling: 'strict' });
  expect(preferenceOf(undefined)).toEqual({ return: undefined, handling: 'strict' });
});
