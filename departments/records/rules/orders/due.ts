import type { Order } from '../../contract/orders.ts';

const hours: Record<Order['priority'], number> = { stat: 1, asap: 4, urgent: 24, routine: 72 };

/** When an order is overdue: after its wanted day, or as its priority says; a routine referral has four weeks. */
export function dueOf({ category, priority, wanted }: Pick<Order, 'category' | 'priority' | 'wanted'>, now: Date): Date {
  const wait = category === 'referral' && priority === 'routine' ? 28 * 24 : hours[priority];
  const due = new Date(now.getTime() + wait * 3_600_000);
  const asked = wanted?.length === 10 ? new Date(`${wanted}T23:59:59Z`) : null;
  return asked !== null && asked > now ? asked : due;
}
