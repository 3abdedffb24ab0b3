import type { Tx } from '@openward/platform/db';
import type { Stop } from '../../contract/index.ts';
import { inOrder, turnOf } from '../../rules/queue/order.ts';
import { stopTransitions } from '../../rules/queue/stop.ts';
import { expectedFor } from './expected.ts';
import { stopsOfToday, type StopRow } from './stop.sql.ts';

/** Stops as people see them: with their place in the queue, why they have it, and how long it will take. */
export async function shownStops(tx: Tx, rows: readonly StopRow[]): Promise<Stop[]> {
  const queues = new Map<string, string[]>();
  const waiting = rows.some(({ status }) => status === 'waiting') ? (await stopsOfToday(tx, { over: false })).filter(({ status }) => status === 'waiting') : [];
  for (const { service_point_id, walk_in_minutes } of waiting) {
    if (queues.has(service_point_id)) continue;
    queues.set(service_point_id, inOrder(waiting.filter((each) => each.service_point_id === service_point_id), walk_in_minutes).map(({ id }) => id));
  }
  const wait = await expectedFor(tx, [...queues.keys()]);
  return rows.map(({ point_kind: _kind, walk_in_minutes, day: _day, due_at, arrived_at, ...row }) => {
    const at = row.status === 'waiting' ? (queues.get(row.service_point_id)?.indexOf(row.id) ?? -1) : -1;
    return {
      ...row,
      due_at: due_at?.toISOString() ?? null,
      arrived_at: arrived_at.toISOString(),
      place: at < 0 ? null : at + 1,
      why: turnOf({ ...row, due_at, arrived_at }, walk_in_minutes).why,
      expected: at < 0 ? null : wait(row.service_point_id, at),
      held: row.status === 'arrived' ? ('payment' as const) : null,
      next: [...stopTransitions[row.status]],
    };
  });
}
