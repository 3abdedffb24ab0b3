import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { schedulingContract as contract, type FeedSetting } from '../../contract/index.ts';
import { changed } from '../calendar.ts';
import { ownCalendar } from '../duty/swap.sql.ts';

/** What is kept of the secret of an address. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const feed = serve(contract.feed, async (_input, { tx }) => {
  const own = await ownCalendar(tx);
  const { initials_in_feeds } = await readSetting(tx);
  const { rows } = await sql<{ made_at: Date; read_at: Date | null }>`select made_at, read_at from scheduling.feed where resource_id = ${own}::uuid and revoked_at is null`.execute(tx);
  return { has_calendar: own !== null, made_at: rows[0]?.made_at.toISOString() ?? null, read_at: rows[0]?.read_at?.toISOString() ?? null, initials: initials_in_feeds };
});

export const renewFeed = serve(contract.renewFeed, async (_input, act) => {
  const resource_id = await calendarOf(act);
  await revoke(act.tx, resource_id);
  const secret = randomBytes(32).toString('base64url');
  await sql`insert into scheduling.feed (resource_id, secret_hash) values (${resource_id}::uuid, ${hashOf(secret)})`.execute(act.tx);
  return { path: `/api/calendar-feeds/${secret}` };
});

export const revokeFeed = serve(contract.revokeFeed, async (_input, act) => ({ revoked: await revoke(act.tx, await calendarOf(act)) }));

async function calendarOf(act: Act): Promise<string> {
  const own = await ownCalendar(act.tx);
  if (own === null) throw new Problem(409, 'scheduling.no_calendar', 'You have no calendar of your own');
  act.audit.detail({ resource_id: own });
  return own;
}

/** The one that lives; two who renew at once wait for each other here. */
async function revoke(tx: Tx, resource_id: string): Promise<boolean> {
  await sql`select from scheduling.resource where id = ${resource_id}::uuid for no key update`.execute(tx);
  const { numAffectedRows } = await sql`update scheduling.feed set revoked_at = now() where resource_id = ${resource_id}::uuid and revoked_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function readSetting(tx: Tx): Promise<FeedSetting> {
  const { rows } = await sql<FeedSetting>`select initials_in_feeds, version from scheduling.setting`.execute(tx);
  return rows[0] ?? { initials_in_feeds: false, version: 1 };
}

export const feedSetting = serve(contract.feedSetting, (_input, { tx }) => readSetting(tx));

export const setFeedSetting = serve(contract.setFeedSetting, async ({ version, initials_in_feeds }, { tx }) => {
  const { rows } = await sql<FeedSetting>`update scheduling.setting set initials_in_feeds = ${initials_in_feeds}, version = version + 1 where version = ${version} returning initials_in_feeds, version`.execute(tx);
  if (rows[0] === undefined) throw changed(await readSetting(tx), 'version', 'There is no such setting');
  return rows[0];
});
