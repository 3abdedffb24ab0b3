import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AuditEvent } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { inputOf, type AuditSearch } from './filter.ts';

const page_size = 100;

/** The events that a search finds, newest first, page by page. Every page is itself an event of the log. */
export function useAuditEvents(search: AuditSearch) {
  const { patient, kind, subject } = search;
  const paged = (after: string | undefined) => ({ ...inputOf(search), limit: page_size, ...(after === undefined ? {} : { after }) });
  const paging = {
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
  };
  const all = useInfiniteQuery({
    ...complianceQueries.searchAudit.infiniteOptions({
      input: (after: string | undefined) => ({ ...paged(after), ...(subject === null ? {} : { subject_account_id: subject.id }) }),
      ...paging,
    }),
    enabled: patient === null,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const ofPatient = useInfiniteQuery({
    ...complianceQueries.searchPatientAccess.infiniteOptions({
      input: (after: string | undefined) => ({ ...paged(after), patient_id: patient?.id ?? '', kind }),
      ...paging,
    }),
    enabled: patient !== null,
    refetchOnWindowFocus: false,
  });
  const found = patient === null ? all : ofPatient;
  const rows: readonly AuditEvent[] = useMemo(() => found.data?.pages.flatMap((page) => page.events) ?? [], [found.data]);
  return {
    rows,
    error: found.error,
    loading: found.isPending,
    retry: () => void found.refetch(),
    searched_from: found.data?.pages[0]?.searched_from ?? null,
    more: found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined,
  };
}
