import { line, note } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Dosage, Dose, noDosage } from './dosage.ts';
import { identity, MedicineCheck, override } from './medicines.ts';
import { resourceId } from './resource.ts';
import { Concept, maybe, maybeConcept, maybeDate, shownOf, statementEndpoints, version } from './statement.ts';

export const orderCategories = ['laboratory', 'imaging', 'referral', 'procedure'] as const;
export const priorities = ['routine', 'urgent', 'asap', 'stat'] as const;
export const orderTypes = ['ServiceRequest', 'MedicationRequest'] as const;
/** What may become of an order. */
export const orderStates = ['active', 'on-hold', 'completed', 'cancelled', 'stopped'] as const;

/** An order of a test, an image, a procedure, or a referral. Its state changes by acts of its own. */
export const Order = z.strictObject({
  concept: Concept,
  category: z.enum(orderCategories),
  priority: z.enum(priorities).default('routine'),
  reason: maybeConcept,
  wanted: maybeDate,
  body_site: maybeConcept,
  /** To whom it goes, in words. */
  performer: maybe(line(250)),
  instructions: maybe(line(1000)),
  note: maybe(note(4000)),
});
export type Order = z.output<typeof Order>;

/** A prescription. Its state changes by acts of its own. */
export const Prescription = z.strictObject({
  concept: Concept,
  dosage: Dosage.default(noDosage),
  priority: z.enum(priorities).default('routine'),
  quantity: maybe(Dose),
  refills: z.int().min(0).max(12).default(0),
  substitution: z.boolean().default(true),
  reason: maybeConcept,
  note: maybe(note(4000)),
});
export type Prescription = z.output<typeof Prescription>;

const fresh = { patient_id: z.uuid(), visit_id: resourceId.optional(), identity: identity.optional() };
const again = { patient_id: z.uuid(), id: resourceId, version, identity: identity.optional() };

const orders = statementEndpoints({ path: 'orders', thing: 'order', named: 'order', fields: Order, write: 'records.order' });
const prescriptions = statementEndpoints({ path: 'prescriptions', thing: 'prescription', named: 'prescription', fields: Prescription, write: 'records.order' });

export const ordersContract = {
  orders: {
    ...orders,
    add: endpoint({
      method: 'POST', path: '/patients/{patient_id}/orders', summary: 'Order a test, an image, a procedure or a referral; a high-risk one asks again who the patient is',
      permission: 'records.order', patient: 'input', event: 'records.order.create', status: 201,
    })
      .input(z.strictObject({ ...fresh, statement: Order }))
      .output(shownOf(Order)),
    change: endpoint({
      method: 'PUT', path: '/patients/{patient_id}/orders/{id}', summary: 'Change one order: what the fields do not say stays as it was written; a high-risk one asks again who the patient is',
      permission: 'records.order', patient: 'input', event: 'records.order.update',
    })
      .input(z.strictObject({ ...again, statement: Order }))
      .output(shownOf(Order)),
    state: endpoint({
      method: 'POST', path: '/patients/{patient_id}/orders/{type}/{id}/state',
      summary: 'Hold, resume, complete, stop or cancel an order or a prescription; one that is resumed is checked as a new one is',
      permission: 'records.order', patient: 'input', event: 'records.order.state',
    })
      .input(z.strictObject({ patient_id: z.uuid(), type: z.enum(orderTypes), id: resourceId, version, state: z.enum(orderStates), reason: line(500).optional(), identity: identity.optional(), override: override.optional() }))
      .output(z.object({
        type: z.string(), id: z.string(), version: z.number(), status: z.string(),
        /** What a prescription that is resumed was checked for; null for everything else. */
        check: MedicineCheck.nullable(),
      })),
  },
  prescriptions: {
    ...prescriptions,
    add: endpoint({
      method: 'POST', path: '/patients/{patient_id}/prescriptions',
      summary: 'Prescribe a medicine; a severe allergy interrupts until a reason is given, a high-risk medicine asks again who the patient is',
      permission: 'records.order', patient: 'input', event: 'records.prescription.create', status: 201,
    })
      .input(z.strictObject({ ...fresh, statement: Prescription, override: override.optional() }))
      .output(shownOf(Prescription)),
    change: endpoint({
      method: 'PUT', path: '/patients/{patient_id}/prescriptions/{id}',
      summary: 'Change one prescription: what the fields do not say stays as it was written; it is checked as a new one is',
      permission: 'records.order', patient: 'input', event: 'records.prescription.update',
    })
      .input(z.strictObject({ ...again, statement: Prescription, override: override.optional() }))
      .output(shownOf(Prescription)),
  },
};
