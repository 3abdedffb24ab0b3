import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, type Column, DataList, EmptyState, Mark, Page, SearchBar, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Resource } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { CalendarForm } from './CalendarForm.tsx';
import { KeepTabs } from './KeepTabs.tsx';
import { resourceKindWords } from './words.ts';

/** All calendars: of clinicians, rooms and machines. Each opens its sessions and its leave. */
export default function CalendarsScreen() {
  const t = useWords();
  const found = useQuery(schedulingQueries.resources.queryOptions({ input: {} }));
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const columns = useMemo((): Column<Resource>[] => [
    { id: 'name', header: t('Name'), width: 'minmax(200px, 1.6fr)', card: 'title', cell: (row) => <strong><Value>{row.name}</Value></strong> },
    { id: 'kind', header: t('Of'), width: '130px', cell: (row) => t(resourceKindWords[row.kind]) },
    { id: 'specialties', header: t('Specialties'), width: 'minmax(160px, 1.4fr)', cell: (row) => (row.specialties.length === 0 ? <span className="quiet">–</span> : <Value>{row.specialties.join(', ')}</Value>) },
    { id: 'lanes', header: t('At one time'), width: '130px', cell: (row) => <Value script="latin">{row.overbooking === 0 ? String(row.lanes) : `${row.lanes} + ${row.overbooking}`}</Value> },
    { id: 'languages', header: t('Languages'), width: '130px', cell: (row) => (row.languages.length === 0 ? <span className="quiet">–</span> : <Value script="latin">{row.languages.join(', ')}</Value>) },
    { id: 'state', header: t('State'), width: '110px', card: 'plain', cell: (row) => <Mark tone={row.active ? 'good' : 'plain'}>{row.active ? t('In use') : t('Closed')}</Mark> },
  ], [t]);
  const wanted = text.trim().toLocaleLowerCase();
  return (
    <Page
      title={t('Calendars')} note={<KeepTabs at="/calendars" />} fill
      actions={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>{t('Add a calendar')}</Button>}
    >
      <SearchBar label={t('Name or specialty')} text={text} change={setText} />
      <Answer of={found}>
        {({ resources }) => (
          <DataList
            label={t('Calendars')} rowKey={(row) => row.id} columns={columns} href={(row) => `/calendars/${row.id}`}
            rows={resources.filter(({ name, specialties }) => [name, ...specialties].join(' ').toLocaleLowerCase().includes(wanted))}
            empty={<EmptyState title={wanted === '' ? t('No calendar yet') : t('Nothing is found')}>{t('Give a clinician, a room or a machine a calendar; then say when it is on duty and when sessions are held.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={adding} onClose={() => setAdding(false)} size="lg" title={t('Add a calendar')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {adding && <CalendarForm calendar={null} close={() => setAdding(false)} />}
      </Modal>
    </Page>
  );
}
