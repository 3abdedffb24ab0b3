import { Problem } from '../../http/problem.ts';
import type { Actor } from '../actor.ts';

export interface InSession {
  actor: Actor;
  account_id: string;
  session_id: string;
}

/** The session of a person at a browser. A machine's token has none, and may not touch credentials. */
export function requireSession(actor: Actor | null): InSession {
  if (actor === null) throw new Problem(401, 'access.not_signed_in', 'Sign in first');
  const { account_id, session_id } = actor;
  if (session_id === null) throw new Problem(403, 'auth.session_needed', 'This is for a person who signed in, not for a token');
  return { actor, account_id, session_id };
}
