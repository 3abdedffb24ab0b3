import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { serveInSteps, type Steps } from '../../http/steps.ts';
import { authContract, type SessionView } from '../contract/index.ts';
import { forgetFailures, takeBackAttempt } from './attempt.sql.ts';
import { beginSession, giveCookie } from './begin-session.ts';
import { noteSignIn } from './password.sql.ts';
import { provePassword, type Proven } from './prove-password.ts';
import { requiresSecondFactor } from './roles.sql.ts';
import { readMethods } from './second-factor.sql.ts';
import type { EndReason, SecondFactor } from './session.sql.ts';
import { viewSession } from './session-view.ts';

/** Who is signed in in this browser. */
export const readSession = serveInSteps(authContract.readSession, (_input, { database, session_token, origin }) =>
  viewSession(database, session_token, origin),
);

/** Sign in by username and password. */
export const signIn = serveInSteps(authContract.signIn, (input, steps) => signInByPassword(steps, input, 'replaced'));

/** Another person takes over this workstation. A wrong password leaves the session as it was. */
export const switchUser = serveInSteps(authContract.switchUser, (input, steps) => signInByPassword(steps, input, 'switched'));

async function signInByPassword(
  steps: Steps, { username, password }: { username: string; password: string }, ends_former: EndReason,
): Promise<SessionView> {
  const refusal = new Problem(401, 'auth.sign_in_refused', 'The username or the password is not right');
  const token = await provePassword(steps, { username }, password, refusal, async (tx, { account, password: stored }: Proven) => {
    const second_factor = await secondFactorFor(tx, account.id);
    if (second_factor === 'pending') await takeBackAttempt(tx, account.id);
    else {
      await forgetFailures(tx, account.id);
      await noteSignIn(tx, account.id);
    }
    const detail = { method: 'password', second_factor, one_time_password: stored.must_change };
    return beginSession(tx, steps, { account_id: account.id, username: account.username, second_factor, detail, ends_former });
  });
  giveCookie(steps, token);
  return viewSession(steps.database, token, steps.origin);
}

/** An authenticator app is asked for whenever there is one; a passkey beside a password only where a role requires it. */
async function secondFactorFor(tx: Tx, account_id: string): Promise<SecondFactor> {
  const { totp, passkeys } = await readMethods(tx, account_id);
  if (totp) return 'pending';
  return passkeys > 0 && (await requiresSecondFactor(tx, account_id)) ? 'pending' : 'none';
}
