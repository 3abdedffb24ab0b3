import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { Job, PractitionerRow } from '../../contract/index.ts';
import { staffQueries } from '../client.ts';

export type StaffRow = z.output<typeof PractitionerRow>;
export type StaffState = 'current' | 'other' | 'all';

interface Wanted {
  text: string;
  state: StaffState;
  /** Blank is any. */
  job: string;
  department_id: string;
}

const page_size = 100;

/** The people of the directory that fit, page by page. */
export function useStaffRows({ text, state, job, department_id }: Wanted) {
  const filter = {
    state,
    ...(text === '' ? {} : { query: text }),
    ...(job === '' ? {} : { job: job as Job }),
    ...(department_id === '' ? {} : { department_id }),
  };
  const list = useInfiniteQuery({
    ...staffQueries.list.infiniteOptions({
      input: (after: string | undefined) => ({ ...filter, limit: page_size, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows: readonly StaffRow[] = useMemo(() => list.data?.pages.flatMap((page) => page.staff) ?? [], [list.data]);
  return {
    rows,
    error: list.error,
    loading: list.isPending,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined,
  };
}
