import { Button, Drawer, Modal } from '@mantine/core';
import { IconBookOff, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { clinicalDate, type Column, DataList, EmptyState, ErrorState, LoadingState, Page, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Entry } from '../../contract/index.ts';
import { Amount } from '../Amount.tsx';
import { useBook } from '../book.ts';
import { ledgerQueries } from '../client.ts';
import { LedgerTabs } from '../LedgerTabs.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import { EntryForm } from './EntryForm.tsx';
import { debitOf } from './sums.ts';

/** The journal, newest first. */
export default function JournalScreen() {
  const t = useWords();
  const may = usePermissions();
  const book = useBook().data;
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const found = useInfiniteQuery({
    ...ledgerQueries.entries.infiniteOptions({
      input: (before: string | undefined) => ({ limit: 100, ...(before !== undefined && { before }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => found.data?.pages.flatMap(({ entries }) => entries) ?? [], [found.data]);
  const columns = useMemo((): Column<Entry>[] => [
    { id: 'number', header: t('Number'), width: '90px', whole: true, cell: (row) => <Value script="latin">{row.number}</Value> },
    { id: 'date', header: t('Day'), width: '120px', cell: (row) => <Value script="latin">{clinicalDate(row.business_date)}</Value> },
    { id: 'what', header: t('What for'), width: 'minmax(200px, 2fr)', card: 'title', cell: (row) => <strong><Value>{row.description}</Value></strong> },
    { id: 'accounts', header: t('Accounts'), width: 'minmax(140px, 1.4fr)', cell: (row) => <span className="quiet"><Value>{[...new Set(row.lines.map(({ account_name }) => account_name))].join(', ')}</Value></span> },
    { id: 'by', header: t('Posted by'), width: 'minmax(120px, 1fr)', cell: (row) => <Value>{row.posted_by_name ?? t('OpenWard')}</Value> },
    { id: 'amount', header: t('Amount'), width: '170px', align: 'end', cell: (row) => debitOf(row).map(({ currency, amount }) => <Amount key={currency} of={amount} currency={currency} />) },
  ], [t]);
  const add = <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>{t('New entry')}</Button>;
  return (
    <Page title={t('Books')} note={<LedgerTabs at="/ledger" />} fill actions={may('ledger.post') && add}>
      {found.error !== null && rows.length === 0 ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : found.isPending ? <LoadingState lines={14} /> : (
        <DataList
          label={t('Journal')} rows={rows} rowKey={(row) => row.id} columns={columns} onOpen={({ id }) => setOpen(id)}
          more={found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined}
          empty={<EmptyState title={t('Nothing was posted yet')} icon={<IconBookOff size={22} />}>{t('What the hospital earns and spends is posted here.')}</EmptyState>}
        />
      )}
      <Drawer opened={open !== null} onClose={() => setOpen(null)} position="right" size={640} title={t('Entry')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <EntryDetails entry_id={open} show={setOpen} />}
      </Drawer>
      <Modal opened={adding} onClose={() => setAdding(false)} size="xl" title={t('New entry')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {adding && book !== undefined && <EntryForm book={book} close={() => setAdding(false)} />}
      </Modal>
    </Page>
  );
}
