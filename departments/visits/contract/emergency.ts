import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { instant, line, note, version } from './text.ts';
import { visitStatuses } from './visit.ts';

/** Schemes of triage. Only the number of a category is kept, never how a scheme comes to it. */
export const triageSchemes = ['ESI', 'MTS', 'ATS', 'CTAS'] as const;
export type TriageScheme = (typeof triageSchemes)[number];
export const arrivalModes = ['walk-in', 'brought', 'ambulance', 'helicopter', 'police', 'referred', 'transfer'] as const;
export type ArrivalMode = (typeof arrivalModes)[number];
export const emergencyDispositions = ['home', 'admit', 'transfer', 'left-unseen', 'against-advice', 'died'] as const;
export type EmergencyDisposition = (typeof emergencyDispositions)[number];
/** Where somebody stands on the board. */
export const emergencyStates = ['to-triage', 'waiting', 'being-seen', 'boarding', 'dead'] as const;
export type EmergencyState = (typeof emergencyStates)[number];
/** Why somebody is to be triaged again. */
export const attentions = ['worse', 'overdue'] as const;
export type Attention = (typeof attentions)[number];
/** The quick sorting of a major incident. */
export const bandCategories = ['immediate', 'urgent', 'delayed', 'dead'] as const;
export type BandCategory = (typeof bandCategories)[number];

export const Level = z.int().min(1).max(5);
export const NextOfKin = z.strictObject({ name: line(200), relation: line(80).nullable().default(null), phone: line(60).nullable().default(null) });

/** Somebody on the board. What is clinical is null for those who may not read the record. */
export const EmergencyRow = z.object({
  visit_id: z.uuid(),
  version: z.int(),
  number: z.string(),
  patient_id: z.uuid(),
  patient_name: z.string(),
  unknown: z.boolean(),
  hospital_number: z.string(),
  birth_date: z.string().nullable(),
  sex: z.string(),
  department_id: z.uuid().nullable(),
  status: z.enum(visitStatuses),
  state: z.enum(emergencyStates),
  scheme: z.string().nullable(),
  level: Level.nullable(),
  arrival_mode: z.enum(arrivalModes),
  arrived_at: z.string(),
  triaged_at: z.string().nullable(),
  /** By when they are to be seen. */
  due_at: z.string().nullable(),
  started_at: z.string().nullable(),
  boarding_since: z.string().nullable(),
  bed_department_name: z.string().nullable(),
  location_id: z.uuid().nullable(),
  location_name: z.string().nullable(),
  clinician_name: z.string().nullable(),
  nurse_id: z.uuid().nullable(),
  nurse_name: z.string().nullable(),
  medico_legal: z.boolean(),
  band: z.string().nullable(),
  attention: z.enum(attentions).nullable(),
  complaint: z.string().nullable(),
  next_step: z.string().nullable(),
  news2: z.int().nullable(),
  /** Of the allergies that are known; null: not for this reader. */
  allergies: z.int().nullable(),
  /** Flags of the chart that warn, such as of an infection, in words. */
  warnings: z.array(z.string()),
  open_orders: z.int().nullable(),
  new_results: z.int().nullable(),
});
export type EmergencyRow = z.output<typeof EmergencyRow>;

export const Triage = z.object({
  id: z.uuid(), sequence: z.int(), scheme: z.string(), level: Level, minutes: z.int(), at: z.string(), due_at: z.string(),
  news2: z.int().nullable(), reason: z.string().nullable(), by: z.string(),
});
export type Triage = z.output<typeof Triage>;

/** All of an emergency visit. */
export const Emergency = EmergencyRow.extend({
  medico_legal_note: z.string().nullable(),
  next_of_kin: NextOfKin.nullable(),
  triages: z.array(Triage),
  out_of_turn_reason: z.string().nullable(),
  disposition: z.enum(emergencyDispositions).nullable(),
  disposition_at: z.string().nullable(),
  disposition_note: z.string().nullable(),
  disposition_by: z.string().nullable(),
  bed_department_id: z.uuid().nullable(),
});
export type Emergency = z.output<typeof Emergency>;

/** Somebody who comes: known already, or somebody of whom only this much is seen. */
export const EmergencyArrival = z.strictObject({
  patient_id: z.uuid().nullable().default(null),
  /** Of somebody whom nobody knows: they get a temporary identity, and a number that stays. */
  unknown: z.strictObject({ sex: z.enum(['male', 'female', 'other', 'unknown']).default('unknown'), age_estimate: z.int().min(0).max(130).nullable().default(null) }).nullable().default(null),
  department_id: z.uuid().nullable().default(null),
  location_id: z.uuid().nullable().default(null),
  arrival_mode: z.enum(arrivalModes).default('walk-in'),
  complaint: line(300).nullable().default(null),
  medico_legal: z.boolean().default(false),
  medico_legal_note: note(1000).nullable().default(null),
  next_of_kin: NextOfKin.nullable().default(null),
  /** Said again after 409 `visits.patient_deceased`: dead on arrival. */
  after_death: z.boolean().default(false),
}).refine(({ patient_id, unknown }) => (patient_id === null) !== (unknown === null), { message: 'Choose the patient, or say that nobody knows who it is', path: ['patient_id'] });
export type NewEmergency = z.input<typeof EmergencyArrival>;

const path = '/patients/{patient_id}/emergency/{visit_id}' as const;
const of = { patient_id: z.uuid(), visit_id: z.uuid(), version };

export const emergencyContract = {
  emergencyBoard: endpoint({ method: 'GET', path: '/emergency/board', summary: 'Who is in the emergency department, the most urgent first', permission: 'emergency.read', patient: 'query', event: 'visits.emergency.list' })
    .input(z.strictObject({ department_id: z.uuid().optional() }))
    .output(z.object({ now: z.string(), patients: z.array(EmergencyRow), incident: z.object({ id: z.uuid(), name: z.string() }).nullable() })),

  emergency: endpoint({ method: 'GET', path, summary: 'One emergency visit with all of its triages', permission: 'emergency.read', patient: 'input', event: 'visits.emergency.read' })
    .input(z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid() }))
    .output(Emergency),

  /** Nothing about paying is asked, or waited for. 409 `visits.emergency_already` names the visit that is open. */
  arrive: endpoint({ method: 'POST', path: '/emergency/arrivals', summary: 'Somebody has come, known or unknown: registered, and on the board, in one step', permission: 'emergency.arrive', patient: 'output', event: 'visits.emergency.arrive', status: 201 })
    .input(EmergencyArrival)
    .output(Emergency),

  triage: endpoint({ method: 'POST', path: `${path}/triages`, summary: 'Judge how urgent it is, for the first time or again', permission: 'emergency.triage', patient: 'input', event: 'visits.emergency.triage', status: 201 })
    .input(z.strictObject({ ...of, level: Level, reason: line(500).nullable().default(null) }))
    .output(Emergency),

  /** The most urgent who waits; of one category who came first. Null where nobody waits who has been triaged. */
  takeNext: endpoint({ method: 'POST', path: '/emergency/take-next', summary: 'Take who is next; two doctors who ask at once take two patients', permission: 'emergency.treat', patient: 'found', event: 'visits.emergency.take' })
    .input(z.strictObject({ department_id: z.uuid().nullable().default(null) }))
    .output(z.object({ emergency: Emergency.nullable() })),

  /** 409 `visits.emergency_turn` names who is more urgent; it is answered by a reason, which is kept and audited. */
  take: endpoint({ method: 'POST', path: `${path}/take`, summary: 'Take this patient; before somebody more urgent only with the reason', permission: 'emergency.treat', patient: 'input', event: 'visits.emergency.take' })
    .input(z.strictObject({ ...of, out_of_turn_reason: line(300).nullable().default(null) }))
    .output(Emergency),

  updateEmergency: endpoint({ method: 'PUT', path, summary: 'Where the patient lies, who looks after them, what comes next, how they came', permission: 'emergency.triage', patient: 'input', event: 'visits.emergency.update' })
    .input(z.strictObject({
      ...of, location_id: z.uuid().nullable(), nurse_id: z.uuid().nullable(), next_step: line(200).nullable(), arrival_mode: z.enum(arrivalModes),
      medico_legal: z.boolean(), medico_legal_note: note(1000).nullable(), next_of_kin: NextOfKin.nullable(),
    }))
    .output(Emergency),

  /** Admitting begins the boarding clock; everything else ends the visit. The times are of the database. */
  dispose: endpoint({ method: 'POST', path: `${path}/disposition`, summary: 'Home, admitted, transferred, left unseen, against advice, or died', permission: 'emergency.treat', patient: 'input', event: 'visits.emergency.dispose' })
    .input(z.strictObject({
      ...of, disposition: z.enum(emergencyDispositions), note: note(2000).nullable().default(null),
      bed_department_id: z.uuid().nullable().default(null),
      /** Of somebody who leaves against advice. */
      form: z.strictObject({ told: note(2000), witness: line(200), signed: z.boolean() }).nullable().default(null),
      /** When they died; now unless told. */
      died_at: instant.nullable().default(null),
    }))
    .output(Emergency),

  /** Who was sent to be admitted has left for the ward. */
  departEmergency: endpoint({ method: 'POST', path: `${path}/depart`, summary: 'The patient has left for the ward: boarding is over', permission: 'emergency.triage', patient: 'input', event: 'visits.emergency.depart' })
    .input(z.strictObject(of))
    .output(Emergency),

  leftUnseen: endpoint({ method: 'POST', path: `${path}/left-unseen`, summary: 'The patient has gone before anybody saw them', permission: 'emergency.triage', patient: 'input', event: 'visits.emergency.dispose' })
    .input(z.strictObject({ ...of, note: note(2000).nullable().default(null) }))
    .output(Emergency),
};
