import type { Database, Tx } from '../../db/index.ts';
import { badInput, Problem } from '../../http/problem.ts';
import { serveInSteps, type Steps } from '../../http/steps.ts';
import { authContract, type SessionView } from '../contract/index.ts';
import { weaknessOf } from '../rules/password-strength.ts';
import { asSystem } from './attempt.ts';
import { forgetFailures } from './attempt.sql.ts';
import { giveCookie } from './begin-session.ts';
import { isEnabled, readPassword, setPassword } from './password.sql.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { readPolicy } from './policy.sql.ts';
import { provePassword } from './prove-password.ts';
import { type InSession, requireSession } from './require-session.ts';
import { rotateSession } from './rotate.ts';
import { endSessionsOf } from './session.sql.ts';
import { viewSession } from './session-view.ts';

/** Throws a problem that names the field when a chosen password is too weak. */
export async function refuseWeakPassword(
  database: Database, password: string, person: { username: string; display_name: string }, field: string,
): Promise<void> {
  const { password_length_min } = await database.transaction(asSystem, readPolicy);
  const weakness = weaknessOf(password, { ...person, length_min: password_length_min });
  if (weakness !== null) throw badInput(field, `auth.password_${weakness.code}`, weakness.message);
}

/** Change one's own password; every other session ends. */
export const changePassword = serveInSteps(authContract.changePassword, async ({ current_password, new_password }, steps) => {
  const person = requireSession(steps.visitor);
  await refuseWeakPassword(steps.database, new_password, person.actor, 'new_password');
  const wrong = new Problem(403, 'auth.password_wrong', 'The password is not right', { field: 'current_password' });
  const hash = await hashPassword(new_password);
  const token = await provePassword(steps, person, current_password, wrong, async (tx) => {
    await forgetFailures(tx, person.account_id);
    return replacePassword(tx, steps, person, hash);
  });
  return present(steps, token);
});

/** Choose a password of one's own in place of the one-time password, with which one has just signed in. */
export const replaceOneTimePassword = serveInSteps(authContract.replaceOneTimePassword, async ({ new_password }, steps) => {
  const person = requireSession(steps.visitor);
  if (person.actor.state !== 'password-change') {
    throw new Problem(409, 'auth.no_one_time_password', 'This account has no one-time password: change the password instead');
  }
  await refuseWeakPassword(steps.database, new_password, person.actor, 'new_password');
  const former = await steps.database.transaction(asSystem, (tx) => readPassword(tx, person.account_id));
  if (await verifyPassword(former?.hash ?? null, new_password)) {
    throw badInput('new_password', 'auth.password_same', 'Choose another password than the one that you were given');
  }
  const hash = await hashPassword(new_password);
  const token = await steps.database.transaction(asSystem, async (tx) => {
    // The account is locked before its password, as everywhere else.
    if (!(await isEnabled(tx, person.account_id))) throw new Problem(403, 'auth.account_disabled', 'This account is disabled; ask an administrator');
    return replacePassword(tx, steps, person, hash);
  });
  return present(steps, token);
});

async function replacePassword(tx: Tx, steps: Steps, { account_id, session_id }: InSession, hash: string): Promise<string> {
  await setPassword(tx, account_id, { hash });
  const sessions = await endSessionsOf(tx, account_id, 'password', session_id);
  const token = await rotateSession(tx, steps, session_id);
  await steps.write(tx, { outcome: 'success', subject_account_id: account_id, detail: { sessions_ended: sessions } });
  return token;
}

function present(steps: Steps, token: string): Promise<SessionView> {
  giveCookie(steps, token);
  return viewSession(steps.database, token, steps.origin);
}
