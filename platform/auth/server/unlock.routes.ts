import { Problem } from '../../http/problem.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { forgetFailures } from './attempt.sql.ts';
import { giveCookie } from './begin-session.ts';
import { provePassword } from './prove-password.ts';
import { requireSession } from './require-session.ts';
import { rotateSession } from './rotate.ts';
import { confirmSession } from './session.sql.ts';
import { viewSession } from './session-view.ts';

const refusal = (field: string): Problem => new Problem(403, 'auth.password_wrong', 'The password is not right', { field });

/** Unlock the screen with one's password. The token is a new one: the former lay open on a locked screen. */
export const unlock = serveInSteps(authContract.unlock, async ({ password }, steps) => {
  const { account_id, session_id } = requireSession(steps.visitor);
  const token = await provePassword(steps, { account_id }, password, refusal('password'), async (tx) => {
    await forgetFailures(tx, account_id);
    const rotated = await rotateSession(tx, steps, session_id);
    await steps.write(tx, { outcome: 'success' });
    return rotated;
  });
  giveCookie(steps, token);
  return viewSession(steps.database, token, steps.origin);
});

/** Give one's password again, before an act on one's own credentials. */
export const confirmPassword = serveInSteps(authContract.confirmPassword, async ({ password }, steps) => {
  const { account_id, session_id } = requireSession(steps.visitor);
  await provePassword(steps, { account_id }, password, refusal('password'), async (tx) => {
    await forgetFailures(tx, account_id);
    await confirmSession(tx, session_id);
    await steps.write(tx, { outcome: 'success' });
  });
  return viewSession(steps.database, steps.session_token, steps.origin);
});
