import { elementOf, setMember, viewOf, type Part } from '@openward/platform/fhir';
import { Order, Prescription, priorities } from '../../contract/orders.ts';
import { dosagePart } from '../medicines/dosage.ts';
import { readDose, writeDose } from '../medicines/quantity.ts';
import { codePart, conceptPart, datePart, namedPart, notePart, numberOf, textPart, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const snomed = 'http://snomed.info/sct';

export const orderCategoryCodes: Record<Order['category'], { code: string; display: string }> = {
  laboratory: { code: '108252007', display: 'Laboratory procedure' },
  imaging: { code: '363679005', display: 'Imaging' },
  referral: { code: '3457005', display: 'Patient referral' },
  procedure: { code: '387713003', display: 'Surgical procedure' },
};

/** Orders of tests, images, procedures and referrals: FHIR ServiceRequest. */
export const orders: Subject<Order> = {
  type: 'ServiceRequest', schema: Order, patient: 'subject', visit: 'encounter', recorded: 'authoredOn', by: 'requester',
  fixed: { status: 'active', intent: 'order' },
  unsaid: { priority: 'routine' },
  view: viewOf<Order>([
    conceptPart('concept', 'code'),
    wordPart('category', 'category', snomed, orderCategoryCodes, true),
    codePart('priority', 'priority', priorities),
    conceptPart('reason', 'reasonCode', true),
    datePart('wanted', 'occurrence'),
    conceptPart('body_site', 'bodySite', true),
    namedPart('performer', 'performer', ''),
    textPart('instructions', 'patientInstruction'),
    notePart('note'),
  ]),
};

const dispense: Part<Prescription> = {
  read: (element) => {
    const request = elementOf(element['dispenseRequest']);
    return { quantity: readDose(request['quantity']), refills: numberOf(request['numberOfRepeatsAllowed']) ?? 0 };
  },
  write: (element, { quantity, refills }) => {
    const request = { ...elementOf(element['dispenseRequest']) };
    setMember(request, 'quantity', quantity === null ? null : writeDose(quantity));
    setMember(request, 'numberOfRepeatsAllowed', refills === 0 ? null : refills);
    setMember(element, 'dispenseRequest', Object.keys(request).length === 0 ? null : request);
  },
};

const substitution: Part<Prescription> = {
  read: (element) => ({ substitution: elementOf(element['substitution'])['allowedBoolean'] !== false }),
  write: (element, fields) => setMember(element, 'substitution', fields.substitution ? null : { allowedBoolean: false }),
};

/** Prescriptions: FHIR MedicationRequest. */
export const prescriptions: Subject<Prescription> = {
  type: 'MedicationRequest', schema: Prescription, patient: 'subject', visit: 'encounter', recorded: 'authoredOn', by: 'requester',
  fixed: { status: 'active', intent: 'order', reportedBoolean: false },
  unsaid: { priority: 'routine' },
  view: viewOf<Prescription>([
    conceptPart('concept', 'medicationCodeableConcept'),
    dosagePart('dosage', 'dosageInstruction'),
    codePart('priority', 'priority', priorities),
    dispense,
    substitution,
    conceptPart('reason', 'reasonCode', true),
    notePart('note'),
  ]),
};
