import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Card, clinicalInstant, LoadingState, usePermissions, useWords, Value } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';
import type { Contradiction } from '../../contract/index.ts';
import { patientQueries } from '../client.ts';
import { ContradictionText } from './ContradictionText.tsx';
import classes from './merge.module.css';

const Reconcile = lazy(async () => ({ default: (await import('./Reconcile.tsx')).Reconcile }));

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
        <Suspense fallback={<LoadingState />}>
          {open !== null && <Reconcile patient_id={patient_id} contradiction={open} close={() => setOpen(null)} />}
        </Suspense>
      </Modal>
    </Card>
  );
}
