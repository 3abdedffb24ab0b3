import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface StoredPassword {
  hash: string;
  must_change: boolean;
  expired: boolean;
}

/** The password of an account; null where it has none (a machine). With `lock` it cannot change until the commit. */
export async function readPassword(tx: Tx, account_id: string, lock = false): Promise<StoredPassword | null> {
  const { rows } = await sql<StoredPassword>`select hash, must_change, coalesce(expires_at <= now(), false) as expired
    from auth.password where account_id = ${account_id}::uuid ${lock ? sql`for share` : sql``}`.execute(tx);
  return rows[0] ?? null;
}

export interface NewPassword {
  hash: string;
  /** A one-time password: it must be changed, and is worth nothing after this many hours. */
  one_time_hours?: number;
}

/** Sets the password; returns until when a one-time password is worth something. */
export async function setPassword(tx: Tx, account_id: string, { hash, one_time_hours }: NewPassword): Promise<Date | null> {
  const hours = one_time_hours ?? null;
  const { rows } = await sql<{ expires_at: Date | null }>`insert into auth.password (account_id, hash, must_change, expires_at, changed_at)
    values (${account_id}::uuid, ${hash}, ${hours}::int is not null, now() + make_interval(hours => ${hours}), now())
    on conflict (account_id) do update set hash = excluded.hash, must_change = excluded.must_change,
      expires_at = excluded.expires_at, changed_at = excluded.changed_at
    returning expires_at`.execute(tx);
  return rows[0]?.expires_at ?? null;
}

/** Keeps the same password under a stronger hash, unless it was changed meanwhile. */
export async function rehash(tx: Tx, account_id: string, from: string, to: string): Promise<void> {
  await sql`update auth.password set hash = ${to} where account_id = ${account_id}::uuid and hash = ${from}`.execute(tx);
}

/** Whether the account may be used now; locked against being disabled until the commit. */
export async function isEnabled(tx: Tx, account_id: string): Promise<boolean> {
  const { rows } = await sql`select from auth.account where id = ${account_id}::uuid and disabled_at is null for update`.execute(tx);
  return rows.length > 0;
}

/** Notes a completed sign-in. */
export async function noteSignIn(tx: Tx, account_id: string): Promise<void> {
  await sql`update auth.account set last_signed_in_at = now() where id = ${account_id}::uuid`.execute(tx);
}

export async function passwordChangedAt(tx: Tx, account_id: string): Promise<Date | null> {
  const { rows } = await sql<{ changed_at: Date }>`select changed_at from auth.password
    where account_id = ${account_id}::uuid`.execute(tx);
  return rows[0]?.changed_at ?? null;
}
