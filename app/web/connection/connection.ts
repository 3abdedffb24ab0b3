import type { QueryClient } from '@tanstack/react-query';
import { onServerAnswer, sessionQuery } from '@openward/platform/ui';
import { useEffect, useSyncExternalStore } from 'react';
import { hearLive } from './live.ts';

/** `unknown` until the first answer. */
export type Connection = 'unknown' | 'live' | 'offline';

let connection: Connection = 'unknown';
const listeners = new Set<() => void>();

function set(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of listeners) listener();
}

/** Whether the server is there, as it was last seen; every change is heard at once. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}

/**
 * Watches the connection while somebody is signed in: by the stream of live events, by the outcome of every call, and by
 * what the browser says of its network. When the connection is back, what is on the screen is read again.
 */
export function useWatchedConnection(client: QueryClient, signedIn: boolean): void {
  useEffect(() => {
    if (!signedIn) return;
    const readSession = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey, exact: true });
    const back = () => {
      if (connection === 'offline') void client.invalidateQueries();
      set('live');
    };
    const gone = () => set('offline');
    const stopLive = hearLive((news) => {
      if (news === 'open') back();
      else if (news === 'lost') gone();
      else readSession();
    });
    const stopHearing = onServerAnswer((problem) => {
      if (problem === null) back();
      else if (problem.status === 0) gone();
      else if (problem.status === 401 || problem.code === 'access.state') readSession();
    });
    window.addEventListener('offline', gone);
    window.addEventListener('online', readSession);
    return () => {
      stopLive();
      stopHearing();
      window.removeEventListener('offline', gone);
      window.removeEventListener('online', readSession);
      set('unknown');
    };
  }, [client, signedIn]);
}
