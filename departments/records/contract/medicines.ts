import { line, note } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Dosage, noDosage } from './dosage.ts';
import { resourceId } from './resource.ts';
import { Concept, maybe, maybeConcept, maybeDate, shownOf, statementEndpoints, version } from './statement.ts';

export const medicineStates = ['active', 'on-hold', 'completed', 'stopped', 'not-taking'] as const;

/** A medicine that a patient takes or took, whoever prescribed it. */
export const Medicine = z
  .strictObject({
    concept: Concept,
    status: z.enum(medicineStates).default('active'),
    dosage: Dosage.default(noDosage),
    start: maybeDate,
    end: maybeDate,
    reason: maybeConcept,
    stop_reason: maybeConcept,
    note: maybe(note(4000)),
  })
  .refine(({ start, end }) => start === null || end === null || start.slice(0, end.length) <= end, {
    message: 'Ends before it begins', path: ['end'],
  });
export type Medicine = z.output<typeof Medicine>;

/** A warning that was seen and overridden: why. */
export const override = line(500);
/** What a high-risk medicine or order asks for again: the birth date, or the family name where no birth date is known. */
export const identity = line(120);

export const AllergyMatch = z.object({
  /** Null for an item that the reader may not see. */
  allergy_id: z.string().nullable(),
  substance: z.string().nullable(),
  by: z.enum(['ingredient', 'class', 'cross_reactivity']),
  danger: z.string(),
  /** It interrupts: to go on, a reason is needed. */
  severe: z.boolean(),
});
export type AllergyMatch = z.output<typeof AllergyMatch>;

/** What a medicine was checked for. */
export const MedicineCheck = z.object({
  /** `not_checked`: the medicine has no known ingredient, so nothing can be said of it. */
  state: z.enum(['no_match', 'match', 'not_checked']),
  matches: z.array(AllergyMatch),
  /** Recorded allergies that could not be compared, since nobody knows what they are in codes; `restricted` of them may not be named. */
  not_checked: z.array(z.string()),
  not_checked_restricted: z.number(),
  /** Medicines that the patient takes already: the same, or of the same class. */
  duplicates: z.array(z.object({ type: z.string(), id: z.string(), title: z.string(), same: z.boolean() })),
  /** How many more there are that the reader may not see. */
  duplicates_restricted: z.number(),
  /** It asks again who the patient is. */
  high_risk: z.boolean(),
});
export type MedicineCheck = z.output<typeof MedicineCheck>;

const endpoints = statementEndpoints({ path: 'medicines', thing: 'medicine', named: 'medicine of the medication list', fields: Medicine });

/** One line of the medication list, from a statement or a prescription. */
export const MedicineLine = z.object({
  type: z.enum(['MedicationStatement', 'MedicationRequest']),
  id: z.string(),
  version: z.number(),
  title: z.string(),
  dosage: z.string(),
  status: z.string().nullable(),
  current: z.boolean(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  source: z.string(),
  by: z.string().nullable(),
});
export type MedicineLine = z.output<typeof MedicineLine>;

export const reconcileActs = ['continue', 'change', 'stop', 'not_taking'] as const;

export const medicinesContract = {
  medicines: {
    ...endpoints,
    add: endpoint({
      method: 'POST', path: '/patients/{patient_id}/medicines', summary: 'Record a medicine that the patient takes; a severe allergy interrupts until a reason is given',
      permission: 'records.write', patient: 'input', event: 'records.medicine.create', status: 201,
    })
      .input(z.strictObject({ patient_id: z.uuid(), visit_id: resourceId.optional(), statement: Medicine, override: override.optional() }))
      .output(shownOf(Medicine)),
    change: endpoint({
      method: 'PUT', path: '/patients/{patient_id}/medicines/{id}',
      summary: 'Change one medicine of the medication list: what the fields do not say stays as it was written; it is compared with the allergies as a new one is',
      permission: 'records.write', patient: 'input', event: 'records.medicine.update',
    })
      .input(z.strictObject({ patient_id: z.uuid(), id: resourceId, version, statement: Medicine, override: override.optional() }))
      .output(shownOf(Medicine)),
    byIngredient: endpoint({
      method: 'GET', path: '/patients/{patient_id}/medication-list', summary: 'All medicines of a patient, by ingredient, whoever stated or prescribed them',
      permission: 'records.read', patient: 'input', event: 'records.medication-list.read',
    })
      .input(z.strictObject({ patient_id: z.uuid() }))
      .output(z.object({
        ingredients: z.array(z.object({ name: z.string(), current: z.boolean(), lines: z.array(MedicineLine) })),
        /** When it was last gone through with the patient. */
        reconciled: z.object({ at: z.string().nullable(), by: z.string().nullable(), id: z.string() }).nullable(),
      })),
    check: endpoint({
      method: 'POST', path: '/patients/{patient_id}/medicines/check', summary: 'Compare a medicine with the recorded allergies and with what is taken already; nothing is written',
      permission: 'records.read', patient: 'input', event: 'records.medicine.check',
    })
      .input(z.strictObject({ patient_id: z.uuid(), concept: Concept }))
      .output(MedicineCheck),
    reconcile: endpoint({
      method: 'POST', path: '/patients/{patient_id}/reconciliations',
      summary: 'Go through the medication list: each medicine is continued, changed, stopped, or is not taken; kept with who and when',
      permission: 'records.write', patient: 'input', event: 'records.medicine.reconcile', status: 201,
    })
      .input(z.strictObject({
        patient_id: z.uuid(),
        visit_id: resourceId.optional(),
        identity: identity.optional(),
        lines: z.array(z.strictObject({
          type: z.enum(['MedicationStatement', 'MedicationRequest']),
          id: resourceId,
          version,
          act: z.enum(reconcileActs),
          /** Why it is changed, stopped or not taken. */
          reason: line(500).optional(),
          /** How it is taken from now on, where it is changed. */
          dosage: Dosage.optional(),
          /** Why it is given on, where an allergy speaks against what is changed. */
          override: override.optional(),
        })).max(200),
      }))
      .output(z.object({ id: z.string(), version: z.number(), at: z.string(), lines: z.number() })),
  },
};
