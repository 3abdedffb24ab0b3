import { Anchor, Drawer, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Answer, clinicalDate, type Column, DataList, EmptyState, ErrorState, LoadingState, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Book, StatementLine } from '../../contract/index.ts';
import { Amount } from '../Amount.tsx';
import { currenciesOf, thisYear, useBook } from '../book.ts';
import { ledgerQueries } from '../client.ts';
import { EntryDetails } from '../journal/EntryDetails.tsx';
import classes from '../ledger.module.css';
import { LedgerTabs } from '../LedgerTabs.tsx';

/** What was posted on an account, with the balance after each line; a line leads to its entry. */
export default function StatementScreen() {
  return <Answer of={useBook()}>{(book) => <Statement book={book} />}</Answer>;
}

function Statement({ book }: { book: Book }) {
  const t = useWords();
  const { accountId: account_id = '' } = useParams({ strict: false }) as { accountId?: string };
  const asked = useSearch({ strict: false }) as { currency?: string; from?: string; until?: string; party_id?: string; cost_centre_id?: string; practitioner_id?: string };
  const { party_id, cost_centre_id, practitioner_id } = asked;
  const part = { ...(party_id !== undefined && { party_id }), ...(cost_centre_id !== undefined && { cost_centre_id }), ...(practitioner_id !== undefined && { practitioner_id }) };
  const [currency, setCurrency] = useState(asked.currency ?? book.currency ?? '');
  const [range, setRange] = useState({ ...thisYear(book), ...(asked.from !== undefined && { from: asked.from }), ...(asked.until !== undefined && { until: asked.until }) });
  const [open, setOpen] = useState<string | null>(null);
  const found = useInfiniteQuery({
    ...ledgerQueries.statement.infiniteOptions({
      input: (after: string | undefined) => ({ account_id, currency, ...range, ...part, limit: 200, ...(after !== undefined && { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages ?? [];
  const rows = useMemo(() => found.data?.pages.flatMap(({ lines }) => lines) ?? [], [found.data]);
  const account = pages[0]?.account;
  const columns = useMemo((): Column<StatementLine>[] => [
    { id: 'date', header: t('Day'), width: '120px', cell: (row) => <Value script="latin">{clinicalDate(row.business_date)}</Value> },
    { id: 'number', header: t('Number'), width: '90px', whole: true, cell: (row) => <Value script="latin">{row.number}</Value> },
    { id: 'what', header: t('What for'), width: 'minmax(200px, 2fr)', card: 'title', cell: (row) => <Value>{row.memo ?? row.description}</Value> },
    { id: 'whose', header: t('Whose'), width: 'minmax(110px, 1fr)', cell: (row) => <span className="quiet">{row.party_name === null ? '–' : <Value>{row.party_name}</Value>}</span> },
    { id: 'centre', header: t('Department'), width: 'minmax(110px, 1fr)', cell: (row) => <span className="quiet">{row.cost_centre === null && row.practitioner === null ? '–' : <Value>{[row.cost_centre, row.practitioner].filter(Boolean).join(' · ')}</Value>}</span> },
    { id: 'amount', header: t('Amount'), width: '150px', align: 'end', cell: (row) => <Amount of={row.amount} /> },
    { id: 'balance', header: t('Balance'), width: '160px', align: 'end', cell: (row) => <strong><Amount of={row.balance} /></strong> },
  ], [t]);
  return (
    <Page title={account === undefined ? t('Account') : `${account.code} ${account.name}`} note={<LedgerTabs at="/ledger/accounts" />} fill>
      <div className={classes.bar}>
        <TextInput type="date" label={t('From')} value={range.from} onChange={({ currentTarget: { value } }) => value !== '' && setRange({ ...range, from: value })} />
        <TextInput type="date" label={t('Until')} value={range.until} onChange={({ currentTarget: { value } }) => value !== '' && setRange({ ...range, until: value })} />
        <NativeSelect label={t('Currency')} data={currenciesOf(book, currency)} value={currency} onChange={({ currentTarget: { value } }) => setCurrency(value)} />
        {pages[0] !== undefined && pages[0].of.length > 0 && <p>{t('Only')}: <strong><Value>{pages[0].of.join(' · ')}</Value></strong> <Anchor component={Link} to={`/ledger/accounts/${account_id}` as never} search={{ currency, ...range } as never}>{t('Show all')}</Anchor></p>}
        {pages[0] !== undefined && <p>{t('Before')}: <strong><Amount of={pages[0].opening} currency={currency} /></strong></p>}
        {pages.length > 0 && !found.hasNextPage && <p>{t('After')}: <strong><Amount of={pages.at(-1)?.closing ?? '0'} currency={currency} /></strong></p>}
      </div>
      {found.error !== null && rows.length === 0 ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : found.isPending ? <LoadingState lines={12} /> : (
        <DataList
          label={t('Statement')} rows={rows} rowKey={(row) => `${row.entry_id}.${row.line}`} columns={columns} onOpen={({ entry_id }) => setOpen(entry_id)}
          more={found.hasNextPage ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } : undefined}
          empty={<EmptyState title={t('Nothing was posted in these days')} />}
        />
      )}
      <Drawer opened={open !== null} onClose={() => setOpen(null)} position="right" size={640} title={t('Entry')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <EntryDetails entry_id={open} show={setOpen} />}
      </Drawer>
    </Page>
  );
}
