import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Asset } from '@openward/platform/installation';

/** The last review, with the inventory of then. */
export async function readReview(tx: Tx): Promise<{ at: string; by_name: string; note: string; assets: Asset[] } | null> {
  const { rows: [review] } = await sql<{ at: Date; by_name: string; note: string; assets: Asset[] }>`select at, by_name, note, assets from compliance.asset_review order by at desc, id desc limit 1`.execute(tx);
  return review === undefined ? null : { ...review, at: review.at.toISOString() };
}

export async function insertReview(tx: Tx, { by_name, note, assets, sum }: { by_name: string; note: string; assets: readonly Asset[]; sum: string }): Promise<void> {
  await sql`insert into compliance.asset_review (by_name, note, assets, sum) values (${by_name}, ${note}, ${JSON.stringify(assets)}::jsonb, ${sum})`.execute(tx);
}

/** Who may sign in and holds a permission: the first three by name, and how many. */
export async function readInCharge(tx: Tx): Promise<Map<string, { names: string[]; count: number }>> {
  const { rows } = await sql<{ permission: string; names: string[]; count: number }>`
    select permission, (array_agg(display_name order by display_name))[1:3] as names, count(*)::int as count
    from (select distinct p.permission, a.id, a.display_name from auth.role_permission p join auth.account_role r using (role) join auth.account a on a.id = r.account_id
      where a.disabled_at is null and a.kind = 'person') held
    group by permission`.execute(tx);
  return new Map(rows.map(({ permission, ...who }) => [permission, who]));
}

/** Tokens that are worth something. */
export async function readLiveTokens(tx: Tx): Promise<{ name: string; used_at: string | null }[]> {
  const { rows } = await sql<{ name: string; used_at: Date | null }>`
    select a.username || ': ' || t.name as name, max(t.last_used_at) as used_at from auth.api_token t join auth.account a on a.id = t.account_id
    where t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and a.disabled_at is null group by 1 order by 1`.execute(tx);
  return rows.map(({ name, used_at }) => ({ name, used_at: used_at?.toISOString() ?? null }));
}

/** What people signed in with in the last 90 days, as their browsers call themselves. */
export async function readDevices(tx: Tx): Promise<{ device: string | null; seen_at: string }[]> {
  const { rows } = await sql<{ device: string | null; seen_at: Date }>`select device, max(last_seen_at) as seen_at from auth.session where last_seen_at > now() - interval '90 days' group by device`.execute(tx);
  return rows.map(({ device, seen_at }) => ({ device, seen_at: seen_at.toISOString() }));
}
