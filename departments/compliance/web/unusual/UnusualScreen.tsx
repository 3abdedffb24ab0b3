import { Button, Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, Mark, Page, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { UnusualAccess } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { LookDialog } from './LookDialog.tsx';
import { ruleWords, verdictWords } from './words.ts';

const day_ms = 86_400_000;

/** Accesses that somebody should look at; none of them need be wrong. */
export default function UnusualScreen() {
  const t = useWords();
  const may = usePermissions();
  const reviews = may('access.review');
  const [days, show] = useState('1');
  const [looked, look] = useState<UnusualAccess | null>(null);
  const [until] = useState(() => new Date());
  const found = useQuery(complianceQueries.unusualAccess.queryOptions({ input: { from: new Date(until.getTime() - Number(days) * day_ms).toISOString(), until: until.toISOString() } }));
  const columns = useMemo<Column<UnusualAccess>[]>(() => [
    { id: 'why', header: t('Why'), width: 'minmax(220px, 1.2fr)', cell: (row) => <Group gap={4}>{row.rules.map((rule) => <Mark key={rule} tone="caution">{t(ruleWords[rule])}</Mark>)}</Group> },
    { id: 'who', header: t('Who'), width: 'minmax(180px, 1fr)', card: 'title', cell: (row) => <><strong><Value>{row.display_name}</Value></strong> <span className="quiet"><Value script="latin">{row.username}</Value></span></> },
    {
      id: 'patient', header: t('Patient'), width: 'minmax(180px, 1fr)',
      cell: (row) => (row.patient === null ? t('{count} records', { count: row.records }) : <Link to={`/patients/${row.patient.patient_id}` as never}><Value>{row.patient.name}</Value> <Value script="latin">{row.patient.hospital_number}</Value></Link>),
    },
    { id: 'when', header: t('Last time'), width: '170px', cell: (row) => <Value script="latin">{clinicalInstant(row.last_at)}</Value> },
    { id: 'acts', header: t('Acts'), width: '80px', cell: (row) => <Value script="latin">{String(row.acts)}</Value> },
    {
      id: 'looked', header: t('Looked at'), width: 'minmax(220px, 1fr)',
      cell: (row) => (
        <Group gap={8}>
          {row.reviews[0] !== undefined && <span>{row.open ? t('Since then it happened again') : t(verdictWords[row.reviews[0].verdict])} <span className="quiet"><Value>{row.reviews[0].by_name}</Value></span></span>}
          {row.own ? <span className="quiet">{t('Somebody else looks at yours')}</span> : reviews && (
            <Button size="compact-sm" variant={row.open ? 'filled' : 'default'} onClick={() => look(row)}>{row.reviews.length === 0 ? t('Look at it') : t('Look again')}</Button>
          )}
        </Group>
      ),
    },
  ], [t, reviews]);
  return (
    <Page
      title={t('Unusual access')} note={t('Worth a look; none of it need be wrong.')} fill
      actions={<SegmentedControl aria-label={t('Period')} value={days} onChange={show} data={[{ value: '1', label: t('Last day') }, { value: '7', label: t('Last week') }]} />}
    >
      <Answer of={found}>
        {(shown) => (
          <DataList
            label={t('Unusual access')} rows={shown.found} rowKey={(row) => `${row.account_id} ${row.patient?.patient_id ?? ''}`} columns={columns}
            empty={<EmptyState title={t('Nothing unusual')} />} foot={shown.more ? <span>{t('There is more: look at one day.')}</span> : undefined}
          />
        )}
      </Answer>
      {looked !== null && <LookDialog access={looked} close={() => look(null)} />}
    </Page>
  );
}
