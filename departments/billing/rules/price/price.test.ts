import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountsOf, greatestDiscount, thousandths, type Discount } from './amounts.ts';
import { choosePrice, type PriceOnList } from './choose.ts';

const quantity = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 999 })).map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`);
const discount: fc.Arbitrary<Discount | null> = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 10_000 }).map((bp) => ({ bp })), fc.bigInt({ min: 1n, max: 10_000_000n }).map((minor) => ({ minor })));
const asked = fc.record({ unit_minor: fc.bigInt({ min: 0n, max: 10_000_000n }), quantity, tax_inclusive: fc.boolean(), rate_bp: fc.integer({ min: 0, max: 10_000 }), discount });

test('a charge is its gross without its discount; nothing is below zero, and inclusive prices stay what they were told to be', () => {
  fc.assert(fc.property(asked, (wish) => {
    const { gross_minor, discount_minor, net_minor, tax_minor } = amountsOf(wish);
    expect(net_minor).toBe(gross_minor - discount_minor);
    for (const part of [gross_minor, discount_minor, net_minor, tax_minor]) expect(part >= 0n).toBe(true);
    const told = (wish.unit_minor * thousandths(wish.quantity) * 2n + 1000n) / 2000n;
    if (wish.tax_inclusive && wish.discount === null) expect(net_minor + tax_minor).toBe(told);
    // Never further than half a unit from the true tax.
    const off = tax_minor * 10_000n - net_minor * BigInt(wish.rate_bp);
    expect((off < 0n ? -off : off) <= (wish.tax_inclusive ? 10_000n : 5_000n)).toBe(true);
  }));
});

test('a discount never makes it dearer, and never takes more than all', () => {
  fc.assert(fc.property(asked, (wish) => {
    const without = amountsOf({ ...wish, discount: null });
    const after = amountsOf(wish);
    expect(after.net_minor <= without.net_minor && after.tax_minor <= without.tax_minor && after.gross_minor === without.gross_minor).toBe(true);
  }));
});

test.each([
  [{ unit_minor: 11_900n, quantity: '1', tax_inclusive: true, rate_bp: 1900, discount: null }, [10_000n, 0n, 10_000n, 1900n]],
  [{ unit_minor: 10_000n, quantity: '1.5', tax_inclusive: false, rate_bp: 700, discount: { bp: 1000 } }, [15_000n, 1500n, 13_500n, 945n]],
  [{ unit_minor: 999n, quantity: '0.333', tax_inclusive: false, rate_bp: 0, discount: { minor: 1000n } }, [333n, 333n, 0n, 0n]],
  [{ unit_minor: 101n, quantity: '0.5', tax_inclusive: false, rate_bp: 5000, discount: null }, [51n, 0n, 51n, 26n]],
] as const)('%o', (wish, [gross_minor, discount_minor, net_minor, tax_minor]) => {
  expect(amountsOf(wish)).toEqual({ gross_minor, discount_minor, net_minor, tax_minor });
});

const list = (list_code: string, more: Partial<PriceOnList> = {}): PriceOnList => ({
  price_list_id: list_code, list_code, currency: 'EUR', tax_inclusive: false, unit_minor: 100n, payer_id: null, location_id: null, patient_category: null, hours: null, ...more,
});
const lists = [
  list('general'), list('night', { hours: [[0, 480], [1320, 1440]] }), list('child', { patient_category: 'child' }), list('east', { location_id: 'east' }), list('room', { location_id: 'room' }),
  list('insurer', { payer_id: 'insurer' }), list('insurer-night', { payer_id: 'insurer', hours: [[0, 480]] }),
];
const facts = { payer_id: null, places: [], categories: [], minute: 600 };

test.each([
  [facts, 'general', 'general'], [{ ...facts, minute: 479 }, 'night', 'hours'], [{ ...facts, minute: 480 }, 'general', 'general'],
  [{ ...facts, minute: 10, categories: ['child', 'self-pay'] }, 'child', 'child'], [{ ...facts, places: ['room', 'east'] }, 'room', 'place'], [{ ...facts, places: ['other', 'east'], categories: ['child'] }, 'east', 'place'],
  [{ ...facts, payer_id: 'insurer', places: ['room', 'east'], categories: ['child'] }, 'insurer', 'payer'], [{ ...facts, payer_id: 'insurer', minute: 5 }, 'insurer-night', 'payer hours'], [{ ...facts, payer_id: 'another' }, 'general', 'general'],
])('%o has the price of %s, by %s', (given, code, reason) => {
  expect(choosePrice(lists, given)).toMatchObject({ price: { list_code: code }, reason });
});

test('the order in which lists stand decides nothing, and where none fits there is no price', () => {
  fc.assert(fc.property(fc.shuffledSubarray(lists, { minLength: lists.length }), fc.constantFrom(null, 'insurer'), fc.integer({ min: 0, max: 10_079 }), fc.subarray(['child', 'senior']), (shuffled, payer_id, minute, categories) => {
    const given = { payer_id, places: ['room', 'east'], categories, minute };
    expect(choosePrice(shuffled, given)?.price.list_code).toBe(choosePrice(lists, given)?.price.list_code);
  }));
  expect(choosePrice([list('elsewhere', { location_id: 'west' })], facts)).toBeNull();
});

test('of discounts that fit the greatest is given, and only one', () => {
  const rule = { percent_bp: null, amount_minor: null, currency: null, service_kind: null, service_id: null, payer_id: null, patient_category: null };
  const rules = [{ ...rule, id: 'ten', percent_bp: 1000 }, { ...rule, id: 'five', amount_minor: 500n, currency: 'EUR' }, { ...rule, id: 'child', percent_bp: 5000, patient_category: 'child' }];
  const of = { service_id: 's', service_kind: 'procedure', payer_id: null, categories: [], currency: 'EUR' };
  const price = (unit_minor: bigint) => ({ unit_minor, quantity: '1', tax_inclusive: false, rate_bp: 0 });
  expect([greatestDiscount(rules, of, price(4000n))?.id, greatestDiscount(rules, of, price(6000n))?.id, greatestDiscount(rules, { ...of, categories: ['child'] }, price(6000n))?.id, greatestDiscount([], of, price(1n))]).toEqual(['five', 'ten', 'child', null]);
});
