import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Coded, instant, line, note, version } from './text.ts';

export const visitClasses = ['outpatient', 'emergency', 'inpatient', 'home', 'tele'] as const;
export type VisitClass = (typeof visitClasses)[number];

export const visitStatuses = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'entered-in-error'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/** What is not over yet. */
export const openStatuses = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave'] as const satisfies readonly VisitStatus[];

export const participantRoles = ['attender', 'participant', 'consultant', 'admitter', 'discharger', 'referrer'] as const;
export const diagnosisUses = ['admission', 'chief-complaint', 'discharge', 'comorbidity', 'pre-op', 'post-op', 'billing'] as const;
export const certainties = ['confirmed', 'provisional', 'differential'] as const;

/** Where the patient went: codes of http://terminology.hl7.org/CodeSystem/discharge-disposition. */
export const dispositions = ['home', 'alt-home', 'other-hcf', 'hosp', 'long', 'aadvice', 'exp', 'psy', 'rehab', 'snf', 'oth'] as const;

export const Participant = z.object({
  practitioner_id: z.uuid(),
  name: z.string(),
  role: z.enum(participantRoles),
  from: z.string(),
  to: z.string().nullable(),
});
export type Participant = z.output<typeof Participant>;

/** A diagnosis of a visit; its id is that of the FHIR Condition. */
export const Diagnosis = z.object({
  id: z.uuid(),
  use: z.enum(diagnosisUses),
  /** 1 is the first of its use. */
  rank: z.int(),
  system: z.string().nullable(),
  code: z.string().nullable(),
  display: z.string(),
  certainty: z.enum(certainties),
});
export type Diagnosis = z.output<typeof Diagnosis>;

/** What may be done with a visit as it stands now, whoever asks. */
export const Visit = z.object({
  id: z.uuid(),
  number: z.string(),
  patient_id: z.uuid(),
  class: z.enum(visitClasses),
  status: z.enum(visitStatuses),
  department_id: z.uuid().nullable(),
  department_name: z.string().nullable(),
  location_id: z.uuid().nullable(),
  location_name: z.string().nullable(),
  participants: z.array(Participant),
  planned_for: z.string().nullable(),
  arrived_at: z.string().nullable(),
  triaged_at: z.string().nullable(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  stopped_reason: z.string().nullable(),
  disposition: z.enum(dispositions).nullable(),
  signed_at: z.string().nullable(),
  signed_by: z.string().nullable(),
  reopened_at: z.string().nullable(),
  reopened_reason: z.string().nullable(),
  after_death: z.boolean(),
  /** Of a visit that was on paper: when it began there, and when and by whom that was entered. */
  written_later: z.object({ happened_at: z.string(), entered_at: z.string(), entered_by_name: z.string() }).nullable(),
  history: z.array(z.object({ status: z.string(), at: z.string(), by: z.string().nullable(), reason: z.string().nullable() })),
  /** The states that may follow. */
  next: z.array(z.enum(visitStatuses)),
  /** What it was about; null for those who may not read the clinical record. */
  clinical: z
    .object({
      reasons: z.array(Coded),
      history_text: z.string().nullable(),
      referred_by: z.string().nullable(),
      referral_text: z.string().nullable(),
      diagnoses: z.array(Diagnosis),
      no_diagnosis_reason: z.string().nullable(),
    })
    .nullable(),
  version: z.int(),
});
export type Visit = z.output<typeof Visit>;

const of = { patient_id: z.uuid(), visit_id: z.uuid() };
const path = '/patients/{patient_id}/visits/{visit_id}' as const;

export const NewVisit = z.strictObject({
  class: z.enum(visitClasses),
  /** Where it begins: expected, here, or being seen already. */
  status: z.enum(['planned', 'arrived', 'in-progress']).default('arrived'),
  department_id: z.uuid().nullable().default(null),
  location_id: z.uuid().nullable().default(null),
  /** Who answers for it; the person who opens it, where they are of the staff and none is named. Null: nobody yet. */
  practitioner_id: z.uuid().nullable().optional(),
  reasons: z.array(Coded).max(20).default([]),
  referred_by: line(200).nullable().default(null),
  referral_text: note(4000).nullable().default(null),
  planned_for: instant.nullable().default(null),
  /** Said again after 409 `visits.open_already`: the same clinician has an open visit of this patient. */
  although_open: z.boolean().default(false),
  /** Said again after 409 `visits.patient_deceased`. */
  after_death: z.boolean().default(false),
});
export type NewVisit = z.input<typeof NewVisit>;

/** What of a visit is written down; the rest are acts. */
export const VisitChanges = z.strictObject({
  department_id: z.uuid().nullable(),
  location_id: z.uuid().nullable(),
  reasons: z.array(Coded).max(20),
  history_text: note(20_000).nullable(),
  referred_by: line(200).nullable(),
  referral_text: note(4000).nullable(),
});
export type VisitChanges = z.input<typeof VisitChanges>;

export const NewDiagnosis = z
  .strictObject({
    /** Of one that is there already; a new one has none. */
    id: z.uuid().optional(),
    use: z.enum(diagnosisUses).default('discharge'),
    rank: z.int().min(1).max(99),
    system: line(200).nullable().default(null),
    code: line(60).nullable().default(null),
    display: line(300),
    certainty: z.enum(certainties).default('confirmed'),
  })
  .refine(({ system, code }) => (system === null) === (code === null), { message: 'A code needs its system, and a system its code', path: ['code'] });

export const visitContract = {
  /** 409 `visits.open_already`, `visits.patient_deceased` may be answered by saying so again. */
  open: endpoint({
    method: 'POST', path: '/patients/{patient_id}/visits', summary: 'Open a visit: expected, arrived, or begun',
    permission: 'visits.open', patient: 'input', event: 'visits.visit.open', status: 201,
  })
    .input(NewVisit.extend({ patient_id: z.uuid() }))
    .output(Visit),

  read: endpoint({
    method: 'GET', path, summary: 'One visit', permission: 'visits.read', patient: 'input', event: 'visits.visit.read',
  })
    .input(z.strictObject(of))
    .output(Visit),

  /** 409 `visits.changed` with `current` when somebody saved a newer version; `visits.closed` once it is signed. */
  update: endpoint({
    method: 'PUT', path, summary: 'Write down why the patient came, what they tell, and where they are seen',
    permission: 'visits.write', patient: 'input', event: 'visits.visit.update',
  })
    .input(VisitChanges.extend({ ...of, version }))
    .output(Visit),

  checkIn: endpoint({
    method: 'POST', path: `${path}/check-in`, summary: 'The patient has arrived',
    permission: 'visits.open', patient: 'input', event: 'visits.visit.check-in',
  })
    .input(z.strictObject({ ...of, version }))
    .output(Visit),

  cancel: endpoint({
    method: 'POST', path: `${path}/cancel`, summary: 'Call a visit off before anybody saw the patient',
    permission: 'visits.open', patient: 'input', event: 'visits.visit.cancel',
  })
    .input(z.strictObject({ ...of, version, reason: line(500) }))
    .output(Visit),

  advance: endpoint({
    method: 'POST', path: `${path}/advance`, summary: 'Bring a visit to its next state: triaged, being seen, on leave, over',
    permission: 'visits.write', patient: 'input', event: 'visits.visit.advance',
  })
    .input(z.strictObject({ ...of, version, to: z.enum(['triaged', 'in-progress', 'onleave', 'finished']) }))
    .output(Visit),

  withdraw: endpoint({
    method: 'POST', path: `${path}/entered-in-error`, summary: 'Say that a visit never was; it stays readable, with the reason',
    permission: 'visits.write', patient: 'input', event: 'visits.visit.withdraw',
  })
    .input(z.strictObject({ ...of, version, reason: line(500) }))
    .output(Visit),

  /** The list as it is to be; one that is left out is entered in error. */
  diagnose: endpoint({
    method: 'PUT', path: `${path}/diagnoses`, summary: 'The diagnoses of a visit with use and rank',
    permission: 'visits.write', patient: 'input', event: 'visits.diagnosis.update',
  })
    .input(z.strictObject({ ...of, version, diagnoses: z.array(NewDiagnosis).max(50) }))
    .output(Visit),

  /** A new attender takes over from the one before. */
  join: endpoint({
    method: 'POST', path: `${path}/participants`, summary: 'Somebody of the staff takes part, or takes over',
    permission: 'visits.write', patient: 'input', event: 'visits.participant.add',
  })
    .input(z.strictObject({ ...of, version, practitioner_id: z.uuid(), role: z.enum(participantRoles) }))
    .output(Visit),

  leave: endpoint({
    method: 'POST', path: `${path}/participants/end`, summary: 'Somebody no longer takes part',
    permission: 'visits.write', patient: 'input', event: 'visits.participant.end',
  })
    .input(z.strictObject({ ...of, version, practitioner_id: z.uuid(), role: z.enum(participantRoles) }))
    .output(Visit),

  /**
   * 409 `visits.needs_a_diagnosis` without a diagnosis or a reason for none; `visits.own_notes_unsigned` while the signer has notes of it to
   * sign; `visits.notes_unsigned` while others have, until told to go on. Both name them in `notes`.
   */
  close: endpoint({
    method: 'POST', path: `${path}/close`, summary: 'Sign a visit and so close it; it does not change from then on',
    permission: 'visits.close', patient: 'input', event: 'visits.visit.close',
  })
    .input(z.strictObject({ ...of, version, disposition: z.enum(dispositions), no_diagnosis_reason: line(500).nullable().default(null), although_unsigned: z.boolean().default(false) }))
    .output(Visit),

  reopen: endpoint({
    method: 'POST', path: `${path}/reopen`, summary: 'Open a visit again that was over, with the reason',
    permission: 'visits.reopen', patient: 'input', event: 'visits.visit.reopen',
  })
    .input(z.strictObject({ ...of, version, reason: line(500) }))
    .output(Visit),

  /** All that came out of the visit goes with it; its papers are revoked; who opened the wrong record since is told. */
  move: endpoint({
    method: 'POST', path: `${path}/move`, summary: 'Give a visit to the patient whose it is: it was made in the wrong record',
    permission: 'visits.move', patient: 'input', event: 'visits.visit.move',
  })
    .input(z.strictObject({ ...of, version, to_patient_id: z.uuid(), reason: line(500) }))
    .output(z.object({ visit: Visit, moved: z.int(), told: z.int(), papers_revoked: z.int() })),
};
