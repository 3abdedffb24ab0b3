import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clinicalInstant, failureToast, useWords, Value } from '@openward/platform/ui';
import type { KeyRun } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import classes from './keys.module.css';

/** How far the rotation is, or how the last one ended. */
export function KeyRunBar({ run: { id, state, done, whole, broken, ended_at }, manage }: { run: KeyRun; manage: boolean }) {
  const t = useWords();
  const client = useQueryClient();
  const steering = useMutation({
    mutationFn: (to: 'stop' | 'resume') => (to === 'stop' ? compliance.stopKeyRun({ run_id: id }) : compliance.resumeKeyRun({ run_id: id })),
    onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.keys.key() }),
    onError: failureToast,
  });
  const unopened = broken > 0 && <strong className={classes.broken}>{t('Values that do not open')} <Value script="latin">{broken.toLocaleString('en')}</Value></strong>;
  if (ended_at !== null) {
    return (
      <p className={classes.run} role="status">
        <span>{t('Everything was sealed anew')} <Value script="latin">{`${clinicalInstant(ended_at)} · ${done.toLocaleString('en')}`}</Value></span>
        {unopened}
      </p>
    );
  }
  return (
    <div className={classes.run}>
      <span>{state === 'stopped' ? t('Stopped') : whole === null ? t('Waiting until every server has the new key') : t('Sealing anew')}</span>
      <Progress className={classes.bar ?? ''} value={whole === null || whole === 0 ? 0 : Math.min(100, (100 * done) / whole)} aria-label={t('Sealing anew')} />
      {whole !== null && <Value script="latin">{`${done.toLocaleString('en')} / ${whole.toLocaleString('en')}`}</Value>}
      {unopened}
      {manage && <Button variant="default" size="compact-sm" disabled={steering.isPending} onClick={() => steering.mutate(state === 'stopped' ? 'resume' : 'stop')}>{state === 'stopped' ? t('Resume') : t('Stop')}</Button>}
    </div>
  );
}
