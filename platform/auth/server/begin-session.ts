import type { Tx } from '../../db/index.ts';
import { sessionCookie } from '../../http/session-cookie.ts';
import type { Steps } from '../../http/steps.ts';
import { hashToken, makeToken } from '../rules/token.ts';
import { endSession, insertSession, type EndReason, type SecondFactor } from './session.sql.ts';

export interface SignedIn {
  account_id: string;
  username: string;
  second_factor: SecondFactor;
  /** Codes for the audit event: by which method, what is still missing. */
  detail: Record<string, unknown>;
  /** What becomes of the session that this browser had before. */
  ends_former: EndReason;
}

/**
 * Begins a session under a new token and ends the one that this browser had: a token that was there before signing in,
 * whoever planted it, is never the one that is signed in. Both are audited in this transaction.
 */
export async function beginSession(tx: Tx, steps: Steps, { account_id, username, second_factor, detail, ends_former }: SignedIn): Promise<string> {
  const former = steps.visitor;
  if (former !== null && former.session_id !== null && (await endSession(tx, former.session_id, ends_former))) {
    await steps.write(tx, { name: 'auth.session.delete', outcome: 'success', detail: { reason: ends_former } });
  }
  const token = makeToken();
  const { address, device } = steps.origin;
  const session_id = await insertSession(tx, { token_hash: hashToken(token), account_id, second_factor, address, device });
  await steps.write(tx, { outcome: 'success', actor_id: account_id, actor_name: username, session_id, detail }, null);
  return token;
}

/** Tells the browser its new token, once the transaction that made it has been committed. */
export function giveCookie(steps: Pick<Steps, 'header' | 'secure'>, token: string): void {
  steps.header('set-cookie', sessionCookie(token, steps.secure));
}
