import { settingsOf } from '../../http/actor-context.ts';
import { badInput, Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { makeOneTimePassword, one_time_hours } from '../rules/one-time-password.ts';
import { claimAccount, viewAccount } from './account-view.ts';
import { addAccount } from './add-account.ts';
import { forgetFailures } from './attempt.sql.ts';
import { deletePasskeysOf } from './passkey.sql.ts';
import { setPassword } from './password.sql.ts';
import { hashPassword } from './passwords.ts';
import { deleteRecoveryCodes, deleteTotp } from './second-factor.sql.ts';
import { endSessionsOf } from './session.sql.ts';

/** Make an account with a one-time password, which is told once, to be given to the person. */
export const createAccount = serveInSteps(authContract.createAccount, async (input, steps) => {
  if ((input.kind === 'patient') !== (input.patient_id !== null)) {
    throw badInput('patient_id', 'auth.patient_needed', 'A patient’s account names the patient, and no other account does');
  }
  if (input.kind === 'patient' && input.staff_id !== null) {
    throw badInput('staff_id', 'auth.not_a_person', 'A patient’s account is not in the staff directory');
  }
  const one_time_password = makeOneTimePassword();
  const password_hash = await hashPassword(one_time_password);
  return steps.database.transaction(settingsOf(steps.visitor), async (tx) => {
    const by = steps.visitor?.account_id ?? null;
    const id = await addAccount(tx, { ...input, password_hash, one_time_hours, by });
    await steps.write(tx, { outcome: 'success', subject_account_id: id, detail: { kind: input.kind, roles: input.roles } });
    return { account: await viewAccount(tx, id), one_time_password, one_time_password_expires_at: expiry() };
  });
});

/** Give a one-time password. The second factor stays: who calls the help desk in another's name gains nothing. */
export const resetPassword = serveInSteps(authContract.resetPassword, async ({ account_id }, steps) => {
  const one_time_password = makeOneTimePassword();
  const hash = await hashPassword(one_time_password);
  return steps.database.transaction(settingsOf(steps.visitor), async (tx) => {
    const { kind } = await claimAccount(tx, account_id);
    if (kind === 'service') throw new Problem(409, 'auth.machine_has_no_password', 'A machine signs in by token: make a new token');
    await setPassword(tx, account_id, { hash, one_time_hours });
    await forgetFailures(tx, account_id);
    const sessions_ended = await endSessionsOf(tx, account_id, 'password');
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id, detail: { sessions_ended } });
    return { account: await viewAccount(tx, account_id), one_time_password, one_time_password_expires_at: expiry() };
  });
});

const expiry = (): string => new Date(Date.now() + one_time_hours * 3_600_000).toISOString();

/** Lift the lock-out after wrong passwords. */
export const unlockAccount = serve(authContract.unlockAccount, async ({ account_id }, { tx, audit }) => {
  await claimAccount(tx, account_id);
  await forgetFailures(tx, account_id);
  audit.account(account_id);
  return viewAccount(tx, account_id);
});

/** Remove a lost second factor, after the person has been identified; sessions end. */
export const removeSecondFactor = serve(authContract.removeSecondFactor, async ({ account_id }, { tx, audit }) => {
  await claimAccount(tx, account_id);
  const totp = await deleteTotp(tx, account_id);
  const passkeys = await deletePasskeysOf(tx, account_id);
  if (!totp && passkeys === 0) throw new Problem(409, 'auth.no_second_factor', 'This account has no second factor');
  await deleteRecoveryCodes(tx, account_id);
  audit.account(account_id);
  audit.detail({ totp, passkeys, sessions_ended: await endSessionsOf(tx, account_id, 'second-factor') });
  return viewAccount(tx, account_id);
});
