import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { clinicalDate, DataList, EmptyState, ErrorState, LoadingState, Page, SearchBar, useLive, useWords, Value, words, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { InvoiceHead } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import { kindWords, standingWords } from './choices.ts';

const shows = [['open', words('Not paid')], ['overdue', words('Overdue')], ['draft', words('Drafts')], ['credited', words('Credited')], ['all', words('All')]] as const;

/** Invoices, credit notes and estimates, newest first. */
export default function InvoicesScreen() {
  const t = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [state, setState] = useState<(typeof shows)[number][0]>('all');
  const [text, setText] = useState('');
  const found = useInfiniteQuery({
    ...billingQueries.invoices.infiniteOptions({
      input: (before: string | undefined) => ({ state, limit: 50, ...(text.trim() !== '' && { text: text.trim() }), ...(before !== undefined && { before }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  useLive('billing-invoices', () => void client.invalidateQueries({ queryKey: billingQueries.invoices.key() }));
  const rows = useMemo(() => found.data?.pages.flatMap(({ invoices }) => invoices) ?? [], [found.data]);
  const columns = useInvoiceColumns();
  return (
    <Page title={t('Billing')} note={<BillingTabs at="/billing/invoices" />} fill>
      <SearchBar text={text} change={setText} label={t('Number, debtor or patient')}>
        <NativeSelect aria-label={t('Which')} value={state} onChange={({ currentTarget: { value } }) => setState(value as typeof state)} data={shows.map(([value, label]) => ({ value, label: t(label) }))} />
      </SearchBar>
      {found.error !== null && rows.length === 0 ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : found.isPending ? <LoadingState lines={12} /> : (
        <DataList
          label={t('Invoices')} rows={rows} rowKey={({ id }) => id} columns={columns} onOpen={({ id }) => void navigate({ to: `/billing/invoices/${id}` })}
          more={found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined}
          empty={<EmptyState title={t('There is no such invoice')} />}
        />
      )}
    </Page>
  );
}

/** The columns of every list of invoices. */
export function useInvoiceColumns(): Column<InvoiceHead>[] {
  const t = useWords();
  return useMemo(() => [
    { id: 'label', header: t('Number'), width: '140px', whole: true, cell: (row) => <strong>{row.label === null ? t('Draft') : <Value script="latin">{row.label}</Value>}</strong> },
    { id: 'debtor', header: t('Debtor'), width: 'minmax(160px, 2fr)', card: 'title', cell: (row) => <Value>{row.debtor_name}</Value> },
    { id: 'patient', header: t('Patient'), width: 'minmax(120px, 1fr)', cell: (row) => <span className="quiet">{row.patient_name === null || row.patient_name === row.debtor_name ? '–' : <Value>{row.patient_name}</Value>}</span> },
    { id: 'kind', header: t('What'), width: '120px', cell: (row) => t(kindWords[row.kind]) },
    { id: 'date', header: t('Date'), width: '115px', cell: (row) => (row.business_date === null ? '–' : <Value script="latin">{clinicalDate(row.business_date)}</Value>) },
    { id: 'due', header: t('Due'), width: '115px', cell: (row) => (row.due_date === null ? '–' : <Value script="latin">{clinicalDate(row.due_date)}</Value>) },
    { id: 'total', header: t('Total'), width: '130px', align: 'end', cell: (row) => <Money of={row.total} currency={row.currency} /> },
    { id: 'open', header: t('Open'), width: '120px', align: 'end', cell: (row) => (row.open === null ? '–' : <Money of={row.open} />) },
    { id: 'standing', header: t('State'), width: '120px', cell: (row) => t(standingWords[row.standing]) },
  ], [t]);
}
