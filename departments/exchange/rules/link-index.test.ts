import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinkIndex } from './link-index.ts';

// Of few addresses, so that some come twice; and of many, so that the index grows.
const few = fc.constantFrom(...Array.from({ length: 8 }, (_each, at) => `0b6e4e2e-0000-4000-8000-00000000000${at}`));
const entry = fc.record({
  uuid: fc.oneof(fc.uuid(), few), type: fc.constantFrom('Patient', 'Observation', 'Encounter'), own: fc.option(fc.stringMatching(/^[a-z0-9]{1,8}$/)), urn: fc.boolean(),
});

test('leads where a plain map leads', () => {
  fc.assert(fc.property(fc.array(entry, { maxLength: 3000 }), fc.array(fc.uuid(), { maxLength: 5 }), (entries, others) => {
    const index = new LinkIndex();
    const plain = new Map<string, string>();
    for (const { uuid, type, own, urn } of entries) {
      const address = urn ? `urn:uuid:${uuid}` : `http://x.org/fhir/${type}/${uuid}`;
      const id = own ?? uuid;
      const target = `${type}/${id}`;
      if (!plain.has(address)) plain.set(address, target);
      expect(index.add(address, type, id)).toBe(plain.get(address) === target);
    }
    for (const [address, target] of plain) expect(index.get(address)).toBe(target);
    for (const uuid of others) expect(index.get(`urn:uuid:${uuid}`)).toBe(plain.get(`urn:uuid:${uuid}`));
  }), { numRuns: 30 });
});

test.each(['', 'urn:uuid:', 'urn:uuid:x', 'urn:oid:1.2', '#contained', 'Patient/1'])('an address that no entry has: %s', (address) => {
  expect(new LinkIndex().get(address)).toBeUndefined();
});
