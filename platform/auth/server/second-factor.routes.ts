import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { stepOfCode } from '../rules/totp.ts';
import { asSystem, auditFailure, beginAttempt } from './attempt.ts';
import { forgetFailures } from './attempt.sql.ts';
import { giveCookie } from './begin-session.ts';
import { isEnabled, noteSignIn } from './password.sql.ts';
import { requireSession } from './require-session.ts';
import { rotateSession } from './rotate.ts';
import { readMethods, readTotp, spendRecoveryCode, spendStep } from './second-factor.sql.ts';
import { viewSession } from './session-view.ts';

/**
 * Give the second factor. It is counted as an attempt like a password, so that who knows the password cannot try out
 * codes; the code is spent in the same transaction in which the session opens.
 */
export const giveSecondFactor = serveInSteps(authContract.giveSecondFactor, async ({ method, code }, steps) => {
  const { account_id, session_id, actor } = requireSession(steps.visitor);
  if (actor.state !== 'second-factor') throw new Problem(409, 'auth.no_second_factor_asked', 'No second factor is asked for now');
  const account = await beginAttempt(steps, { account_id });
  const token = await steps.database.transaction(asSystem, async (tx) => {
    if (!(await isEnabled(tx, account_id)) || !(await spend(tx, account_id, method, code))) {
      await auditFailure(tx, steps, account, method);
      return null;
    }
    await forgetFailures(tx, account_id);
    await noteSignIn(tx, account_id);
    const rotated = await rotateSession(tx, steps, session_id, method);
    const { recovery_codes } = await readMethods(tx, account_id);
    await steps.write(tx, { outcome: 'success', detail: { method, ...(method === 'recovery-code' ? { recovery_codes_left: recovery_codes } : {}) } });
    return rotated;
  });
  if (token === null) throw new Problem(403, 'auth.code_wrong', 'This code is not right, or was used before', { field: 'code' });
  giveCookie(steps, token);
  return viewSession(steps.database, token, steps.origin);
});

async function spend(tx: Tx, account_id: string, method: 'totp' | 'recovery-code', code: string): Promise<boolean> {
  if (method === 'recovery-code') return spendRecoveryCode(tx, account_id, code);
  return spendTotp(tx, account_id, code);
}

/** Spends a code of the authenticator app: true once for each code, whoever sends it and however many at a time. */
export async function spendTotp(tx: Tx, account_id: string, code: string): Promise<boolean> {
  const totp = await readTotp(tx, account_id, true);
  if (totp === null) return false;
  const step = stepOfCode(totp.secret, code, Date.now());
  return step !== null && spendStep(tx, totp.id, step);
}
