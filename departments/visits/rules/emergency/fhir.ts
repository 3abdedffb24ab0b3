import type { ArrivalMode, EmergencyDisposition, Triage } from '../../contract/emergency.ts';

// What an emergency visit adds to its Encounter, and the resources of its own.

type Part = Record<string, unknown>;
type Resource = Part & { resourceType: string; id: string };

export interface EmergencyFacts {
  arrival_mode: ArrivalMode;
  level: number | null;
  disposition: EmergencyDisposition | null;
}

const modeTexts: Record<ArrivalMode, string> = {
  'walk-in': 'Walked in', brought: 'Brought by others', ambulance: 'By ambulance', helicopter: 'By helicopter', police: 'Brought by the police',
  referred: 'Sent by a clinician', transfer: 'Transferred from another hospital',
};
const sources: Record<ArrivalMode, string> = { 'walk-in': 'other', brought: 'other', ambulance: 'other', helicopter: 'other', police: 'other', referred: 'gp', transfer: 'hosp-trans' };
const dispositions: Record<EmergencyDisposition, { code: string; text: string }> = {
  home: { code: 'home', text: 'Home' }, admit: { code: 'oth', text: 'Admitted to this hospital' }, transfer: { code: 'other-hcf', text: 'Transferred to another hospital' },
  'left-unseen': { code: 'oth', text: 'Left before being seen' }, 'against-advice': { code: 'aadvice', text: 'Left against advice' }, died: { code: 'exp', text: 'Died' },
};

/** The code of HL7 discharge-disposition that a visit keeps. */
export const dischargeCode = (disposition: EmergencyDisposition): string => dispositions[disposition].code;

/** The parts of an Encounter that an emergency visit adds: how urgent, how they came, where they went. */
export function emergencyParts({ arrival_mode, level, disposition }: EmergencyFacts): { priority?: Part; hospitalization: Part } {
  return {
    ...(level === null ? {} : { priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActPriority', ...priorityOf(level) }] } }),
    hospitalization: {
      admitSource: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/admit-source', code: sources[arrival_mode] }], text: modeTexts[arrival_mode] },
      ...(disposition === null ? {} : {
        dischargeDisposition: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: dispositions[disposition].code }], text: dispositions[disposition].text },
      }),
    },
  };
}

function priorityOf(level: number): Part {
  if (level <= 2) return { code: 'EM', display: 'emergency' };
  return level === 3 ? { code: 'UR', display: 'urgent' } : { code: 'R', display: 'routine' };
}

interface Of {
  patient_id: string;
  visit_id: string;
}

/** A triage as an Observation: the scheme, and the number of the category; never how the scheme comes to it. */
export function toTriageObservation({ id, scheme, level, at, reason, by, news2 }: Triage, { patient_id, visit_id }: Of): Resource {
  return {
    resourceType: 'Observation', id, status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey', display: 'Survey' }] }],
    code: { coding: [{ system: 'urn:openward:triage-scheme', code: scheme, display: `Triage by ${scheme}` }], text: `Triage by ${scheme}` },
    subject: { reference: `Patient/${patient_id}` }, encounter: { reference: `Encounter/${visit_id}` }, effectiveDateTime: at, issued: at,
    performer: [{ display: by }],
    valueCodeableConcept: { coding: [{ system: `urn:openward:triage:${scheme.toLowerCase()}`, code: String(level) }], text: `Category ${level}` },
    ...(reason === null ? {} : { note: [{ text: reason }] }),
    ...(news2 === null ? {} : { component: [{ code: { text: 'NEWS2' }, valueInteger: news2 }] }),
  };
}

/** That the police or a court may ask: everybody who meets the patient is to know. What about stays in the visit. */
export function toMedicoLegalFlag(id: string, { patient_id, visit_id }: Of, active: boolean, at: string): Resource {
  return {
    resourceType: 'Flag', id, status: active ? 'active' : 'entered-in-error',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'admin', display: 'Administrative' }] }],
    code: { text: 'Medico-legal case' }, subject: { reference: `Patient/${patient_id}` }, encounter: { reference: `Encounter/${visit_id}` }, period: { start: at },
  };
}
