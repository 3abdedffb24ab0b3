import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { lockOutSeconds } from '../rules/lock-out.ts';

/** An account whose password or code is about to be checked; the check is counted already. */
export interface CountedAccount {
  id: string;
  username: string;
  display_name: string;
  kind: 'person' | 'service' | 'patient';
  disabled_at: Date | null;
  failed_attempts: number;
}

export type Counted =
  | { found: CountedAccount; locked_until: null }
  | { found: null; locked_until: Date; account_id: string | null }
  | { found: null; locked_until: null };

// Failures older than a day are forgotten; the nth in a row locks for as long as the rule says.
const failedNow = sql`case when last_failed_at > now() - interval '1 day' then failed_attempts + 1 else 1 end`;
const keptFailedNow = sql`case when kept.last_failed_at > now() - interval '1 day' then kept.failed_attempts + 1 else 1 end`;
// Null where the rule locks for no time: the time of this transaction would still lie ahead of one that began before it and waited for the row.
const lockedNow = (failed: typeof failedNow) =>
  sql`now() + make_interval(secs => nullif((${lockOutSeconds}::int[])[least(${failed}, ${lockOutSeconds.length})], 0))`;
const unlocked = sql`(locked_until is null or locked_until <= now())`;

/**
 * Counts an attempt as failed before the password is looked at, so that guesses made at the same moment are not free;
 * a right one takes it back. Nothing is counted while the account is locked.
 */
export async function countAttempt(tx: Tx, who: { username: string; bucket: number } | { account_id: string }): Promise<Counted> {
  const isThis = 'account_id' in who ? sql`id = ${who.account_id}::uuid` : sql`username_folded = auth.fold(${who.username})`;
  const counted = await sql<CountedAccount>`update auth.account
    set locked_until = ${lockedNow(failedNow)}, failed_attempts = ${failedNow}, last_failed_at = now()
    where ${isThis} and ${unlocked}
    returning id, username, display_name, kind, disabled_at, failed_attempts`.execute(tx);
  if (counted.rows[0] !== undefined) return { found: counted.rows[0], locked_until: null };
  const locked = await sql<{ id: string; locked_until: Date }>`select id, locked_until from auth.account
    where ${isThis} and locked_until > now()`.execute(tx);
  if (locked.rows[0] !== undefined) {
    return { found: null, locked_until: locked.rows[0].locked_until, account_id: locked.rows[0].id };
  }
  if ('account_id' in who) return { found: null, locked_until: null };
  return countUnknown(tx, who.bucket);
}

/** Usernames that no account has lock in the same way, so that the answer does not tell which exist. */
async function countUnknown(tx: Tx, bucket: number): Promise<Counted> {
  const counted = await sql`insert into auth.unknown_username as kept (bucket, failed_attempts, last_failed_at)
    values (${bucket}, 1, now())
    on conflict (bucket) do update set
      locked_until = ${lockedNow(keptFailedNow)},
      failed_attempts = ${keptFailedNow},
      last_failed_at = now()
    where kept.locked_until is null or kept.locked_until <= now()
    returning bucket`.execute(tx);
  if (counted.rows.length > 0) return { found: null, locked_until: null };
  const locked = await sql<{ locked_until: Date }>`select locked_until from auth.unknown_username
    where bucket = ${bucket}`.execute(tx);
  const until = locked.rows[0]?.locked_until;
  return until === undefined ? { found: null, locked_until: null } : { found: null, locked_until: until, account_id: null };
}

/** The attempt was right and nothing more is asked: failures are forgotten. */
export async function forgetFailures(tx: Tx, account_id: string): Promise<void> {
  await sql`update auth.account set failed_attempts = 0, last_failed_at = null, locked_until = null
    where id = ${account_id}::uuid`.execute(tx);
}

/** The password was right but the second factor is still to come: this attempt does not count, earlier ones still do. */
export async function takeBackAttempt(tx: Tx, account_id: string): Promise<void> {
  await sql`update auth.account set failed_attempts = greatest(failed_attempts - 1, 0), locked_until = null
    where id = ${account_id}::uuid`.execute(tx);
}
