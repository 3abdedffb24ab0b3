import * as accounts from './accounts.ts';
import * as ownAccount from './own-account.ts';
import * as rolesAndTokens from './roles-and-tokens.ts';
import * as session from './session.ts';
import * as sessions from './sessions.ts';

/** Signing in, one's own credentials, and the administration of accounts, roles and tokens. Safe for the browser. */
export const authContract = { ...session, ...ownAccount, ...accounts, ...rolesAndTokens, ...sessions };

export type { AccountView, HeldSession, RoleView, SessionView } from './shapes.ts';
export { authenticationResponse, registrationResponse, sessionState } from './shapes.ts';
export type { Permission } from '../permissions.ts';
