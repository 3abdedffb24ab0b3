import { sql } from 'kysely';
import type { Database, Tx } from '../db/index.ts';
import { every } from '../jobs/index.ts';
import { consumersOf, type Consumer, type OutboxEvent } from './consumer.ts';

const seconds = 2;
const atOnce = 100;
const system = { scope: 'system' } as const;

interface Waiting extends OutboxEvent {
  delivered_to: string[];
}

/**
 * Hands what waits to those who follow it, in the order in which it happened. Each does its part in a transaction of its own, which also
 * notes that it is done: so it is done once, and one that fails keeps nobody else waiting. Throws at the end where one failed.
 */
export async function deliverEvents(database: Database): Promise<void> {
  const waiting = await database.transaction(system, async (tx) => (await sql<Waiting>`
    select id::text, name, subject_id, other_id, at, delivered_to from platform.event where done_at is null and next_try_at <= now() order by id limit ${atOnce}`.execute(tx)).rows);
  let failures = 0;
  for (const event of waiting) {
    const left = consumersOf(event.name).filter(({ name }) => !event.delivered_to.includes(name));
    let failed = false;
    for (const consumer of left) {
      failed = !(await hand(database, event, consumer)) || failed;
    }
    failures += failed ? 1 : 0;
    await database.transaction(system, (tx) => (failed
      ? sql`update platform.event set tries = tries + 1, next_try_at = now() + make_interval(secs => least(300, 2 ^ least(tries, 9))) where id = ${event.id}::bigint`
      : sql`update platform.event set done_at = now() where id = ${event.id}::bigint`).execute(tx));
  }
  await database.transaction(system, (tx) => sql`delete from platform.event where done_at < now() - interval '30 days'`.execute(tx));
  if (failures > 0) throw new EventsFailed(`${failures} events are tried again`);
}

export class EventsFailed extends Error {
  override readonly name = 'EventsFailed';
}

/** False where the consumer failed: nothing of what it did is left. */
async function hand(database: Database, event: Waiting, { name, act }: Consumer): Promise<boolean> {
  try {
    await database.transaction(system, async (tx) => {
      if (await isMine(tx, event.id, name)) await act(tx, event);
    });
    return true;
  } catch {
    return false;
  }
}

/** Takes the event for a consumer; false where it had it already, from another server. */
async function isMine(tx: Tx, id: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update platform.event set delivered_to = delivered_to || ${name}::text where id = ${id}::bigint and not ${name}::text = any (delivered_to)`.execute(tx);
  return numAffectedRows === 1n;
}

every(seconds, 'events', deliverEvents);
