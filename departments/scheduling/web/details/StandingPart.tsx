import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { protections } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import type { PartProps } from './part.ts';
import { protectionWords } from './words.ts';

/** What counts of an appointment when room must be made for somebody urgent. */
export function StandingPart({ appointment, act, done }: PartProps) {
  const t = useWords();
  const { id: appointment_id, patient_id, version, visit_type_id } = appointment;
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const [why, setWhy] = useState<string>(appointment.protected_because ?? '');
  const [by, setBy] = useState(appointment.see_by ?? '');
  const [earlier, setEarlier] = useState(appointment.may_come_earlier);
  const ofKind = types.data?.visit_types.find(({ id }) => id === visit_type_id)?.protected === true;
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(async () => {
          const saved = await scheduling.standing({
            patient_id, appointment_id, version, protected_because: protections.find((each) => each === why) ?? null, see_by: by === '' ? null : by, may_come_earlier: earlier,
          });
          toast({ text: t('Saved') });
          done();
          return saved;
        });
      }}
    >
      {ofKind && <p className="quiet">{t('Nobody who comes for this kind is moved for somebody urgent.')}</p>}
      <NativeSelect
        label={t('Not moved for somebody urgent')} value={why} onChange={(event) => setWhy(event.currentTarget.value)}
        data={[{ value: '', label: t('May be moved') }, ...protections.map((value) => ({ value, label: t(protectionWords[value]) }))]}
      />
      <TextInput type="date" label={t('To be seen by')} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
      <Checkbox label={t('Said that they could come earlier')} checked={earlier} onChange={(event) => setEarlier(event.currentTarget.checked)} />
      <Button type="submit" loading={act.isPending}>{t('Save')}</Button>
    </form>
  );
}
