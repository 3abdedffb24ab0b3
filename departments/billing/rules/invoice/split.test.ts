import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitCharges, type SplitRule } from './split.ts';

const rule = (payer_id: string, more: Partial<SplitRule> = {}): SplitRule => ({ payer_id, plan: '', service_kind: '', percent_bp: 8000, deductible_minor: 0n, co_pay_minor: 0n, maximum_minor: null, from: null, until: null, ...more });
const of = (minor: bigint, service_kind = 'consultation', charge_id = 'c') => ({ charge_id, service_kind, minor, on: '2026-11-23' });
const cover = (payer_id: string, plan: string | null = null) => ({ payer_id, plan, from: null, until: null });
const shares = (...given: Parameters<typeof splitCharges>) => splitCharges(...given).map(({ payer_id, minor }) => [payer_id, minor]);

test.each([
  ['nobody insures', shares([of(1000n)], [], []), [[null, 1000n]]],
  ['80 percent', shares([of(1001n)], [cover('a')], [rule('a')]), [['a', 801n], [null, 200n]]],
  ['the second pays of what the first left', shares([of(1000n)], [cover('a'), cover('b')], [rule('a'), rule('b', { percent_bp: 10_000 })]), [['a', 800n], ['b', 200n]]],
  ['deductible of the bill, over two charges', shares([of(300n, 'x', '1'), of(700n, 'x', '2')], [cover('a')], [rule('a', { deductible_minor: 500n, percent_bp: 10_000 })]), [[null, 300n], ['a', 500n], [null, 200n]]],
  ['co-pay of each charge', shares([of(1000n, 'x', '1'), of(50n, 'x', '2')], [cover('a')], [rule('a', { co_pay_minor: 100n, percent_bp: 10_000 })]), [['a', 900n], [null, 100n], [null, 50n]]],
  ['a maximum of a kind', shares([of(1000n, 'laboratory', '1'), of(1000n, 'laboratory', '2'), of(1000n, 'imaging', '3')], [cover('a')], [rule('a', { service_kind: 'laboratory', percent_bp: 10_000, maximum_minor: 1500n }), rule('a')]),
    [['a', 1000n], ['a', 500n], [null, 500n], ['a', 800n], [null, 200n]]],
  ['the rule of the plan before the other', shares([of(1000n)], [cover('a', 'Gold')], [rule('a'), rule('a', { plan: 'Gold', percent_bp: 10_000 })]), [['a', 1000n]]],
  ['a cover that had ended, a rule that had not begun', shares([of(1000n)], [{ ...cover('a'), until: '2026-11-22' }, cover('b')], [rule('a'), rule('b', { from: '2026-11-24' })]), [[null, 1000n]]],
  ['no rule, no share', shares([of(1000n)], [cover('a')], []), [[null, 1000n]]],
])('%s', (_what, found, expected) => expect(found).toEqual(expected));

const anyRule = fc.record({
  payer_id: fc.constantFrom('a', 'b', 'c'), plan: fc.constantFrom('', 'Gold'), service_kind: fc.constantFrom('', 'laboratory', 'imaging'), percent_bp: fc.integer({ min: 0, max: 10_000 }),
  deductible_minor: fc.bigInt({ min: 0n, max: 5000n }), co_pay_minor: fc.bigInt({ min: 0n, max: 2000n }), maximum_minor: fc.option(fc.bigInt({ min: 0n, max: 9000n })), from: fc.constant(null), until: fc.constant(null),
});
test('nothing is lost and nothing is paid twice, whatever the rules are', () => {
  fc.assert(fc.property(
    fc.array(fc.record({ minor: fc.bigInt({ min: 1n, max: 10n ** 9n }), service_kind: fc.constantFrom('laboratory', 'imaging', 'fee') }), { maxLength: 20 }),
    fc.array(fc.record({ payer_id: fc.constantFrom('a', 'b', 'c', 'd'), plan: fc.constantFrom('Gold', null), from: fc.constant(null), until: fc.constant(null) }), { maxLength: 5 }), fc.array(anyRule, { maxLength: 8 }),
    (given, covers, rules) => {
      const charges = given.map((each, at) => ({ ...each, charge_id: String(at), on: '2026-11-23' }));
      const found = splitCharges(charges, covers, rules);
      expect(found.every(({ minor }) => minor > 0n)).toBe(true);
      for (const { charge_id, minor } of charges) {
        const own = found.filter((share) => share.charge_id === charge_id);
        expect(own.reduce((sum, share) => sum + share.minor, 0n)).toBe(minor);
        expect(new Set(own.map(({ payer_id }) => payer_id)).size).toBe(own.length);
      }
    },
  ));
});
