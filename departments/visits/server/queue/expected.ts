import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Expected } from '../../contract/index.ts';
import { learnWaits, shownWait, waitInterval, type Waited, type Waits } from '../../rules/queue/predict.ts';

/** What was learned is used for so long; the waits of eight weeks change little in it. */
const kept_ms = 10 * 60_000;
const learned = new Map<string, { until: number; waits: Waits | null }>();

/** How long one waits at these service points with so many ahead; null where too little has been measured. */
export async function expectedFor(tx: Tx, service_point_ids: readonly string[]): Promise<(service_point_id: string, ahead: number) => Expected | null> {
  const stale = service_point_ids.filter((id) => (learned.get(id)?.until ?? 0) < Date.now());
  if (stale.length > 0) await learn(tx, stale);
  if (service_point_ids.length === 0) return () => null;
  const { rows } = await sql<{ minute: number }>`select extract(epoch from now() at time zone staff.local_time_zone(null))::bigint::int % 86400 / 60 as minute`.execute(tx);
  const minute_of_day = Number(rows[0]?.minute ?? 0);
  return (service_point_id, ahead) => {
    const waits = learned.get(service_point_id)?.waits ?? null;
    return waits === null ? null : shownWait(waitInterval(waits, { ahead, minute_of_day }));
  };
}

/** Reads what was measured in the last eight weeks, of those who took their turn: whoever goes before others says nothing about them. */
async function learn(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<Waited & { service_point_id: string }>`
    select service_point_id, ahead, extract(epoch from waiting_at at time zone staff.local_time_zone(null))::bigint % 86400 / 60.0 as minute_of_day,
      extract(epoch from first_called_at - waiting_at) / 60.0 as minutes
    from visits.stop
    where service_point_id = any (${ids}::uuid[]) and day >= staff.today() - 56 and day < staff.today() and ahead is not null and first_called_at is not null
      and waiting_at is not null and priority = 'routine'
    order by waiting_at`.execute(tx);
  for (const id of ids) {
    const own = rows.filter(({ service_point_id }) => service_point_id === id).map(({ ahead, minute_of_day, minutes }) => ({ ahead, minute_of_day: Number(minute_of_day), minutes: Number(minutes) }));
    learned.set(id, { until: Date.now() + kept_ms, waits: learnWaits(own) });
  }
}
