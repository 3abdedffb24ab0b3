import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { LoadingState } from './LoadingState.tsx';

interface AnswerProps<Data> {
  of: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** What a query answered, or that it is under way, or why it failed: `<Answer of={query}>{(data) => …}</Answer>`. */
export function Answer<Data>({ of: { data, error, refetch }, loading, children }: AnswerProps<Data>) {
  if (data !== undefined) return <>{children(data)}</>;
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  return <>{loading ?? <LoadingState />}</>;
}
