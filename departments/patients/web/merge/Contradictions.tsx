import { Button, Modal, Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, clinicalInstant, FormFrame, NoteField, toast, useApiForm, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Contradiction } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { ContradictionText } from './ContradictionText.tsx';
import classes from './merge.module.css';

/** Contradictions of a merged record: the open ones to be reconciled by a clinician, the others with who did. */
export function Contradictions({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const may = usePermissions();
  const { data } = useQuery(patientQueries.contradictions.queryOptions({ input: { patient_id } }));
  const [open, setOpen] = useState<Contradiction | null>(null);
  if (data === undefined || data.contradictions.length === 0) return null;
  return (
    <Card title={t('Contradictions')} flush>
      {data.contradictions.map((contradiction) => (
        <div key={contradiction.id ?? contradiction.subject} className={classes.item}>
          <div>
            <ContradictionText contradiction={contradiction} />
          </div>
          {contradiction.reconciled !== null ? (
            <span className="quiet">
              {t('Reconciled by')} <Value>{contradiction.reconciled.by.name}</Value>{' '}
              <Value script="latin">{clinicalInstant(contradiction.reconciled.at)}</Value>: <Value>{contradiction.reconciled.reason}</Value>
            </span>
          ) : (
            may('patients.reconcile') &&
            contradiction.id !== null && <Button onClick={() => setOpen(contradiction)}>{t('Reconcile')}</Button>
          )}
        </div>
      ))}
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={t('Which statement holds?')}>
        {open !== null && <Reconcile patient_id={patient_id} contradiction={open} close={() => setOpen(null)} />}
      </Modal>
    </Card>
  );
}

const Reason = z.object({ reason: z.string().trim().min(1).max(500) });
const neither = '';

function Reconcile({ patient_id, contradiction, close }: { patient_id: string; contradiction: Contradiction; close: () => void }) {
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
