import { Link } from '@tanstack/react-router';
import { clinicalInstant, groupNumber, usePermissions, useWords, Value } from '@openward/platform/ui';
import type { PatientOpened } from '../../contract/index.ts';
import classes from './ChartFrame.module.css';

/** What one has to know of this record before reading it: that it was merged, or that it contradicts itself. */
export function ChartNotices({ opened }: { opened: PatientOpened }) {
  const t = useWords();
  const may = usePermissions();
  const { patient, asked_for, aliases, contradictions } = opened;
  const asked = aliases.find(({ patient_id }) => patient_id === asked_for);
  return (
    <>
      {contradictions > 0 && (
        <div className={classes.notice} data-tone="danger" role="status">
          <span>
            {t('{count, plural, one {# contradiction} other {# contradictions}} in this merged record. The more dangerous statement stands.', {
              count: contradictions,
            })}
          </span>
          <Link to={`/patients/${patient.id}/history`}>{may('patients.reconcile') ? t('Reconcile') : t('See them')}</Link>
        </div>
      )}
      {asked !== undefined && (
        <div className={classes.notice} role="status">
          <span>
            {t('You opened {number}, which was merged into this record on {date}.', {
              number: groupNumber(asked.hospital_number),
              date: clinicalInstant(asked.merged_at),
            })}
          </span>
          <span>
            {t('It was kept under')} <Value>{asked.display_name}</Value>
          </span>
        </div>
      )}
    </>
  );
}
