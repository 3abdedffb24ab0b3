import { useEffect, useRef } from 'react';

/**
 * Calls back when somebody writes in a chart, while its page is in sight, and each time it begins to hear: something may
 * have been written since the page was read. A browser has few connections, and those of hidden pages are given up.
 */
export function useChartNews(patient_id: string, onNews: () => void): void {
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => {
    let stream: EventSource | undefined;
    const tell = () => latest.current();
    const follow = () => {
      if (document.visibilityState !== 'visible') {
        stream?.close();
        stream = undefined;
        return;
      }
      if (stream !== undefined || patient_id === '') return;
      stream = new EventSource(`/api/live/charts/${patient_id}`);
      stream.addEventListener('changed', tell);
      // What was written before the stream stood is not told by it.
      stream.addEventListener('open', tell);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stream?.close();
    };
  }, [patient_id]);
}
