import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settleTender, TenderRefused, toCoins, type Tender } from './tender.ts';

const same = (more: Partial<Tender>): Tender => ({ cash: true, amount_minor: null, tendered_minor: null, step_minor: 1n, credit_step_minor: 1n, foreign: false, worth: (minor) => minor, ...more });
const refusal = (tender: Tender): string | undefined => {
  try {
    settleTender(tender);
    return undefined;
  } catch (error) {
    return (error as TenderRefused).code;
  }
};

test('a note for a smaller amount gives change', () => {
  expect(settleTender(same({ amount_minor: 9250n, tendered_minor: 10_000n }))).toEqual({ tendered_minor: 10_000n, amount_minor: 9250n, change_minor: 750n, book_amount_minor: 9250n, rounding_minor: 0n });
});

test('where there are no small coins, what is paid is rounded, and the credit is not', () => {
  expect(settleTender(same({ amount_minor: 1253n, tendered_minor: 2000n, step_minor: 5n }))).toEqual({ tendered_minor: 2000n, amount_minor: 1255n, change_minor: 745n, book_amount_minor: 1253n, rounding_minor: -2n });
  expect(settleTender(same({ amount_minor: 1252n, step_minor: 5n }))).toMatchObject({ amount_minor: 1250n, book_amount_minor: 1252n, rounding_minor: 2n });
});

test('another currency is changed at the rate of the day, and change is given in our own', () => {
  const worth = (minor: bigint) => (minor * 92n) / 100n;
  expect(settleTender(same({ amount_minor: 8000n, tendered_minor: 10_000n, foreign: true, worth }))).toEqual({ tendered_minor: 10_000n, amount_minor: 10_000n, change_minor: 1200n, book_amount_minor: 8000n, rounding_minor: 0n });
});

test.each([
  ['nothing', same({})], ['nothing', same({ amount_minor: 0n })], ['nothing', same({ amount_minor: -5n })], ['too_little', same({ amount_minor: 500n, tendered_minor: 499n })],
  ['coins', same({ amount_minor: 500n, tendered_minor: 503n, step_minor: 5n })], ['no_change', same({ cash: false, amount_minor: 500n, tendered_minor: 600n })],
  ['tendered_missing', same({ amount_minor: 500n, foreign: true })], ['nothing', same({ amount_minor: 2n, step_minor: 5n })],
] as const)('%s', (code, tender) => expect(refusal(tender)).toBe(code));

test('nothing is lost: what is credited is what was handed over, less the change, and the rounding is below one coin', () => {
  const minor = fc.bigInt({ min: 1n, max: 10n ** 9n });
  fc.assert(fc.property(minor, minor, fc.constantFrom(1n, 5n, 50n, 100n), fc.boolean(), fc.bigInt({ min: 1n, max: 500n }), (amount, tendered, step, foreign, rate) => {
    const worth = (value: bigint) => (foreign ? (value * rate) / 100n : value);
    const tender = same({ amount_minor: amount, tendered_minor: toCoins(tendered, step), step_minor: step, credit_step_minor: step, foreign, worth });
    if (refusal(tender) !== undefined) return;
    const done = settleTender(tender);
    expect(done.book_amount_minor).toBe(amount);
    expect(worth(done.tendered_minor) - done.change_minor + done.rounding_minor).toBe(amount);
    expect(done.change_minor % step).toBe(0n);
    expect(done.change_minor).toBeGreaterThanOrEqual(0n);
    expect(2n * (done.rounding_minor < 0n ? -done.rounding_minor : done.rounding_minor)).toBeLessThanOrEqual(step);
  }));
});
