import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, Page, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { DataKey } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { KeyRunBar } from './KeyRunBar.tsx';
import classes from './keys.module.css';
import { RotateDialog } from './RotateDialog.tsx';
import { purposeWords, stateWords } from './words.ts';

/** The keys that seal single values in the database, and the turning of them. */
export default function KeysScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(complianceQueries.keys.queryOptions({ input: {} }));
  useLive('keys', () => void client.invalidateQueries({ queryKey: complianceQueries.keys.key() }));
  const [asked, ask] = useState(false);
  const manage = may('keys.manage');
  const run = found.data?.run ?? null;
  const counted_at = found.data?.counted_at ?? null;
  const columns = useMemo<Column<DataKey>[]>(() => [
    { id: 'key', header: t('Key'), width: 'minmax(180px, 1fr)', card: 'title', cell: ({ purpose, version }) => <>{t(purposeWords[purpose])} <Value script="latin">{String(version)}</Value></> },
    { id: 'state', header: t('State'), width: 'minmax(220px, 1fr)', cell: ({ state }) => <span className={state === 'sealing' ? classes.sealing : state === 'waiting' ? classes.waiting : undefined}>{t(stateWords[state])}</span> },
    { id: 'made', header: t('Made'), width: '170px', cell: (row) => <Value script="latin">{clinicalInstant(row.made_at)}</Value> },
    { id: 'values', header: t('Values that it seals'), width: '170px', cell: ({ values }) => <Value script="latin">{values === null ? '–' : values.toLocaleString('en')}</Value> },
    { id: 'wrapped', header: t('Wrapped by'), width: '170px', cell: ({ wrapped_by }) => <Value script="latin">{wrapped_by ?? '–'}</Value> },
  ], [t]);
  return (
    <Page title={t('Keys')} fill actions={manage && <Button disabled={run?.ended_at === null} onClick={() => ask(true)}>{t('Turn the data key')}</Button>}>
      {run !== null && <KeyRunBar run={run} manage={manage} />}
      <Answer of={found}>
        {({ keys }) => <DataList label={t('Keys')} rows={keys} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('There is no key')} />} />}
      </Answer>
      {counted_at !== null && <p className={classes.run}>{t('Values counted')} <Value script="latin">{clinicalInstant(counted_at)}</Value></p>}
      {asked && <RotateDialog close={() => ask(false)} />}
    </Page>
  );
}
