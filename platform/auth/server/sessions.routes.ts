import { serve } from '../../http/serve.ts';
import { authContract } from '../contract/index.ts';
import { viewAccount } from './account-view.ts';
import { presentSession, unknownSession } from './own-security.routes.ts';
import { endSession, endSessionsOf } from './session.sql.ts';
import { holderOf, readSessions } from './sessions.sql.ts';

/** Who is signed in, a page at a time. */
export const listSessions = serve(authContract.listSessions, async ({ limit, ...filter }, { tx, actor, audit }) => {
  const rows = await readSessions(tx, { limit, ...filter });
  const shown = rows.slice(0, limit);
  audit.detail({ shown: shown.length });
  return { sessions: shown.map((row) => ({ ...presentSession(row, actor), account: row.account })), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
});

/** End a session, whosever it is: of two who end it at once, one is told that it has ended. */
export const revokeSession = serve(authContract.revokeSession, async ({ session_id }, { tx, audit }) => {
  const account_id = await holderOf(tx, session_id);
  if (account_id === null || !(await endSession(tx, session_id, 'revoked'))) throw unknownSession();
  audit.account(account_id);
  audit.detail({ session_id });
  return { ended: 1 };
});

/** End all sessions of an account; who asks goes on working, so that they see what became of it. */
export const revokeSessionsOf = serve(authContract.revokeSessionsOf, async ({ account_id }, { tx, actor, audit }) => {
  await viewAccount(tx, account_id);
  const ended = await endSessionsOf(tx, account_id, 'revoked', actor.session_id);
  audit.account(account_id);
  audit.detail({ sessions_ended: ended });
  return { ended };
});
