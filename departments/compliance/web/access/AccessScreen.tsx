import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, Page, useLive, useWords, Value } from '@openward/platform/ui';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { BrokenGlass } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { DecisionCard } from './DecisionCard.tsx';
import { PolicyDialog } from './PolicyDialog.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { outcomeWords } from './words.ts';

/** Who broke the glass, and what was found of it: what waits stands first, and comes by itself. */
export default function AccessScreen() {
  const t = useWords();
  const client = useQueryClient();
  const [reviewed, review] = useState<BrokenGlass | null>(null);
  const [setting, set] = useState(false);
  const found = useQuery(complianceQueries.brokenGlasses.queryOptions({ input: {} }));
  useLive('broken-glass', () => void client.invalidateQueries({ queryKey: complianceQueries.brokenGlasses.key() }));
  const columns = useMemo<Column<BrokenGlass>[]>(() => [
    { id: 'at', header: t('When'), width: '170px', cell: (row) => <Value script="latin">{clinicalInstant(row.opened_at)}</Value> },
    { id: 'who', header: t('Who'), width: 'minmax(150px, 1fr)', card: 'title', cell: (row) => <Value>{row.display_name}</Value> },
    { id: 'why', header: t('Reason'), width: 'minmax(220px, 2fr)', cell: (row) => <Value>{row.reason}</Value> },
    { id: 'acts', header: t('Acts'), width: '80px', cell: (row) => <Value script="latin">{String(row.acts)}</Value> },
    { id: 'record', header: t('Record'), width: '110px', cell: (row) => <Link to={`/patients/${row.patient_id}`}>{t('Open the chart')}</Link> },
    {
      id: 'outcome', header: t('Review'), width: 'minmax(180px, 1fr)',
      cell: (row) => row.outcome === null
        ? <Button size="compact-sm" onClick={() => review(row)}>{t('Review')}</Button>
        : <span>{t(outcomeWords[row.outcome] ?? row.outcome)} <Value>{row.note ?? ''}</Value></span>,
    },
  ], [t]);
  return (
    <Page title={t('Broken glass')} actions={<Button variant="default" onClick={() => set(true)}>{t('How records open')}</Button>}>
      <Answer of={found}>
        {({ glasses }) => (
          <DataList label={t('Broken glass')} rows={glasses} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('Nobody broke the glass')}>{t('Whoever opens a closed record in an emergency is listed here at once.')}</EmptyState>} />
        )}
      </Answer>
      <DecisionCard />
      {reviewed !== null && <ReviewDialog glass={reviewed} close={() => review(null)} />}
      {setting && <PolicyDialog close={() => set(false)} />}
    </Page>
  );
}
