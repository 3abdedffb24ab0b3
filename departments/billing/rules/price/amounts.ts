import { partOf } from '@openward/platform/money';

/** A quantity with three decimals, in thousandths. */
export function thousandths(quantity: string): bigint {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(quantity) ?? [];
  if (whole === undefined) throw new RangeError('Is not a quantity, such as 1.5');
  return BigInt(whole + decimals.padEnd(3, '0'));
}

/** What is taken off, of what the price list tells: a part of it, or an amount; never more than all. */
export type Discount = { bp: number } | { minor: bigint };

export interface ToPrice {
  unit_minor: bigint;
  quantity: string;
  tax_inclusive: boolean;
  rate_bp: number;
  discount: Discount | null;
}

export interface Amounts {
  gross_minor: bigint;
  discount_minor: bigint;
  net_minor: bigint;
  tax_minor: bigint;
}

/** Half a unit up; nothing here is below zero. */
const divide = (a: bigint, b: bigint): bigint => (a * 2n + b) / (b * 2n);
const withoutTax = (minor: bigint, rate_bp: number): bigint => divide(minor * 10_000n, 10_000n + BigInt(rate_bp));

/** Rounded once for the whole line. With an inclusive list net and tax together are just what the list tells. */
export function amountsOf({ unit_minor, quantity, tax_inclusive, rate_bp, discount }: ToPrice): Amounts {
  const told = divide(unit_minor * thousandths(quantity), 1000n);
  const off = discount === null ? 0n : 'bp' in discount ? partOf(told, discount.bp) : discount.minor < told ? discount.minor : told;
  const left = told - off;
  const net_minor = tax_inclusive ? withoutTax(left, rate_bp) : left;
  const gross_minor = tax_inclusive ? withoutTax(told, rate_bp) : told;
  return { gross_minor, discount_minor: gross_minor - net_minor, net_minor, tax_minor: tax_inclusive ? left - net_minor : partOf(left, rate_bp) };
}

export interface DiscountRule {
  id: string;
  percent_bp: number | null;
  amount_minor: bigint | null;
  currency: string | null;
  service_kind: string | null;
  service_id: string | null;
  payer_id: string | null;
  patient_category: string | null;
}

export interface DiscountFacts {
  service_id: string;
  service_kind: string;
  payer_id: string | null;
  categories: readonly string[];
  currency: string;
}

export const fitsDiscount = (rule: DiscountRule, facts: DiscountFacts): boolean =>
  (rule.currency === null || rule.currency === facts.currency) && (rule.service_kind === null || rule.service_kind === facts.service_kind)
  && (rule.service_id === null || rule.service_id === facts.service_id) && (rule.payer_id === null || rule.payer_id === facts.payer_id)
  && (rule.patient_category === null || facts.categories.includes(rule.patient_category));

export const discountOf = ({ percent_bp, amount_minor }: Pick<DiscountRule, 'percent_bp' | 'amount_minor'>): Discount => (percent_bp === null ? { minor: amount_minor ?? 0n } : { bp: percent_bp });

/** The one rule that takes most off; never two. */
export function greatestDiscount(rules: readonly DiscountRule[], facts: DiscountFacts, to_price: Omit<ToPrice, 'discount'>): DiscountRule | null {
  let best: { rule: DiscountRule; minor: bigint } | null = null;
  for (const rule of rules.filter((each) => fitsDiscount(each, facts))) {
    const { discount_minor: minor } = amountsOf({ ...to_price, discount: discountOf(rule) });
    if (minor > (best?.minor ?? 0n)) best = { rule, minor };
  }
  return best?.rule ?? null;
}
