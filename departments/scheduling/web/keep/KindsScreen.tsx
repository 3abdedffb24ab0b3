import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, type Column, DataList, EmptyState, Mark, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { VisitType } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { KeepTabs } from './KeepTabs.tsx';
import { KindForm } from './KindForm.tsx';
import { bookerWords } from './words.ts';

/** The kinds of appointments. */
export default function KindsScreen() {
  const t = useWords();
  const found = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {} }));
  const [open, setOpen] = useState<VisitType | 'new' | null>(null);
  const columns = useMemo((): Column<VisitType>[] => [
    { id: 'name', header: t('Name'), width: 'minmax(180px, 1.6fr)', card: 'title', cell: (row) => <strong><Value>{row.name}</Value></strong> },
    { id: 'code', header: t('Code'), width: '110px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
    { id: 'minutes', header: t('Length'), width: '110px', cell: (row) => t('{minutes} min', { minutes: row.minutes }) },
    { id: 'buffers', header: t('Before and after'), width: '140px', cell: (row) => <Value script="latin">{`${row.buffer_before} + ${row.buffer_after}`}</Value> },
    { id: 'places', header: t('Together'), width: '90px', align: 'end', cell: (row) => <Value script="latin">{String(row.places)}</Value> },
    { id: 'who', header: t('Booked by'), width: 'minmax(160px, 1.4fr)', cell: (row) => row.bookable_by.map((each) => t(bookerWords[each])).join(', ') },
    { id: 'ahead', header: t('Ahead'), width: '120px', cell: (row) => t('{count, plural, one {# day} other {# days}}', { count: row.horizon_days }) },
    { id: 'state', header: t('State'), width: '110px', card: 'plain', cell: (row) => <Mark tone={row.active ? 'good' : 'plain'}>{row.active ? t('In use') : t('Closed')}</Mark> },
  ], [t]);
  return (
    <Page
      title={t('Kinds of appointments')} note={<KeepTabs at="/calendars/kinds" />} fill
      actions={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>{t('Add a kind')}</Button>}
    >
      <Answer of={found}>
        {({ visit_types }) => (
          <DataList
            label={t('Kinds of appointments')} rows={visit_types} rowKey={(row) => row.id} columns={columns} onOpen={setOpen}
            empty={<EmptyState title={t('No kind of appointment yet')}>{t('Add the first: how long it takes, and who may book it.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="lg" title={open === 'new' ? t('Add a kind of appointment') : t('Change a kind of appointment')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <KindForm type={open === 'new' ? null : open} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}
