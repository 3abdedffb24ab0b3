import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resourceTypes } from '@openward/records/api';
import { provenanceId, provenanceText, readProvenanceId } from './provenance.ts';

test('the id of a provenance names its version, for every type and every id that leaves room for it', () => {
  const ids = fc.string({ unit: fc.constantFrom(...'ABCxyz019-.'), minLength: 1, maxLength: 54 });
  fc.assert(fc.property(fc.constantFrom(...resourceTypes), ids, fc.integer({ min: 1, max: 100_000 }), (type, id, version) => {
    const made = provenanceId(type, id, version);
    expect(made).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    expect(readProvenanceId(made)).toEqual({ type, id, version });
  }));
});

test('a long id still gives an id that FHIR allows', () => {
  expect(provenanceId('Observation', 'x'.repeat(64), 12)).toHaveLength(64);
  expect(readProvenanceId('an-id-of-a-sender')).toBeUndefined();
  expect(readProvenanceId('v1.zz.x')).toBeUndefined();
});

test.each([
  [{ version: 1, deleted: false }, 'CREATE'],
  [{ version: 3, deleted: false }, 'UPDATE'],
  [{ version: 4, deleted: true }, 'DELETE'],
])('says who did what: %j', (what, code) => {
  const version = {
    type: 'Observation', id: 'o1', last_updated: '2026-01-02T03:04:05.678Z', source: 'fhir',
    author: { account_id: '0190f0f0-0000-7000-8000-00000000000a', name: 'Dr Okafor' }, ...what,
  };
  expect(JSON.parse(provenanceText(version))).toMatchObject({
    resourceType: 'Provenance',
    target: [{ reference: `Observation/o1/_history/${what.version}` }],
    recorded: '2026-01-02T03:04:05.678Z',
    activity: { coding: [{ code }] },
    agent: [{ who: { identifier: { value: '0190f0f0-0000-7000-8000-00000000000a' }, display: 'Dr Okafor' } }, { who: { display: 'fhir' } }],
  });
});

test('what nobody wrote was written by the hospital', () => {
  const text = provenanceText({ type: 'Location', id: 'l', version: 1, last_updated: '2026-01-02T03:04:05.678Z', deleted: false, source: 'openward', author: null });
  expect(JSON.parse(text).agent[0].who).toEqual({ display: 'OpenWard' });
});
