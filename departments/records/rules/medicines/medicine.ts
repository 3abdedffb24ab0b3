import { viewOf } from '@openward/platform/fhir';
import { Medicine, medicineStates } from '../../contract/medicines.ts';
import { codePart, conceptPart, notePart, periodPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';
import { dosagePart } from './dosage.ts';

/** Medicines as they are taken: FHIR MedicationStatement. */
export const medicines: Subject<Medicine> = {
  type: 'MedicationStatement', schema: Medicine, patient: 'subject', visit: 'context', recorded: 'dateAsserted', by: 'informationSource',
  unsaid: { status: 'active' },
  view: viewOf<Medicine>([
    conceptPart('concept', 'medicationCodeableConcept'),
    codePart('status', 'status', medicineStates),
    dosagePart('dosage', 'dosage'),
    periodPart('start', 'end', 'effective'),
    conceptPart('reason', 'reasonCode', true),
    conceptPart('stop_reason', 'statusReason', true),
    notePart('note'),
  ]),
};

/** Whether a medicine is checked against the allergies: what is no longer taken harms nobody. */
export const mayStillHarm = ({ status }: Pick<Medicine, 'status'>): boolean => status === 'active' || status === 'on-hold';
