import { useQueries, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { Location } from '../../contract/index.ts';
import { staff, staffQueries } from '../client.ts';
import { flattenTree, type TreeRow } from './tree.ts';

const page_size = 200;

/** The places that are in sight: the buildings, and what lies in every place that is open in the tree. */
export function usePlaceTree(open: ReadonlySet<string>, closedToo: boolean) {
  const roots = useQuery(levelQuery('none', closedToo));
  const opened = [...open];
  const levels = useQueries({ queries: opened.map((id) => levelQuery(id, closedToo)) });
  const children = new Map<string, readonly Location[] | undefined>([['none', roots.data]]);
  opened.forEach((id, index) => children.set(id, levels[index]?.data));
  const rows: TreeRow[] = flattenTree(children);
  const failed = levels.find(({ error }) => error !== null);
  return { rows, roots, failed };
}

function levelQuery(parent_id: string, closedToo: boolean): UseQueryOptions<Location[]> {
  return {
    queryKey: [...staffQueries.listLocations.key(), 'level', parent_id, closedToo],
    queryFn: ({ signal }) => level(parent_id, closedToo, signal),
    staleTime: 30_000,
  };
}

/** Everything that lies directly in a place. */
async function level(parent_id: string, closedToo: boolean, signal: AbortSignal): Promise<Location[]> {
  const found: Location[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof staff.listLocations>> = await staff.listLocations(
      { parent_id, limit: page_size, ...(closedToo ? {} : { active: true }), ...(after === null ? {} : { after }) },
      { signal },
    );
    found.push(...page.locations);
    after = page.next;
  } while (after !== null);
  return found;
}
