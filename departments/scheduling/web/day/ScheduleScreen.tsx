import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCalendarPlus, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDay, EmptyState, LoadingState, Page, useLive, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { schedulingQueries } from '../client.ts';
import { BookDialog } from '../book/BookDialog.tsx';
import { AppointmentDetails } from '../details/AppointmentDetails.tsx';
import { AppointmentBox } from './AppointmentBox.tsx';
import { DayGrid } from './DayGrid.tsx';
import classes from './schedule.module.css';

const ahead = (date: string, days: number) => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The calendars of a day, side by side; a list of each on a phone. It is asked anew whenever somebody changes the day. */
export default function ScheduleScreen() {
  const t = useWords();
  const may = usePermissions();
  const [date, setDate] = useState<string | null>(null);
  const [kind, setKind] = useState('clinician');
  const [booking, setBooking] = useState(false);
  const [opened, setOpened] = useState<{ patient_id: string; appointment_id: string; who: { name: string; hospital_number: string } } | null>(null);
  const found = useQuery({
    ...schedulingQueries.day.queryOptions({ input: date === null ? {} : { date } }), placeholderData: keepPreviousData,
  });
  const client = useQueryClient();
  useLive(found.data === undefined ? null : `schedule/${found.data.date}`, () => void client.invalidateQueries({ queryKey: schedulingQueries.day.key() }));
  const shown = date ?? found.data?.date ?? null;
  const go = (days: number) => shown !== null && setDate(ahead(shown, days));
  return (
    <Page
      title={t('Schedule')} fill {...(shown === null ? {} : { note: clinicalDay(shown) })}
      actions={may('scheduling.book') && <Button leftSection={<IconCalendarPlus size={15} aria-hidden />} onClick={() => setBooking(true)}>{t('Book an appointment')}</Button>}
    >
      <div className={`${classes.bar} not-printed`} role="search" aria-label={t('Which day')}>
        <Button variant="default" onClick={() => go(-1)} aria-label={t('Day before')}><IconChevronLeft size={16} aria-hidden /></Button>
        <Button variant="default" onClick={() => setDate(null)}>{t('Today')}</Button>
        <Button variant="default" onClick={() => go(1)} aria-label={t('Day after')}><IconChevronRight size={16} aria-hidden /></Button>
        <TextInput type="date" aria-label={t('Day')} value={shown ?? ''} onChange={(event) => event.currentTarget.value !== '' && setDate(event.currentTarget.value)} />
        <NativeSelect
          aria-label={t('Calendars of')} value={kind} onChange={(event) => setKind(event.currentTarget.value)}
          data={[{ value: 'clinician', label: t('Clinicians') }, { value: 'room', label: t('Rooms') }, { value: 'equipment', label: t('Equipment') }]}
        />
      </div>
      <Answer of={found} loading={<LoadingState lines={12} />}>
        {({ columns, taken, ...day }) => {
          const ofKind = columns.filter((column) => column.kind === kind);
          const open = ({ id, appointment }: (typeof taken)[number]) => appointment !== null && setOpened({
            patient_id: appointment.patient_id, appointment_id: id, who: { name: appointment.patient_name, hospital_number: appointment.hospital_number },
          });
          if (ofKind.length === 0) return <EmptyState title={t('No calendar of this kind')}>{t('An administrator gives a clinician, a room or a machine a calendar.')}</EmptyState>;
          return (
            <>
              <DayGrid day={{ ...day, columns: ofKind, taken: taken.filter(({ resource_id }) => ofKind.some((column) => column.resource_id === resource_id)) }} open={open} />
              <div className={classes.list}>
                {ofKind.map(({ resource_id, name }) => (
                  <section key={resource_id} aria-label={name}>
                    <h2 dir="auto">{name}</h2>
                    {taken.filter((each) => each.resource_id === resource_id).map((each) => <AppointmentBox key={`${each.id}-${each.lane}`} taken={each} open={() => open(each)} />)}
                    {taken.every((each) => each.resource_id !== resource_id) && <p className="quiet">{t('Nothing is booked.')}</p>}
                  </section>
                ))}
              </div>
            </>
          );
        }}
      </Answer>
      {booking && <BookDialog close={() => setBooking(false)} />}
      {opened !== null && <AppointmentDetails {...opened} close={() => setOpened(null)} />}
    </Page>
  );
}
