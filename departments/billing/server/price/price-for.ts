import type { Tx } from '@openward/platform/db';
import { amountsOf, discountOf, greatestDiscount, type Amounts, type DiscountRule } from '../../rules/price/amounts.ts';
import { choosePrice } from '../../rules/price/choose.ts';
import type { Facts } from './facts.sql.ts';
import { automaticDiscounts, servicesToPrice, type ServiceToPrice } from './price.sql.ts';

/** What something costs somebody, and why that. */
export interface Priced extends Amounts {
  price_list_id: string;
  price_reason: string;
  currency: string;
  unit_minor: bigint;
  tax_inclusive: boolean;
  discount_rule_id: string | null;
}

export interface ForService {
  service: ServiceToPrice;
  /** Null where no list that is for this patient, place and hour has the service. */
  priced: Priced | null;
}

/** Prices services for somebody on a day; each comes back in its place, with what it is. */
export async function priceFor(tx: Tx, asked: readonly { service_id: string; quantity: string }[], facts: Facts): Promise<(ForService | undefined)[]> {
  const services = await servicesToPrice(tx, asked.map(({ service_id }) => service_id), facts.day);
  const discounts = await automaticDiscounts(tx, facts.day);
  return asked.map(({ service_id, quantity }) => {
    const service = services.get(service_id);
    return service === undefined ? undefined : { service, priced: priceOf(service, quantity, facts, discounts) };
  });
}

function priceOf(service: ServiceToPrice, quantity: string, facts: Facts, discounts: readonly DiscountRule[]): Priced | null {
  const chosen = choosePrice(service.prices, facts);
  if (chosen === null) return null;
  const { price_list_id, currency, unit_minor, tax_inclusive } = chosen.price;
  const to_price = { unit_minor, quantity, tax_inclusive, rate_bp: service.rate_bp };
  const rule = greatestDiscount(discounts, { service_id: service.id, service_kind: service.kind, payer_id: facts.payer_id, categories: facts.categories, currency }, to_price);
  return { ...amountsOf({ ...to_price, discount: rule === null ? null : discountOf(rule) }), price_list_id, price_reason: chosen.reason, currency, unit_minor, tax_inclusive, discount_rule_id: rule?.id ?? null };
}
