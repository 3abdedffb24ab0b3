import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import type { AccountView } from '../contract/index.ts';
import { type AccountRow, isAdministered, lockAccount, readAccountRow } from './accounts.sql.ts';
import { namesOf } from './session-view.ts';

/** An account as an administrator sees it. */
export function presentAccount(row: AccountRow): AccountView {
  const { username_folded: _compared, totp, recovery_codes, passkeys, ...shown } = row;
  return {
    ...shown,
    disabled_at: row.disabled_at?.toISOString() ?? null,
    locked_until: row.locked_until?.toISOString() ?? null,
    last_signed_in_at: row.last_signed_in_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    second_factor_methods: namesOf({ totp, recovery_codes, passkeys }),
  };
}

/** The account, or a 404 problem. */
export async function viewAccount(tx: Tx, id: string): Promise<AccountView> {
  const row = await readAccountRow(tx, id);
  if (row === null) throw unknownAccount();
  return presentAccount(row);
}

/** Locks the account for a change; throws when it is not there, or was changed since `version`. */
export async function claimAccount(tx: Tx, id: string, version?: number): Promise<{ disabled: boolean; kind: AccountRow['kind'] }> {
  const found = await lockAccount(tx, id);
  if (found === null) throw unknownAccount();
  if (version !== undefined && found.version !== version) {
    throw new Problem(409, 'auth.account_changed', 'Somebody else changed this account meanwhile', { current: await viewAccount(tx, id) });
  }
  return found;
}

/** Throws when the change would leave the hospital without anybody who can manage accounts and roles. */
export async function requireAdministrators(tx: Tx): Promise<void> {
  if (await isAdministered(tx)) return;
  throw new Problem(409, 'auth.last_administrator', 'Somebody must remain who can manage accounts and roles');
}

function unknownAccount(): Problem {
  return new Problem(404, 'auth.account_unknown', 'There is no such account');
}
