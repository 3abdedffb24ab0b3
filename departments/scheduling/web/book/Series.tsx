import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDay, toast, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Offer } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { seriesDates } from './needs.ts';

interface SeriesProps {
  asked: { patient_id: string; visit_type_id: string; resource_ids: string[]; reason: string | null };
  /** The first time, which gives the weekday and the time of the day. */
  first: Offer;
  done: () => void;
}

/** The dates of a series, and those at which it cannot be, shown before anything is booked. */
export function Series({ asked, first, done }: SeriesProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [weeks, setWeeks] = useState('1');
  const [times, setTimes] = useState<string | number>(6);
  const count = Math.min(Math.max(Number(times) || 1, 1), 60);
  const input = { ...asked, dates: seriesDates(first.wall_clock.slice(0, 10), Number(weeks), count), clock: first.wall_clock.slice(11, 16) };
  const preview = useQuery({ ...schedulingQueries.previewSeries.queryOptions({ input }), staleTime: 0 });
  const book = useMutation({
    mutationFn: () => scheduling.bookSeries(input),
    onSuccess: async ({ booked, skipped }) => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('{booked, plural, one {# appointment is booked} other {# appointments are booked}}, {skipped, plural, =0 {none was left out} one {# date was left out} other {# dates were left out}}', { booked: booked.length, skipped: skipped.length }) });
      done();
    },
  });
  return (
    <div className={classes.dialog}>
      <NativeSelect label={t('How often')} value={weeks} onChange={(event) => setWeeks(event.currentTarget.value)} data={['1', '2', '3', '4'].map((value) => ({ value, label: t('{weeks, plural, one {Every week} other {Every # weeks}}', { weeks: Number(value) }) }))} />
      <NumberInput label={t('How many times')} value={times} onChange={setTimes} min={1} max={60} allowDecimal={false} />
      <Answer of={preview}>
        {({ possible, skipped }) => (
          <>
            <ul className={classes.dates} aria-label={t('Dates of the series')}>
              {[...possible.map(({ date, wall_clock }) => ({ date, clock: wall_clock.slice(11), why: null })), ...skipped.map(({ date, message }) => ({ date, clock: null, why: message }))]
                .toSorted((one, other) => one.date.localeCompare(other.date)).map(({ date, clock, why }) => (
                  <li key={date}>
                    <span aria-hidden>{why === null ? '✓ ' : '✕ '}</span><Value script="latin">{[clinicalDay(date), clock].filter((each) => each !== null).join(' ')}</Value>
                    {why !== null && <> {t('is left out')}: {say(why)}</>}
                  </li>
                ))}
            </ul>
            {book.error !== null && <div role="alert">{say(book.error.message)}</div>}
            <Button loading={book.isPending} disabled={possible.length === 0} onClick={() => book.mutate()}>{t('Book {count, plural, one {# appointment} other {# appointments}}', { count: possible.length })}</Button>
          </>
        )}
      </Answer>
    </div>
  );
}
