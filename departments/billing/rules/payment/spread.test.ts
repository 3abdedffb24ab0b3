import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('the oldest is paid first, and what is over stays over', () => {
  const owed = [{ invoice_id: 'a', open_minor: 300n }, { invoice_id: 'b', open_minor: 0n }, { invoice_id: 'c', open_minor: 500n }];
  expect(spread(450n, owed)).toEqual([{ invoice_id: 'a', amount_minor: 300n }, { invoice_id: 'c', amount_minor: 150n }]);
  expect(spread(9000n, owed)).toEqual([{ invoice_id: 'a', amount_minor: 300n }, { invoice_id: 'c', amount_minor: 500n }]);
});

test('the total is conserved to the minor unit', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { maxLength: 30 }), (amount, open) => {
    const parts = spread(amount, open.map((open_minor, at) => ({ invoice_id: String(at), open_minor })));
    const total = open.reduce((sum, each) => sum + each, 0n);
    expect(parts.reduce((sum, each) => sum + each.amount_minor, 0n)).toBe(amount < total ? amount : total);
    for (const { invoice_id, amount_minor } of parts) expect(amount_minor > 0n && amount_minor <= open[Number(invoice_id)]!).toBe(true);
  }));
});
