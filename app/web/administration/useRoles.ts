import { useQuery } from '@tanstack/react-query';
import type { RoleView } from '@openward/platform/auth/contract';
import { useServerWords } from '@openward/platform/ui';
import { useMemo } from 'react';
import { authQueries } from './queries.ts';

/** The roles, and the permissions by the department that they are about. */
export function useRoles() {
  const say = useServerWords();
  const query = useQuery({ ...authQueries.listRoles.queryOptions({ input: {} }), staleTime: 60_000 });
  const groups = useMemo(() => {
    const byDepartment = new Map<string, { name: string; sentence: string }[]>();
    for (const { name, sentence } of query.data?.permissions ?? []) {
      const department = name.split('.')[0] ?? name;
      byDepartment.set(department, [...(byDepartment.get(department) ?? []), { name, sentence: say(sentence) }]);
    }
    return [...byDepartment];
  }, [query.data, say]);
  return { query, roles: (query.data?.roles ?? []) as readonly RoleView[], groups };
}

/** The title of a role by its name. */
export function titleOf(roles: readonly RoleView[], name: string): string {
  return roles.find((role) => role.name === name)?.title ?? name;
}
