import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import type { Steps } from '../../http/steps.ts';
import { hashToken, makeToken } from '../rules/token.ts';
import { rotateToken, type SecondFactor } from './session.sql.ts';

/** Gives the session of this request a new token; returns it for the cookie, to be told after the commit. */
export async function rotateSession(tx: Tx, steps: Steps, session_id: string, second_factor?: SecondFactor): Promise<string> {
  const token = makeToken();
  const rotated = await rotateToken(tx, {
    session_id,
    from: hashToken(steps.session_token ?? ''),
    to: hashToken(token),
    ...(second_factor === undefined ? {} : { second_factor }),
  });
  if (!rotated) throw new Problem(409, 'auth.session_changed', 'This session was changed or ended meanwhile; sign in again');
  return token;
}
