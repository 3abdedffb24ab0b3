import { Button, Modal, NativeSelect } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalInstant, DataList, EmptyState, groupNumber, Page, useLive, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Message } from '../../contract/index.ts';
import { channelWords, kindWords, outcomeText, stateWords } from '../choices.ts';
import { messageQueries } from '../client.ts';
import { MessageDialog } from './MessageDialog.tsx';

const views = ['to-decide', 'by-hand', 'to-print', 'planned', 'sent', 'failed', 'unresolved', 'cancelled', 'all'] as const;
type View = (typeof views)[number];

/** What went out, what waits, and above all what a person must decide. */
export default function OutboxScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [show, setShow] = useState<View>('to-decide');
  const [open, setOpen] = useState<Message | null>(null);
  const outbox = useQuery(messageQueries.outbox.queryOptions({ input: { show } }));
  useLive('messages', () => void client.invalidateQueries({ queryKey: messageQueries.key() }));
  const counts = outbox.data?.counts ?? {};
  const viewWords: Record<View, string> = {
    'to-decide': t('To decide'), 'by-hand': t('To be told by a person'), 'to-print': t('Letters to print'), planned: t('Planned'), sent: t('Sent'), failed: t('Not sent'),
    unresolved: t('Not known whether sent'), cancelled: t('Not to be sent'), all: t('All'),
  };
  const columns = useMemo<Column<Message>[]>(
    () => [
      { id: 'patient', header: t('Patient'), width: 'minmax(180px, 2fr)', whole: true, cell: (row) => <><Value>{row.patient_name}</Value> <Value script="latin">{groupNumber(row.hospital_number)}</Value></> },
      { id: 'kind', header: t('What'), width: '150px', cell: (row) => t(kindWords[row.kind]) },
      { id: 'state', header: t('State'), width: '130px', cell: (row) => t(stateWords[row.state]) },
      { id: 'channel', header: t('How'), width: '90px', cell: (row) => (row.channel === null ? '' : t(channelWords[row.channel])) },
      { id: 'when', header: t('When'), width: '150px', cell: (row) => <Value script="latin">{clinicalInstant(row.sent_at ?? row.due_at)}</Value> },
      { id: 'outcome', header: t('What came of it'), width: 'minmax(160px, 2fr)', cell: (row) => outcomeText(row, t) },
    ],
    [t],
  );
  return (
    <Page
      title={t('Messages')} fill
      actions={
        <>
          <NativeSelect
            aria-label={t('Which messages')} value={show} onChange={(event) => setShow(event.currentTarget.value as View)}
            data={views.map((value) => ({ value, label: (counts[value] ?? 0) > 0 ? `${viewWords[value]} (${counts[value]})` : viewWords[value] }))}
          />
          {may('messages.send') && (counts['to-print'] ?? 0) > 0 && (
            <Button component="a" href="/api/messages/letters" target="_blank" leftSection={<IconPrinter size={15} aria-hidden />}>{t('Print the letters')}</Button>
          )}
          {may('messages.manage') && <Button component={Link} to={'/messages/texts' as string} variant="default">{t('Texts')}</Button>}
          {may('messages.manage') && <Button component={Link} to={'/messages/setting' as string} variant="default">{t('Settings')}</Button>}
        </>
      }
    >
      <Answer of={outbox}>
        {(answer) => (
          <DataList
            label={t('Messages')} rows={answer.messages} rowKey={(row) => row.id} columns={columns} onOpen={setOpen}
            empty={<EmptyState title={show === 'to-decide' ? t('Nothing to decide') : t('No such messages')}>{t('What was sent, what waits and what could not be sent is found by the choice above.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={t('Message')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <MessageDialog message={open} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}
