import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { hashToken, makeToken } from '../rules/token.ts';
import { insertToken, permissionsOf, type TokenRow } from './tokens.sql.ts';

export interface TokenWanted {
  account_id: string;
  name: string;
  scopes: readonly string[];
  expires_at: Date | null;
  by: string | null;
}

/** Makes a token of a machine. Refuses a scope that the machine's roles do not hold: it would open nothing. */
export async function addToken(tx: Tx, wanted: TokenWanted): Promise<{ token: TokenRow; secret: string }> {
  if (wanted.expires_at !== null && wanted.expires_at.getTime() <= Date.now()) {
    throw new Problem(400, 'auth.token_expiry_past', 'The token must expire in the future', { field: 'expires_at' });
  }
  const held = new Set(await permissionsOf(tx, wanted.account_id));
  const scopes = [...new Set(wanted.scopes)].sort();
  const at = wanted.scopes.findIndex((scope) => !held.has(scope));
  if (at >= 0) {
    throw new Problem(400, 'auth.scope_not_held', `The roles of this machine do not allow ${wanted.scopes[at]}`, { field: `scopes[${at}]` });
  }
  const secret = makeToken('openward_');
  const token = await insertToken(tx, { ...wanted, scopes, token_hash: hashToken(secret) });
  return { token, secret };
}
