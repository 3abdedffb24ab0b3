import type { PayRule, PayerKind } from '../../contract/pay-first.ts';
import type { Priority, PriorityReason } from '../../contract/queue.ts';
import type { PointKind } from '../../contract/queue-point.ts';
import type { VisitClass } from '../../contract/visit.ts';

/** Somebody who is to be served somewhere, as far as paying goes. */
export interface ToServe {
  service_point_id: string;
  point_kind: PointKind;
  visit_class: VisitClass | null;
  visit_type_id: string | null;
  payer: PayerKind;
  priority: Priority;
  priority_reason: PriorityReason | null;
  paid: boolean;
}

/** Where nobody is held up: who judges how urgent it is, who registers, and who takes the money. */
const open_to_all: readonly PointKind[] = ['triage', 'registration', 'cashier'];

/** An emergency and a birth wait for no money, wherever they are; and nobody waits for it before they were triaged. */
export function neverGated({ point_kind, visit_class, priority, priority_reason }: Pick<ToServe, 'point_kind' | 'visit_class' | 'priority' | 'priority_reason'>): boolean {
  return open_to_all.includes(point_kind) || visit_class === 'emergency' || priority === 'emergency' || priority_reason === 'emergency' || priority_reason === 'labour';
}

type Rule = Pick<PayRule, 'service_point_id' | 'visit_class' | 'visit_type_id' | 'payer' | 'must_pay'>;

/** Whether somebody is served now, or pays first. The rule that names most of the case decides; of two that name as much, the one that lets them pass. */
export function gate(served: ToServe, rules: readonly Rule[]): 'open' | 'pay-first' {
  if (served.paid || neverGated(served)) return 'open';
  const fits = (wanted: string | null, is: string | null) => wanted === null || wanted === is;
  const named = ({ service_point_id, visit_class, visit_type_id, payer }: Rule) => [service_point_id, visit_class, visit_type_id, payer].filter((each) => each !== null).length;
  const [deciding] = rules
    .filter((rule) => fits(rule.service_point_id, served.service_point_id) && fits(rule.visit_class, served.visit_class) && fits(rule.visit_type_id, served.visit_type_id) && fits(rule.payer, served.payer))
    .toSorted((one, other) => named(other) - named(one) || Number(one.must_pay) - Number(other.must_pay));
  return deciding?.must_pay === true ? 'pay-first' : 'open';
}
