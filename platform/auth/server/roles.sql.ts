import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface RoleRow {
  name: string;
  title: string;
  permissions: string[];
  second_factor_required: boolean;
  built_in: boolean;
  edited_at: Date | null;
  accounts: number;
  version: number;
}

/** All roles by title, with how many enabled accounts hold each; or the one that is named. */
export async function readRoles(tx: Tx, name: string | null = null): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`select role.name, role.title, role.second_factor_required, role.built_in, role.edited_at,
      role.version,
      array(select permission from auth.role_permission where role = role.name order by permission) as permissions,
      (select count(*)::int from auth.account_role held join auth.account account on account.id = held.account_id
        where held.role = role.name and account.disabled_at is null) as accounts
    from auth.role role
    where ${name}::text is null or role.name = ${name}
    order by role.title, role.name`.execute(tx);
  return rows;
}

/** Adds a role; false when there is one of that name. */
export async function insertRole(
  tx: Tx, role: { name: string; title: string; second_factor_required: boolean; by: string },
): Promise<boolean> {
  const { rows } = await sql`insert into auth.role (name, title, second_factor_required, edited_at, edited_by)
    values (${role.name}, ${role.title}, ${role.second_factor_required}, now(), ${role.by}::uuid)
    on conflict (name) do nothing returning name`.execute(tx);
  return rows.length > 0;
}

/** Changes a role; false when somebody else changed it since `version`, or there is none. */
export async function updateRoleRow(
  tx: Tx, role: { name: string; version: number; title: string; second_factor_required: boolean; by: string },
): Promise<boolean> {
  const { rows } = await sql`update auth.role set title = ${role.title}, second_factor_required = ${role.second_factor_required},
      edited_at = now(), edited_by = ${role.by}::uuid, version = version + 1
    where name = ${role.name} and version = ${role.version} returning name`.execute(tx);
  return rows.length > 0;
}

/** Makes the set of permissions of a role exactly this one. */
export async function replacePermissions(tx: Tx, role: string, permissions: readonly string[]): Promise<void> {
  await sql`delete from auth.role_permission where role = ${role} and permission <> all (${permissions}::text[])`.execute(tx);
  await sql`insert into auth.role_permission (role, permission) select ${role}, unnest(${permissions}::text[])
    on conflict do nothing`.execute(tx);
}

/** Whether one of the account's roles asks for a second factor. */
export async function requiresSecondFactor(tx: Tx, account_id: string): Promise<boolean> {
  const { rows } = await sql`select from auth.account_role held join auth.role role on role.name = held.role
    where held.account_id = ${account_id}::uuid and role.second_factor_required limit 1`.execute(tx);
  return rows.length > 0;
}
