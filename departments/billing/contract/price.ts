import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { quantity } from './charge.ts';
import { amount, currency, line } from './words.ts';

export const serviceKinds = ['consultation', 'procedure', 'laboratory', 'imaging', 'medicine', 'bed-day', 'package', 'other', 'fee'] as const;
export type ServiceKind = (typeof serviceKinds)[number];
export const patientCategories = ['child', 'senior', 'self-pay'] as const;

const version = z.int().min(1).max(2_147_483_647);
const day = z.iso.date('Is not a day, such as 2026-03-21').refine((text) => text >= '1990-01-01' && text < '2200', { message: 'Lies outside 1990 to 2199' });
const code = z.string().regex(/^[A-Z0-9][A-Z0-9./-]{0,31}$/, 'Capitals, digits, point, slash and hyphen');
/** Stretches of the week in minutes from Monday 00:00, `[from, until)`. */
const hours = z.array(z.tuple([z.int().min(0).max(10_079), z.int().min(1).max(10_080)]).refine(([from, until]) => from < until, { message: 'Ends before it begins' })).min(1).max(50);
const percent = z.string().regex(/^-?\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage, such as 2.5');

const service = { code, name: line(160), tax_code: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/).default('care') };
export const NewService = z.strictObject({ ...service, kind: z.enum(serviceKinds) });
export const Service = z.object({
  id: z.uuid(), code: z.string(), name: z.string(), kind: z.enum(serviceKinds), revenue_role: z.string(), tax_code: z.string(), active: z.boolean(), version: z.int(),
  items: z.array(z.object({ service_id: z.uuid(), name: z.string(), quantity: z.string() })),
});
export type Service = z.output<typeof Service>;

const selectors = {
  payer_id: z.uuid().nullable().default(null), location_id: z.uuid().nullable().default(null), patient_category: z.enum(patientCategories).nullable().default(null), hours: hours.nullable().default(null),
};
const validity = { from: day, until: day.nullable().default(null) };
const listFields = { code, name: line(120), tax_inclusive: z.boolean().default(false), step: amount.default('0.01'), ...selectors, ...validity };
export const NewPriceList = z.strictObject({ ...listFields, currency });
export const PriceList = z.object({
  id: z.uuid(), code: z.string(), name: z.string(), currency: z.string(), tax_inclusive: z.boolean(), step: z.string(), payer_id: z.uuid().nullable(), payer_name: z.string().nullable(), location_id: z.uuid().nullable(),
  location_name: z.string().nullable(), patient_category: z.enum(patientCategories).nullable(), hours: z.array(z.tuple([z.int(), z.int()])).nullable(), from: z.string(), until: z.string().nullable(), active: z.boolean(),
  prices: z.int(), version: z.int(),
});
export type PriceList = z.output<typeof PriceList>;

export const Price = z.object({ id: z.uuid(), service_id: z.uuid(), service_code: z.string(), service_name: z.string(), service_kind: z.enum(serviceKinds), unit: z.string(), from: z.string(), until: z.string().nullable() });
export type Price = z.output<typeof Price>;

export const Tax = z.object({
  code: z.string(), name: z.string(), category: z.enum(['S', 'Z', 'E', 'AE', 'O']), exemption_reason: z.string().nullable(),
  rates: z.array(z.object({ id: z.uuid(), percent: z.string(), from: z.string(), until: z.string().nullable() })),
});
export type Tax = z.output<typeof Tax>;

const discount = {
  code, name: line(120), percent: z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage').nullable().default(null), amount: amount.nullable().default(null), currency: currency.nullable().default(null),
  service_kind: z.enum(serviceKinds).nullable().default(null), service_id: z.uuid().nullable().default(null), payer_id: z.uuid().nullable().default(null), patient_category: z.enum(patientCategories).nullable().default(null),
  automatic: z.boolean().default(false), roles: z.array(z.string().regex(/^[a-z][a-z-]{1,31}$/)).max(20).default([]), ...validity,
};
export const NewDiscount = z.strictObject(discount);
export const DiscountRule = z.object({ ...z.object(discount).shape, id: z.uuid(), active: z.boolean() });
export type DiscountRule = z.output<typeof DiscountRule>;

const rule = {
  name: line(120), event_kind: z.enum(['arrival', 'consultation', 'triage', 'treatment', 'procedure', 'bed-day', 'cancellation']), part: z.string().regex(/^[a-z][a-z-]{0,31}$/).default('main'),
  visit_class: z.enum(['outpatient', 'emergency', 'inpatient', 'home', 'tele']).nullable().default(null), specialty: line(120).nullable().default(null), department_id: z.uuid().nullable().default(null),
  code: z.string().trim().min(1).max(300).nullable().default(null), hours: hours.nullable().default(null),
  minutes_from: z.int().min(0).max(100_000).nullable().default(null), minutes_until: z.int().min(1).max(100_000).nullable().default(null), per_minutes: z.int().min(1).max(1440).nullable().default(null),
  service_id: z.uuid(), quantity: quantity.default('1'), ...validity,
};
export const NewChargeRule = z.strictObject(rule).refine(({ minutes_from, minutes_until }) => minutes_until === null || minutes_until > (minutes_from ?? 0), { message: 'Ends before it begins', path: ['minutes_until'] });
export const ChargeRuleLine = z.object({ id: z.uuid(), name: z.string(), event_kind: z.string(), part: z.string(), visit_class: z.string().nullable(), specialty: z.string().nullable(), department_name: z.string().nullable(), code: z.string().nullable(),
  hours: z.array(z.tuple([z.int(), z.int()])).nullable(), minutes_from: z.int().nullable(), minutes_until: z.int().nullable(), per_minutes: z.int().nullable(), service_id: z.uuid(), service_name: z.string(), quantity: z.string(),
  from: z.string(), until: z.string().nullable(), active: z.boolean(), version: z.int() });
export type ChargeRuleLine = z.output<typeof ChargeRuleLine>;

export const Simulated = z.object({
  service_id: z.uuid(), service_name: z.string(), quantity: z.string(), price_list_name: z.string().nullable(),
  /** What the list was chosen by; `no-price` where none has it. */
  reason: z.string(), discount_name: z.string().nullable(), currency: z.string().nullable(), unit: z.string().nullable(), gross: z.string().nullable(), discount: z.string().nullable(), net: z.string().nullable(), tax: z.string().nullable(), total: z.string().nullable(),
});
export type Simulated = z.output<typeof Simulated>;

const list = { price_list_id: z.uuid() };

export const priceContract = {
  services: endpoint({ method: 'GET', path: '/billing/services', summary: 'The catalogue: what can be charged', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({ find: z.string().trim().max(100).optional(), inactive: z.enum(['yes', 'no']).default('no') }))
    .output(z.object({ services: z.array(Service) })),
  addService: endpoint({ method: 'POST', path: '/billing/services', summary: 'Add a service', permission: 'billing.prices', patient: 'none', event: 'billing.service.create', status: 201 })
    .input(NewService).output(Service),
  updateService: endpoint({ method: 'PUT', path: '/billing/services/{service_id}', summary: 'Change a service, or end it', permission: 'billing.prices', patient: 'none', event: 'billing.service.update' })
    .input(z.strictObject({ service_id: z.uuid(), ...service, active: z.boolean().default(true), version })).output(Service),
  setPackage: endpoint({ method: 'PUT', path: '/billing/services/{service_id}/items', summary: 'Say what a package includes', permission: 'billing.prices', patient: 'none', event: 'billing.package.set' })
    .input(z.strictObject({ service_id: z.uuid(), items: z.array(z.strictObject({ service_id: z.uuid(), quantity })).max(100) })).output(Service),

  taxes: endpoint({ method: 'GET', path: '/billing/taxes', summary: 'Taxes and their rates', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({})).output(z.object({ taxes: z.array(Tax) })),
  /** A rate that goes on ends the day before. */
  addTaxRate: endpoint({ method: 'POST', path: '/billing/taxes/{tax_code}/rates', summary: 'Set the rate of a tax from a day', permission: 'billing.prices', patient: 'none', event: 'billing.tax.rate', status: 201 })
    .input(z.strictObject({ tax_code: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), percent: z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'Is not a percentage'), from: day })).output(Tax),

  priceLists: endpoint({ method: 'GET', path: '/billing/price-lists', summary: 'Price lists', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({})).output(z.object({ lists: z.array(PriceList), /** By the hospital’s clock. */ today: z.string(), /** Of the book; null before it is begun. */ currency: z.string().nullable() })),
  /** 409 `billing.list_for_the_same` where another list is for just the same. */
  addPriceList: endpoint({ method: 'POST', path: '/billing/price-lists', summary: 'Add a price list', permission: 'billing.prices', patient: 'none', event: 'billing.price-list.create', status: 201 })
    .input(NewPriceList).output(PriceList),
  updatePriceList: endpoint({ method: 'PUT', path: '/billing/price-lists/{price_list_id}', summary: 'Change whom and when a price list is for, or end it', permission: 'billing.prices', patient: 'none', event: 'billing.price-list.update' })
    .input(z.strictObject({ ...list, ...listFields, active: z.boolean().default(true), version })).output(PriceList),
  prices: endpoint({ method: 'GET', path: '/billing/price-lists/{price_list_id}/prices', summary: 'Prices of a list on a day, or all of them', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({ ...list, day: day.optional() })).output(z.object({ list: PriceList, prices: z.array(Price) })),
  /** What holds then ends the day before; a price that was to come later stays. */
  setPrice: endpoint({ method: 'PUT', path: '/billing/price-lists/{price_list_id}/prices/{service_id}', summary: 'Set the price of a service from a day', permission: 'billing.prices', patient: 'none', event: 'billing.price.set' })
    .input(z.strictObject({ ...list, service_id: z.uuid(), unit: amount, from: day })).output(z.object({ prices: z.array(Price) })),
  raisePrices: endpoint({ method: 'POST', path: '/billing/price-lists/{price_list_id}/raise', summary: 'Raise or lower all prices of a list by a percentage from a day', permission: 'billing.prices', patient: 'none', event: 'billing.price.raise' })
    .input(z.strictObject({ ...list, percent, from: day })).output(z.object({ raised: z.int() })),
  copyPriceList: endpoint({ method: 'POST', path: '/billing/price-lists/{price_list_id}/copy', summary: 'A new list with the prices of another, raised by a percentage', permission: 'billing.prices', patient: 'none', event: 'billing.price-list.copy', status: 201 })
    .input(z.strictObject({ ...list, code, name: line(120), percent: percent.default('0'), ...selectors, ...validity })).output(PriceList),

  discounts: endpoint({ method: 'GET', path: '/billing/discounts', summary: 'What may be taken off', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({})).output(z.object({ discounts: z.array(DiscountRule) })),
  addDiscount: endpoint({ method: 'POST', path: '/billing/discounts', summary: 'Add a discount', permission: 'billing.prices', patient: 'none', event: 'billing.discount.create', status: 201 })
    .input(NewDiscount).output(DiscountRule),
  endDiscount: endpoint({ method: 'POST', path: '/billing/discounts/{discount_rule_id}/end', summary: 'Give a discount no more', permission: 'billing.prices', patient: 'none', event: 'billing.discount.end' })
    .input(z.strictObject({ discount_rule_id: z.uuid() })).output(DiscountRule),

  chargeRules: endpoint({ method: 'GET', path: '/billing/charge-rules', summary: 'Which event of care charges what', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({})).output(z.object({ rules: z.array(ChargeRuleLine) })),
  addChargeRule: endpoint({ method: 'POST', path: '/billing/charge-rules', summary: 'Add a rule of what is charged', permission: 'billing.prices', patient: 'none', event: 'billing.charge-rule.create', status: 201 })
    .input(NewChargeRule).output(ChargeRuleLine),
  endChargeRule: endpoint({ method: 'POST', path: '/billing/charge-rules/{charge_rule_id}/end', summary: 'Let a rule decide no more', permission: 'billing.prices', patient: 'none', event: 'billing.charge-rule.end' })
    .input(z.strictObject({ charge_rule_id: z.uuid(), version })).output(ChargeRuleLine),

  /** Nothing is written. For a patient, or for whoever is like this. */
  simulate: endpoint({ method: 'POST', path: '/billing/prices/simulation', summary: 'What it would cost whom, before it is given', permission: 'billing.read', patient: 'found', event: 'billing.price.simulate' })
    .input(z.strictObject({
      patient_id: z.uuid().nullable().default(null), payer_id: z.uuid().nullable().default(null), patient_category: z.enum(patientCategories).nullable().default(null), location_id: z.uuid().nullable().default(null),
      at: z.iso.datetime({ offset: true }).optional(), services: z.array(z.strictObject({ service_id: z.uuid(), quantity: quantity.default('1') })).min(1).max(50),
    }))
    .output(z.object({ lines: z.array(Simulated), day: z.string() })),
};
