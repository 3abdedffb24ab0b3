import { useQuery } from '@tanstack/react-query';
import { usePermissions } from '@openward/platform/ui';
import type { Department } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';

/** All departments by name: a hospital has few enough to hold them whole. None for whom they are not shown. */
export function useDepartments() {
  const may = usePermissions();
  return useQuery({
    queryKey: staffQueries.listDepartments.key({ input: {} }),
    queryFn: ({ signal }) => allDepartments(signal),
    enabled: may('places.read'),
    staleTime: 60_000,
  });
}

async function allDepartments(signal: AbortSignal): Promise<Department[]> {
  const found: Department[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof staff.listDepartments>> = await staff.listDepartments(
      { limit: 200, ...(after === null ? {} : { after }) },
      { signal },
    );
    found.push(...page.departments);
    after = page.next;
  } while (after !== null);
  return found;
}
