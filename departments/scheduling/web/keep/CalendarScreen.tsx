import { Button, Modal } from '@mantine/core';
import { IconCopy, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Answer, Card, clinicalDate, type Column, DataList, EmptyState, Page, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Template } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { MonthCard } from '../leave/MonthCard.tsx';
import { templateText } from '../template/rule-text.ts';
import { TemplateForm } from '../template/TemplateForm.tsx';
import { CalendarForm } from './CalendarForm.tsx';
import classes from './keep.module.css';

/** One calendar: its recurring sessions, its leave and its blocks. */
export default function CalendarScreen() {
  const t = useWords();
  const { calendarId: resource_id = '' } = useParams({ strict: false }) as { calendarId?: string };
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {} }));
  const calendar = calendars.data?.resources.find(({ id }) => id === resource_id);
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={calendar?.name ?? t('Calendar')}
      actions={calendar !== undefined && <Button variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setChanging(true)}>{t('Change the calendar')}</Button>}
    >
      <div className={classes.cards}>
        <TemplatesCard resource_id={resource_id} />
        <MonthCard resource_id={resource_id} />
      </div>
      <Modal opened={changing} onClose={() => setChanging(false)} size="lg" title={t('Change the calendar')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {changing && calendar !== undefined && <CalendarForm calendar={calendar} close={() => setChanging(false)} />}
      </Modal>
    </Page>
  );
}

function TemplatesCard({ resource_id }: { resource_id: string }) {
  const t = useWords();
  const found = useQuery(schedulingQueries.templates.queryOptions({ input: { resource_id } }));
  const [open, setOpen] = useState<{ template: Template | null; copy: boolean } | null>(null);
  const columns = useMemo((): Column<Template>[] => [
    { id: 'title', header: t('Name'), width: 'minmax(140px, 1fr)', card: 'title', cell: (row) => <strong><Value>{row.title}</Value></strong> },
    { id: 'rule', header: t('When'), width: 'minmax(240px, 2fr)', cell: (row) => <Value>{templateText(row, t)}</Value> },
    { id: 'from', header: t('First day'), width: '120px', cell: (row) => <Value script="latin">{clinicalDate(row.starts_on)}</Value> },
    { id: 'until', header: t('Last day'), width: '120px', cell: (row) => (row.ends_on === null ? <span className="quiet">–</span> : <Value script="latin">{clinicalDate(row.ends_on)}</Value>) },
    {
      id: 'act', header: '', width: '120px', card: 'plain',
      cell: (row) => (
        <Button size="compact-sm" variant="default" leftSection={<IconCopy size={13} aria-hidden />} onClick={(event) => {
          event.stopPropagation();
          setOpen({ template: row, copy: true });
        }}
        >{t('Copy')}</Button>
      ),
    },
  ], [t]);
  const title = open === null ? '' : open.copy ? t('Copy recurring sessions') : open.template === null ? t('Add recurring sessions') : t('Change recurring sessions');
  return (
    <Card
      title={t('Recurring sessions')} flush
      actions={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen({ template: null, copy: false })}>{t('Add sessions')}</Button>}
    >
      <Answer of={found}>
        {({ templates }) => (
          <DataList
            label={t('Recurring sessions')} rows={templates} rowKey={(row) => row.id} columns={columns} onOpen={(template) => setOpen({ template, copy: false })} maxHeight={260}
            empty={<EmptyState title={t('No session is held')}>{t('Put the calendar on duty first, then add the sessions that are held within it.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="xl" title={title} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <TemplateForm resource_id={resource_id} {...open} close={() => setOpen(null)} />}
      </Modal>
    </Card>
  );
}
