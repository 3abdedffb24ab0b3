import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clinicalTime, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Duty, PlanRow } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import { EffectView } from '../keep/EffectView.tsx';
import { useEffectOf } from '../keep/useEffectOf.ts';
import { AskSwap } from './AskSwap.tsx';
import classes from './duty.module.css';

export interface ShiftStart {
  resource_id: string;
  name: string;
  own: boolean;
  date: string;
  /** None for a new one. */
  duty: Duty | null;
}

interface ShiftDialogProps {
  start: ShiftStart;
  manage: boolean;
  rows: readonly PlanRow[];
  close: () => void;
}

/** Adds a shift, changes it, gives it to somebody else, or takes it away; asks a colleague to swap. */
export function ShiftDialog({ start, manage, rows, close }: ShiftDialogProps) {
  return (
    <div className={classes.stack}>
      {manage && <ShiftForm start={start} rows={rows} close={close} />}
      {start.duty !== null && (start.own || manage) && <AskSwap duty={start.duty} rows={rows} close={close} />}
    </div>
  );
}

function ShiftForm({ start: { duty, ...start }, rows, close }: Omit<ShiftDialogProps, 'manage'>) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [resource_id, setResource] = useState(start.resource_id);
  const [date, setDate] = useState(start.date);
  const [from_clock, setFrom] = useState(duty === null ? '08:00' : clinicalTime(duty.start));
  const [to_clock, setTo] = useState(duty === null ? '16:00' : clinicalTime(duty.end));
  const [removing, setRemoving] = useState(false);
  const shift = { resource_id, date, from_clock, to_clock, location_id: duty?.location_id ?? null };
  const effect = useEffectOf((prefer) => scheduling.previewDuty({ duty_id: duty?.id ?? null, remove: removing, ...shift, prefer }));
  const save = useMutation({
    mutationFn: async () => {
      if (duty === null) await scheduling.addDuties({ resource_id, location_id: null, rule: 'FREQ=DAILY', starts_on: date, ends_on: date, from_clock, to_clock });
      else if (removing) await scheduling.removeDuty({ duty_id: duty.id, moves: effect.moves });
      else await scheduling.changeDuty({ duty_id: duty.id, version: duty.version, ...shift, moves: effect.moves });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
    onError: () => duty !== null && effect.look(),
  });
  const changed = <T,>(set: (value: T) => void) => (value: T) => {
    set(value);
    effect.forget();
  };
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={classes.bar}>
        <NativeSelect label={t('Who')} value={resource_id} onChange={(event) => changed(setResource)(event.currentTarget.value)} data={rows.map((row) => ({ value: row.resource_id, label: row.name }))} />
        <TextInput type="date" label={t('Day')} required value={date} onChange={(event) => changed(setDate)(event.currentTarget.value)} />
        <TextInput type="time" label={t('From')} required value={from_clock} onChange={(event) => changed(setFrom)(event.currentTarget.value)} />
        <TextInput type="time" label={t('To')} required value={to_clock} onChange={(event) => changed(setTo)(event.currentTarget.value)} description={to_clock <= from_clock ? t('of the next day') : undefined} />
        {duty !== null && (
          <NativeSelect
            label={t('What is done')} value={removing ? 'remove' : 'change'} onChange={(event) => changed(setRemoving)(event.currentTarget.value === 'remove')}
            data={[{ value: 'change', label: t('Changed so') }, { value: 'remove', label: t('Taken away') }]}
          />
        )}
      </div>
      {save.error !== null && <div role="alert">{say(save.error.message)}</div>}
      {duty !== null && <EffectView of={effect} sessions={false} />}
      <div className={classes.bar}><Button type="submit" loading={save.isPending} disabled={effect.strands}>{t('Save')}</Button><Button variant="default" onClick={close}>{t('Cancel')}</Button></div>
    </form>
  );
}
