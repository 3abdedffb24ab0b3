import { settingsOf } from '../../http/actor-context.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { serveInSteps } from '../../http/steps.ts';
import { authContract } from '../contract/index.ts';
import { claimAccount, presentAccount, viewAccount } from './account-view.ts';
import { readAccounts } from './accounts.sql.ts';
import { addAccount } from './add-account.ts';
import { addToken } from './add-token.ts';
import { readTokens, revokeTokenRow, type TokenRow } from './tokens.sql.ts';

const accountsMost = 200;

/** Accounts of machines. */
export const listServiceAccounts = serve(authContract.listServiceAccounts, async (_input, { tx }) => ({
  accounts: (await readAccounts(tx, { kind: 'service', limit: accountsMost })).map(presentAccount),
}));

/** Make an account for a machine. Roles beyond `machine` are for those who may give roles. */
export const createServiceAccount = serve(authContract.createServiceAccount, async (input, { tx, actor, audit }) => {
  if (input.roles.some((role) => role !== 'machine') && !actor.permissions.has('accounts.manage')) {
    throw new Problem(403, 'auth.roles_not_yours_to_give', 'You may give a machine the role machine only', { field: 'roles' });
  }
  const id = await addAccount(tx, { ...input, kind: 'service', by: actor.account_id });
  audit.account(id);
  audit.detail({ kind: 'service', roles: input.roles });
  return viewAccount(tx, id);
});

/** Tokens of machines; never the tokens themselves. */
export const listTokens = serve(authContract.listTokens, async ({ account_id }, { tx }) => ({
  tokens: (await readTokens(tx, account_id ?? null)).map(present),
}));

/** Make a token; it is told once. */
export const createToken = serveInSteps(authContract.createToken, ({ account_id, name, scopes, expires_at }, steps) =>
  steps.database.transaction(settingsOf(steps.visitor), async (tx) => {
    const { kind, disabled } = await claimAccount(tx, account_id);
    if (kind !== 'service') throw new Problem(409, 'auth.not_a_machine', 'Only a machine’s account has tokens');
    if (disabled) throw new Problem(409, 'auth.account_disabled', 'This account is disabled');
    const { token, secret } = await addToken(tx, {
      account_id,
      name,
      scopes,
      expires_at: expires_at === null ? null : new Date(expires_at),
      by: steps.visitor?.account_id ?? null,
    });
    await steps.write(tx, { outcome: 'success', subject_account_id: account_id, detail: { token_id: token.id, scopes: token.scopes } });
    return { token: present(token), secret };
  }),
);

/** Revoke a token, from its next request on. */
export const revokeToken = serve(authContract.revokeToken, async ({ token_id }, { tx, audit }) => {
  const token = await revokeTokenRow(tx, token_id);
  if (token === null) throw new Problem(404, 'auth.token_unknown', 'There is no such token');
  audit.account(token.account_id);
  audit.detail({ token_id });
  return present(token);
});

function present(row: TokenRow): {
  id: string; account_id: string; name: string; scopes: string[]; created_at: string;
  expires_at: string | null; last_used_at: string | null; revoked_at: string | null;
} {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}
