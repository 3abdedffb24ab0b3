import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, failureToast, Page, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { Backup, BackupRun } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import classes from './backups.module.css';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The backups of this hospital: one that was never restored is unproven. */
export default function BackupsScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery(complianceQueries.backups.queryOptions({ input: {} }));
  const again = () => client.invalidateQueries({ queryKey: complianceQueries.backups.key() });
  useLive('backups', () => void again());
  const made = useMutation({ mutationFn: () => compliance.makeBackup({}), onSuccess: again, onError: failureToast });
  const drilled = useMutation({ mutationFn: (file: string) => compliance.drillBackup({ file }), onSuccess: again, onError: failureToast });
  const { mutate: drill } = drilled;
  const manage = may('backups.manage');
  const run = found.data?.run ?? null;
  const here = found.data?.place ?? null;
  const busy = run?.ended_at === null;
  const columns = useMemo<Column<Backup>[]>(() => [
    { id: 'at', header: t('Made'), width: '170px', card: 'title', cell: (row) => <Value script="latin">{clinicalInstant(row.made_at)}</Value> },
    { id: 'size', header: t('Size'), width: '110px', cell: (row) => <Value script="latin">{megabytes(row.bytes)}</Value> },
    { id: 'rows', header: t('Rows'), width: '110px', cell: (row) => <Value script="latin">{row.rows.toLocaleString('en')}</Value> },
    { id: 'proven', header: t('Proven by restoring'), width: 'minmax(220px, 1fr)', cell: (row) => <Proven backup={row} /> },
    { id: 'file', header: t('File'), width: 'minmax(240px, 1fr)', cell: (row) => <Where backup={row} here={here} /> },
    ...(manage ? [{ id: 'acts', header: t('Act'), width: '130px', cell: (row: Backup) => <Button variant="default" size="compact-sm" disabled={busy} onClick={() => drill(row.file)}>{t('Drill')}</Button> }] : []),
  ], [t, manage, busy, drill, here]);
  return (
    <Page title={t('Backups')} fill actions={manage && <Button disabled={busy || made.isPending} onClick={() => made.mutate()}>{t('Back up now')}</Button>}>
      {run !== null && <Running run={run} stop={manage ? () => void compliance.stopRun({ run_id: run.id }).catch(failureToast) : null} />}
      <Answer of={found}>
        {({ backups }) => (
          <>
            {here !== null && <p className={classes.place}>{t('Backups go to')} <Value script="latin">{here}</Value></p>}
            <DataList label={t('Backups')} rows={backups} rowKey={({ file }) => file} columns={columns} empty={<EmptyState title={t('There is no backup yet')}>{t('The first is made a day after the hospital was.')}</EmptyState>} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** The place is said where it is another than that of now. */
function Where({ backup: { file, place }, here }: { backup: Backup; here: string | null }) {
  return <Value script="latin">{place === null || place === here ? file : `${file} · ${place}`}</Value>;
}

function Proven({ backup: { drilled_at, drill_ms, drill_fault } }: { backup: Backup }) {
  const t = useWords();
  if (drilled_at === null) return <span className={classes.unproven}>{t('Unproven')}</span>;
  if (drill_fault !== null) return <strong className={classes.wrong}>{t('Not proven')} · <Value script="latin">{drill_fault}</Value></strong>;
  return <span className={classes.proven}>{t('Proven')} <Value script="latin">{`${clinicalInstant(drilled_at)} · ${seconds(drill_ms ?? 0)}`}</Value></span>;
}

function Running({ run: { kind, state, done, whole, fault, ended_at }, stop }: { run: BackupRun; stop: (() => void) | null }) {
  const t = useWords();
  const what = kind === 'backup' ? t('Backup') : t('Drill');
  if (ended_at !== null) {
    if (state === 'done') return null;
    return <p className={classes.run} role="status">{what} · {state === 'stopped' ? t('Stopped') : t('Failed')} <Value script="latin">{fault ?? ''}</Value></p>;
  }
  return (
    <div className={classes.run}>
      <span>{what}</span>
      <Progress className={classes.bar ?? ''} value={whole === 0 ? 0 : Math.min(100, (100 * done) / whole)} aria-label={what} />
      {stop !== null && <Button variant="default" size="compact-sm" onClick={stop}>{t('Stop')}</Button>}
    </div>
  );
}
