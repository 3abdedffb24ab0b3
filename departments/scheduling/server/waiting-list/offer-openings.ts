import { sql } from 'kysely';
import { writeEvent } from '@openward/platform/audit';
import type { Database } from '@openward/platform/db';
import { momentAt } from '@openward/platform/time';
import { maySendNow } from '../../rules/waiting-list/keep.ts';
import { ranked } from '../../rules/waiting-list/rank.ts';
import { tellDays } from '../news.ts';
import { readWaiting } from './entry.sql.ts';
import { makeOffer, type Attempt } from './make-offer.ts';
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

/** Free time of a calendar, and the lines that tell of it. */
interface Opening {
  resource_id: string;
  from: Date;
  until: Date;
  ids: string[];
}

/**
 * Offers what became free to those who wait: the first of the list whom a time fits gets it, and the next what is left. Each offer is a transaction of
 * its own, so that nobody waits for another's. Two that do this at once give nothing twice: the places are held. A line that tells of free time is
 * taken away once everybody whom it may concern was asked; a crash before that leaves it there.
 */
export async function offerOpenings(database: Database, now: Date = new Date()): Promise<number> {
  await expireOffers(database);
  const { openings, zone } = await database.transaction(itself, async (tx) => {
    await sql`delete from scheduling.opening where upper(during) <= now()`.execute(tx);
    const { rows } = await sql<Opening>`
      with due as (select id, resource_id, during from scheduling.opening where next_try_at <= now() order by id limit 1000),
        span as (select resource_id, unnest(range_agg(during)) as during from due group by resource_id)
      select s.resource_id, lower(s.during) as "from", upper(s.during) as until, array_agg(d.id::text) as ids
      from span s join due d on d.resource_id = s.resource_id and d.during <@ s.during group by s.resource_id, s.during order by 1, 2`.execute(tx);
    return { openings: rows, zone: (await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx)).rows[0]?.zone ?? 'UTC' };
  });
  if (!maySendNow(momentAt(now.toISOString(), zone).wall_clock)) return 0;
  let made = 0;
  for (const opening of openings) made += await offerOne(database, opening, now);
  return made;
}

async function offerOne(database: Database, opening: Opening, now: Date): Promise<number> {
  const waiting = await database.transaction(itself, (tx) => readWaiting(tx, { opening }));
  let made = 0;
  let busy = false;
  for (const { id } of ranked(waiting, now)) {
    const attempt = await offerTo(database, id, opening, now);
    if (attempt.offer_id !== null) made += 1;
    busy ||= attempt.busy;
  }
  await database.transaction(itself, (tx) => (busy
    ? sql`update scheduling.opening set next_try_at = now() + interval '5 minutes' where id = any (${opening.ids}::bigint[])`
    : sql`delete from scheduling.opening where id = any (${opening.ids}::bigint[])`).execute(tx));
  return made;
}

async function offerTo(database: Database, entry_id: string, { resource_id, from, until }: Opening, now: Date): Promise<Attempt> {
  return database.transaction(itself, async (tx) => {
    const attempt = await makeOffer(tx, entry_id, { now, by: name, opening: { resource_id, from, until } });
    if (attempt.offer_id === null) return attempt;
    const { rows: [whose] } = await sql<{ patient_id: string }>`select patient_id from scheduling.offer where id = ${attempt.offer_id}::uuid`.execute(tx);
    await writeEvent(tx, { name: 'scheduling.offer.create', outcome: 'success', actor_name: name, patient_ids: [whose!.patient_id], detail: { resource_id, offer_id: attempt.offer_id } });
    return attempt;
  });
}
