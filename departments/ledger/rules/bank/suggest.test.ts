import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest, type OpenPosting, type Sought } from './suggest.ts';

const posting = (entry_id: string, open_minor: bigint, more: Partial<OpenPosting> = {}): OpenPosting => ({ entry_id, line: 1, business_date: '2026-03-05', open_minor, number: '1', description: 'Payment', memo: null, ...more });
const sought = (open_minor: bigint, more: Partial<Sought> = {}): Sought => ({ booked_on: '2026-03-05', open_minor, reference: null, bank_reference: null, counterparty: null, purpose: null, ...more });

test('the amount and a reference that is named come before the same amount on the same day', () => {
  const found = suggest(sought(500n, { purpose: 'for INV-2026-7' }), [posting('day', 500n), posting('named', 500n, { business_date: '2026-02-20', description: 'Receipt of inv-2026-7' }), posting('out', -500n)]);
  expect(found.map(({ postings, reasons }) => [postings.map(({ entry_id }) => entry_id), reasons])).toEqual([[['named'], ['amount', 'reference']], [['day'], ['amount', 'same-day']]]);
});

test('several postings come to the amount: the fewest', () => {
  const [first] = suggest(sought(1000n), [posting('a', 300n), posting('b', 700n), posting('c', 200n), posting('d', 100n)]);
  expect(first?.postings.map(({ entry_id }) => entry_id).sort()).toEqual(['a', 'b']);
  expect(first?.reasons).toEqual(['sum', 'same-day']);
});

test('nothing that is suggested as amount or sum is anything else, and each posting is in it once', () => {
  fc.assert(fc.property(fc.array(fc.bigInt({ min: -50n, max: 50n }).filter((minor) => minor !== 0n), { maxLength: 12 }), fc.bigInt({ min: 1n, max: 90n }), (minors, wanted) => {
    const all = minors.map((minor, place) => posting(`p${place}`, minor));
    for (const { postings, reasons } of suggest(sought(wanted), all)) {
      expect(new Set(postings.map(({ entry_id }) => entry_id)).size).toBe(postings.length);
      if (!reasons.includes('reference')) expect(postings.reduce((sum, { open_minor }) => sum + open_minor, 0n)).toBe(wanted);
    }
  }), { numRuns: 100 });
});
