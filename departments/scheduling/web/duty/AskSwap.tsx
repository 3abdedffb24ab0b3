import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clinicalDay, clinicalTime, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Duty, PlanRow } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from './duty.module.css';

/** Asks a colleague to take a duty, or to change it for one of theirs of this week. */
export function AskSwap({ duty, rows, close }: { duty: Duty; rows: readonly PlanRow[]; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const colleagues = rows.filter(({ resource_id, kind }) => resource_id !== duty.resource_id && kind === 'clinician');
  const [to, setTo] = useState('');
  const [other, setOther] = useState('');
  const [note, setNote] = useState('');
  const ask = useMutation({
    mutationFn: () => scheduling.askSwap({ duty_id: duty.id, to_resource_id: to, other_duty_id: other === '' ? null : other, note: note.trim() === '' ? null : note.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('The colleague is asked; then somebody else approves it') });
      close();
    },
  });
  const theirs = colleagues.find(({ resource_id }) => resource_id === to)?.duties ?? [];
  return (
    <form
      className={classes.part} aria-label={t('Swap')}
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <div className={classes.bar}>
        <NativeSelect label={t('Ask a colleague to take it')} required value={to} onChange={(event) => setTo(event.currentTarget.value)} data={[{ value: '', label: '' }, ...colleagues.map(({ resource_id, name }) => ({ value: resource_id, label: name }))]} />
        <NativeSelect
          label={t('In return for')} value={other} onChange={(event) => setOther(event.currentTarget.value)}
          data={[{ value: '', label: t('nothing') }, ...theirs.map(({ id, start, end }) => ({ value: id, label: `${clinicalDay(start)} ${clinicalTime(start)}–${clinicalTime(end)}` }))]}
        />
        <TextInput label={t('Note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={ask.isPending} disabled={to === ''}>{t('Ask')}</Button>
      </div>
      {ask.error !== null && <div role="alert">{say(ask.error.message)}</div>}
    </form>
  );
}
