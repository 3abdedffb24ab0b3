import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sensitivityOf } from '../extract/sensitivity.ts';
import { withSecurity } from '../json/security.ts';
import { relabelled } from './relabelled.ts';

const opioid = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPIOIDUD', display: 'opioid use' };
const normal = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' };

test('what the sender said stays where it gives a label that stays, or none', () => {
  expect(relabelled([opioid, normal], ['ETH', 'WARD-7'])).toEqual([opioid, normal, { system: 'urn:openward:label', code: 'WARD-7' }]);
  expect(relabelled([opioid, normal], [])).toEqual([normal]);
});

test.each([
  ['{"resourceType":"Basic","id":"a","x":1.0}', '{"resourceType":"Basic","meta":{"security":[{"code":"N"}]},"id":"a","x":1.0}'],
  ['{"meta":{"tag":[{"code":"t"}],"security":[]},"resourceType":"Basic"}', '{"meta":{"tag":[{"code":"t"}],"security":[{"code":"N"}]},"resourceType":"Basic"}'],
])('the text around it stays as it was written: %s', (text, expected) => {
  expect(withSecurity(text, [{ code: 'N' }])).toBe(expected);
});

test('a label that is given is read back, and lifted is gone, whatever else the text holds', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.subarray(['PSY', 'HIV', 'restricted', 'WARD-7'], { minLength: 1 }), (more, labels) => {
    const { meta: _meta, ...rest } = more;
    const text = JSON.stringify({ ...rest, resourceType: 'Basic' });
    const given = withSecurity(text, relabelled([], labels));
    expect(sensitivityOf(JSON.parse(given))).toBe(labels.toSorted().join(','));
    expect(JSON.parse(withSecurity(given, []))).toEqual(JSON.parse(text));
  }));
});
