import { Radio } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, NoteField, toast, useApiForm, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Contradiction } from '../../contract/index.ts';
import { patients } from '../client.ts';
import classes from './merge.module.css';

const Reason = z.object({ reason: z.string().trim().min(1).max(500) });
const neither = '';

/** A clinician says which statement holds, and why. */
export function Reconcile({ patient_id, contradiction, close }: { patient_id: string; contradiction: Contradiction; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [holds, setHolds] = useState<string | null>(null);
  const api = useApiForm({
    name: `patients.reconcile.${contradiction.id ?? ''}`,
    patient: patient_id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      patients.reconcile({ patient_id, contradiction_id: contradiction.id ?? '', holds: holds === neither ? null : holds, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries();
      toast({ text: t('Reconciled') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Reconcile')} onCancel={close} disabled={holds === null}>
      <Radio.Group value={holds ?? 'none'} onChange={setHolds} label={contradiction.subject}>
        <div className={classes.list}>
          {contradiction.statements.map(({ resource_type, resource_id, says }) => (
            <Radio key={`${resource_type}/${resource_id}`} value={`${resource_type}/${resource_id}`} label={<Value>{says}</Value>} />
          ))}
          <Radio value={neither} label={t('Neither holds')} />
        </div>
      </Radio.Group>
      <NoteField path="reason" label={t('Reason')} rows={2} required />
    </FormFrame>
  );
}
