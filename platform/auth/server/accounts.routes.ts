import { serve } from '../../http/serve.ts';
import { Problem } from '../../http/problem.ts';
import { authContract } from '../contract/index.ts';
import { claimAccount, presentAccount, requireAdministrators, viewAccount } from './account-view.ts';
import { changeAccount, lockAdministration, readAccountRow, readAccounts, setDisabled } from './accounts.sql.ts';
import { giveRoles } from './add-account.ts';
import { presentSession, unknownSession } from './own-security.routes.ts';
import { endSession, endSessionsOf, readSessionsOf } from './session.sql.ts';
import { revokeTokensOf } from './tokens.sql.ts';

/** Accounts, by username, a page at a time. */
export const listAccounts = serve(authContract.listAccounts, async ({ limit, ...filter }, { tx, audit }) => {
  const rows = await readAccounts(tx, { limit, ...filter });
  const shown = rows.slice(0, limit);
  audit.detail({ shown: shown.length });
  return { accounts: shown.map(presentAccount), next: rows.length > limit ? (shown.at(-1)?.username_folded ?? null) : null };
});

/** One account. */
export const readAccount = serve(authContract.readAccount, async ({ account_id }, { tx, audit }) => {
  audit.account(account_id);
  return viewAccount(tx, account_id);
});

/** Change an account's names or its place in the staff directory. */
export const updateAccount = serve(authContract.updateAccount, async ({ account_id, version, ...change }, { tx, audit }) => {
  const { kind } = await claimAccount(tx, account_id, version);
  if (change.staff_id != null && kind !== 'person') {
    throw new Problem(409, 'auth.not_a_person', 'Only a person’s account belongs to the staff directory', { field: 'staff_id' });
  }
  await changeAccount(tx, account_id, {
    ...(change.username === undefined ? {} : { username: change.username }),
    ...(change.display_name === undefined ? {} : { display_name: change.display_name }),
    ...(change.staff_id === undefined ? {} : { staff_id: change.staff_id }),
  });
  audit.account(account_id);
  audit.detail({ changed: Object.keys(change) });
  return viewAccount(tx, account_id);
});

/** Change what an account may do; its next request finds the new roles. */
export const updateAccountRoles = serve(authContract.updateAccountRoles, async ({ account_id, version, roles }, { tx, actor, audit }) => {
  await lockAdministration(tx);
  await claimAccount(tx, account_id, version);
  const before = (await readAccountRow(tx, account_id))?.roles ?? [];
  await giveRoles(tx, account_id, roles, actor.account_id);
  await changeAccount(tx, account_id, {});
  await requireAdministrators(tx);
  audit.account(account_id);
  audit.detail({ before, after: [...new Set(roles)].sort() });
  return viewAccount(tx, account_id);
});

/** Disable an account: its sessions end and its tokens are revoked, for good. */
export const disableAccount = serve(authContract.disableAccount, async ({ account_id }, { tx, audit }) => {
  await lockAdministration(tx);
  await claimAccount(tx, account_id);
  await setDisabled(tx, account_id, true);
  await requireAdministrators(tx);
  audit.account(account_id);
  audit.detail({
    sessions_ended: await endSessionsOf(tx, account_id, 'disabled'),
    tokens_revoked: await revokeTokensOf(tx, account_id),
  });
  return viewAccount(tx, account_id);
});

/** Enable a disabled account. */
export const enableAccount = serve(authContract.enableAccount, async ({ account_id }, { tx, audit }) => {
  await claimAccount(tx, account_id);
  await setDisabled(tx, account_id, false);
  audit.account(account_id);
  return viewAccount(tx, account_id);
});

/** Where an account is signed in. */
export const listAccountSessions = serve(authContract.listAccountSessions, async ({ account_id }, { tx, actor, audit }) => {
  await viewAccount(tx, account_id);
  audit.account(account_id);
  return { sessions: (await readSessionsOf(tx, account_id)).map((row) => presentSession(row, actor)) };
});

/** End a session of an account. */
export const revokeAccountSession = serve(authContract.revokeAccountSession, async ({ account_id, session_id }, { tx, actor, audit }) => {
  const sessions = await readSessionsOf(tx, account_id);
  if (!sessions.some((session) => session.id === session_id)) throw unknownSession();
  await endSession(tx, session_id, 'revoked');
  audit.account(account_id);
  audit.detail({ session_id });
  return { sessions: sessions.filter((session) => session.id !== session_id).map((row) => presentSession(row, actor)) };
});
