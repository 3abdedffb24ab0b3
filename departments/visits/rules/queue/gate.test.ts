import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payerKinds } from '../../contract/pay-first.ts';
import { priorities, priorityReasons } from '../../contract/queue.ts';
import { pointKinds } from '../../contract/queue-point.ts';
import { visitClasses } from '../../contract/visit.ts';
import { gate, type ToServe } from './gate.ts';

const point = 'p';
const rule = (more: object = {}) => ({ service_point_id: null, visit_class: null, visit_type_id: null, payer: null, must_pay: true, ...more });
const somebody: ToServe = { service_point_id: point, point_kind: 'clinic', visit_class: 'outpatient', visit_type_id: 'first', payer: 'self', priority: 'routine', priority_reason: null, paid: false };

const anybody = fc.record({
  service_point_id: fc.constantFrom('p', 'q'), point_kind: fc.constantFrom(...pointKinds), visit_class: fc.option(fc.constantFrom(...visitClasses), { nil: null }),
  visit_type_id: fc.option(fc.constantFrom('first', 'next'), { nil: null }), payer: fc.constantFrom(...payerKinds), priority: fc.constantFrom(...priorities),
  priority_reason: fc.option(fc.constantFrom(...priorityReasons), { nil: null }), paid: fc.boolean(),
});
const rules = fc.array(fc.record({
  service_point_id: fc.option(fc.constantFrom('p', 'q'), { nil: null }), visit_class: fc.option(fc.constantFrom('outpatient', 'inpatient', 'home', 'tele'), { nil: null }),
  visit_type_id: fc.option(fc.constantFrom('first', 'next'), { nil: null }), payer: fc.option(fc.constantFrom(...payerKinds), { nil: null }), must_pay: fc.boolean(),
}), { maxLength: 8 });

describe('the gate', () => {
  it.each([
    ['lets everybody pass without a rule', [], somebody, 'open'],
    ['holds up who has to pay first', [rule()], somebody, 'pay-first'],
    ['lets pass who has paid', [rule()], { ...somebody, paid: true }, 'open'],
    ['goes by the rule that names most', [rule(), rule({ payer: 'self', visit_type_id: 'first', must_pay: false })], somebody, 'open'],
    ['asks another payer by the general rule', [rule(), rule({ payer: 'insurer', must_pay: false })], { ...somebody, payer: 'employer' as const }, 'pay-first'],
    ['lets pass where two rules disagree', [rule({ payer: 'self' }), rule({ visit_class: 'outpatient', must_pay: false })], somebody, 'open'],
    ['never stands before the cashier', [rule({ service_point_id: point })], { ...somebody, point_kind: 'cashier' as const }, 'open'],
  ] as const)('%s', (_what, given, who, expected) => {
    expect(gate(who, given)).toBe(expected);
  });

  it('never holds up an emergency or a birth, whatever the rules and whoever pays', () => {
    const urgent = fc.oneof(
      anybody.map((who) => ({ ...who, visit_class: 'emergency' as const })),
      anybody.map((who) => ({ ...who, priority: 'emergency' as const })),
      anybody.map((who) => ({ ...who, priority: 'urgent' as const, priority_reason: 'labour' as const })),
    );
    fc.assert(fc.property(urgent, rules, (who, given) => gate(who, given) === 'open'));
  });

  it('never delays triage: coverage and payment change nothing there', () => {
    fc.assert(fc.property(anybody, rules, fc.constantFrom(...payerKinds), fc.boolean(), (who, given, payer, paid) => {
      const triaged = { ...who, point_kind: 'triage' as const };
      return gate(triaged, given) === 'open' && gate({ ...triaged, payer, paid }, given) === 'open';
    }));
  });

  it('holds nobody up who has paid', () => {
    fc.assert(fc.property(anybody, rules, (who, given) => gate({ ...who, paid: true }, given) === 'open'));
  });
});
