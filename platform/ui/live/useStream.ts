import { useEffect, useRef } from 'react';

/**
 * Calls back when a stream of events says `changed`, while its page is in sight, and each time it begins to hear: something may
 * have changed since the page was read. A browser has few connections, and those of hidden pages are given up.
 */
export function useStream(url: string | null, onNews: () => void): void {
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
      if (stream !== undefined || url === null) return;
      stream = new EventSource(url);
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
  }, [url]);
}
