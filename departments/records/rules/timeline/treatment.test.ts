import { expect, test } from 'vitest';
import { treatmentOf } from './treatment.ts';

test('an order was planned by whoever asked for it, not by whoever is asked', () =>
  expect(treatmentOf({ resourceType: 'ServiceRequest', status: 'active', requester: { display: 'Dr Stone' }, performer: [{ display: 'Radiology' }], reasonCode: [{ text: 'Fall' }] }))
    .toEqual({ step: 'planned', by: 'Dr Stone', outcome: null, reason: 'Fall', carries_out: null }));

test('a procedure says who did it, what came of it, and which order it carries out', () =>
  expect(treatmentOf({
    resourceType: 'Procedure', status: 'completed', performer: [{ actor: { display: 'Dr Reed' } }, { actor: { display: 'Nurse Hill' } }],
    outcome: { text: 'Successful' }, complication: [{ text: 'Bleeding' }], basedOn: [{ reference: 'https://h.example/ServiceRequest/s-1' }],
  })).toEqual({ step: 'done', by: 'Dr Reed, Nurse Hill', outcome: 'Successful, Bleeding', reason: null, carries_out: 'ServiceRequest/s-1' }));

test.each([
  [{ resourceType: 'Procedure', status: 'preparation' }, 'planned'],
  [{ resourceType: 'Immunization', status: 'completed' }, 'given'],
  [{ resourceType: 'MedicationAdministration', status: 'completed' }, 'given'],
  [{ resourceType: 'MedicationDispense', status: 'completed' }, 'handed out'],
  [{ resourceType: 'MedicationStatement', status: 'active' }, 'stated'],
])('%j was %s', (resource, step) => expect(treatmentOf(resource)?.step).toBe(step));

test('what was not given says why', () =>
  expect(treatmentOf({ resourceType: 'Immunization', status: 'not-done', statusReason: { text: 'Refused' } })).toMatchObject({ step: 'not given', outcome: 'Refused' }));

test('a laboratory value is no treatment', () => expect(treatmentOf({ resourceType: 'Observation' })).toBeNull());
