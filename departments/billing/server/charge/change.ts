import { announce } from '@openward/platform/db';
import { Problem, type Act } from '@openward/platform/http';
import { seeRecord } from '@openward/records/api';
import { amountsOf, type Discount } from '../../rules/price/amounts.ts';
import { servicesToPrice } from '../price/price.sql.ts';
import { priceFor } from '../price/price-for.ts';
import { bookTakes, postCharges, takeBack } from './book.ts';
import { lockCharges, readCharges, saveCharges, type ChangedCharge, type ChargeRow } from './charge.sql.ts';
import { factsOf, type Facts } from '../price/facts.sql.ts';
import { projectCharges } from './project.ts';
import { shownCharge } from './shown.ts';
import { minorOf } from '../minor.ts';

export const unknownCharge = (): Problem => new Problem(404, 'billing.charge_unknown', 'There is no such charge', { field: 'charge_id' });

/** A charge that nobody else changes until the transaction ends. 409 `billing.changed` where somebody did meanwhile. */
export async function holdChargeRow(act: Act, charge_id: string, version?: number): Promise<ChargeRow> {
  const [charge] = await lockCharges(act.tx, [charge_id]);
  if (charge === undefined) throw unknownCharge();
  await seeRecord(act, charge.patient_id);
  act.audit.patient(charge.patient_id);
  act.audit.detail({ charge_id });
  if (version !== undefined && charge.version !== version) {
    throw new Problem(409, 'billing.changed', `${charge.changed_by_name} has changed this meanwhile`, { field: 'version', changed_by: charge.changed_by_name, current: shownCharge(charge) });
  }
  if (charge.state === 'void') throw new Problem(409, 'billing.charge_void', 'This charge was taken back', { field: 'charge_id' });
  return charge;
}

/** 409 where it stands on an invoice. */
export function refuseInvoiced(charge: ChargeRow): void {
  if (charge.state === 'invoiced') throw new Problem(409, 'billing.charge_invoiced', 'This charge stands on an invoice: credit the invoice first', { field: 'charge_id' });
}

type Change = Partial<Omit<ChangedCharge, 'id'>> & { change: string };

/** Saves a change that leaves the amounts as they are. */
export async function save(act: Act, charge: ChargeRow, change: Change): Promise<ChargeRow> {
  await saveCharges(act.tx, [{ ...charge, ...change, changed_by_name: act.actor.display_name }]);
  return told(act, charge.id);
}

/** Saves a change of amounts: what stood in the book is taken back, and what stands now is posted. */
export async function rebook(act: Act, charge: ChargeRow, change: Change): Promise<ChargeRow> {
  const { business_date } = await openDayOf(act, charge);
  await takeBack(act.tx, charge, business_date, change.reason ?? charge.service_name);
  await saveCharges(act.tx, [{ ...charge, ...change, business_date, entry_id: null, changed_by_name: act.actor.display_name }]);
  await postCharges(act.tx, await readCharges(act.tx, [charge.id]));
  return told(act, charge.id);
}

async function told(act: Act, charge_id: string): Promise<ChargeRow> {
  announce(act.tx, 'billing-charges');
  const [after] = await projectCharges(act.tx, [charge_id], { account_id: act.actor.account_id, name: act.actor.display_name });
  if (after === undefined) throw unknownCharge();
  return after;
}

/** What it is priced by, and the day of the book that a change of it belongs to. 409 where no month is open. */
async function openDayOf(act: Act, charge: ChargeRow): Promise<Facts & { business_date: string }> {
  const facts = await factsOf(act.tx, { patient_id: charge.patient_id, at: charge.performed_at.toISOString(), location_id: charge.location_id, practitioner_id: charge.practitioner_id });
  if (facts.business_date === null) throw new Problem(409, 'billing.no_open_period', 'No month of the book is open for this: ask the accountant', { field: 'charge_id' });
  return { ...facts, business_date: facts.business_date };
}

/** What a charge costs by the lists as they stand now, or for a price told; its discount stays. */
export async function pricedAnew(act: Act, charge: ChargeRow, unit: string | undefined): Promise<Change> {
  const facts = await openDayOf(act, charge);
  if (!(await bookTakes(act.tx))) throw new Problem(409, 'billing.no_book', 'The accountant has to begin the books first', { field: 'charge_id' });
  const own: Discount | null = charge.discount_bp !== null ? { bp: charge.discount_bp } : charge.discount_asked_minor === null ? null : { minor: charge.discount_asked_minor };
  if (unit !== undefined) {
    const service = (await servicesToPrice(act.tx, [charge.service_id], facts.day)).get(charge.service_id)!;
    const unit_minor = minorOf(unit, charge.currency, 'unit');
    return {
      change: 're-priced', priced: true, unit_minor, ...amountsOf({ unit_minor, quantity: charge.quantity, tax_inclusive: charge.tax_inclusive, rate_bp: service.rate_bp, discount: own }), tax_rate_bp: service.rate_bp,
      tax_category: service.tax_category, price_list_id: null, price_reason: 'by-hand', package_charge_id: null, discount_rule_id: null,
    };
  }
  const [found] = await priceFor(act.tx, [charge], facts);
  if (found?.priced == null) throw new Problem(409, 'billing.no_price', 'No price list has a price of this for the day and the patient', { field: 'charge_id' });
  const { service, priced } = found;
  const { rate_bp } = service;
  const money = own === null ? {} : amountsOf({ unit_minor: priced.unit_minor, quantity: charge.quantity, tax_inclusive: priced.tax_inclusive, rate_bp, discount: own });
  return {
    change: 're-priced', priced: true, ...priced, ...money, ...(own === null ? {} : { discount_rule_id: charge.discount_rule_id }), tax_rate_bp: rate_bp, tax_category: service.tax_category, payer_id: facts.payer_id, package_charge_id: null,
  };
}
