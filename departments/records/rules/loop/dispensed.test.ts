import { expect, test } from 'vitest';
import { prescriptionsOf } from './dispensed.ts';

const handed = (more: object) => JSON.stringify({ resourceType: 'MedicationDispense', status: 'completed', ...more });

test.each([
  ['what was handed out', handed({ authorizingPrescription: [{ reference: 'MedicationRequest/p1' }] }), ['p1']],
  ['one named twice', handed({ authorizingPrescription: [{ reference: 'MedicationRequest/p1' }, { reference: 'MedicationRequest/p1' }] }), ['p1']],
  ['what is only made ready', handed({ status: 'in-progress', authorizingPrescription: [{ reference: 'MedicationRequest/p1' }] }), []],
  ['what was never prescribed here', handed({ authorizingPrescription: [{ display: 'by telephone' }, null, { reference: 'Basic/1' }] }), []],
  ['what names none', handed({}), []],
])('%s', (_what, json, expected) => {
  expect(prescriptionsOf(json)).toEqual(expected);
});
