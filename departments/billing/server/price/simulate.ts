import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { seeRecord } from '@openward/records/api';
import { billingContract as contract, type Simulated } from '../../contract/index.ts';
import { factsOf } from './facts.sql.ts';
import { namesOfPrices, nobody } from './named.sql.ts';
import { priceFor } from './price-for.ts';

export const simulate = serve(contract.simulate, async ({ patient_id, payer_id, patient_category, location_id, at, services }, act) => {
  if (patient_id !== null) {
    await seeRecord(act, patient_id);
    act.audit.patient(patient_id);
  }
  const own = await factsOf(act.tx, { patient_id: patient_id ?? nobody, at: at ?? new Date().toISOString(), location_id, practitioner_id: null });
  // What is told stands over what is known of the patient: what if another payer paid?
  const facts = { ...own, payer_id: payer_id ?? own.payer_id, categories: [...(patient_category === null ? own.categories : [...own.categories, patient_category])].filter((each) => each !== 'self-pay' || (payer_id ?? own.payer_id) === null) };
  const found = await priceFor(act.tx, services, facts);
  const names = await namesOfPrices(act.tx, found.flatMap((each) => (each?.priced == null ? [] : [each.priced])));
  const lines = services.map(({ service_id, quantity }, place): Simulated => {
    const it = found[place];
    if (it === undefined) throw new Problem(422, 'billing.service_unknown', 'There is no such service', { field: `services.${place}.service_id` });
    const { service, priced } = it;
    if (priced === null) return { service_id, service_name: service.name, quantity, price_list_name: null, reason: 'no-price', discount_name: null, currency: null, unit: null, gross: null, discount: null, net: null, tax: null, total: null };
    const print = (minor: bigint) => printAmount(minor, priced.currency);
    return {
      service_id, service_name: service.name, quantity, price_list_name: names.get(priced.price_list_id) ?? null, reason: priced.price_reason, discount_name: priced.discount_rule_id === null ? null : (names.get(priced.discount_rule_id) ?? null),
      currency: priced.currency, unit: print(priced.unit_minor), gross: print(priced.gross_minor), discount: print(priced.discount_minor), net: print(priced.net_minor), tax: print(priced.tax_minor), total: print(priced.net_minor + priced.tax_minor),
    };
  });
  return { lines, day: facts.day };
});
