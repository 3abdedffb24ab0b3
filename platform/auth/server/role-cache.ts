import type { Database } from '../../db/index.ts';
import { isPermission, type Permission } from '../permissions.ts';

interface RoleSet {
  permissions: ReadonlySet<Permission>;
  second_factor_required: boolean;
}

interface Kept {
  version: bigint;
  roles: Map<string, RoleSet>;
  unions: Map<string, RoleSet>;
}

const keptOf = new WeakMap<Database, Kept>();
const nothing: RoleSet = { permissions: new Set(), second_factor_required: false };

/**
 * What these roles may do together. Roles are kept in memory under their version, which every session look-up returns:
 * an edit by an administrator, on whichever server, is in force at the next request.
 */
export async function rolesTogether(database: Database, names: readonly string[], version: bigint): Promise<RoleSet> {
  let kept = keptOf.get(database);
  if (kept === undefined || kept.version !== version) {
    kept = await readRoles(database);
    keptOf.set(database, kept);
  }
  const [only] = names;
  if (only === undefined) return nothing;
  if (names.length === 1) return kept.roles.get(only) ?? nothing;
  const key = names.join(' ');
  let union = kept.unions.get(key);
  if (union === undefined) {
    const sets = names.map((name) => kept.roles.get(name) ?? nothing);
    union = {
      permissions: new Set(sets.flatMap((set) => [...set.permissions])),
      second_factor_required: sets.some((set) => set.second_factor_required),
    };
    kept.unions.set(key, union);
  }
  return union;
}

interface RoleRow {
  version: bigint;
  name: string | null;
  permissions: string[];
  second_factor_required: boolean | null;
}

async function readRoles(database: Database): Promise<Kept> {
  const { rows } = await database.pool.query<RoleRow>('select * from auth.read_roles()');
  const roles = new Map<string, RoleSet>();
  for (const { name, permissions, second_factor_required } of rows) {
    if (name === null) continue;
    const known = permissions.filter(isPermission);
    roles.set(name, { permissions: new Set(known), second_factor_required: second_factor_required === true });
  }
  return { version: rows[0]?.version ?? 0n, roles, unions: new Map() };
}
