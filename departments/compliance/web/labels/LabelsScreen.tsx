import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, type Column, DataList, EmptyState, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { KeptLabel } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { LabelDialog } from './LabelDialog.tsx';
import { NewLabelDialog } from './NewLabelDialog.tsx';

/** The sensitivity labels of the hospital: who is cleared for each, and which codes give it. */
export default function LabelsScreen() {
  const t = useWords();
  const [changed, change] = useState<string | null>(null);
  const [adding, add] = useState(false);
  const found = useQuery(complianceQueries.keptLabels.queryOptions({ input: {} }));
  const titles = useMemo(() => new Map(found.data?.roles.map(({ name, title }) => [name, title])), [found.data]);
  const columns = useMemo<Column<KeptLabel>[]>(() => [
    { id: 'name', header: t('Label'), width: 'minmax(170px, 1fr)', card: 'title', cell: (row) => <Value>{row.name}</Value> },
    { id: 'code', header: t('Code'), width: '110px', cell: (row) => <Value script="latin">{row.code}</Value> },
    { id: 'meaning', header: t('What is labelled so'), width: 'minmax(220px, 2fr)', cell: (row) => <Value>{row.meaning}</Value> },
    { id: 'roles', header: t('Cleared roles'), width: 'minmax(140px, 1fr)', cell: (row) => <Value>{row.roles.map((role) => titles.get(role) ?? role).join(', ')}</Value> },
    { id: 'people', header: t('Cleared people'), width: 'minmax(140px, 1fr)', cell: (row) => <Value>{row.accounts.map(({ display_name }) => display_name).join(', ')}</Value> },
    { id: 'rules', header: t('Codes'), width: '80px', cell: (row) => <Value script="latin">{String(row.rules.length)}</Value> },
    { id: 'change', header: t('Change'), width: '110px', cell: (row) => <Button size="compact-sm" variant="default" onClick={() => change(row.code)}>{t('Change')}</Button> },
  ], [t, titles]);
  const label = found.data?.labels.find(({ code }) => code === changed);
  return (
    <Page title={t('Sensitivity labels')} actions={<Button onClick={() => add(true)}>{t('New label')}</Button>}>
      <Answer of={found}>
        {({ labels }) => <DataList label={t('Sensitivity labels')} rows={labels} rowKey={({ code }) => code} columns={columns} empty={<EmptyState title={t('There are no labels')} />} />}
      </Answer>
      {label !== undefined && <LabelDialog key={label.version} label={label} roles={found.data?.roles ?? []} close={() => change(null)} />}
      {adding && <NewLabelDialog close={() => add(false)} />}
    </Page>
  );
}
