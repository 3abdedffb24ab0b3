import { settingsOf } from '../../http/actor-context.ts';
import { Problem } from '../../http/problem.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { describeTotp, makeTotpSecret, stepOfCode } from '../rules/totp.ts';
import { giveCookie } from './begin-session.ts';
import { requireConfirmation } from './recently-confirmed.ts';
import { requireSession } from './require-session.ts';
import { requiresSecondFactor } from './roles.sql.ts';
import { rotateSession } from './rotate.ts';
import {
  beginTotpEnrolment,
  confirmTotpEnrolment,
  deleteRecoveryCodes,
  deleteTotp,
  readMethods,
  readTotp,
  replaceRecoveryCodes,
} from './second-factor.sql.ts';
import { viewSession } from './session-view.ts';

/** Begin to enrol an authenticator app; one that is in use stays in use until the new one is confirmed. */
export const beginTotp = serveInSteps(authContract.beginTotp, async (_input, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  const secret = makeTotpSecret();
  await steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    await beginTotpEnrolment(tx, account_id, secret);
    await steps.write(tx, { outcome: 'success' });
  });
  return describeTotp(secret, actor.username);
});

/** Confirm the authenticator app with a code that it shows; recovery codes come with the first second factor. */
export const confirmTotp = serveInSteps(authContract.confirmTotp, async ({ code }, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  const { token, recovery_codes } = await steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    const begun = await readTotp(tx, account_id, false);
    if (begun === null) throw new Problem(409, 'auth.totp_not_begun', 'Scan the picture first');
    const step = stepOfCode(begun.secret, code, Date.now());
    if (step === null) throw new Problem(400, 'auth.code_wrong', 'This code is not right; is the clock of the device right?', { field: 'code' });
    const before = await readMethods(tx, account_id);
    if (!(await confirmTotpEnrolment(tx, account_id, begun.id, step))) {
      throw new Problem(409, 'auth.totp_not_begun', 'Scan the picture first');
    }
    const made = before.recovery_codes === 0 ? await replaceRecoveryCodes(tx, account_id) : null;
    const rotated = await rotateSession(tx, steps, session_id, 'totp');
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id, detail: { replaced: before.totp } });
    return { token: rotated, recovery_codes: made };
  });
  giveCookie(steps, token);
  return { session: await viewSession(steps.database, token, steps.origin), recovery_codes };
});

/** Remove the authenticator app, unless a role requires a second factor and no passkey is left. */
export const removeTotp = serveInSteps(authContract.removeTotp, async (_input, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  await steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    if (!(await deleteTotp(tx, account_id))) throw new Problem(404, 'auth.totp_unknown', 'There is no authenticator app to remove');
    const { passkeys } = await readMethods(tx, account_id);
    if (passkeys === 0) {
      if (await requiresSecondFactor(tx, account_id)) throw lastFactor();
      await deleteRecoveryCodes(tx, account_id);
    }
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id });
  });
  return viewSession(steps.database, steps.session_token, steps.origin);
});

/** Make new recovery codes; the former ones stop working. */
export const regenerateRecoveryCodes = serveInSteps(authContract.regenerateRecoveryCodes, async (_input, steps) => {
  const { actor, account_id, session_id } = requireSession(steps.visitor);
  const recovery_codes = await steps.database.transaction(settingsOf(actor), async (tx) => {
    await requireConfirmation(tx, session_id);
    const { totp, passkeys } = await readMethods(tx, account_id);
    if (!totp && passkeys === 0) throw new Problem(409, 'auth.no_second_factor', 'Enrol a second factor first');
    const made = await replaceRecoveryCodes(tx, account_id);
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id });
    return made;
  });
  return { recovery_codes };
});

/** The problem of removing the only second factor of somebody who must have one. */
export function lastFactor(): Problem {
  return new Problem(409, 'auth.second_factor_required', 'Your role requires a second factor: enrol another one first');
}
