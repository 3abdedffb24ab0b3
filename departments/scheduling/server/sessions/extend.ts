import { sql } from 'kysely';
import type { Database } from '@openward/platform/db';
import { projectSchedules } from '../schedules.ts';
import { rebuild } from './rebuild.ts';

/** What the hospital does by itself acts as itself. */
const itself = { scope: 'system' } as const;

/**
 * Makes the sessions of the days that came into the horizon. A calendar at a time, each in its own transaction: what is cut off is done by the
 * next run, and a run that finds everything there changes nothing. One that cannot be done does not keep the others back.
 */
export async function extendSessions(database: Database, now: Date = new Date()): Promise<number> {
  const ids = await database.transaction(itself, async (tx) => (await sql<{ id: string }>`
    select distinct t.resource_id as id from scheduling.template t join scheduling.resource r on r.id = t.resource_id
    where r.active and (t.ends_on is null or t.ends_on >= ${now}::timestamptz::date - 1) order by 1`.execute(tx)).rows);
  let added = 0;
  for (const { id } of ids) {
    added += await database.transaction(itself, async (tx) => {
      const { rows: [last] } = await sql<{ standing: boolean | null }>`select max(starts_at) > ${now}::timestamptz + interval '399 days' as standing from scheduling.session where resource_id = ${id}::uuid`.execute(tx);
      if (last?.standing === true) return 0;
      const { added: more } = await rebuild(tx, id, now);
      await projectSchedules(tx, [id], { account_id: null, name: 'OpenWard' });
      return more;
    });
  }
  return added;
}

/** Gives blocks back whose time has come: each in its own transaction, with the sessions that can then be booked. */
export async function releaseBlocks(database: Database, now: Date = new Date()): Promise<number> {
  const due = await database.transaction(itself, async (tx) => (await sql<{ id: string }>`
    select id from scheduling.exception where kind = 'block' and release_at <= ${now}::timestamptz order by release_at, id limit 200`.execute(tx)).rows);
  let released = 0;
  for (const { id } of due) {
    await database.transaction(itself, async (tx) => {
      const { rows: [gone] } = await sql<{ resource_id: string }>`delete from scheduling.exception where id = ${id}::uuid returning resource_id`.execute(tx);
      if (gone === undefined) return;
      await rebuild(tx, gone.resource_id, now);
      released += 1;
    });
  }
  return released;
}
