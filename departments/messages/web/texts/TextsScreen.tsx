import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Page, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Template } from '../../contract/index.ts';
import { channelWords, kindWords } from '../choices.ts';
import { messageQueries } from '../client.ts';
import { NewText } from './NewText.tsx';
import { TextEditor } from './TextEditor.tsx';

/** The texts of messages: those that came with OpenWard, and the hospital’s own in their place. */
export default function TextsScreen() {
  const t = useWords();
  const [open, setOpen] = useState<Template | 'new' | null>(null);
  const found = useQuery(messageQueries.messageTemplates.queryOptions({ input: {} }));
  const kinds = found.data?.appointment_kinds;
  const columns = useMemo<Column<Template>[]>(
    () => [
      { id: 'kind', header: t('What'), width: '170px', cell: (row) => t(kindWords[row.kind]) },
      { id: 'channel', header: t('How'), width: '100px', cell: (row) => t(channelWords[row.channel]) },
      { id: 'language', header: t('Language'), width: '100px', cell: (row) => <Value script="latin">{row.language}</Value> },
      { id: 'of', header: t('Appointments'), width: '160px', cell: (row) => (row.visit_type_id === null ? t('All') : <Value>{kinds?.find(({ id }) => id === row.visit_type_id)?.name ?? '–'}</Value>) },
      { id: 'whose', header: t('Whose'), width: '180px', cell: (row) => (row.id === null ? t('Came with OpenWard') : t('The hospital’s own')) },
      { id: 'text', header: t('Text'), width: 'minmax(240px, 3fr)', cell: (row) => <span dir="auto">{row.subject ?? row.body}</span> },
    ],
    [t, kinds],
  );
  return (
    <Page
      title={t('Texts of messages')} fill
      actions={(kinds?.length ?? 0) > 0 && <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>{t('Text for one kind of appointment')}</Button>}
    >
      <Answer of={found}>
        {({ templates }) => (
          <DataList
            label={t('Texts of messages')} rows={templates} rowKey={(row) => [row.kind, row.channel, row.language, row.visit_type_id].join(' ')} columns={columns} onOpen={setOpen}
            empty={<EmptyState title={t('No texts')}>{t('There is nothing here.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={t('Text of a message')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        {open === 'new' && <NewText templates={found.data?.templates ?? []} kinds={kinds ?? []} chosen={setOpen} />}
        {open !== null && open !== 'new' && <TextEditor template={open} of={kinds?.find(({ id }) => id === open.visit_type_id)?.name ?? null} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}
