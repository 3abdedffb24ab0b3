import { announce, type Tx } from '@openward/platform/db';
import { bookCurrency } from '@openward/ledger/api';
import { servicesFor } from '../../rules/charge/services.ts';
import { thousandths } from '../../rules/price/amounts.ts';
import { priceFor, type ForService } from '../price/price-for.ts';
import { bookTakes, postCharges } from './book.ts';
import { insertCharges, readCharges, type ChargeRow, type NewCharge } from './charge.sql.ts';
import { factsOf, type Facts } from '../price/facts.sql.ts';
import { projectCharges } from './project.ts';
import { leftInPackages, rulesOf, serviceByCode } from './rule.sql.ts';

/** Something that was done for a patient, and may cost something. */
export interface ChargeEvent {
  kind: string;
  /** Its key where it happened: an event charges once. */
  source_id: string;
  patient_id: string;
  visit_id: string | null;
  /** When it was done. */
  at: string;
  /** False for what is charged before it is done; then a cancellation takes it back. */
  performed?: boolean;
  visit_class?: string | null;
  department_id?: string | null;
  location_id?: string | null;
  practitioner_id?: string | null;
  /** `system|code` of what was done. */
  codes?: readonly string[];
  minutes?: number | null;
  /** Charges this service whatever the rules say; a code of the catalogue. */
  service_code?: string;
  quantity?: string;
}

/** What a book is begun with unless somebody says otherwise: a charge that waits for the book has to name a currency. */
const begunWith = 'EUR';

/** Who does it; null for the hospital itself. */
export interface ChargeAuthor {
  account_id: string | null;
  name: string;
}

/**
 * Charges what was done, in the caller's transaction, once: the rules of the hospital decide what. Where no price is found, or the book takes
 * nothing, the charge is held and waits on the worklist; care is never kept waiting. Returns the charges that are new.
 */
export async function chargeFor(tx: Tx, event: ChargeEvent, author: ChargeAuthor): Promise<ChargeRow[]> {
  const { patient_id, at, location_id = null, practitioner_id = null, service_code } = event;
  const facts = await factsOf(tx, { patient_id, at, location_id, practitioner_id });
  const wanted = service_code === undefined ? await byRule(tx, event, facts) : await byCode(tx, service_code, event.quantity ?? '1');
  if (wanted.length === 0) return [];
  const own = await bookCurrency(tx);
  const takes = own !== null && facts.business_date !== null && (await bookTakes(tx));
  const found = await priceFor(tx, wanted, facts);
  const charges: NewCharge[] = [];
  for (const [place, { part, quantity }] of wanted.entries()) {
    const price = found[place];
    if (price !== undefined) charges.push(await toCharge(tx, { event, facts, part, quantity, price, takes, currency: own ?? begunWith, author }));
  }
  return keep(tx, charges, author);
}

async function keep(tx: Tx, charges: readonly NewCharge[], author: ChargeAuthor): Promise<ChargeRow[]> {
  const ids = await insertCharges(tx, charges);
  if (ids.length === 0) return [];
  await postCharges(tx, await readCharges(tx, ids));
  announce(tx, 'billing-charges');
  return projectCharges(tx, ids, author);
}

async function byRule(tx: Tx, event: ChargeEvent, { day, minute, specialties }: Facts) {
  return servicesFor(await rulesOf(tx, [event.kind], day), {
    kind: event.kind, visit_class: event.visit_class ?? null, specialties, department_id: event.department_id ?? null, codes: event.codes ?? [], minute, lasted: event.minutes ?? null,
  });
}

async function byCode(tx: Tx, code: string, quantity: string) {
  const service_id = await serviceByCode(tx, code);
  return service_id === undefined ? [] : [{ part: `service:${code}`, service_id, quantity }];
}

interface ToMake {
  event: ChargeEvent;
  facts: Facts;
  part: string;
  quantity: string;
  price: ForService;
  takes: boolean;
  currency: string;
  author: ChargeAuthor;
}

async function toCharge(tx: Tx, { event, facts, part, quantity, price: { service, priced }, takes, currency, author }: ToMake): Promise<NewCharge> {
  const held = !takes ? 'no-book' : priced === null ? 'no-price' : null;
  const package_charge_id = held === null && event.visit_id !== null ? await packageWith(tx, event.visit_id, service.id, quantity) : null;
  const nothing = { unit_minor: 0n, gross_minor: 0n, discount_minor: 0n, net_minor: 0n, tax_minor: 0n, discount_rule_id: null, tax_inclusive: false };
  const { price_list_id, price_reason, ...money } = held !== null || priced === null
    ? { ...nothing, price_list_id: null, price_reason: held ?? 'no-price', currency }
    : package_charge_id === null ? priced : { ...nothing, price_list_id: null, price_reason: 'package', currency: priced.currency };
  return {
    patient_id: event.patient_id, visit_id: event.visit_id, service_id: service.id, source_kind: event.kind, source_id: event.source_id, part, performed: event.performed ?? true, performed_at: event.at,
    business_date: facts.business_date ?? facts.today, quantity, priced: held === null, ...money, price_list_id, price_reason, tax_rate_bp: service.rate_bp, tax_category: service.tax_category, tax_code: service.tax_code,
    payer_id: facts.payer_id, discount_bp: null, discount_asked_minor: null, package_charge_id, location_id: event.location_id ?? null, cost_centre_id: event.department_id ?? null,
    practitioner_id: event.practitioner_id ?? null, state: held === null ? 'billable' : 'held', hold_reason: held, changed_by_name: author.name,
  };
}

/** A package of the visit that includes so much more of it. */
async function packageWith(tx: Tx, visit_id: string, service_id: string, quantity: string): Promise<string | null> {
  const packages = await leftInPackages(tx, visit_id, service_id);
  return packages.find(({ left }) => !left.startsWith('-') && thousandths(left) >= thousandths(quantity))?.charge_id ?? null;
}
