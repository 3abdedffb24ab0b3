import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, type Column, DataList, EmptyState, Mark, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { RightsRequest } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { RetentionDialog } from '../erasure/RetentionDialog.tsx';
import { DisclosuresCard } from './DisclosuresCard.tsx';
import { NewRequestDialog } from './NewRequestDialog.tsx';
import { RequestDialog } from './RequestDialog.tsx';
import { kindWords, stateWords } from './words.ts';

/** What patients asked for by right, and until when it is to be answered; and to whom data went. */
export default function RightsScreen() {
  const t = useWords();
  const [opened, open] = useState<string | null>(null);
  const [adding, add] = useState(false);
  const [ruling, rule] = useState(false);
  const found = useQuery(complianceQueries.rightsRequests.queryOptions({ input: {} }));
  const columns = useMemo<Column<RightsRequest>[]>(() => [
    { id: 'due', header: t('Due'), width: '210px', cell: (row) => <Due of={row} /> },
    { id: 'patient', header: t('Patient'), width: 'minmax(160px, 1fr)', card: 'title', cell: (row) => <Value>{row.patient_name}</Value> },
    { id: 'kind', header: t('Right'), width: 'minmax(150px, 1fr)', cell: (row) => t(kindWords[row.kind] ?? row.kind) },
    { id: 'wish', header: t('What they want'), width: 'minmax(200px, 2fr)', cell: (row) => <Value>{row.wish}</Value> },
    { id: 'state', header: t('State'), width: '140px', cell: (row) => t(stateWords[row.state] ?? row.state) },
    { id: 'open', header: t('Open'), width: '100px', cell: (row) => <Button size="compact-sm" variant="default" onClick={() => open(row.id)}>{t('Open')}</Button> },
  ], [t]);
  return (
    <Page title={t('Rights of patients')} actions={<><Button component="a" variant="default" href="/api/rights/processing-register" download>{t('Register of processing')}</Button><Button variant="default" onClick={() => rule(true)}>{t('How long records are kept')}</Button><Button onClick={() => add(true)}>{t('New request')}</Button></>}>
      <Answer of={found}>
        {({ requests }) => (
          <DataList label={t('Requests')} rows={requests} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('Nobody has asked for anything')}>{t('A request is to be answered within one month of the day on which it came.')}</EmptyState>} />
        )}
      </Answer>
      <DisclosuresCard />
      {opened !== null && <RequestDialog request_id={opened} close={() => open(null)} />}
      {ruling && <RetentionDialog close={() => rule(false)} />}
      {adding && <NewRequestDialog close={() => add(false)} />}
    </Page>
  );
}

function Due({ of: { due_on, days_left, state } }: { of: RightsRequest }) {
  const t = useWords();
  return (
    <span>
      <Value script="latin">{clinicalDate(due_on)}</Value>{' '}
      {state === 'open' && days_left < 0 && <Mark tone="caution">{t('Late')}</Mark>}
      {state === 'open' && days_left >= 0 && days_left <= 7 && <Mark tone="plain">{t('{count, plural, one {# day left} other {# days left}}', { count: days_left })}</Mark>}
    </span>
  );
}
