import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Resource } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

interface OverbookProps {
  patient_id: string;
  visit_type_id: string;
  calendars: readonly Resource[];
  about: { reason: string | null };
  done: () => void;
}

/** Puts somebody on purpose where all places are taken, within what the calendar permits, and with the reason. */
export function Overbook({ patient_id, visit_type_id, calendars, about, done }: OverbookProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const permitting = calendars.filter(({ overbooking }) => overbooking > 0);
  const [calendar, setCalendar] = useState(permitting[0]?.id ?? '');
  const [wall_clock, setWallClock] = useState('');
  const [why, setWhy] = useState('');
  const book = useMutation({
    mutationFn: (although_booked: boolean) => scheduling.book({ patient_id, visit_type_id, resource_ids: [calendar], wall_clock, overbook: true, overbook_because: why.trim(), although_booked, ...about }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('The appointment is booked') });
      done();
    },
  });
  return (
    <form className={classes.dialog} onSubmit={(event) => { event.preventDefault(); book.mutate(false); }}>
      <NativeSelect
        label={t('With')} value={calendar} onChange={(event) => setCalendar(event.currentTarget.value)}
        data={permitting.map(({ id, name, overbooking }) => ({ value: id, label: t('{name}: {count, plural, one {# more} other {# more}} at one time', { name, count: overbooking }) }))}
      />
      <TextInput type="datetime-local" label={t('When')} required value={wall_clock} onChange={(event) => setWallClock(event.currentTarget.value)} />
      <TextInput label={t('Why there')} required maxLength={200} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      {book.error !== null && (
        <div role="alert">
          {say(book.error.message)}{' '}
          {isProblem(book.error, 'scheduling.booked_already') && <Button variant="default" onClick={() => book.mutate(true)}>{t('Book it all the same')}</Button>}
        </div>
      )}
      <Button type="submit" loading={book.isPending} disabled={wall_clock === '' || why.trim() === ''}>{t('Book there all the same')}</Button>
    </form>
  );
}
