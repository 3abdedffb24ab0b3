import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Location } from '../../contract/index.ts';
import { staffQueries } from '../client.ts';

const page_size = 100;

/** The places that a search finds, page by page. */
export function usePlaces(query: string, closedToo: boolean) {
  const found = useInfiniteQuery({
    ...staffQueries.listLocations.infiniteOptions({
      input: (after: string | undefined) => ({
        query, limit: page_size, ...(closedToo ? {} : { active: true }), ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
  const rows: readonly Location[] = useMemo(() => found.data?.pages.flatMap((page) => page.locations) ?? [], [found.data]);
  const more = found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined;
  return { rows, found, more };
}
