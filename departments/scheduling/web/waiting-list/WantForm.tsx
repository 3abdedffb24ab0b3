import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clinicalDay, clinicalTime, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { urgencies, type AskedWish, type Wanted } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { urgencyWords } from './words.ts';

interface WantFormProps {
  patient_id: string;
  wish: AskedWish;
  note: string | null;
  done: () => void;
}

/** Puts a patient on the waiting list, for a time or for an earlier one. */
export function WantForm({ patient_id, wish, note, done }: WantFormProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [urgency, setUrgency] = useState<Wanted['urgency']>('routine');
  const [target, setTarget] = useState('');
  const [notice, setNotice] = useState<string | number>(24);
  const [later, setLater] = useState('');
  const [near, setNear] = useState('');
  const theirs = useQuery(schedulingQueries.ofPatient.queryOptions({ input: { patient_id } }));
  const ahead = (theirs.data?.appointments ?? []).filter(({ status, start }) => status === 'booked' && Date.parse(start) > Date.now());
  const choices = ahead.map(({ id, start, visit_type_name }) => ({ value: id, label: `${clinicalDay(start)} ${clinicalTime(start)} · ${visit_type_name}` }));
  const put = useMutation({
    mutationFn: () => scheduling.want({
      patient_id, asked: wish, note, urgency, target_on: target === '' ? null : target, notice_hours: Number(notice) || 0, gives_up_id: later === '' ? null : later,
      near: near === '' ? null : { appointment_id: near },
    }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('They stand on the waiting list') });
      done();
    },
  });
  return (
    <form
      className={classes.dialog} aria-label={t('Waiting list')}
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate();
      }}
    >
      <NativeSelect label={t('How urgent')} value={urgency} onChange={(event) => setUrgency(event.currentTarget.value as Wanted['urgency'])} data={urgencies.map((value) => ({ value, label: t(urgencyWords[value]) }))} />
      <TextInput type="date" label={t('To be seen by')} value={target} onChange={(event) => setTarget(event.currentTarget.value)} />
      <NumberInput label={t('Must know of it so many hours before')} min={0} max={2160} value={notice} onChange={setNotice} />
      {choices.length > 0 && <NativeSelect label={t('Gives up for an earlier time')} value={later} onChange={(event) => setLater(event.currentTarget.value)} data={[{ value: '', label: t('Nothing') }, ...choices]} />}
      {choices.length > 0 && <NativeSelect label={t('On the same day as')} value={near} onChange={(event) => setNear(event.currentTarget.value)} data={[{ value: '', label: t('Any day') }, ...choices]} />}
      {put.error !== null && <div role="alert">{say(put.error.message)}</div>}
      <Button type="submit" loading={put.isPending}>{t('Put on the waiting list')}</Button>
    </form>
  );
}
