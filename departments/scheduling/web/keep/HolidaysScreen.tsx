import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDay, type Column, DataList, EmptyState, Page, toast, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Exception } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { addDays, today } from './days.ts';
import { ExceptionForm } from './ExceptionForm.tsx';
import { KeepTabs } from './KeepTabs.tsx';

/** The days on which no session is held in the whole hospital. */
export default function HolidaysScreen() {
  const t = useWords();
  const client = useQueryClient();
  const from = `${addDays(today(), -31)}T00:00:00Z`;
  const until = `${addDays(today(), 730)}T00:00:00Z`;
  const found = useQuery(schedulingQueries.exceptions.queryOptions({ input: { from, until } }));
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: ({ id }: Exception) => scheduling.removeException({ exception_id: id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('The holiday is taken away; sessions are held again') });
    },
  });
  const columns = useMemo((): Column<Exception>[] => [
    { id: 'first', header: t('First day'), width: '180px', card: 'title', cell: (row) => <Value script="latin">{clinicalDay(row.start)}</Value> },
    { id: 'last', header: t('Last day'), width: '180px', cell: (row) => <Value script="latin">{clinicalDay(new Date(Date.parse(row.end) - 1))}</Value> },
    { id: 'reason', header: t('What it is'), width: 'minmax(180px, 2fr)', cell: (row) => <Value>{row.reason ?? ''}</Value> },
    { id: 'act', header: '', width: '140px', card: 'plain', cell: (row) => <Button size="compact-sm" variant="default" onClick={() => remove.mutate(row)}>{t('Take away')}</Button> },
  ], [t, remove]);
  return (
    <Page
      title={t('Holidays')} note={<KeepTabs at="/calendars/holidays" />} fill
      actions={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>{t('Add a holiday')}</Button>}
    >
      <Answer of={found}>
        {({ exceptions }) => (
          <DataList
            label={t('Holidays')} rows={exceptions.filter(({ kind }) => kind === 'holiday')} rowKey={(row) => row.id} columns={columns}
            empty={<EmptyState title={t('No holiday is entered')}>{t('On a holiday no session is held, in the whole hospital.')}</EmptyState>}
          />
        )}
      </Answer>
      <Modal opened={adding} onClose={() => setAdding(false)} size="xl" title={t('Add a holiday')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {adding && <ExceptionForm resource_id={null} kind="holiday" close={() => setAdding(false)} />}
      </Modal>
    </Page>
  );
}
