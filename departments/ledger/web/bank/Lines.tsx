import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { clinicalDate, type Column, DataList, EmptyState, ErrorState, LoadingState, useWords, Value } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { BankLineRow } from '../../contract/index.ts';
import { Amount } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';

/** Movements of the bank that wait for a posting, or have theirs; newest first. */
export function Lines({ account_id, state, show }: { account_id: string; state: 'open' | 'matched'; show: (id: string) => void }) {
  const t = useWords();
  const found = useInfiniteQuery({
    ...ledgerQueries.bankLines.infiniteOptions({
      input: (before: string | undefined) => ({ account_id, state, limit: 100, ...(before !== undefined && { before }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => found.data?.pages.flatMap(({ lines }) => lines) ?? [], [found.data]);
  const columns = useMemo((): Column<BankLineRow>[] => [
    { id: 'day', header: t('Day'), width: '120px', cell: (row) => <Value script="latin">{clinicalDate(row.booked_on)}</Value> },
    { id: 'who', header: t('Who'), width: 'minmax(160px, 1fr)', card: 'title', cell: (row) => <strong><Value>{row.counterparty ?? '–'}</Value></strong> },
    { id: 'what', header: t('What for'), width: 'minmax(200px, 2fr)', cell: (row) => <span className="quiet"><Value>{row.purpose ?? row.reference ?? row.bank_reference ?? '–'}</Value></span> },
    { id: 'amount', header: t('Amount'), width: '170px', align: 'end', cell: (row) => <Amount of={row.amount} currency={row.currency} /> },
    { id: 'open', header: t('To match'), width: '150px', align: 'end', cell: (row) => <Amount of={row.open} /> },
  ], [t]);
  if (found.error !== null && rows.length === 0) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <LoadingState lines={10} />;
  return (
    <DataList
      label={t('Movements of the bank')} rows={rows} rowKey={(row) => row.id} columns={columns} onOpen={({ id }) => show(id)}
      more={found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined}
      empty={<EmptyState title={state === 'open' ? t('Nothing waits to be matched') : t('Nothing is matched yet')} />}
    />
  );
}
