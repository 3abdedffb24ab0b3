import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { failureToast, isProblem, useLive, useServerWords } from '@openward/platform/ui';
import { useEffect, useState } from 'react';
import { visitQueries } from '../client.ts';

/** Who is in the queues of today, told at once when something changes. */
export function useQueue(input: { service_point_id?: string; over?: boolean }) {
  const client = useQueryClient();
  useLive('queue', () => void Promise.all([visitQueries.queue.key(), visitQueries.arrivals.key()].map((queryKey) => client.invalidateQueries({ queryKey }))));
  return useQuery({ ...visitQueries.queue.queryOptions({ input }), placeholderData: keepPreviousData, refetchInterval: 60_000 });
}

/** Where people wait, and which rooms call them. */
export const usePoints = () => useQuery({ ...visitQueries.servicePoints.queryOptions({ input: {} }), staleTime: 60_000 });

/** Does one act of the queue: a refusal is told, and everything is read again. */
export function useQueueAct() {
  const client = useQueryClient();
  const say = useServerWords();
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => failureToast(isProblem(error) ? say(error.message) : String(error)),
    onSettled: () => Promise.all([visitQueries.queue.key(), visitQueries.arrivals.key(), visitQueries.journey.key()].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return { busy: act.isPending, run: (work: () => Promise<unknown>) => act.mutateAsync(work).then(() => true, () => false) };
}

/** The present moment, by the clock of the server, which ticks on between answers. */
export function useServerNow(told: string | undefined): string {
  const [offset, setOffset] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (told !== undefined) setOffset(Date.parse(told) - Date.now());
  }, [told]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now + offset).toISOString();
}
