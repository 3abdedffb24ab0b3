import { Button, Drawer, Modal } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { clinicalInstant, DataList, EmptyState, ErrorState, LoadingState, Page, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { AuditEvent } from '../../contract/index.ts';
import { AuditBar } from './AuditBar.tsx';
import { EventDetails } from './EventDetails.tsx';
import { firstSearch, type AuditSearch } from './filter.ts';
import { LogCard } from './LogCard.tsx';
import { useAuditColumns } from './useAuditColumns.tsx';
import { useAuditEvents } from './useAuditEvents.ts';

/** The audit log: who looked at what and when, newest first. */
export default function AuditScreen() {
  const t = useWords();
  const [search, setSearch] = useState<AuditSearch>(firstSearch);
  const [settled] = useDebouncedValue(search, 250);
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const found = useAuditEvents(settled);
  const columns = useAuditColumns();
  const since = found.searched_from;
  const note = since === null ? t('The whole log') : t('Since {time}', { time: clinicalInstant(since) });
  return (
    <Page title={t('Audit log')} note={t('Reading it is itself written into it.')} fill>
      <LogCard />
      <AuditBar search={search} change={setSearch} />
      {found.error !== null && found.rows.length === 0 ? (
        <ErrorState error={found.error} retry={found.retry} />
      ) : found.loading ? (
        <LoadingState lines={14} />
      ) : (
        <DataList
          label={t('Events')}
          rows={found.rows}
          rowKey={(row) => row.id}
          columns={columns}
          onOpen={setOpen}
          more={found.more}
          foot={<span>{note}</span>}
          empty={<NothingFound search={settled} since={since} change={setSearch} />}
        />
      )}
      <Opened
        event={open}
        close={() => setOpen(null)}
        search={(wanted) => {
          setOpen(null);
          setSearch(wanted);
        }}
      />
    </Page>
  );
}

function NothingFound({ search, since, change }: { search: AuditSearch; since: string | null; change: (search: AuditSearch) => void }) {
  const t = useWords();
  const ofPatient = search.kind === 'shown' ? t('The patient was shown in no list') : t('Nobody opened or changed this record');
  return (
    <EmptyState
      title={search.patient === null ? t('No event fits the search') : ofPatient}
      icon={<IconListSearch size={22} />}
      action={
        <Button variant="default" onClick={() => change(firstSearch)}>
          {t('Show everything')}
        </Button>
      }
    >
      {since === null ? t('The whole log was searched.') : t('Searched since {time}. Name an earlier day to look further back.', { time: clinicalInstant(since) })}
    </EmptyState>
  );
}

/** One event: beside the list, and on a phone over it. */
function Opened({ event, close, search }: { event: AuditEvent | null; close: () => void; search: (search: AuditSearch) => void }) {
  const t = useWords();
  const phone = useMediaQuery('(max-width: 640px)') ?? false;
  const inside = event !== null && <EventDetails event={event} search={search} />;
  const shared = {
    opened: event !== null,
    onClose: close,
    title: t('Event'),
    closeButtonProps: { 'aria-label': t('Close') },
  };
  return phone ? (
    <Modal {...shared} fullScreen>
      {inside}
    </Modal>
  ) : (
    <Drawer {...shared} position="right" size={440} overlayProps={{ backgroundOpacity: 0.15 }}>
      {inside}
    </Drawer>
  );
}
