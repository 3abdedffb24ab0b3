import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import type { Steps } from '../../http/steps.ts';
import { asSystem, auditFailure, beginAttempt, type Who } from './attempt.ts';
import type { CountedAccount } from './attempt.sql.ts';
import { isEnabled, readPassword, rehash, type StoredPassword } from './password.sql.ts';
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts';

export type Proven = { account: CountedAccount; password: StoredPassword };

/**
 * Checks a password and then runs `act` in one transaction with what follows from it. The attempt is counted first, in a
 * transaction of its own; the password is hashed while no connection is held; then it is made sure that the account and
 * the password are still the ones that were checked. A refusal is audited and thrown.
 */
export async function provePassword<T>(
  steps: Steps, who: Who, password: string, refusal: Problem, act: (tx: Tx, proven: Proven) => Promise<T>,
): Promise<T> {
  const account = await beginAttempt(steps, who);
  const stored = account === null ? null : await steps.database.transaction(asSystem, (tx) => readPassword(tx, account.id));
  const fits = await verifyPassword(stored?.hash ?? null, password);
  const stronger = fits && stored !== null && isOutdated(stored.hash) ? await hashPassword(password) : null;
  const done = await steps.database.transaction(asSystem, async (tx): Promise<{ value: T } | { problem: Problem }> => {
    if (!fits || account === null || stored === null) {
      await auditFailure(tx, steps, account, account === null ? 'unknown-username' : 'password');
      return { problem: refusal };
    }
    if (!(await isEnabled(tx, account.id))) {
      await auditFailure(tx, steps, account, 'disabled');
      return { problem: new Problem(403, 'auth.account_disabled', 'This account is disabled; ask an administrator') };
    }
    const now = await readPassword(tx, account.id, true);
    if (now === null || now.hash !== stored.hash) {
      await auditFailure(tx, steps, account, 'password-changed');
      return { problem: refusal };
    }
    if (now.expired) {
      await auditFailure(tx, steps, account, 'one-time-password-expired');
      return { problem: new Problem(403, 'auth.one_time_password_expired', 'This one-time password has expired; ask an administrator for another') };
    }
    if (stronger !== null) await rehash(tx, account.id, stored.hash, stronger);
    return { value: await act(tx, { account, password: now }) };
  });
  if ('problem' in done) throw done.problem;
  return done.value;
}
