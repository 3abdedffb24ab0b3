import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { ServiceKind } from '../contract/index.ts';
import { insertService } from '../server/catalogue/service.sql.ts';
import { projectServices, revenueRoles } from '../server/catalogue/services.ts';
import { insertChargeRule } from '../server/charge/rules.sql.ts';
import { saveLimits } from '../server/approval/limit.sql.ts';
import { insertPriceList, setPrices } from '../server/price/list.sql.ts';
import { setRate } from '../server/price/tax.sql.ts';

export interface PriceSeedOptions {
  /** YYYY-MM-DD; prices hold from the first of its year. */
  today: string;
  /** The day from which rules charge. */
  charges_from: string;
}

const catalogue: readonly (readonly [code: string, name: string, kind: ServiceKind, tax: string, minor: bigint])[] = [
  ['CONS', 'Consultation', 'consultation', 'care', 4500n], ['CONS-LONG', 'Consultation, 30 minutes and more', 'consultation', 'care', 7000n], ['CONS-HOME', 'Home visit', 'consultation', 'care', 9000n],
  ['ER-TRIAGE', 'Triage', 'other', 'care', 2000n], ['ER-TREAT', 'Emergency treatment', 'procedure', 'care', 12_000n], ['WOUND', 'Wound care', 'procedure', 'care', 6000n], ['ECG', 'Electrocardiogram', 'procedure', 'care', 3500n],
  ['LAB-CBC', 'Full blood count', 'laboratory', 'care', 1500n], ['XR-CHEST', 'X-ray of the chest', 'imaging', 'care', 5500n], ['BED', 'Night in a ward', 'bed-day', 'care', 21_000n], ['SINGLE', 'Single room, a night', 'bed-day', 'standard', 8000n],
  ['CERT', 'Certificate at one’s own wish', 'other', 'standard', 2500n], ['NOSHOW', 'Cancelled within a day', 'fee', 'standard', 2000n],
];

/** A catalogue, a price list for everybody and one for children, and rules that charge from a day on. Returns how many services. */
export async function seedPrices(tx: Tx, { today, charges_from }: PriceSeedOptions): Promise<number> {
  const from = `${today.slice(0, 4)}-01-01`;
  const by = 'OpenWard';
  const ids = new Map<string, string>();
  for (const [code, name, kind, tax_code] of catalogue) ids.set(code, await insertService(tx, { code, name, kind, tax_code, revenue_role: revenueRoles[kind], by }));
  await setRate(tx, 'standard', from, 1900);
  await setRate(tx, 'reduced', from, 700);
  const list = { tax_inclusive: false, step: '0.50', currency: 'EUR', payer_id: null, location_id: null, patient_category: null, hours: null, from, until: null };
  const prices = catalogue.map(([code, , , , unit_minor]) => ({ service_id: ids.get(code)!, unit_minor }));
  await setPrices(tx, await insertPriceList(tx, { ...list, code: 'STANDARD', name: 'Standard' }, by), from, prices);
  await setPrices(tx, await insertPriceList(tx, { ...list, code: 'CHILDREN', name: 'Children', patient_category: 'child' }, by), from, prices.map((price) => ({ ...price, unit_minor: (price.unit_minor * 9n) / 10n })));
  const rule = { part: 'main', visit_class: null, specialty: null, department_id: null, code: null, hours: null, minutes_from: null, minutes_until: null, per_minutes: null, quantity: '1', from: charges_from, until: null };
  const service = (code: string) => ({ service_id: ids.get(code)! });
  await insertChargeRule(tx, { ...rule, name: 'Consultation', event_kind: 'consultation', ...service('CONS') });
  await insertChargeRule(tx, { ...rule, name: 'Long consultation', event_kind: 'consultation', minutes_from: 30, ...service('CONS-LONG') });
  await insertChargeRule(tx, { ...rule, name: 'Home visit', event_kind: 'consultation', visit_class: 'home', ...service('CONS-HOME') });
  await insertChargeRule(tx, { ...rule, name: 'Triage', event_kind: 'triage', ...service('ER-TRIAGE') });
  await insertChargeRule(tx, { ...rule, name: 'Emergency treatment', event_kind: 'treatment', ...service('ER-TREAT') });
  await insertChargeRule(tx, { ...rule, name: 'Night', event_kind: 'bed-day', ...service('BED') });
  await insertChargeRule(tx, { ...rule, name: 'Cancelled within a day', event_kind: 'cancellation', minutes_until: 1440, ...service('NOSHOW') });
  await insertChargeRule(tx, { ...rule, name: 'Electrocardiogram', event_kind: 'procedure', code: 'http://snomed.info/sct|29303009', ...service('ECG') });
  // Some doctors get a part of what is billed for their work.
  await sql`insert into billing.share_rule (practitioner_id, percent_bp, during) select practitioner_id, 3000, daterange(${from}::date, null)
    from (select distinct practitioner_id from staff.assignment where job = 'doctor' order by practitioner_id limit 6) doctors`.execute(tx);
  await saveLimits(tx, (['void', 're-price', 'discount'] as const).map((kind) => ({ role: 'biller', kind, currency: 'EUR', amount_max: '50.00' })));
  await projectServices(tx, [...ids.values()]);
  return catalogue.length;
}
