import type { Routes } from '../http/mount.ts';
import * as accountCredentials from './server/account-credentials.routes.ts';
import * as accounts from './server/accounts.routes.ts';
import * as endSession from './server/end-session.routes.ts';
import * as firstRun from './server/first-run.routes.ts';
import * as ownPasskeys from './server/own-passkeys.routes.ts';
import * as ownPassword from './server/own-password.routes.ts';
import * as ownSecurity from './server/own-security.routes.ts';
import * as ownTotp from './server/own-totp.routes.ts';
import * as passkeySignIn from './server/passkey-sign-in.routes.ts';
import * as policy from './server/policy.routes.ts';
import * as roles from './server/roles.routes.ts';
import * as secondFactor from './server/second-factor.routes.ts';
import * as sessions from './server/sessions.routes.ts';
import * as signIn from './server/sign-in.routes.ts';
import * as tokens from './server/tokens.routes.ts';
import * as unlock from './server/unlock.routes.ts';
import type { authContract } from './contract/index.ts';

/** Every endpoint of `authContract`, under the same key. */
export const routes = {
  readSession: signIn.readSession,
  readFirstRun: firstRun.readFirstRun,
  createAdministrator: firstRun.createAdministrator,
  signIn: signIn.signIn,
  giveSecondFactor: secondFactor.giveSecondFactor,
  beginPasskeySignIn: passkeySignIn.beginPasskeySignIn,
  finishPasskeySignIn: passkeySignIn.finishPasskeySignIn,
  signOut: endSession.signOut,
  signOutEverywhere: endSession.signOutEverywhere,
  lock: endSession.lock,
  unlock: unlock.unlock,
  switchUser: signIn.switchUser,
  confirmPassword: unlock.confirmPassword,

  readOwnSecurity: ownSecurity.readOwnSecurity,
  changePassword: ownPassword.changePassword,
  replaceOneTimePassword: ownPassword.replaceOneTimePassword,
  beginTotp: ownTotp.beginTotp,
  confirmTotp: ownTotp.confirmTotp,
  removeTotp: ownTotp.removeTotp,
  regenerateRecoveryCodes: ownTotp.regenerateRecoveryCodes,
  listPasskeys: ownPasskeys.listPasskeys,
  beginPasskey: ownPasskeys.beginPasskey,
  finishPasskey: ownPasskeys.finishPasskey,
  removePasskey: ownPasskeys.removePasskey,
  listOwnSessions: ownSecurity.listOwnSessions,
  revokeOwnSession: ownSecurity.revokeOwnSession,

  listAccounts: accounts.listAccounts,
  readAccount: accounts.readAccount,
  createAccount: accountCredentials.createAccount,
  updateAccount: accounts.updateAccount,
  updateAccountRoles: accounts.updateAccountRoles,
  disableAccount: accounts.disableAccount,
  enableAccount: accounts.enableAccount,
  resetPassword: accountCredentials.resetPassword,
  unlockAccount: accountCredentials.unlockAccount,
  removeSecondFactor: accountCredentials.removeSecondFactor,
  listAccountSessions: accounts.listAccountSessions,
  revokeAccountSession: accounts.revokeAccountSession,
  listSessions: sessions.listSessions,
  revokeSession: sessions.revokeSession,
  revokeSessionsOf: sessions.revokeSessionsOf,

  listRoles: roles.listRoles,
  createRole: roles.createRole,
  updateRole: roles.updateRole,
  listServiceAccounts: tokens.listServiceAccounts,
  createServiceAccount: tokens.createServiceAccount,
  listTokens: tokens.listTokens,
  createToken: tokens.createToken,
  revokeToken: tokens.revokeToken,
  readSignInPolicy: policy.readSignInPolicy,
  updateSignInPolicy: policy.updateSignInPolicy,
} satisfies Record<keyof typeof authContract, Routes[string]>;
