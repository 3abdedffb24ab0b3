import { Button, Modal, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDay, EmptyState, Page, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Duty, PlanRow } from '../../contract/index.ts';
import { schedulingQueries, staffQueries } from '../client.ts';
import { addDays, mondayOf, today } from '../keep/days.ts';
import { exceptionWords } from '../keep/words.ts';
import classes from './duty.module.css';
import { DutyTable } from './DutyTable.tsx';
import { FeedCard } from './FeedCard.tsx';
import { OnCallCard } from './OnCallCard.tsx';
import { ShiftDialog, type ShiftStart } from './ShiftDialog.tsx';
import { SwapsCard } from './SwapsCard.tsx';

/** Who is on duty where, a week at a time; who is on call; duties that are to change hands. */
export default function DutyScreen() {
  const t = useWords();
  const may = usePermissions();
  const [from, setFrom] = useState(mondayOf(today()));
  const [department_id, setDepartment] = useState('');
  const [open, setOpen] = useState<ShiftStart | null>(null);
  const departments = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { active: true, limit: 200 } }), enabled: may('places.read'), staleTime: 60_000 });
  const found = useQuery({
    ...schedulingQueries.dutyPlan.queryOptions({ input: { from, days: 7, ...(department_id === '' ? {} : { department_id }) } }), placeholderData: keepPreviousData,
  });
  const client = useQueryClient();
  // The swaps, who is on call, and the plan: all of it stands on this page.
  useLive('duty', () => {
    for (const each of [schedulingQueries.dutyPlan, schedulingQueries.onCall, schedulingQueries.swaps]) void client.invalidateQueries({ queryKey: each.key() });
  });
  const manage = may('scheduling.manage');
  const start = (row: PlanRow, date: string, duty: Duty | null) => setOpen({ resource_id: row.resource_id, name: row.name, own: row.own, date, duty });
  return (
    <Page
      title={t('Duty plan')} note={`${clinicalDay(from)} – ${clinicalDay(addDays(from, 6))}`}
      actions={<Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => window.print()}>{t('Print')}</Button>}
    >
      <div className={classes.stack}>
        <div className={`${classes.bar} not-printed`} role="search" aria-label={t('Which week')}>
          <Button variant="default" aria-label={t('Week before')} onClick={() => setFrom(addDays(from, -7))}><IconChevronLeft size={16} aria-hidden /></Button>
          <Button variant="default" onClick={() => setFrom(mondayOf(today()))}>{t('This week')}</Button>
          <Button variant="default" aria-label={t('Week after')} onClick={() => setFrom(addDays(from, 7))}><IconChevronRight size={16} aria-hidden /></Button>
          <NativeSelect
            aria-label={t('Department')} value={department_id} onChange={(event) => setDepartment(event.currentTarget.value)}
            data={[{ value: '', label: t('All departments') }, ...(departments.data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          />
        </div>
        <Answer of={found}>
          {({ days, rows }) => (rows.length === 0
            ? <EmptyState title={t('Nobody has a calendar here')}>{t('Whoever keeps the calendars gives clinicians, rooms and machines theirs.')}</EmptyState>
            : (
              <DutyTable
                days={days} rows={rows} manage={manage} open={start}
                moved={({ duty, row, date }) => setOpen({ resource_id: row.resource_id, name: row.name, own: row.own, date, duty })} awayWord={(kind) => t(exceptionWords[kind])}
              />
            ))}
        </Answer>
        {manage && <p className={`quiet ${classes.hint} not-printed`}><IconPlus size={13} aria-hidden /> {t('Press an empty day to add a shift, a shift to change it; or drag it to another day or person. What it does is shown before it is saved.')}</p>}
        <OnCallCard />
        <SwapsCard />
        <FeedCard />
      </div>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="xl" title={open?.duty === null ? t('Add a shift') : t('Shift')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <ShiftDialog start={open} manage={manage} rows={found.data?.rows ?? []} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}

