import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalDay, EmptyState, LoadingState, Page, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { BookDialog } from '../book/BookDialog.tsx';
import { schedulingQueries } from '../client.ts';
import { AppointmentDetails } from '../details/AppointmentDetails.tsx';
import { FitInButton } from '../harm/FitInButton.tsx';
import { DayView } from './DayView.tsx';
import { ahead, firstLook, mondayOf, type Look } from './look.ts';
import { ScheduleBar } from './ScheduleBar.tsx';
import { useDayKeys } from './useDayKeys.ts';
import { useMoves } from './useMoves.ts';
import OnCallBoard from '../duty/OnCallBoard.tsx';

interface Opened {
  patient_id: string;
  appointment_id: string;
  who: { name: string; hospital_number: string };
  part?: 'move';
}

/** The calendars of a day, or of a week of one; a list of each on a phone. Whoever looks sees at once what others change. */
export default function ScheduleScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [look, setLook] = useState<Look>(firstLook);
  const [booking, setBooking] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const moves = useMoves();
  const week = look.view === 'week';
  const today = useQuery({ ...schedulingQueries.day.queryOptions({ input: look.date === null ? {} : { date: look.date } }), placeholderData: keepPreviousData, enabled: !week || look.date === null });
  const date = look.date ?? today.data?.date ?? null;
  const calendars = (today.data?.columns ?? []).filter(({ department_id }) => look.department_id === null || department_id === look.department_id);
  const one = look.one ?? calendars.find(({ kind }) => kind === look.kind)?.resource_id;
  const ofWeek = useQuery({
    ...schedulingQueries.day.queryOptions({ input: { date: mondayOf(date ?? '2000-01-01'), days: 7, resource_ids: one === undefined ? [] : [one] } }),
    placeholderData: keepPreviousData, enabled: week && date !== null && one !== undefined,
  });
  const tasks = useQuery(schedulingQueries.tasks.queryOptions({ input: {}, staleTime: 60_000 }));
  const waiting = tasks.data?.tasks.length ?? 0;
  const found = week ? ofWeek : today;
  useLive(found.data === undefined ? null : ['scheduling-tasks', ...found.data.days.map((each) => `schedule/${each.date}`)].join(), () => {
    if (!moves.settled()) return;
    void client.invalidateQueries({ queryKey: schedulingQueries.day.key() });
    void client.invalidateQueries({ queryKey: schedulingQueries.tasks.key() });
  });
  const change = (more: Partial<Look>) => setLook((now) => ({ ...now, ...more }));
  const go = (steps: number) => date !== null && change({ date: ahead(date, steps * (week ? 7 : 1)) });
  useDayKeys({ go, today: () => change({ date: null }), undo: () => void moves.undo(), book: () => may('scheduling.book') && setBooking(true) });
  const open = ({ id, appointment }: DayAppointment, part?: 'move') => appointment !== null && setOpened({
    patient_id: appointment.patient_id, appointment_id: id, who: { name: appointment.patient_name, hospital_number: appointment.hospital_number }, ...(part === undefined ? {} : { part }),
  });
  return (
    <Page
      title={t('Schedule')} fill {...(date === null ? {} : { note: week ? `${clinicalDay(mondayOf(date))} – ${clinicalDay(ahead(mondayOf(date), 6))}` : clinicalDay(date) })}
      actions={(
        <>
          <FitInButton />
          {waiting > 0 && <Button component={Link} to={'/schedule/look-at' as string} variant="default">{t('To look at')} {waiting}</Button>}
          {may('scheduling.book') && <Button leftSection={<IconCalendarPlus size={15} aria-hidden />} aria-keyshortcuts="Alt+N" onClick={() => setBooking(true)}>{t('Book an appointment')}</Button>}
        </>
      )}
    >
      <ScheduleBar look={look} change={change} date={date} go={go} columns={calendars} />
      <OnCallBoard />
      <Answer of={found} loading={<LoadingState lines={12} />}>
        {({ columns, days, taken }) => {
          const shown = columns.filter(({ kind, resource_id, department_id }) => (week ? resource_id === one
            : kind === look.kind && (look.department_id === null || department_id === look.department_id) && (look.shown.length === 0 || look.shown.includes(resource_id))));
          if (shown.length === 0) return <EmptyState title={t('No calendar of this kind')}>{t('An administrator gives a clinician, a room or a machine a calendar.')}</EmptyState>;
          return <DayView columns={shown} days={days} taken={taken} text={look.text} open={open} moves={may('scheduling.book') ? moves : null} />;
        }}
      </Answer>
      {booking && <BookDialog close={() => setBooking(false)} />}
      {opened !== null && <AppointmentDetails {...opened} close={() => setOpened(null)} />}
    </Page>
  );
}
