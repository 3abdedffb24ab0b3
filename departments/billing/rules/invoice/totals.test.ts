import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOther, totalsOf } from './totals.ts';

const line = (net_minor: bigint, tax_category = 'S', tax_rate_bp = 1900) => ({ net_minor, tax_category, tax_rate_bp });

test('tax is rounded once for a rate, not on each line', () => {
  expect(totalsOf([line(103n), line(103n), line(103n)], 'EUR')).toMatchObject({ net_minor: 309n, tax_minor: 59n, total_minor: 368n, line_tax_minor: [20n, 20n, 19n] });
  expect(totalsOf([line(1000n), line(500n, 'E', 0), line(200n, 'S', 700)], 'EUR').groups).toEqual([
    { tax_category: 'E', tax_rate_bp: 0, base_minor: 500n, tax_minor: 0n }, { tax_category: 'S', tax_rate_bp: 700, base_minor: 200n, tax_minor: 14n }, { tax_category: 'S', tax_rate_bp: 1900, base_minor: 1000n, tax_minor: 190n },
  ]);
});

test('a total is rounded to what can be paid in cash where the hospital wishes it', () => {
  expect(totalsOf([line(1232n, 'E', 0)], 'CHF', { round_to_cash: true })).toMatchObject({ rounding_minor: -2n, total_minor: 1230n });
  expect(totalsOf([line(1233n, 'E', 0)], 'CHF', { round_to_cash: true })).toMatchObject({ rounding_minor: 2n, total_minor: 1235n });
  expect(totalsOf([line(1233n, 'E', 0)], 'CHF')).toMatchObject({ rounding_minor: 0n, total_minor: 1233n });
});

test('lines, groups and totals are one sum, whatever is billed', () => {
  const lines = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.constantFrom(['S', 1900], ['S', 700], ['E', 0], ['Z', 0])).map(([net, [category, rate]]) => line(net, category as string, rate as number)), { maxLength: 40 });
  fc.assert(fc.property(lines, fc.boolean(), (given, round_to_cash) => {
    const { groups, line_tax_minor, net_minor, tax_minor, rounding_minor, total_minor } = totalsOf(given, 'CHF', { round_to_cash });
    const sum = (all: readonly bigint[]) => all.reduce((so_far, each) => so_far + each, 0n);
    expect([sum(line_tax_minor), sum(groups.map((group) => group.base_minor)), net_minor + tax_minor + rounding_minor]).toEqual([tax_minor, net_minor, total_minor]);
    expect(rounding_minor <= 3n && rounding_minor >= -3n).toBe(true);
  }));
});

test.each([
  [10_000n, 'EUR', 'USD', '1.0837', 10_837n], [10_000n, 'EUR', 'JPY', '163.255', 16_326n], [1n, 'EUR', 'KWD', '0.3333333333', 3n], [-10_000n, 'EUR', 'USD', '1.08375', -10_838n], [12_345n, 'EUR', 'EUR', '1', 12_345n],
])('%s %s in %s at %s', (minor, from, to, rate, expected) => expect(inOther(minor, from, to, rate)).toBe(expected));
