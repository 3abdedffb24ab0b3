import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Breach } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { BreachDialog } from './BreachDialog.tsx';
import { NextClock } from './Clocks.tsx';
import { NewBreachDialog } from './NewBreachDialog.tsx';
import { riskWords } from './words.ts';

/** Breaches of personal data, and who is to be told until when. */
export default function BreachesScreen() {
  const t = useWords();
  const [opened, open] = useState<string | null>(null);
  const [adding, add] = useState(false);
  const found = useQuery({ ...complianceQueries.breaches.queryOptions({ input: {} }), refetchInterval: 60_000 });
  const columns = useMemo<Column<Breach>[]>(() => [
    { id: 'aware', header: t('Known since'), width: '150px', cell: (row) => <Value script="latin">{clinicalInstant(row.aware_at)}</Value> },
    { id: 'title', header: t('What happened'), width: 'minmax(200px, 2fr)', card: 'title', cell: (row) => <Value>{row.title}</Value> },
    { id: 'risk', header: t('Risk'), width: 'minmax(150px, 1fr)', cell: (row) => (row.risk === null ? t('Not assessed yet') : t(riskWords[row.risk] ?? row.risk)) },
    { id: 'clocks', header: t('To be told'), width: 'minmax(340px, 3fr)', cell: (row) => <NextClock of={row.clocks} /> },
    { id: 'state', header: t('State'), width: '100px', cell: (row) => (row.closed_at === null ? t('Open') : t('Closed')) },
    { id: 'open', header: t('Open'), width: '100px', cell: (row) => <Button size="compact-sm" variant="default" onClick={() => open(row.id)}>{t('Open')}</Button> },
  ], [t]);
  return (
    <Page title={t('Breaches of personal data')} actions={<Button onClick={() => add(true)}>{t('New breach')}</Button>}>
      <Answer of={found}>
        {({ breaches }) => (
          <DataList label={t('Breaches')} rows={breaches} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('No breach is written down')}>{t('One that may harm somebody is told to the authority within 72 hours.')}</EmptyState>} />
        )}
      </Answer>
      {opened !== null && <BreachDialog breach_id={opened} close={() => open(null)} />}
      {adding && <NewBreachDialog close={() => add(false)} opened={open} />}
    </Page>
  );
}
