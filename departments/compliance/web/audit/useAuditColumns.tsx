import { useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { AuditEvent } from '../../contract/index.ts';
import classes from './audit.module.css';
import { eventText } from './event-words.ts';
import { clinicalSecond } from './instants.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

/** The columns of the audit log. */
export function useAuditColumns(): Column<AuditEvent>[] {
  const t = useWords();
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('Time'),
        width: '164px',
        whole: true,
        card: 'plain',
        cell: (row) => (
          <span className="numbers">
            <Value script="latin">{clinicalSecond(row.at)}</Value>
          </span>
        ),
      },
      { id: 'outcome', header: t('Outcome'), width: '92px', card: 'plain', cell: (row) => <OutcomeMark outcome={row.outcome} /> },
      { id: 'event', header: t('Event'), width: 'minmax(210px, 1.4fr)', card: 'title', cell: (row) => <strong className={classes.event}>{eventText(row.name, t)}</strong> },
      { id: 'who', header: t('Who'), width: 'minmax(200px, 1.4fr)', cell: (row) => <Actor actor={row.actor} /> },
      { id: 'patient', header: t('Patients'), width: 'minmax(120px, 0.8fr)', card: 'plain', cell: (row) => <Patients event={row} /> },
      {
        id: 'from',
        header: t('From'),
        width: 'minmax(130px, 0.8fr)',
        card: 'hidden',
        cell: (row) => <span className="quiet">{row.address === null ? '–' : <Value script="latin">{row.address}</Value>}</span>,
      },
    ],
    [t],
  );
}

/** Who acted: the name of today, and the username of that time. */
export function Actor({ actor }: { actor: AuditEvent['actor'] }) {
  const t = useWords();
  if (actor === null) return <span className="quiet">{t('nobody signed in')}</span>;
  const { display_name, username } = actor;
  return (
    <>
      <Value>{display_name ?? username ?? t('an account that is gone')}</Value>{' '}
      {display_name !== null && username !== null && (
        <span className="quiet">
          <Value script="latin">{username}</Value>
        </span>
      )}
    </>
  );
}

/** Whether one patient was opened, or a list showed several: the two are never mixed up. */
function Patients({ event: { patient_id, shown_count } }: { event: AuditEvent }) {
  const t = useWords();
  if (patient_id !== null) return <>{t('One record')}</>;
  if (shown_count === null) return <span className="quiet">–</span>;
  return <span className="quiet">{t('{count, plural, =0 {nobody shown} one {# shown in a list} other {# shown in a list}}', { count: shown_count })}</span>;
}
