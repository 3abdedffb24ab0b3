import { useDebouncedCallback } from '@mantine/hooks';
import { useChartNews } from '@openward/platform/ui';
import { useEffect, useRef, useState } from 'react';
import { recordClient } from '../client.ts';
import type { TimelinePage } from './pages.ts';

/** Bursts of writing, such as an import, are asked about once. */
const settled_ms = 400;

/** How many entries others wrote since these pages were read; none once they are read anew. `reading` while they are. */
export function useNews(patient_id: string, pages: readonly TimelinePage[], reading: boolean): number {
  const as_of = pages[0]?.as_of;
  const [news, setNews] = useState<{ as_of: string; count: number } | null>(null);
  const ask = useDebouncedCallback(async () => {
    if (as_of === undefined) return;
    const { entries } = await recordClient.news({ patient_id, since: as_of });
    setNews({ as_of, count: unseen(entries, pages) });
  }, settled_ms);
  // What is told while pages are on their way may be in them, or may not.
  const again = useRef(false);
  useChartNews(patient_id, () => {
    again.current = reading || as_of === undefined;
    ask();
  });
  useEffect(() => {
    if (again.current) ask();
    again.current = false;
  }, [as_of, ask]);
  return news !== null && news.as_of === as_of ? news.count : 0;
}

/** Those of the entries that do not stand in the pages in that version. */
export function unseen(entries: readonly { type: string; id: string; version: number }[], pages: readonly Pick<TimelinePage, 'lines'>[]): number {
  const seen = new Map(pages.flatMap(({ lines }) => lines.map(({ type, id, version }) => [`${type}/${id}`, version] as const)));
  return entries.filter(({ type, id, version }) => (seen.get(`${type}/${id}`) ?? 0) < version).length;
}
