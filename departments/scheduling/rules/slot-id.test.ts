import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSlotId, slotId } from './slot-id.ts';

const name = { resource_id: '018f0000-0000-7000-8000-000000000001', visit_type_id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', start: '2027-03-28T00:30:00.000Z' };

test('an id says which calendar, kind and minute it is, and FHIR takes it', () => {
  fc.assert(fc.property(fc.uuid(), fc.uuid(), fc.integer({ min: 0, max: 120_000_000 }), (resource_id, visit_type_id, minutes) => {
    const given = { resource_id, visit_type_id, start: new Date(minutes * 60_000).toISOString() };
    const id = slotId(given);
    expect(id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    expect(readSlotId(id)).toEqual(given);
  }));
});

test.each([
  ['of something else', '018f0000-0000-7000-8000-000000000001'],
  ['with zeros before its minutes', slotId(name).replace(/\.([^.]*)$/, '.0$1')],
  ['of a calendar beyond all keys', slotId(name).replace(/^.{25}/, 'z'.repeat(25))],
  ['of a time beyond the calendar', slotId(name).replace(/[^.]*$/, 'zzzzzzzz')],
  ['in capitals', slotId(name).toUpperCase()],
])('an id %s names nothing', (_why, id) => {
  expect(readSlotId(id)).toBeUndefined();
});
