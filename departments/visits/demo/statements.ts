import { randomUUID } from 'node:crypto';
import type { Random } from '@openward/patients/demo';
import type { Coded } from '../contract/text.ts';
import { allergies, problems } from './cases.ts';

type Resource = Record<string, unknown> & { resourceType: string; id: string };

const ucum = 'http://unitsofmeasure.org';
const loinc = 'http://loinc.org';
const concept = (coded: Coded) => ('text' in coded ? { text: coded.text } : { coding: [coded], text: coded.display });
const status = (kind: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${kind}`, code }] });

/** What somebody has had for long, and what they must not get. */
export function lastingStatements(random: Random, patient_id: string, at: string): Resource[] {
  const patient = { reference: `Patient/${patient_id}` };
  const made: Resource[] = [];
  if (random.chance(0.4)) {
    made.push({
      resourceType: 'Condition', id: randomUUID(), clinicalStatus: status('condition-clinical', 'active'), verificationStatus: status('condition-ver-status', 'confirmed'),
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item', display: 'Problem List Item' }] }],
      code: concept(random.pick(problems)), subject: patient, onsetDateTime: String(random.whole(2005, 2024)), recordedDate: at,
    });
  }
  if (random.chance(0.3)) {
    const { substance, category, reaction, criticality, severity } = random.pick(allergies);
    made.push({
      resourceType: 'AllergyIntolerance', id: randomUUID(), clinicalStatus: status('allergyintolerance-clinical', 'active'),
      verificationStatus: status('allergyintolerance-verification', 'confirmed'), type: 'allergy', category: [category], criticality,
      code: concept(substance), patient, recordedDate: at, reaction: [{ manifestation: [{ text: reaction }], severity }],
    });
  }
  return made;
}

/** What a nurse measures before a consultation. */
export function vitalSigns(random: Random, visit: { id: string; patient_id: string; at: string; fever: boolean }): Resource[] {
  const { id, patient_id, at, fever } = visit;
  const observation = (code: string, display: string, value: Record<string, unknown>): Resource => ({
    resourceType: 'Observation', id: randomUUID(), status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs', display: 'Vital Signs' }] }],
    code: { coding: [{ system: loinc, code, display }], text: display }, subject: { reference: `Patient/${patient_id}` },
    encounter: { reference: `Encounter/${id}` }, effectiveDateTime: at, ...value,
  });
  const quantity = (value: number, unit: string, code = unit) => ({ valueQuantity: { value, unit, system: ucum, code } });
  const part = (code: string, display: string, value: number) => ({ code: { coding: [{ system: loinc, code, display }] }, ...quantity(value, 'mmHg', 'mm[Hg]') });
  const systolic = random.whole(104, 158);
  return [
    observation('85354-9', 'Blood pressure', { component: [part('8480-6', 'Systolic blood pressure', systolic), part('8462-4', 'Diastolic blood pressure', Math.round(systolic * 0.58) + random.whole(-6, 6))] }),
    observation('8867-4', 'Heart rate', quantity(random.whole(58, fever ? 112 : 92), '/min')),
    observation('9279-1', 'Respiratory rate', quantity(random.whole(12, fever ? 22 : 18), '/min')),
    observation('8310-5', 'Body temperature', quantity(random.whole(fever ? 376 : 362, fever ? 393 : 372) / 10, '°C', 'Cel')),
    observation('2708-6', 'Oxygen saturation', quantity(random.whole(94, 100), '%')),
  ];
}
