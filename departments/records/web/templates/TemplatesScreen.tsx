import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Page, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import { noteTypes, type NoteTemplate } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { TemplateForm } from './TemplateForm.tsx';

/** The templates of notes, for whoever keeps them. */
export default function TemplatesScreen() {
  const t = useWords();
  const templates = useQuery(recordQueries.noteTemplates.queryOptions({ input: { all: true } }));
  const [open, setOpen] = useState<NoteTemplate | 'new' | null>(null);
  const columns = useMemo<Column<NoteTemplate>[]>(
    () => [
      { id: 'name', header: t('Name'), width: 'minmax(160px, 1fr)', card: 'title', cell: (row) => <strong><Value>{row.name}</Value></strong> },
      { id: 'type', header: t('Kind'), width: '220px', cell: (row) => (noteTypes as Record<string, string>)[row.note_type] ?? row.note_type },
      { id: 'sections', header: t('Sections'), width: 'minmax(200px, 2fr)', cell: (row) => <Value>{row.sections.map(({ heading }) => heading).join(', ')}</Value> },
      { id: 'state', header: t('State'), width: '140px', card: 'plain', cell: (row) => (row.active ? t('Offered') : t('Not offered')) },
    ],
    [t],
  );
  const add = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
      {t('Add a template')}
    </Button>
  );
  return (
    <Page title={t('Note templates')} fill actions={add}>
      <Answer of={templates}>
        {({ templates: all }) => (
          <DataList label={t('Note templates')} rows={all} rowKey={(row) => row.id} columns={columns} onOpen={setOpen} empty={<EmptyState title={t('There are no templates yet')} />} />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open === 'new' ? t('Add a template') : t('Change a template')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <TemplateForm template={open === 'new' ? null : open} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}
