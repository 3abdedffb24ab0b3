import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { clinicalDate, clinicalMonth, parseDate, useWords, type ListGroup } from '@openward/platform/ui';
import { useMemo } from 'react';
import { kinds, type Kind, type Line } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import type { TimelineFilter } from './filter.ts';
import { kindShown } from './kinds.ts';
import { joinPages, type TimelinePage } from './pages.ts';
import { useNews } from './useNews.ts';

const page_size = 1_000;

/** The chart as the filter wants it, page by page. */
export function useTimeline(patient_id: string, filter: TimelineFilter) {
  const t = useWords();
  const { group, text, hidden, treatment, with_errors } = filter;
  const [from, to] = [wholeDay(filter.from), wholeDay(filter.to)];
  const query = useInfiniteQuery({
    ...recordQueries.timeline.infiniteOptions({
      input: (after: string | undefined) => ({
        patient_id,
        group,
        limit: page_size,
        with_errors,
        ...(treatment ? { only: 'treatment' as const } : {}),
        ...(hidden.length === 0 ? {} : { kinds: kinds.filter((kind) => !hidden.includes(kind)) }),
        ...(text.trim() === '' ? {} : { text: text.trim() }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const pages = query.data?.pages as TimelinePage[] | undefined;
  const news = useNews(patient_id, pages ?? [], query.isFetching);
  const groups = useMemo<ListGroup<Line>[]>(
    () => joinPages(pages ?? []).map(({ key, title, date, lines }) => ({ key, items: lines, ...headingOf(group, key, title, date, t) })),
    [pages, group, t],
  );
  return {
    query,
    /** How many entries others wrote since it was read. */
    news,
    groups,
    kinds: [...(query.data?.pages[0]?.kinds ?? [])].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)),
    in_error: query.data?.pages[0]?.in_error ?? 0,
    more: query.hasNextPage ? { load: () => void query.fetchNextPage(), loading: query.isFetchingNextPage } : undefined,
  };
}

function headingOf(group: TimelineFilter['group'], key: string, title: string, date: string | null, t: (text: string) => string) {
  if (group === 'kind') return { title: t(kindShown[key as Kind].label) };
  if (group === 'month') return { title: key === 'none' ? t('No date') : clinicalMonth(key) };
  const outside = key === 'none' || key.startsWith('none-');
  return { title: outside ? t('Outside a visit') : title || t('Visit'), note: date === null ? t('no date') : clinicalDate(date) };
}

/** A typed date as a day, where it is one. */
function wholeDay(typed: string): string | undefined {
  const day = parseDate(typed);
  return day?.length === 10 ? day : undefined;
}
