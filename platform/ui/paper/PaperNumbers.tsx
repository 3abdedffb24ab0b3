import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { clinicalInstant } from '../dates/clinical-date.ts';
import type { Column } from '../list/column.ts';
import { DataList } from '../list/DataList.tsx';
import { Card } from '../page/Card.tsx';
import { Page } from '../page/Page.tsx';
import { groupNumber } from '../patient/group-number.ts';
import { EmptyState } from '../states/EmptyState.tsx';
import { Mark } from '../states/Mark.tsx';
import { Value } from '../words/Value.tsx';
import { failureToast } from '../toast/toast.tsx';
import { useWords } from '../words/words.ts';
import { ReserveDialog, VoidDialog } from './PaperDialogs.tsx';

/** A number that was reserved for paper, and what became of it. */
export interface PaperRow {
  number: string;
  block_id: string;
  place: string;
  state: 'reserved' | 'printed' | 'used' | 'voided';
  happened_at: string | null;
  entered_at: string | null;
  entered_by_name: string | null;
  void_reason: string | null;
}

interface PaperNumbersProps {
  title: string;
  /** What is done with the forms, in a sentence or two. */
  told: ReactNode;
  open: number;
  numbers: readonly PaperRow[];
  /** Whether this person reserves, prints and voids; and whether they enter. */
  keep: boolean;
  enter?: boolean;
  /** As a number is printed; in groups of four unless told. */
  shown?: (number: string) => string;
  /** Where one is entered: the path before its number. */
  path: string;
  /** Where the forms of a block are printed from. */
  forms: (block_id: string) => string;
  reserve: (input: { place: string; count: number }) => Promise<unknown>;
  notePrinted: (block_id: string) => Promise<unknown>;
  voidOne: (input: { number: string; reason: string }) => Promise<unknown>;
}

/** Numbers reserved for paper: which forms lie where, and what became of each number. */
export function PaperNumbers({ title, told, open, numbers, keep, enter = true, shown = groupNumber, path, forms, reserve, notePrinted, voidOne }: PaperNumbersProps) {
  const t = useWords();
  const [reserving, setReserving] = useState(false);
  const [voiding, setVoiding] = useState<string | null>(null);
  const { mutate: print, isPending: printing } = useMutation({ mutationFn: notePrinted, onError: failureToast });
  const columns = useMemo<Column<PaperRow>[]>(() => [
    { id: 'number', header: t('Number'), width: '130px', card: 'title', cell: (row) => <strong><Value script="latin">{shown(row.number)}</Value></strong> },
    { id: 'place', header: t('Place'), width: 'minmax(120px, 1fr)', cell: (row) => <Value>{row.place}</Value> },
    { id: 'state', header: t('State'), width: 'minmax(240px, 2fr)', cell: (row) => <State of={row} /> },
    {
      id: 'forms', header: t('Form'), width: '150px',
      cell: (row) => keep && (row.state === 'printed' ? <a href={forms(row.block_id)} target="_blank" rel="noopener">{t('Print the forms')}</a>
        : row.state === 'reserved' && <Button size="compact-sm" variant="default" disabled={printing} onClick={() => print(row.block_id)}>{t('Make the forms')}</Button>),
    },
    {
      id: 'acts', header: t('Acts'), width: '190px',
      cell: (row) => (
        <Group gap={8}>
          {enter && row.state === 'printed' && <Link to={`${path}/${row.number}`}>{t('Enter')}</Link>}
          {keep && (row.state === 'printed' || row.state === 'reserved') && <Button size="compact-sm" variant="subtle" color="red" onClick={() => setVoiding(row.number)}>{t('Void …')}</Button>}
        </Group>
      ),
    },
  ], [t, keep, enter, shown, forms, path, print, printing]);
  return (
    <Page title={title} fill actions={keep && <Button onClick={() => setReserving(true)}>{t('Reserve numbers')}</Button>}>
      <Card title={t('When there is no server')}>
        <p>{told}</p>
        <p><strong>{t('{count, plural, one {# number is neither entered nor voided} other {# numbers are neither entered nor voided}}', { count: open })}</strong></p>
      </Card>
      <DataList label={t('Numbers for paper')} rows={numbers} rowKey={({ number }) => number} columns={columns} empty={<EmptyState title={t('No numbers are reserved')} />} />
      {reserving && <ReserveDialog reserve={reserve} close={() => setReserving(false)} />}
      {voiding !== null && <VoidDialog number={voiding} shown={shown(voiding)} voidOne={voidOne} close={() => setVoiding(null)} />}
    </Page>
  );
}

function State({ of: row }: { of: PaperRow }) {
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
