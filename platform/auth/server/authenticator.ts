import type { Database } from '../../db/index.ts';
import type { Authenticator } from '../../http/authenticate.ts';
import { openSession, openToken } from './open-session.ts';
import { machines, sessions } from './remembered.ts';

/** How a server finds out who asks, with this database. */
export function authenticatorOf(database: Database): Authenticator {
  return {
    bySession: openSession.bind(null, database),
    byToken: openToken.bind(null, database),
    remembered: (token, kind) => (kind === 'machine' ? machines : sessions).of(token),
  };
}
