import type { Tx } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import type { AccountRole } from '../contract/role.ts';
import { findByRole } from './book.sql.ts';

/** The keys of accounts by what they stand for. */
export interface AccountsOfRoles<Role extends AccountRole> {
  get(role: Role): string;
}

/** The accounts that stand for something, in one query. Throws Problem 409 `ledger.no_account_for_role` where one is not chosen. */
export async function accountsByRole<Role extends AccountRole>(tx: Tx, roles: readonly Role[]): Promise<AccountsOfRoles<Role>> {
  const found = await findByRole(tx, roles);
  const of = (role: Role): string => {
    const id = found.get(role);
    if (id === undefined) throw new Problem(409, 'ledger.no_account_for_role', `The accountant has chosen no account for ${role} yet`, { role });
    return id;
  };
  for (const role of roles) of(role);
  return { get: of };
}

/** The same of one. */
export const accountByRole = async (tx: Tx, role: AccountRole): Promise<string> => (await accountsByRole(tx, [role])).get(role);
