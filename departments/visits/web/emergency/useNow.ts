import { useEffect, useState } from 'react';

/** The time of the server, each so many seconds: clocks run on between two answers. */
export function useNow(server: string | undefined, answered_at: number): number {
  const [here, setHere] = useState(() => Date.now());
  useEffect(() => {
    const beat = setInterval(() => setHere(Date.now()), 10_000);
    return () => clearInterval(beat);
  }, []);
  return server === undefined ? here : Date.parse(server) + Math.max(0, here - answered_at);
}

/** Whole minutes between two instants. */
export const minutesBetween = (from: string, to: number): number => Math.floor((to - Date.parse(from)) / 60_000);
