import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Appointment } from '../../contract/index.ts';
import { Offers } from '../book/Offers.tsx';
import { scheduling, schedulingQueries } from '../client.ts';
import type { PartProps } from './part.ts';

/** The free times to which an appointment can go, and why it goes. */
export function MovePart({ appointment, act, done }: PartProps) {
  const t = useWords();
  const client = useQueryClient();
  const [why, setWhy] = useState('');
  const { id: appointment_id, patient_id, visit_type_id, resources, start } = appointment;
  const move = (aim: { start: string; resource_ids: string[] }, from: Appointment, reason: string | null) => scheduling.reschedule({ patient_id, appointment_id, version: from.version, reason, ...aim });
  return (
    <>
      <TextInput label={t('Why it is moved')} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      <Offers
        wish={{ visit_type_id, needs: resources.map(({ id }) => ({ resource_ids: [id] })) }} busy={act.isPending} none={<p>{t('Nothing is free.')}</p>}
        choose={(offer) => act.mutate(async () => {
          const moved = await move({ start: offer.start, resource_ids: offer.resource_ids }, appointment, why.trim() === '' ? null : why.trim());
          toast({
            text: t('The appointment is moved'),
            undo: async () => {
              await move({ start, resource_ids: resources.map(({ id }) => id) }, moved, null);
              await client.invalidateQueries({ queryKey: schedulingQueries.key() });
            },
          });
          done();
          return moved;
        })}
      />
    </>
  );
}
