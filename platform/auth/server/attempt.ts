import type { Tx } from '../../db/index.ts';
import { blindIndex } from '../../crypto/index.ts';
import { Problem } from '../../http/problem.ts';
import type { Steps } from '../../http/steps.ts';
import { lockOutAfter } from '../rules/lock-out.ts';
import { countAttempt, type CountedAccount } from './attempt.sql.ts';

/** The scope in which nobody has proved yet who they are. */
export const asSystem = { scope: 'system' } as const;

export type Who = { username: string } | { account_id: string };

/**
 * Counts the attempt; throws a 429 problem, audited, while the account is locked out. Returns the account, or null for a
 * username that nobody has: the caller then goes on as if there were one.
 */
export async function beginAttempt(steps: Steps, who: Who): Promise<CountedAccount | null> {
  const asked = 'username' in who ? { username: who.username, bucket: bucketOf(who.username) } : who;
  const locked = await steps.database.transaction(asSystem, async (tx) => {
    const counted = await countAttempt(tx, asked);
    if (counted.found !== null || counted.locked_until === null) return counted;
    await steps.write(tx, { outcome: 'denied', subject_account_id: counted.account_id, detail: { reason: 'locked-out' } });
    return counted;
  });
  if (locked.locked_until !== null) throw lockedOut(locked.locked_until);
  return locked.found;
}

/** Audits that the attempt was wrong, and that it locked the account where it did. */
export async function auditFailure(tx: Tx, steps: Steps, account: CountedAccount | null, reason: string): Promise<void> {
  // A username that nobody has is not kept: it may be a password typed in the wrong field.
  const subject_account_id = account?.id ?? null;
  const failed_attempts = account?.failed_attempts ?? 0;
  await steps.write(tx, { outcome: 'failure', subject_account_id, detail: { reason, failed_attempts } });
  const seconds = lockOutAfter(failed_attempts);
  if (seconds === 0) return;
  await steps.write(tx, { name: 'auth.account.lock-out', outcome: 'success', subject_account_id, detail: { seconds, failed_attempts } });
}

function lockedOut(locked_until: Date): Problem {
  const seconds = Math.max(1, Math.ceil((locked_until.getTime() - Date.now()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new Problem(429, 'auth.locked_out', `Too many wrong tries: wait ${minutes} minute${minutes === 1 ? '' : 's'}, or ask an administrator`, {
    locked_until: locked_until.toISOString(),
    retry_after_seconds: seconds,
  });
}

function bucketOf(username: string): number {
  return blindIndex('auth.unknown_username', username.normalize('NFKC').toLowerCase()).readUInt32BE(0) % 4096;
}
