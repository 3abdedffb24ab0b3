import type { Coded } from '../contract/text.ts';
import { dischargeCode, emergencyParts, type EmergencyFacts } from './emergency/fhir.ts';
import type { Diagnosis, Visit, VisitClass } from '../contract/visit.ts';

// The FHIR R4 faces of a visit, as US Core 6.1 wants them. Empty parts are left out.

type Part = Record<string, unknown>;
type Resource = Part & { resourceType: string; id: string };

export const visitNumberSystem = 'urn:openward:visit-number';
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const classes: Record<VisitClass, { code: string; display: string }> = {
  outpatient: { code: 'AMB', display: 'ambulatory' },
  emergency: { code: 'EMER', display: 'emergency' },
  inpatient: { code: 'IMP', display: 'inpatient encounter' },
  home: { code: 'HH', display: 'home health' },
  tele: { code: 'VR', display: 'virtual' },
};
/** SNOMED CT, of the free set that US Core binds to as an example. */
const types: Record<VisitClass, { code: string; display: string }> = {
  outpatient: { code: '308335008', display: 'Patient encounter procedure (procedure)' },
  emergency: { code: '50849002', display: 'Emergency room admission (procedure)' },
  inpatient: { code: '32485007', display: 'Hospital admission (procedure)' },
  home: { code: '439708006', display: 'Home visit (procedure)' },
  tele: { code: '448337001', display: 'Telemedicine consultation with patient (procedure)' },
};
const uses: Record<Diagnosis['use'], { code: string; display: string }> = {
  admission: { code: 'AD', display: 'Admission diagnosis' },
  'chief-complaint': { code: 'CC', display: 'Chief complaint' },
  discharge: { code: 'DD', display: 'Discharge diagnosis' },
  comorbidity: { code: 'CM', display: 'Comorbidity diagnosis' },
  'pre-op': { code: 'pre-op', display: 'pre-op diagnosis' },
  'post-op': { code: 'post-op', display: 'post-op diagnosis' },
  billing: { code: 'billing', display: 'Billing' },
};
const roles = { attender: 'ATND', participant: 'PART', consultant: 'CON', admitter: 'ADM', discharger: 'DIS', referrer: 'REF' } as const;
const statuses = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'entered-in-error'];

const conceptOf = (coded: Coded): Part => ('text' in coded ? { text: coded.text } : { coding: [coded], text: coded.display });

/** Which diagnosis a visit has: by its id alone, since a label may hide what it says from whoever reads the visit. */
export type DiagnosisReference = Pick<Diagnosis, 'id' | 'use' | 'rank'>;

/** The visit as an Encounter. */
export function toEncounter(visit: Visit, diagnoses: readonly DiagnosisReference[], emergency?: EmergencyFacts): Resource {
  const { clinical, participants, history, status } = visit;
  const start = visit.arrived_at ?? visit.started_at;
  const disposition = visit.disposition;
  const urgent = emergency === undefined ? undefined : emergencyParts(emergency);
  return {
    resourceType: 'Encounter',
    id: visit.id,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter'] },
    identifier: [{ use: 'official', system: visitNumberSystem, value: visit.number }],
    status,
    ...optional('statusHistory', historyOf(history)),
    class: { system: actCode, ...classes[visit.class] },
    type: [{ coding: [{ system: 'http://snomed.info/sct', ...types[visit.class] }] }],
    ...optional('priority', urgent?.priority),
    subject: { reference: `Patient/${visit.patient_id}` },
    ...optional('participant', participants.map(({ practitioner_id, name, role, from, to }) => ({
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: roles[role] }] }],
      period: { start: from, ...(to === null ? {} : { end: to }) },
      individual: { reference: `Practitioner/${practitioner_id}`, display: name },
    }))),
    ...optional('period', start === null ? null : { start, ...(visit.ended_at === null ? {} : { end: visit.ended_at }) }),
    ...optional('reasonCode', (clinical?.reasons ?? []).map(conceptOf)),
    ...optional('diagnosis', diagnoses.map(({ id, use, rank }) => ({
      condition: { reference: `Condition/${id}` },
      use: { coding: [useOf(use)] },
      rank,
    }))),
    ...optional('hospitalization', {
      ...urgent?.hospitalization,
      // What was said at the end of an emergency says more; what was said when it was signed comes after it.
      ...(disposition === null || (emergency !== undefined && emergency.disposition !== null && dischargeCode(emergency.disposition) === disposition) ? {} : {
        dischargeDisposition: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: disposition }] },
      }),
    }),
    ...optional('location', visit.location_id === null ? null : [{ location: { reference: `Location/${visit.location_id}`, ...optional('display', visit.location_name) } }]),
    ...optional('serviceProvider', visit.department_id === null ? null : { reference: `Organization/${visit.department_id}`, ...optional('display', visit.department_name) }),
  };
}

const useOf = (use: Diagnosis['use']): Part => ({
  // FHIR has both pre-op and billing in the same system as AD and DD.
  system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role', ...uses[use],
});

/** FHIR tells each state with its period; the one that holds now has no end. */
function historyOf(history: Visit['history']): Part[] {
  return history.filter(({ status }) => statuses.includes(status)).map(({ status, at }, place, all) => {
    const next = all[place + 1];
    return { status, period: { start: at, ...(next === undefined ? {} : { end: next.at }) } };
  });
}

/** A diagnosis of the visit as a Condition; one that was taken off is entered in error. */
export function toCondition(diagnosis: Diagnosis, visit: Pick<Visit, 'id' | 'patient_id'>, recorded: { at: string; by: string | null }, taken_off = false): Resource {
  const { system, code, display, certainty } = diagnosis;
  const status = 'http://terminology.hl7.org/CodeSystem/condition-';
  return {
    resourceType: 'Condition',
    id: diagnosis.id,
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition-encounter-diagnosis'] },
    ...(taken_off ? {} : { clinicalStatus: { coding: [{ system: `${status}clinical`, code: 'active' }] } }),
    verificationStatus: { coding: [{ system: `${status}ver-status`, code: taken_off ? 'entered-in-error' : certainty }] },
    category: [{ coding: [{ system: `${status}category`, code: 'encounter-diagnosis', display: 'Encounter Diagnosis' }] }],
    code: { ...(system === null ? {} : { coding: [{ system, code, display }] }), text: display },
    subject: { reference: `Patient/${visit.patient_id}` },
    encounter: { reference: `Encounter/${visit.id}` },
    recordedDate: recorded.at,
    ...optional('recorder', recorded.by === null ? null : { display: recorded.by }),
  };
}

/** FHIR has no empty lists, no empty objects and no null: what is empty is left out. */
function optional(name: string, value: unknown): Part {
  if (value === null || value === undefined) return {};
  const empty = typeof value === 'object' && Object.keys(value).length === 0;
  return empty ? {} : { [name]: value };
}
