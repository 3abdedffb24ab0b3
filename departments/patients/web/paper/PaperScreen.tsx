import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Card, clinicalInstant, type Column, DataList, EmptyState, failureToast, groupNumber, Mark, Page, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { PaperNumber } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { ReserveDialog, VoidDialog } from './PaperDialogs.tsx';

/** Hospital numbers reserved for paper: which forms lie where, and what became of each number. */
export default function PaperScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const keep = may('patients.paper');
  const found = useQuery(patientQueries.paperNumbers.queryOptions({ input: {} }));
  useLive('paper', () => void client.invalidateQueries({ queryKey: patientQueries.paperNumbers.key() }));
  const [reserving, reserve] = useState(false);
  const [voiding, voidOne] = useState<string | null>(null);
  const { mutate: print, isPending: printing } = useMutation({
    mutationFn: (block_id: string) => patients.notePaperPrinted({ block_id }),
    onSuccess: () => client.invalidateQueries({ queryKey: patientQueries.paperNumbers.key() }),
    onError: failureToast,
  });
  const columns = useMemo<Column<PaperNumber>[]>(() => [
    { id: 'number', header: t('Number'), width: '130px', card: 'title', cell: (row) => <strong><Value script="latin">{groupNumber(row.number)}</Value></strong> },
    { id: 'place', header: t('Place'), width: 'minmax(120px, 1fr)', cell: (row) => <Value>{row.place}</Value> },
    { id: 'state', header: t('State'), width: 'minmax(240px, 2fr)', cell: (row) => <State of={row} /> },
    {
      id: 'forms', header: t('Form'), width: '150px',
      cell: (row) => keep && (row.state === 'printed' ? <a href={`/api/paper-numbers/blocks/${row.block_id}/forms`} target="_blank" rel="noopener">{t('Print the forms')}</a>
        : row.state === 'reserved' && <Button size="compact-sm" variant="default" disabled={printing} onClick={() => print(row.block_id)}>{t('Make the forms')}</Button>),
    },
    {
      id: 'acts', header: t('Acts'), width: '190px',
      cell: (row) => (
        <Group gap={8}>
          {row.state === 'printed' && <Link to={`/patients/paper/${row.number}`}>{t('Enter')}</Link>}
          {keep && (row.state === 'printed' || row.state === 'reserved') && <Button size="compact-sm" variant="subtle" color="red" onClick={() => voidOne(row.number)}>{t('Void …')}</Button>}
        </Group>
      ),
    },
  ], [t, keep, print, printing]);
  return (
    <Page title={t('Forms of paper')} fill actions={keep && <Button onClick={() => reserve(true)}>{t('Reserve numbers')}</Button>}>
      <Answer of={found}>
        {({ open, numbers }) => (
          <>
            <Card title={t('When there is no server')}>
              <p>{t('Patients are registered on forms that have a hospital number already. Afterwards each form is entered here under its number, with the time that stands on it.')}</p>
              <p><strong>{t('{count, plural, one {# number is neither entered nor voided} other {# numbers are neither entered nor voided}}', { count: open })}</strong></p>
            </Card>
            <DataList label={t('Numbers for paper')} rows={numbers} rowKey={({ number }) => number} columns={columns} empty={<EmptyState title={t('No numbers are reserved')} />} />
          </>
        )}
      </Answer>
      {reserving && <ReserveDialog close={() => reserve(false)} />}
      {voiding !== null && <VoidDialog number={voiding} close={() => voidOne(null)} />}
    </Page>
  );
}

function State({ of: row }: { of: PaperNumber }) {
  const t = useWords();
  switch (row.state) {
    case 'reserved':
      return <Mark tone="caution">{t('Not printed')}</Mark>;
    case 'printed':
      return <Mark tone="caution">{t('Not entered yet')}</Mark>;
    case 'voided':
      return <><Mark tone="plain" icon="off">{t('Voided')}</Mark> <Value>{row.void_reason}</Value></>;
    case 'used':
      return <><Mark tone="good">{t('Entered')}</Mark> {t('happened {happened}, entered {entered} by', { happened: clinicalInstant(row.happened_at!), entered: clinicalInstant(row.entered_at!) })} <Value>{row.entered_by_name}</Value></>;
  }
}
