import { describe, expect, test } from 'vitest';
import { checkStructure, pathText } from './check.ts';

const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8302-2' }], text: 'Height' },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2011-10-14T23:37:54+00:00',
  valueQuantity: { value: 176.4, unit: 'cm' },
};

function faults(change: Record<string, unknown>): string[] {
  return checkStructure({ ...observation, ...change }).map((fault) => `${pathText(fault.path)} ${fault.code}`);
}

test('a sound resource has no fault', () => {
  expect(checkStructure(observation)).toEqual([]);
});

test('says where and what is wrong, for a person', () => {
  expect(checkStructure({ ...observation, code: { coding: [{ system: 'loinc org', code: 7 }] } })).toEqual([
    { path: ['code', 'coding', 0, 'system'], code: 'structure.value', message: 'is not an address without spaces' },
    { path: ['code', 'coding', 0, 'code'], code: 'structure.value', message: 'must be text (a code)' },
  ]);
});

describe('refuses', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown element', { colour: 'blue' }, 'colour structure.unknown_element'],
    ['an element of a later FHIR version', { bodyStructure: { reference: 'BodyStructure/1' } }, 'bodyStructure structure.unknown_element'],
    ['a list where one is meant', { code: [observation.code] }, 'code structure.type'],
    ['one where a list is meant', { category: { text: 'vital' } }, 'category structure.type'],
    ['an empty list', { category: [] }, 'category structure.empty'],
    ['an empty object', { code: {} }, 'code structure.empty'],
    ['an empty text', { code: { text: '' } }, 'code.text structure.value'],
    ['null', { status: null }, 'status structure.value'],
    ['a number as text', { valueQuantity: { value: '176' } }, 'valueQuantity.value structure.value'],
    ['both of a choice', { valueString: 'tall' }, 'valueString structure.choice'],
    ['a day that does not exist', { effectiveDateTime: '2023-02-30' }, 'effectiveDateTime structure.value'],
    ['a time without a zone', { effectiveDateTime: '2023-02-20T10:00:00' }, 'effectiveDateTime structure.value'],
    ['a missing element', { status: undefined }, 'status structure.value'],
    ['an id with a slash', { id: 'a/b' }, 'id structure.value'],
    ['a control character', { code: { text: 'a\u0000b' } }, 'code.text structure.value'],
    ['an unknown resource type', { resourceType: 'Observaton' }, 'resourceType structure.resource_type'],
    ['a type that is only a part', { resourceType: 'Period' }, 'resourceType structure.resource_type'],
    ['an unknown type inside', { contained: [{ resourceType: 'Nothing' }] }, 'contained[0].resourceType structure.resource_type'],
  ])('%s', (_what, change, fault) => {
    expect(faults(change)).toContain(fault);
  });

  test('what is not an object at all', () => {
    for (const value of [null, 3, 'text', [], undefined]) expect(checkStructure(value)).toHaveLength(1);
  });

  test('a needed element that is not there', () => {
    const { status: _status, ...without } = observation;
    expect(checkStructure(without)).toEqual([{ path: ['status'], code: 'structure.missing', message: 'is missing' }]);
  });
});

describe('accepts', () => {
  test.each<[string, Record<string, unknown>]>([
    ['an extension in place of a value', { status: undefined, _status: { extension: [{ url: 'http://x.org/absent', valueCode: 'unknown' }] } }],
    ['an extension beside a value of a choice', { effectiveDateTime: '2011-10', _effectiveDateTime: { id: 'a' } }],
    ['a year alone', { effectiveDateTime: '2011' }],
    ['a leap day', { effectiveDateTime: '2024-02-29' }],
    ['a contained resource', { contained: [{ resourceType: 'Patient', id: 'p', active: true }] }],
    ['numbers in any form', { valueQuantity: { value: 1e2 } }],
  ])('%s', (_what, change) => {
    const resource = Object.fromEntries(Object.entries({ ...observation, ...change }).filter(([, value]) => value !== undefined));
    expect(checkStructure(resource)).toEqual([]);
  });

  test('null in a list only beside its extension', () => {
    const patient = (given: unknown, _given: unknown) => ({ resourceType: 'Patient', name: [{ given, _given }] });
    expect(checkStructure(patient(['Ada', null], [null, { id: 'x' }]))).toEqual([]);
    expect(checkStructure(patient(['Ada', null], [{ id: 'x' }, null])).map((fault) => pathText(fault.path))).toEqual(['name[0].given[1]']);
  });
});

test('stops at twenty faults and at a hundred levels', () => {
  expect(checkStructure({ resourceType: 'Patient', name: Array.from({ length: 500 }, () => 'x') })).toHaveLength(20);
  let deep: Record<string, unknown> = { url: 'http://x.org', valueString: 'x' };
  for (let level = 0; level < 200; level += 1) deep = { url: 'http://x.org', extension: [deep] };
  expect(checkStructure({ resourceType: 'Patient', extension: [deep] }).map((fault) => fault.code)).toEqual(['structure.depth']);
});
