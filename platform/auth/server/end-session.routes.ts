import { serve } from '../../http/serve.ts';
import { endedSessionCookie } from '../../http/session-cookie.ts';
import { serveInSteps } from '../../http/steps.ts';
import { settingsOf } from '../../http/actor-context.ts';
import { authContract } from '../contract/index.ts';
import { requireSession } from './require-session.ts';
import { endSession, endSessionsOf, lockSession } from './session.sql.ts';
import { signedOut, viewSession } from './session-view.ts';

/** Sign out of this browser. */
export const signOut = serve(authContract.signOut, async (_input, act) => {
  const { session_id } = requireSession(act.actor);
  await endSession(act.tx, session_id, 'signed-out');
  act.audit.detail({ reason: 'signed-out' });
  act.header('set-cookie', endedSessionCookie(act.secure));
  return signedOut;
});

/** End every session of one's own account, this one too. */
export const signOutEverywhere = serve(authContract.signOutEverywhere, async (_input, act) => {
  const { account_id } = requireSession(act.actor);
  act.audit.detail({ sessions: await endSessionsOf(act.tx, account_id, 'everywhere') });
  act.header('set-cookie', endedSessionCookie(act.secure));
  return signedOut;
});

/** Lock the screen, here and in the server: what the browser still holds of the session opens nothing. */
export const lock = serveInSteps(authContract.lock, async (_input, steps) => {
  const { actor, session_id } = requireSession(steps.visitor);
  await steps.database.transaction(settingsOf(actor), async (tx) => {
    await lockSession(tx, session_id);
    await steps.write(tx, { outcome: 'success' });
  });
  return viewSession(steps.database, steps.session_token, steps.origin);
});
