import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PatientFound, PatientRow } from '../../contract/index.ts';
import { patientQueries } from '../client.ts';

export type ListOrder = 'registered' | 'name' | 'number';
export type ShownPatient = PatientRow & { why?: PatientFound['why'] };

interface Wanted {
  /** What was typed; blank goes through all patients. */
  text: string;
  order: ListOrder;
  /** Only these: `unknown`, `deceased`, a sex; blank is all. */
  only: string;
}

const page_size = 100;
const found_max = 50;

/** The patients of the list: those that a search finds, or all of them page by page. */
export function usePatientRows({ text, order, only }: Wanted) {
  const searching = text !== '';
  const search = useQuery({
    ...patientQueries.search.queryOptions({ input: { q: text, limit: found_max } }),
    enabled: searching,
    placeholderData: keepPreviousData,
  });
  const list = useInfiniteQuery({
    ...patientQueries.list.infiniteOptions({
      input: (after: string | undefined) => ({ order, limit: page_size, ...filterOf(only), ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    enabled: !searching,
  });
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.patients) ?? [], [list.data]);
  const rows: readonly ShownPatient[] = searching ? (search.data?.patients ?? []) : listed;
  const { error, isPending, refetch } = searching ? search : list;
  return {
    rows,
    error,
    loading: isPending,
    retry: () => void refetch(),
    /** More were found than are shown. */
    cut: searching && search.data?.more === true,
    more: !searching && list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined,
  };
}

function filterOf(only: string): { unknown?: boolean; deceased?: boolean; sex?: 'male' | 'female' } {
  if (only === 'unknown') return { unknown: true };
  if (only === 'deceased') return { deceased: true };
  return only === 'male' || only === 'female' ? { sex: only } : {};
}
