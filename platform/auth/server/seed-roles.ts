import { sql } from 'kysely';
import type { Database, Tx } from '../../db/index.ts';
import { isPermission } from '../permissions.ts';
import { type Role, roles as shippedRoles } from '../roles.ts';
import { mergeSeed } from '../rules/role-seed.ts';
import { asSystem } from './attempt.ts';
import { replacePermissions } from './roles.sql.ts';

interface Stored {
  name: string;
  seeded: string[];
  permissions: string[];
}

/**
 * Brings the roles in the database to what the product ships (roles.ts), after each migration. What an administrator
 * edited stays; see `mergeSeed`. Nothing is written when nothing differs, so that the second start changes nothing.
 */
export async function seedRoles(database: Database, shipped: Readonly<Record<string, Role>> = shippedRoles): Promise<void> {
  await database.transaction(asSystem, async (tx) => {
    // Two servers that start together seed one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended('auth.seed_roles', 0))`.execute(tx);
    const stored = new Map((await readStored(tx)).map((role) => [role.name, role]));
    for (const [name, role] of Object.entries(shipped)) await seedRole(tx, name, role, stored.get(name));
    const unknown = [...stored.values()].flatMap(({ permissions }) => permissions).filter((permission) => !isPermission(permission));
    if (unknown.length > 0) await sql`delete from auth.role_permission where permission = any (${unknown}::text[])`.execute(tx);
  });
}

async function seedRole(tx: Tx, name: string, role: Role, stored: Stored | undefined): Promise<void> {
  const shipped = [...new Set<string>(role.permissions)].sort();
  if (stored !== undefined && same(stored.seeded, shipped)) return;
  const permissions = mergeSeed(stored?.seeded ?? [], shipped, stored?.permissions ?? []);
  await sql`insert into auth.role (name, title, second_factor_required, built_in, seeded)
    values (${name}, ${role.title}, ${role.second_factor_required}, true, ${shipped}::text[])
    on conflict (name) do update set seeded = excluded.seeded, version = auth.role.version + 1`.execute(tx);
  await replacePermissions(tx, name, permissions);
}

async function readStored(tx: Tx): Promise<Stored[]> {
  const { rows } = await sql<Stored>`select name, seeded,
    array(select permission from auth.role_permission where role = role.name order by permission) as permissions
    from auth.role role`.execute(tx);
  return rows;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
