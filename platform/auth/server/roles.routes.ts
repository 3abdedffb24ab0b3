import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { authContract, type RoleView } from '../contract/index.ts';
import { isPermission, permissions as sentences } from '../permissions.ts';
import { requireAdministrators } from './account-view.ts';
import { lockAdministration } from './accounts.sql.ts';
import { insertRole, readRoles, replacePermissions, type RoleRow, updateRoleRow } from './roles.sql.ts';

/** Roles, and the sentence that explains each permission. */
export const listRoles = serve(authContract.listRoles, async (_input, { tx }) => ({
  roles: (await readRoles(tx)).map(present),
  permissions: Object.entries(sentences).map(([name, sentence]) => ({ name, sentence })),
}));

/** Make a role of the hospital's own. */
export const createRole = serve(authContract.createRole, async (input, { tx, actor, audit }) => {
  const { name, title, second_factor_required, permissions } = input;
  if (!(await insertRole(tx, { name, title, second_factor_required, by: actor.account_id }))) {
    throw new Problem(409, 'auth.role_exists', 'There is a role of this name', { field: 'name' });
  }
  await replacePermissions(tx, name, permissions);
  audit.detail({ role: name, permissions, second_factor_required });
  return view(tx, name);
});

/** Change what a role may do; everyone who has it finds the change at their next request. */
export const updateRole = serve(authContract.updateRole, async (input, { tx, actor, audit }) => {
  await lockAdministration(tx);
  const before = (await readRoles(tx, input.name))[0];
  if (before === undefined) throw new Problem(404, 'auth.role_unknown', 'There is no such role');
  if (!(await updateRoleRow(tx, { ...input, by: actor.account_id }))) {
    throw new Problem(409, 'auth.role_changed', 'Somebody else changed this role meanwhile', { current: await view(tx, input.name) });
  }
  await replacePermissions(tx, input.name, input.permissions);
  await requireAdministrators(tx);
  const was = new Set(before.permissions);
  const is = new Set(input.permissions);
  audit.detail({
    role: input.name,
    added: input.permissions.filter((permission) => !was.has(permission)),
    removed: before.permissions.filter((permission) => !is.has(permission)),
    second_factor_required: input.second_factor_required,
  });
  return view(tx, input.name);
});

async function view(tx: Tx, name: string): Promise<RoleView> {
  const row = (await readRoles(tx, name))[0];
  if (row === undefined) throw new Error('the role was not kept');
  return present(row);
}

function present(row: RoleRow): RoleView {
  return { ...row, permissions: row.permissions.filter(isPermission), edited_at: row.edited_at?.toISOString() ?? null };
}
