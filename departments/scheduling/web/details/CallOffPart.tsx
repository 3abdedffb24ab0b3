import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { scheduling } from '../client.ts';
import classes from '../day/schedule.module.css';
import type { PartProps } from './part.ts';

/** Who calls it off, and why. */
export function CallOffPart({ appointment: { id: appointment_id, patient_id, version }, act, done }: PartProps) {
  const t = useWords();
  const [by, setBy] = useState<'patient' | 'hospital'>('patient');
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(async () => {
          const off = await scheduling.cancel({ patient_id, appointment_id, version, by, reason });
          done();
          return off;
        });
      }}
    >
      <NativeSelect label={t('Who calls it off')} value={by} onChange={(event) => setBy(event.currentTarget.value as 'patient' | 'hospital')} data={[{ value: 'patient', label: t('The patient') }, { value: 'hospital', label: t('The hospital') }]} />
      <TextInput label={t('Reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" loading={act.isPending}>{t('Call off')}</Button>
    </form>
  );
}
