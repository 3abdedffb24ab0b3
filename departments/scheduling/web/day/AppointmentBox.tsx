import { VisuallyHidden } from '@mantine/core';
import { clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { CSSProperties } from 'react';
import type { DayAppointment } from '../../contract/index.ts';
import { statusShapes, statusWords } from '../choices.ts';
import classes from './schedule.module.css';

interface AppointmentBoxProps {
  taken: DayAppointment;
  style?: CSSProperties;
  open: () => void;
}

/** What is taken in a column: shape, colour and word say how it stands. What one may not see is only taken. */
export function AppointmentBox({ taken: { appointment, start, end, held }, style, open }: AppointmentBoxProps) {
  const t = useWords();
  const time = `${clinicalTime(start)}–${clinicalTime(end)}`;
  if (appointment === null) {
    return (
      <div className={classes.item} data-status="taken" style={style}>
        <Value script="latin">{time}</Value> {held ? t('held') : t('taken')}
      </div>
    );
  }
  const { patient_name, status, overbooked, confirmed } = appointment;
  return (
    <button type="button" className={classes.item} data-status={status} data-appointment style={style} onClick={open}>
      <span aria-hidden>{statusShapes[status]} </span>
      <Value script="latin">{clinicalTime(start)}</Value> <strong><Value>{patient_name}</Value></strong>
      {confirmed && <span aria-hidden> ✓</span>}
      {overbooked && <span aria-hidden> +</span>}
      <VisuallyHidden>, {t(statusWords[status])}{confirmed && `, ${t('confirmed')}`}{overbooked && `, ${t('overbooked')}`}</VisuallyHidden>
    </button>
  );
}
