import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, line } from './words.ts';

export const chargeStates = ['held', 'billable', 'invoiced', 'void'] as const;
export type ChargeState = (typeof chargeStates)[number];
/** Why it is held; or what is done once its invoice is credited. */
export const holdReasons = ['no-price', 'no-book', 'by-hand', 'to-void', 'to-move'] as const;
export type HoldReason = (typeof holdReasons)[number];
export const eventKinds = ['arrival', 'consultation', 'triage', 'treatment', 'procedure', 'bed-day', 'cancellation'] as const;
export type EventKind = (typeof eventKinds)[number];

export const quantity = z.string().max(14).regex(/^\d{1,9}(\.\d{1,3})?$/, 'Is not a quantity, such as 1.5').refine((text) => /[1-9]/.test(text), { message: 'Is more than nothing' });
const version = z.int().min(1).max(2_147_483_647);

export const Charge = z.object({
  id: z.uuid(), patient_id: z.uuid(), visit_id: z.uuid().nullable(), service_id: z.uuid(), service_code: z.string(), service_name: z.string(), service_kind: z.string(), source_kind: z.string(),
  performed_at: z.string(), business_date: z.string(), quantity: z.string(), priced: z.boolean(),
  /** As the price list tells it. */
  unit: z.string(),
  /** Without tax: gross less discount is net. */
  gross: z.string(), discount: z.string(), net: z.string(), tax: z.string(), total: z.string(), currency: z.string(),
  price_list_name: z.string().nullable(), price_reason: z.string(), discount_name: z.string().nullable(), department_name: z.string().nullable(), practitioner_name: z.string().nullable(),
  state: z.enum(chargeStates), hold_reason: z.enum(holdReasons).nullable(), reason: z.string().nullable(), entry_id: z.uuid().nullable(), version: z.int(),
});
export type Charge = z.output<typeof Charge>;

export const ChargeVersion = z.object({
  version: z.int(), at: z.string(), by_name: z.string(), change: z.string(), reason: z.string().nullable(), state: z.string(), net: z.string(), tax: z.string(), currency: z.string(), entry_id: z.uuid().nullable(),
});
export type ChargeVersion = z.output<typeof ChargeVersion>;

/** Something that was done, for which a rule stands, and which charged nothing. */
export const MissedCharge = z.object({
  kind: z.string(), source_id: z.uuid(), patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), visit_id: z.uuid().nullable(), at: z.string(), what: z.string(), services: z.array(z.string()),
});
export type MissedCharge = z.output<typeof MissedCharge>;

const HeldCharge = Charge.extend({ patient_name: z.string(), hospital_number: z.string() });
export type HeldCharge = z.output<typeof HeldCharge>;

const one = { charge_id: z.uuid(), version };
const day = z.iso.date('Is not a day, such as 2026-03-21');
/** What became of it; where leave is needed, the request that waits for somebody else. */
const Changed = z.object({ charge: Charge, approval_id: z.uuid().nullable() });

export const chargeContract = {
  charges: endpoint({ method: 'GET', path: '/billing/patients/{patient_id}/charges', summary: 'What was done for a patient, and what it costs; newest first', permission: 'billing.read', patient: 'input', event: 'billing.charge.list' })
    .input(z.strictObject({ patient_id: z.uuid(), limit: z.coerce.number().int().min(1).max(1000).default(200) }))
    .output(z.object({ charges: z.array(Charge) })),

  chargeHistory: endpoint({ method: 'GET', path: '/billing/charges/{charge_id}/history', summary: 'All that became of a charge', permission: 'billing.read', patient: 'found', event: 'billing.charge.history' })
    .input(z.strictObject({ charge_id: z.uuid() }))
    .output(z.object({ charge: Charge, versions: z.array(ChargeVersion) })),

  /** For what no rule charges. 422 `billing.service_unknown`. */
  addCharge: endpoint({ method: 'POST', path: '/billing/patients/{patient_id}/charges', summary: 'Charge something by hand', permission: 'billing.charge', patient: 'input', event: 'billing.charge.create', status: 201 })
    .input(z.strictObject({
      patient_id: z.uuid(), service_id: z.uuid(), quantity: quantity.default('1'), performed_at: z.iso.datetime({ offset: true }).optional(), visit_id: z.uuid().nullable().default(null),
      department_id: z.uuid().nullable().default(null), practitioner_id: z.uuid().nullable().default(null), location_id: z.uuid().nullable().default(null),
    }))
    .output(Charge),

  holdCharge: endpoint({ method: 'POST', path: '/billing/charges/{charge_id}/hold', summary: 'Keep a charge from being invoiced', permission: 'billing.charge', patient: 'found', event: 'billing.charge.hold' })
    .input(z.strictObject({ ...one, reason: line(300) }))
    .output(Charge),

  /** What has no price yet is priced first; 409 `billing.no_price` where there still is none. */
  releaseCharge: endpoint({ method: 'POST', path: '/billing/charges/{charge_id}/release', summary: 'Let a held charge be invoiced, or finish what waited for its invoice', permission: 'billing.charge', patient: 'found', event: 'billing.charge.release' })
    .input(z.strictObject(one))
    .output(Charge),

  voidCharge: endpoint({ method: 'POST', path: '/billing/charges/{charge_id}/void', summary: 'Take a charge back; over one’s limit by leave of somebody else', permission: 'billing.charge', patient: 'found', event: 'billing.charge.void' })
    .input(z.strictObject({ ...one, reason: line(300) }))
    .output(Changed),

  /** By the price lists as they stand now, or for a price told; over one’s limit by leave of somebody else. */
  repriceCharge: endpoint({ method: 'POST', path: '/billing/charges/{charge_id}/price', summary: 'Price a charge anew', permission: 'billing.charge', patient: 'found', event: 'billing.charge.re-price' })
    .input(z.strictObject({ ...one, reason: line(300), unit: amount.optional() }))
    .output(Changed),

  /** By a rule, or by hand; a rule that names a role of the caller needs no leave. */
  discountCharge: endpoint({ method: 'POST', path: '/billing/charges/{charge_id}/discount', summary: 'Take something off a charge', permission: 'billing.discount', patient: 'found', event: 'billing.charge.discount' })
    .input(z.strictObject({ ...one, reason: line(300), discount_rule_id: z.uuid().optional(), percent: z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage').optional(), amount: amount.optional() })
      .refine((input) => [input.discount_rule_id, input.percent, input.amount].filter((each) => each !== undefined).length === 1, { message: 'A rule, a percentage or an amount', path: ['discount_rule_id'] }))
    .output(Changed),

  heldCharges: endpoint({ method: 'GET', path: '/billing/held-charges', summary: 'Charges that wait for somebody, oldest first', permission: 'billing.read', patient: 'query', event: 'billing.charge.held' })
    .input(z.strictObject({}))
    .output(z.object({ charges: z.array(HeldCharge) })),

  missedCharges: endpoint({ method: 'GET', path: '/billing/missed-charges', summary: 'What was done and charged nothing though a rule stands', permission: 'billing.read', patient: 'query', event: 'billing.charge.missed' })
    .input(z.strictObject({ from: day, until: day }))
    .output(z.object({ missed: z.array(MissedCharge) })),

  /** One of those that the report of these days shows. 404 `billing.not_missed` where it is not among them any more. */
  chargeMissed: endpoint({ method: 'POST', path: '/billing/missed-charges', summary: 'Charge what was missed, as it would have been then', permission: 'billing.charge', patient: 'found', event: 'billing.charge.catch-up', status: 201 })
    .input(z.strictObject({ kind: z.enum(eventKinds), source_id: z.uuid(), from: day, until: day }))
    .output(z.object({ charges: z.array(Charge) })),
};

