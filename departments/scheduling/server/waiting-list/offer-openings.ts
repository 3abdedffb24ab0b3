import { sql } from 'kysely';
import { writeEvent } from '@openward/platform/audit';
import type { Database } from '@openward/platform/db';
import { momentAt } from '@openward/platform/time';
import { maySendNow } from '../../rules/waiting-list/keep.ts';
import { ranked } from '../../rules/waiting-list/rank.ts';
import { tellDays } from '../news.ts';
import { readEntries } from './entry.sql.ts';
import { makeOffer } from './make-offer.ts';
import { endOffer } from './offer.sql.ts';
import { tellWaitingList } from './put.ts';

const itself = { scope: 'system' } as const;
const name = 'OpenWard';

/** Ends the offers that nobody answered: their places are free for the next. */
export async function expireOffers(database: Database): Promise<number> {
  return database.transaction(itself, async (tx) => {
    const { rows } = await sql<{ id: string; hold_id: string; wall_clock: string }>`
      select id, hold_id, wall_clock from scheduling.offer where state = 'open' and hold_until <= clock_timestamp() order by id limit 200 for update skip locked`.execute(tx);
    for (const row of rows) await endOffer(tx, row, 'expired', name);
    if (rows.length > 0) {
      tellDays(tx, [...new Set(rows.map(({ wall_clock }) => wall_clock.slice(0, 10)))]);
      tellWaitingList(tx);
    }
    return rows.length;
  });
}

/**
 * Offers what became free to those who wait, calendar by calendar, each in its own transaction: the first of the list whom a time fits gets it,
 * and the next what is left. Where two do this at once, the second finds the lines taken, and the places held.
 */
export async function offerOpenings(database: Database, now: Date = new Date()): Promise<number> {
  await expireOffers(database);
  const { ids, zone } = await database.transaction(itself, async (tx) => ({
    ids: (await sql<{ id: string }>`select distinct resource_id as id from scheduling.opening order by 1 limit 100`.execute(tx)).rows.map(({ id }) => id),
    zone: (await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx)).rows[0]?.zone ?? 'UTC',
  }));
  if (!maySendNow(momentAt(now.toISOString(), zone).wall_clock)) return 0;
  let made = 0;
  for (const id of ids) made += await offerOne(database, id, now);
  return made;
}

async function offerOne(database: Database, resource_id: string, now: Date): Promise<number> {
  return database.transaction(itself, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from scheduling.opening where resource_id = ${resource_id}::uuid order by id limit 1000 for update skip locked`.execute(tx);
    if (rows.length === 0) return 0;
    const { rows: spans } = await sql<{ from: Date; until: Date }>`
      with gone as (delete from scheduling.opening where id = any (${rows.map(({ id }) => id)}::bigint[]) returning during)
      select lower(span) as "from", upper(span) as until from (select unnest(range_agg(during)) as span from gone) free where upper(span) > ${now}::timestamptz order by 1`.execute(tx);
    const patient_ids: string[] = [];
    for (const { from, until } of spans) {
      for (const entry of ranked(await readEntries(tx), now)) {
        if (entry.offer_id !== null) continue;
        if (await makeOffer(tx, entry.id, { now, by: name, opening: { resource_id, from, until } }) !== null) patient_ids.push(entry.patient_id);
      }
    }
    if (patient_ids.length > 0) {
      await writeEvent(tx, { name: 'scheduling.offer.create', outcome: 'success', actor_name: name, patient_ids: [...new Set(patient_ids)], detail: { resource_id, offers: patient_ids.length } });
    }
    return patient_ids.length;
  });
}
