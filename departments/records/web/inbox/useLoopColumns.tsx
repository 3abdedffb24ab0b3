import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { clinicalDate, clinicalInstant, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { LoopShown } from '../../contract/index.ts';
import { flagOf } from '../timeline/flags.ts';
import classes from './inbox.module.css';
import { levelWords, loopKindWords } from './words.ts';

/** The columns of a list of what is open. */
export function useLoopColumns(): Column<LoopShown>[] {
  const t = useWords();
  return useMemo(
    () => [
      { id: 'title', header: t('What'), width: 'minmax(200px, 2fr)', whole: true, card: 'title', cell: (row) => <WhatCell loop={row} /> },
      { id: 'kind', header: t('Kind'), width: '130px', cell: (row) => t(loopKindWords[row.kind]) },
      {
        id: 'patient', header: t('Patient'), width: 'minmax(170px, 1.3fr)', whole: true,
        cell: (row) => (
          <span>
            <Value>{row.patient.name ?? t('Name not recorded')}</Value>{' '}
            <span className="quiet">{row.patient.birth_date === null ? '' : <Value script="latin">{clinicalDate(row.patient.birth_date)}</Value>}</span>
          </span>
        ),
      },
      { id: 'owner', header: t('To close it'), width: 'minmax(120px, 1fr)', cell: (row) => <Value>{row.owner.name ?? row.owner.id}</Value> },
      { id: 'due', header: t('Due'), width: '150px', whole: true, cell: (row) => <Value script="latin">{clinicalInstant(row.due)}</Value> },
      { id: 'level', header: t('State'), width: '175px', card: 'plain', cell: (row) => <Level loop={row} /> },
    ],
    [t],
  );
}

/** Whether it is overdue, and by how much: a shape, a word and a colour. */
export function Level({ loop: { level } }: { loop: LoopShown }) {
  const t = useWords();
  const Icon = level === 'on_time' ? IconClock : IconAlertTriangle;
  return (
    <span className={classes.level} data-level={level}>
      <Icon size={14} aria-hidden />
      {t(levelWords[level])}
    </span>
  );
}

function WhatCell({ loop: { title, about } }: { loop: LoopShown }) {
  const t = useWords();
  const flag = flagOf(about?.flag ?? null);
  return (
    <span>
      <strong>
        <Value>{title}</Value>
      </strong>{' '}
      {about?.value != null && (
        <bdi dir="ltr">
          {about.value} {about.unit}
        </bdi>
      )}{' '}
      {flag !== null && t(flag.word)}
    </span>
  );
}
