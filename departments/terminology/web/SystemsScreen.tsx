import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, DataList, EmptyState, Page, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { CodeSystem } from '../contract/index.ts';
import { terminologyQueries } from './client.ts';
import classes from './systems.module.css';

/** Which code systems are loaded, and how to load the others. */
export default function SystemsScreen() {
  const t = useWords();
  const systems = useQuery(terminologyQueries.listCodeSystems.queryOptions({ input: {} }));
  const columns = useColumns();
  return (
    <Page title={t('Code systems')} fill>
      <p className={`quiet ${classes.lead}`}>
        {t('OpenWard comes with a few hundred everyday codes. Whoever runs the server loads the official files:')}{' '}
        <bdi dir="ltr"><code>npx openward import codes icd-10-cm PATH</code></bdi>
      </p>
      <Answer of={systems}>
        {({ systems: rows }) => <DataList label={t('Code systems')} rows={rows} rowKey={(row) => row.url} columns={columns} empty={<EmptyState title={t('No code system is known')} />} />}
      </Answer>
    </Page>
  );
}

function useColumns(): Column<CodeSystem>[] {
  const t = useWords();
  return useMemo(
    () => [
      { id: 'name', header: t('Code system'), width: 'minmax(120px, 1fr)', cell: (row) => <strong><Value>{row.name}</Value></strong> },
      { id: 'version', header: t('Release'), width: '140px', cell: (row) => (row.version === null ? <span className="quiet">{t('Not loaded')}</span> : row.version === 'starter' ? t('Starter set') : <Value script="latin">{row.version}</Value>) },
      { id: 'codes', header: t('Codes'), width: '110px', cell: (row) => <Value script="latin">{row.codes.toLocaleString()}</Value> },
      { id: 'retired', header: t('Withdrawn'), width: '110px', cell: (row) => <Value script="latin">{row.retired.toLocaleString()}</Value> },
      { id: 'loaded', header: t('Loaded'), width: '170px', cell: (row) => <span className="quiet">{row.loaded_at === null ? '–' : <Value script="latin">{clinicalInstant(row.loaded_at)}</Value>}</span> },
      { id: 'notice', header: t('Licence notice'), width: 'minmax(220px, 2fr)', whole: true, cell: (row) => <span className="quiet"><Value>{row.notice}</Value></span> },
    ],
    [t],
  );
}
